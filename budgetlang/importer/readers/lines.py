"""A text for documents that are none: a line for each paragraph and each row, so that findings have a line to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define

from budgetlang.importer.published import Block, Cell, Grid, Paragraph, Passage, Piece, Published
from budgetlang.source.text import Source


@define(frozen=True)
class Drawn:
    """A cell of a table as a reader finds it. A row names no cell that another covers."""

    text: str = ""
    columns: int = 1
    rows: int = 1


class Lines:
    """The blocks of a document and its text in the making; blanks and line ends within a cell become one blank."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def paragraph(self, text: str, level: int = 0) -> None:
        """Add a paragraph, if it says something; `level` is that of a heading."""
        words = " ".join(text.split())
        if words:
            self._blocks.append(Paragraph(self._passage(words), level))
            self._put("\n")

    def grid(self, rows: Iterable[Sequence[Drawn]]) -> None:
        """Add a table, if a cell of it says something. A cell ends where its table ends."""
        drawn = [list(row) for row in rows]
        if any(cell.text.split() for row in drawn for cell in row):
            self._blocks.append(Grid(tuple(tuple(self._row(row, len(drawn) - at)) for at, row in enumerate(drawn))))

    def published(self, path: str) -> Published:
        """The document that was added."""
        return Published(Source(path, "".join(self._parts)), tuple(self._blocks))

    @property
    def last(self) -> list[str]:
        """The paragraphs since the last table."""
        found = []
        for block in reversed(self._blocks):
            if isinstance(block, Grid):
                break
            found.append(block.passage.text)
        return found

    def _row(self, row: Sequence[Drawn], left: int) -> list[Cell]:
        cells = []
        for cell in row:
            passage = self._passage(" ".join(cell.text.split()))
            cells.append(Cell(passage, max(1, min(cell.rows, left)), max(1, cell.columns)))
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
