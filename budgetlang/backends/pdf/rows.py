"""How high the rows of a grid are, once its columns are chosen. All lengths are points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil, inf

from budgetlang.backends.grid import Laid, Placed
from budgetlang.backends.pdf.page import INSET, LEADING, Columns
from budgetlang.backends.pdf.width import text_width
from budgetlang.document.nodes import Cell

PROSE = 120
"""characters from which a cell may be broken over pages"""

_USUAL = re.compile("[ -~\u2010-\u2027\u2103\u2200-\u22ff\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*")
"""Characters that no font makes wider than a Chinese one, none of which must break a line"""

_AMOUNT = re.compile(r"-?[0-9.,]*%?")
"""what is never broken"""

_BARE = re.compile("[^\u2010-\u201f\u3000-\u303f\uff00-\uffef].*[^\u2010-\u201f\u3000-\u303f\uff00-\uffef]|.?")
"""what has no Chinese punctuation at its ends, which Typst sets narrower at the ends of a line"""

DIGIT, LETTER, SIGN = (0.4, 0.6), (0.2, 1.0), (0.5, 1.0)
"""The least and the most that digits, other characters of ASCII, and Chinese punctuation and signs take, in parts of a
Chinese character, whatever the font."""

SLACK = 0.05
"""points by which lengths are inexact"""

Long = tuple[int, int, int, list[float]]
"""the row, the first column, the column after the last, and the widths of the lines of a cell"""


def long(laid: Laid) -> list[Long]:
    """The cells of one row whose texts may take more than one line, in half-width characters."""
    return [
        (placed.row, placed.column, placed.stop, widths(placed.cell))
        for placed in laid.cells
        if len(placed.cell.text) > 3 and placed.cell.rowspan == 1
    ]


def widths(cell: Cell) -> list[float]:
    """What the lines of a cell take with their indentation, in half-width characters."""
    inward = 2 * indent(cell)
    return [inward + text_width(line) for line in cell.text.split("\n")]


def lines(rows: int, cells: Sequence[Long], result: Columns) -> list[int]:
    """How many lines every row takes, as its `long` cells say; what spans several rows is thought to find room."""
    counts = [1] * rows
    edges = [0.0, *accumulate(result.widths)]
    letter = result.size / 2
    for row, start, stop, widths in cells:
        half = max(1, int((edges[stop] - edges[start] - 2 * INSET) / letter))
        taken = sum([ceil(each / half) if each > half else 1 for each in widths])
        if taken > counts[row]:
            counts[row] = taken
    return counts


def heights(laid: Laid, result: Columns) -> tuple[list[float | None], list[bool]]:
    """How high every row is, whatever the fonts, or None where that is not sure and the row has to be measured; and of
    every cell, whether it surely takes one line, of which nothing depends on its being a line, in rows that are all
    sure.
    """
    edges = [0.0, *accumulate(result.widths)]
    bounds = [_bounds(placed, edges, result.size) for placed in laid.cells]
    least, most = [1] * laid.rows, [1.0] * laid.rows
    for placed, (low, high) in zip(laid.cells, bounds, strict=True):
        span = placed.cell.rowspan
        last = placed.row + span - 1
        if span == 1:
            if high > 1:
                least[last] = max(least[last], low)
                most[last] = max(most[last], high)
        elif high > span and last < laid.rows:
            most[last] = inf
    line = result.size + LEADING
    known = [
        round(low * line - LEADING + 2 * result.padding, 1) if low == high else None
        for low, high in zip(least, most, strict=True)
    ]
    return known, [
        high == 1
        and None not in known[placed.row : placed.row + placed.cell.rowspan]
        and _BARE.fullmatch(placed.cell.text) is not None
        for placed, (_, high) in zip(laid.cells, bounds, strict=True)
    ]


def _bounds(placed: Placed, edges: Sequence[float], size: float) -> tuple[int, float]:
    """The least and the most lines that a cell takes, with letters of a size between those edges of columns."""
    cell = placed.cell
    text = cell.text
    if not text or _AMOUNT.fullmatch(text):
        return 1, 1
    if not _usual(text):
        return 1, inf
    room = edges[placed.stop] - edges[placed.column] - 2 * INSET - indent(cell) * size
    if len(text) * size <= room:
        return 1, 1
    if len(text) >= PROSE:
        return 1, inf
    least, most = _parts(text)
    low = _filled(least, (room + SLACK) / size)
    return low, _filled(most, (room - SLACK) / size) if max(most) * size < room else inf


@lru_cache(8192)
def _usual(text: str) -> bool:
    return _USUAL.fullmatch(text) is not None


@lru_cache(8192)
def _parts(text: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The least that its characters take; and the most that the parts take between which a line may surely be broken:
    at a Chinese character beside another, a letter or a digit, and after a blank.
    """
    parts = [0.0]
    before = ""
    for char in text:
        kind = "c" if "\u4e00" <= char <= "\u9fff" else "w" if char.isascii() and char.isalnum() else char
        if before == " " or before + kind in ("cc", "cw", "wc"):
            parts.append(0.0)
        parts[-1] += _extent(char)[1]
        before = kind
    return tuple([_extent(char)[0] for char in text]), tuple(parts)


def _extent(char: str) -> tuple[float, float]:
    """The least and the most that a character takes, in parts of a Chinese one."""
    if "\u4e00" <= char <= "\u9fff":
        return 1.0, 1.0
    return DIGIT if char in "0123456789.,-" else LETTER if char.isascii() else SIGN


def _filled(widths: Sequence[float], room: float) -> int:
    """How many lines words of these widths fill."""
    lines, used = 1, 0.0
    for width in widths:
        used += width
        if used > room:
            lines, used = lines + 1, width
    return lines


def indent(cell: Cell) -> int:
    """How many letters the words of a cell stand in from the left, by the level of its row."""
    return max(0, min(cell.level, 4) - 1) if cell.kind == "text" and not cell.text.isascii() else 0
