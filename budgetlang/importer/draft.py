"""Source in the making that remembers which of its characters stand where in the published document."""

from __future__ import annotations

from bisect import bisect_right

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.importer.published import Passage
from budgetlang.source.text import Source

_SAFE = str.maketrans({"#": "＃", "{": "｛", "}": "｝", "\\": "＼", "\t": " ", "\n": " ", "\r": " "})
"""what would mean something in source, by the full-width sign that people read in the same way"""


class Draft:
    """The text of a `.budget` file, built from literals and quotations."""

    def __init__(self, published: Source) -> None:
        self.published = published
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def put(self, text: str) -> None:
        """Add words of source."""
        self._parts.append(text)
        self._length += len(text)

    def quote(self, passage: Passage) -> None:
        """Add published words, character for character, so that places within them are kept."""
        for piece in passage.pieces:
            self._starts.append(self._length)
            self._spans.append((piece.start, len(piece.text)))
            self.put(_safe(piece.text))

    def anchor(self, passage: Passage) -> None:
        """What is put next stands for this passage."""
        if passage.pieces:
            self._starts.append(self._length)
            self._spans.append((passage.pieces[0].start, len(passage.pieces[0].text)))

    def published_label(self, label: Label) -> Label:
        """The published place of a place in the draft: within a quotation exactly, else the one before."""
        start, length = self._at(label.start)
        last, _ = self._at(max(label.start, label.end - 1))
        end = last + 1 if last >= start else start + length
        return Label(self.published, start, max(end, start), label.note, label.args)

    def _at(self, offset: int) -> tuple[int, int]:
        """The published offset, and how many characters of its passage follow."""
        position = bisect_right(self._starts, offset) - 1
        if position < 0:
            return 0, 0
        start, length = self._spans[position]
        within = min(offset - self._starts[position], max(length - 1, 0))
        return start + within, length - within


def _safe(text: str) -> str:
    safe = text.translate(_SAFE)
    return "”" + safe[1:] if safe.startswith('"') else safe
