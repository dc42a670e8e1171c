"""Cells with their place in a table, and the least table that they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from attrs import define

MOST_COLUMNS = 4096
"""columns of a table; a cell that would begin further right is nobody's work"""


@define(frozen=True)
class Drawn:
    """A cell of a table as a reader finds it. A row names no cell that another covers."""

    text: str = ""
    columns: int = 1
    rows: int = 1


@define(frozen=True)
class Tile:
    """A cell with the rectangle that it covers."""

    row: int
    column: int
    text: str = ""
    rows: int = 1
    columns: int = 1


def least(tiles: Sequence[Tile]) -> list[list[Drawn]]:
    """Rows of cells, without the rows and columns in which no cell begins."""
    rows = sorted({tile.row for tile in tiles})
    columns = sorted({tile.column for tile in tiles})
    drawn: list[list[Drawn]] = [[] for _ in rows]
    for tile in sorted(tiles, key=lambda tile: (tile.row, tile.column)):
        row, column = bisect_left(rows, tile.row), bisect_left(columns, tile.column)
        below = bisect_left(rows, tile.row + tile.rows)
        right = bisect_left(columns, tile.column + tile.columns)
        drawn[row].append(Drawn(tile.text, max(1, right - column), max(1, below - row)))
    return drawn


def placed(rows: Iterable[Sequence[Drawn]]) -> list[Tile]:
    """The tiles of rows in which a cell goes to the first place that is free, as in HTML; spans end with the table."""
    drawn = [list(row) for row in rows]
    taken: dict[int, int] = {}
    tiles = []
    for at, row in enumerate(drawn):
        column = 0
        for cell in row:
            while taken.get(column, 0) > at:
                column += 1
            if column >= MOST_COLUMNS:
                break
            columns = _free(cell.columns, column, at, taken)
            height = max(1, min(cell.rows, len(drawn) - at))
            tiles.append(Tile(at, column, cell.text, height, columns))
            for each in range(column, column + columns):
                taken[each] = at + height
            column += columns
    return tiles


def _free(wanted: int, column: int, row: int, taken: dict[int, int]) -> int:
    columns = 1
    while columns < min(wanted, MOST_COLUMNS) and taken.get(column + columns, 0) <= row:
        columns += 1
    return columns
