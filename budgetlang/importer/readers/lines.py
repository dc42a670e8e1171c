"""A text for documents that are none: a line for each paragraph and each row, so that findings have a line to show."""

from __future__ import annotations

from collections.abc import Iterable

from budgetlang.importer.published import Block, Cell, Grid, Paragraph, Passage, Piece, Published
from budgetlang.source.text import Source


class Lines:
    """The blocks of a document and its text in the making; blanks and line ends within a cell become one blank."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def paragraph(self, text: str) -> None:
        """Add a paragraph, if it says something."""
        words = " ".join(text.split())
        if words:
            self._blocks.append(Paragraph(self._passage(words)))
            self._put("\n")

    def grid(self, rows: Iterable[Iterable[tuple[str, int]]]) -> None:
        """Add a table: rows of texts with the number of columns that they cover."""
        self._blocks.append(Grid(tuple(tuple(self._row(row)) for row in rows)))

    def published(self, path: str) -> Published:
        """The document that was added."""
        return Published(Source(path, "".join(self._parts)), tuple(self._blocks))

    def _row(self, row: Iterable[tuple[str, int]]) -> list[Cell]:
        cells = []
        for text, columns in row:
            cells.append(Cell(self._passage(" ".join(text.split())), colspan=columns))
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
