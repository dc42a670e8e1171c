"""A text for documents that are none: a line for each paragraph and each row, so that findings have a line to show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from budgetlang.importer.published import Block, Cell, Grid, Paragraph, Passage, Piece, Published
from budgetlang.importer.readers.raster import Drawn, least, placed
from budgetlang.source.text import Source

_titled = re.compile(r"\s*[^:：]{2,12}[:：]\s*\S").match
"""`单位：万元`: a title and what it is"""


class Lines:
    """The blocks of a document and its text in the making; blanks and line ends within a cell become one blank."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._unread: list[Passage] = []

    def unread(self, what: str) -> None:
        """Say that something is here which cannot be read."""
        self._unread.append(self._passage(f"［{what}］"))
        self._put("\n")

    def paragraph(self, text: str, level: int = 0) -> None:
        """Add a paragraph, if it says something; `level` is that of a heading."""
        words = " ".join(text.split())
        if words:
            self._blocks.append(Paragraph(self._passage(words), level))
            self._put("\n")

    def grid(self, rows: Iterable[Sequence[Drawn]]) -> None:
        """Add a table, if a cell of it says something, without the columns in which no cell begins."""
        drawn = least(placed(rows))
        first, last = _inner(drawn)
        for row in drawn[:first]:
            self.paragraph(" ".join(cell.text for cell in row))
        if any(cell.text.split() for row in drawn[first:last] for cell in row):
            self._blocks.append(Grid(tuple(tuple(self._row(row)) for row in drawn[first:last])))
        for row in drawn[last:]:
            self.paragraph(row[0].text)

    def published(self, path: str) -> Published:
        """The document that was added."""
        return Published(Source(path, "".join(self._parts)), tuple(self._blocks), tuple(self._unread))

    @property
    def last(self) -> list[str]:
        """The paragraphs since the last table."""
        found = []
        for block in reversed(self._blocks):
            if isinstance(block, Grid):
                break
            found.append(block.passage.text)
        return found

    def _row(self, row: Sequence[Drawn]) -> list[Cell]:
        cells = []
        for cell in row:
            cells.append(Cell(self._passage(" ".join(cell.text.split())), cell.rows, cell.columns))
            self._put("\t")
        self._put("\n")
        return cells

    def _passage(self, text: str) -> Passage:
        piece = Piece(text, self._length)
        self._put(text)
        return Passage((piece,))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _inner(rows: Sequence[Sequence[Drawn]]) -> tuple[int, int]:
    """The rows of a table without titles and notes within its frame: at its top and end the rows that are one cell,
    at its top those that name department and unit, too."""
    first, last = 0, len(rows)
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    whole = [len(row) == 1 and (row[0].columns, row[0].rows) == (width, 1) for row in rows]
    while width > 1 and first < last and (whole[first] or _says_whose(rows[first])):
        first += 1
    while width > 1 and last > first and whole[last - 1]:
        last -= 1
    return first, last


def _says_whose(row: Sequence[Drawn]) -> bool:
    said = [cell.text for cell in row if cell.text.strip()]
    return bool(said) and all(_titled(text) for text in said) and all(cell.rows == 1 for cell in row)
