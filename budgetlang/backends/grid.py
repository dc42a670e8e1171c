"""Spanning cells laid out on a rectangular grid, the way a browser lays out a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from budgetlang.document.nodes import Cell


@define(eq=False, repr=False)
class Laid:
    """Rows of cells with their places."""

    cells: list[Placed]
    rows: int


@define(eq=False, repr=False)
class Placed:
    """A cell and the grid place of its upper left corner (both from 0)."""

    row: int
    column: int
    stop: int
    """the grid column after the last that the cell covers"""
    cell: Cell

    @property
    def columns(self) -> range:
        """The grid columns that the cell covers."""
        return range(self.column, self.stop)


def place(rows: Sequence[Sequence[Cell]]) -> Iterator[Placed]:
    """Every cell with its place, row by row. A cell takes the first place that no cell above reaches into."""
    reach: dict[int, int] = {}
    """the first row below what reaches down from above, by column"""
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while reach and reach.get(column, 0) > number:
                column += 1
            after = column + (cell.colspan if cell.colspan > 1 else 1)
            yield Placed(number, column, after, cell)
            if cell.rowspan > 1:
                for covered in range(column, after):
                    reach[covered] = max(reach.get(covered, 0), number + cell.rowspan)
            column = after


def laid(rows: Sequence[Sequence[Cell]]) -> Laid:
    """The rows, placed."""
    return Laid(list(place(rows)), len(rows))


def texts(rows: Sequence[Sequence[Cell]], width: int) -> list[list[str]]:
    """The rows as texts, all of one length: at least `width`, empty where a span covers or nothing stands."""
    placed = list(place(rows))
    width = max([width, *(p.stop for p in placed)])
    grid = [[""] * width for _ in rows]
    for p in placed:
        grid[p.row][p.column] = p.cell.text
    return grid


def number_columns(rows: Sequence[Sequence[Cell]]) -> set[int]:
    """The grid columns in which a number begins."""
    return {placed.column for placed in place(rows) if placed.cell.kind == "number"}
