"""How wide columns and how high rows must be: a spreadsheet does not fit merged or wrapped cells by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import define

from budgetlang.backends.grid import place
from budgetlang.document.nodes import Cell
from budgetlang.source.width import utf16_length

PAGE = 91.0
"""width of an upright A4 page between its margins, in columns of one half-width character"""

LINE = 1.4
"""height of a line of text, for 1 point of its size"""

SIZE = 10
"""points of the text of cells, by which the widths of columns count"""

MARGIN = 0.7
"""what a text leaves free of its cell, in columns of one half-width character"""

WORDS = 5.0
"""width of the narrowest column in which words or codes stand"""

SHORT = 8
"""half-width characters up to which a header stays on one line"""

PAD = 5
"""points of a row beside its lines"""

TALLEST = 400.0
"""points; a spreadsheet has no row above 409"""

MOST_ROWS = 20
"""rows of the sheet that one row of a table may take"""

LONGEST = 32_767
"""UTF-16 units in a cell"""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@define
class Tile:
    """A cell with the rectangle that it covers; no two tiles of a grid overlap."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


def tiles(rows: Sequence[Sequence[Cell]]) -> list[Tile]:
    """The cells of a grid. A span ends where the grid ends or where another cell stands."""
    found: list[Tile] = []
    taken: set[tuple[int, int]] = set()
    for placed in place(rows):
        height = max(1, min(placed.cell.rowspan, len(rows) - placed.row))
        width = 1
        while width < placed.cell.colspan and (placed.row, placed.column + width) not in taken:
            width += 1
        found.append(Tile(placed.row, placed.column, height, width, placed.cell))
        taken.update((placed.row + i, placed.column + j) for i in range(height) for j in range(width))
    return found


def plain(text: str) -> str:
    """Text as a cell can hold it: line breaks as `\\n`, no control characters, not too long."""
    text = _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 > LONGEST and utf16_length(text) > LONGEST:
        return text[: LONGEST // 2] + "…"
    return text


def width(text: str) -> int:
    """Half-width characters of the widest line. As in Chinese fonts, quotation marks, ≥ and ① are wide."""
    return max(_widths(text))


def lines(text: str, room: float) -> int:
    """Lines that a text takes when it is wrapped at so many half-width characters."""
    room = max(room, 2.0)
    return sum([1 if each <= room else -int(-each // room) for each in _widths(text)])


@lru_cache(8192)
def _widths(text: str) -> tuple[int, ...]:
    """The half-width characters of each line."""
    return tuple([len(line) if line.isascii() else len(line.encode("gbk", "replace")) for line in text.split("\n")])


def column_widths(head: Sequence[Tile], body: Sequence[Tile], count: int, least: float, most: float) -> list[float]:
    """Widths by the cells of one column; a long header may wrap once. A cell over several columns asks for nothing.

    A column has at least the width `least`, unless words stand in it.
    """
    worded = {tile.column for tile in body if tile.columns == 1 and tile.cell.text and tile.cell.kind == "text"}
    found = [WORDS if column in worded else least for column in range(count)]
    for tile in body:
        if tile.columns == 1 and tile.cell.text:
            room = width(tile.cell.text) + (3 if tile.cell.kind == "number" else 2)
            found[tile.column] = max(found[tile.column], min(most, room))
    for tile in head:
        if tile.columns == 1 and tile.cell.text:
            wide = width(tile.cell.text)
            room = wide + 1 if wide <= SHORT else max(SHORT + 1, (wide + 1) // 2 + 2)
            found[tile.column] = max(found[tile.column], min(most, room))
    return found


def cut_to(widths: Sequence[float], to: float) -> float:
    """The width to which the wider columns must be cut for all to have no more than `to`; the narrow keep theirs."""
    left = to
    for number, each in enumerate(sorted(widths)):
        share = left / (len(widths) - number)
        if each > share:
            return share
        left -= each
    return max(widths, default=to)


def stretched(widths: Sequence[float], to: float, most: float) -> list[float]:
    """Widths that fill a page, but none more than `most` times as wide as asked for."""
    factor = min(most, to / sum(widths)) if widths else 1.0
    return [round(each * factor, 2) for each in widths] if factor > 1 else list(widths)


def row_heights(
    cells: Sequence[Tile], widths: Sequence[float], count: int, least: float, size: int = SIZE, pad: int = PAD
) -> list[float]:
    """Heights by the wrapped text and `pad`; what a cell over several rows needs beyond them goes to the last."""
    found = [least] * count
    spanning = []
    for tile in cells:
        if tile.rows > 1:
            spanning.append(tile)
        else:
            found[tile.row] = max(found[tile.row], _need(tile, widths, size, pad))
    for tile in sorted(spanning, key=lambda tile: tile.rows):
        lack = _need(tile, widths, size, pad) - sum(found[tile.row : tile.row + tile.rows])
        if lack > 0:
            found[tile.row + tile.rows - 1] += lack
    return found


def _need(tile: Tile, widths: Sequence[float], size: int, pad: int) -> float:
    if not tile.cell.text:
        return 0.0
    room = sum(widths[tile.column : tile.column + tile.columns]) - MARGIN
    return height_of(tile.cell.text, room, size, pad)


def height_of(text: str, room: float, size: int = SIZE, pad: int = PAD) -> float:
    """Points that a wrapped text needs."""
    return lines(text, room * SIZE / size) * LINE * size + pad


@define
class Rows:
    """Where the rows of a grid stand in the sheet: one that is too high for the sheet takes several."""

    first: list[int]
    """the first row in the sheet of each row of the grid, and at the end the row below the grid"""
    heights: dict[int, float]
    """heights of the rows of the sheet"""

    def last(self, row: int, rows: int = 1) -> int:
        """The last row of the sheet that `rows` rows of the grid take."""
        return self.first[row + rows] - 1


def stack(heights: Sequence[float], top: int) -> Rows:
    """Rows below each other, beginning at the row `top` of the sheet."""
    made = Rows([top], {})
    for height in heights:
        pieces = max(1, min(MOST_ROWS, -int(-height // TALLEST)))
        for piece in range(pieces):
            made.heights[made.first[-1] + piece] = round(min(TALLEST, height / pieces), 1)
        made.first.append(made.first[-1] + pieces)
    return made


def header_paths(head: Sequence[Tile]) -> Mapping[int, list[int]]:
    """For each column the header cells above it, from the top, by their number."""
    found: dict[int, list[int]] = {}
    for number, tile in enumerate(head):
        for column in range(tile.column, tile.column + tile.columns):
            found.setdefault(column, []).append(number)
    return found
