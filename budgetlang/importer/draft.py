"""Source in the making that remembers which of its characters stand where in the published document."""

from __future__ import annotations

from bisect import bisect_right

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.importer.published import Passage, Piece
from budgetlang.source.text import Source

_SAFE = str.maketrans({"#": "＃", "{": "｛", "}": "｝", "\\": "＼", "\t": " ", "\n": " ", "\r": " "})
"""what would mean something in source, by the full-width sign that people read in the same way"""

TEXT = "文本"
_FARTHEST = 4
"""how much longer the published place may be than that in the draft, by breaks of lines and pages within it"""


class Draft:
    """The text of a `.budget` file, built from literals and quotations."""

    def __init__(self, published: Source) -> None:
        self.published = published
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._spans: list[tuple[int, int, bool]] = []

    def slot(self, offset: int) -> str:
        """The name of the text in which an offset is."""
        begin = self.text.rfind(f"\n{TEXT} ", 0, offset)
        return self.text[begin + len(TEXT) + 2 :].split(None, 1)[0] if begin >= 0 else ""

    def copy(self) -> Draft:
        """The same draft, to be gone on with."""
        other = Draft(self.published)
        other._parts, other._length = list(self._parts), self._length
        other._starts, other._spans = list(self._starts), list(self._spans)
        return other

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def length(self) -> int:
        return self._length

    def put(self, text: str) -> None:
        """Add words of source."""
        self._parts.append(text)
        self._length += len(text)

    def quote(self, passage: Passage) -> None:
        """Add published words, character for character, so that places within them are kept."""
        for piece in passage.pieces:
            self._mark(piece, exact=True)
            self.put(_safe(piece.text))

    def anchor(self, passage: Passage) -> None:
        """What is put next stands for this passage as a whole."""
        for piece in passage.pieces[:1]:
            self._mark(piece, exact=False)

    def _mark(self, piece: Piece, exact: bool) -> None:
        self._starts.append(self._length)
        self._spans.append((piece.start, len(piece.text), exact))

    def published_label(self, label: Label) -> Label:
        """The published place of a place in the draft: within a quotation exactly, else the passage that it is for."""
        start, end = self._at(label.start)
        _, last = self._at(max(label.start, label.end - 1))
        if not start <= last <= start + (label.end - label.start) * _FARTHEST:
            last = end
        return Label(self.published, start, max(last, end), label.note, label.args)

    def _at(self, offset: int) -> tuple[int, int]:
        """Where the character at an offset begins and ends in the published text; it may be a whole passage."""
        position = bisect_right(self._starts, offset) - 1
        if position < 0:
            return 0, 0
        start, length, exact = self._spans[position]
        if not exact:
            return start, start + length
        within = min(offset - self._starts[position], max(length - 1, 0))
        return start + within, start + min(within + 1, length)


def _safe(text: str) -> str:
    safe = text.translate(_SAFE)
    return "”" + safe[1:] if safe.startswith('"') else safe
