"""Text dumps: lines with tabs are rows of grids, page markers and breaks are nothing, broken lines are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from budgetlang.importer.published import Block, Cell, Grid, Paragraph, Passage, Piece, Published
from budgetlang.importer.vocabulary import pattern
from budgetlang.source.decode import decode
from budgetlang.source.text import Source

_FULL_LINE = 20
"""characters: a line that is shorter ends where its author ended it"""


def read_text(path: str, data: bytes) -> Published:
    """Reads UTF-8 or GBK. Every line but page markers, blank lines and a comment at the top gets into a block."""
    text, _ = decode(data)
    source = Source(path, text)
    return Published(source, tuple(_blocks(source)))


def _blocks(source: Source) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    words = Passage()
    for (line, start), (behind, _) in pairwise([*_lines(source), ("", 0)]):
        if "\t" in line and not _says_whose(line) and not _stands_alone(line, behind):
            if words.pieces:
                yield Paragraph(words)
                words = Passage()
            rows.append(tuple(_cells(line, start)))
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        if "\t" in line:
            said = [Paragraph(cell.passage) for cell in _cells(line, start) if cell.text]
            yield from [Paragraph(words)] * bool(words.pieces) + said
            words = Passage()
            continue
        piece = _stripped(line, start)
        if words.pieces and _goes_on(words.pieces[-1].text, piece.text):
            words += Passage((piece,))
        else:
            if words.pieces:
                yield Paragraph(words)
            words = Passage((piece,))
    if words.pieces:
        yield Paragraph(words)
    if rows:
        yield Grid(tuple(rows))


def _lines(source: Source) -> Iterator[tuple[str, int]]:
    """The lines that say something, with their offsets."""
    head = True
    for number, start in enumerate(source.starts, 1):
        line = source.line_text(number)
        if head and line.startswith("#"):
            continue
        if line.strip():
            head = False
            if "\t" in line or not pattern("page").match(line):
                yield line, start


def _says_whose(line: str) -> bool:
    """Whether a line with tabs is no row, but names the department and the unit of the table below it."""
    said = [part for part in line.split("\t") if part.strip()]
    return all(pattern("department").match(part) or pattern("money_unit").match(part) for part in said)


def _stands_alone(line: str, behind: str) -> bool:
    """Whether a line with tabs is the title of a table, above its department and unit, or a note."""
    said = [part for part in line.split("\t") if part.strip()]
    titled = "\t" in behind and _says_whose(behind) and not pattern("total").match(said[0])
    return len(said) == 1 and (titled or pattern("note").match(said[0]) is not None)


def _cells(line: str, start: int) -> Iterator[Cell]:
    for part in re.finditer(r"[^\t]*(?:\t|$)", line):
        if part.start() < len(line) or line.endswith("\t"):
            yield Cell(Passage((_stripped(part.group().rstrip("\t"), start + part.start()),)))


def _stripped(text: str, start: int) -> Piece:
    left = len(text) - len(text.lstrip())
    return Piece(text.strip(), start + left)


def _goes_on(before: str, after: str) -> bool:
    """Whether a line is the rest of the one before: that is full, ends in the middle, and this begins no item."""
    if len(before) < _FULL_LINE or any(pattern("department").match(text) for text in (before, after)):
        return False
    return not pattern("ends").search(before) and not pattern("starts").match(after)
