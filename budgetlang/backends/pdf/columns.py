"""How wide columns are, how large their letters, and which way the sheet lies. All lengths are points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from attrs import define

from budgetlang.backends.grid import Placed, place
from budgetlang.document.nodes import Cell
from budgetlang.source.width import display_width

PORTRAIT = (442.2, 637.8)
"""width and height of the type area: 156 × 225 mm (GB/T 9704-2012)"""
LANDSCAPE = (637.8, 442.2)

INSET = 3.0
"""left and right of the text of a cell"""

LEADING = 3.0
"""between two lines of a cell"""

TIGHT, LOOSE, USUAL = 1.5, 5.0, 3.6
"""above and below the text of a cell: between the first two if the rows then stay on one page, else the third"""

UPRIGHT, LYING = (0.85, PORTRAIT), (0.6, LANDSCAPE)
"""The share of its longest text that a column of words may be narrowed to, and the sheet on which it may."""

SMALLEST = 8.0
"""letters below this are for what is too wide, never to save a page"""

SHORT_HEADER = 13.0
"""half-width characters up to which a header would rather stay on one line"""

LATIN = 0.12
"""what Latin letters and digits take beyond half a Chinese character"""

_WORD = re.compile(r"[!-~]+")
_LATIN = re.compile(r"[!-~]")

Rows = Sequence[Sequence[Cell]]


@define
class Columns:
    """The widths of the columns of a grid."""

    size: float
    """of the letters"""
    widths: list[float]
    landscape: bool
    padding: float = USUAL


@define(frozen=True)
class Sheets:
    """Sizes of letters, the best first, each with the share of its longest text that a column of words may be
    narrowed to, and the type area; and how many half-width characters a column of words may ask for.
    """

    choices: tuple[tuple[float, tuple[float, tuple[float, float]]], ...]
    longest: int


FOR_TABLES = Sheets(((10.5, UPRIGHT), (9.0, UPRIGHT), (10.5, LYING), (9.0, LYING), (7.5, LYING), (6.0, LYING)), 40)
FOR_FORMS = Sheets(((9.0, (0.3, PORTRAIT)), (8.0, (0.3, PORTRAIT)), (9.0, LYING), (7.5, LYING)), 20)


@define
class _Wish:
    """What a column would like, in half-width characters."""

    least: float = 2.0
    words: float = 0.0
    """its longest text, which may be narrowed"""
    most: float = 2.0


def columns(head: Rows, body: Rows, count: int, above: float, sheets: Sheets) -> Columns:
    """The first choice with which every column gets what it needs and all rows stay on one page below what stands
    `above` them; if there is none, the first with which the columns do.
    """
    wishes = _wishes(head, body, count, sheets.longest)
    rows = [*head, *body]
    choices = sheets.choices
    fallback = None
    for size, (squeeze, page) in choices:
        needed = sum(_needed(wish, squeeze) * size / 2 + 2 * INSET for wish in wishes)
        if needed > page[0]:
            continue
        result = Columns(size, _share(wishes, size, page[0]), page is LANDSCAPE)
        if size >= SMALLEST and _pad(result, rows, page[1] - above):
            return result
        fallback = fallback or result
    size, (_, page) = choices[-1]
    return fallback or Columns(size, _share(wishes, size, page[0]), page is LANDSCAPE)


def _pad(result: Columns, rows: Rows, room: float) -> bool:
    """Choose the padding; whether the rows stay within `room`."""
    heights = _lines(rows, result)
    if not heights:
        return True
    text = sum(lines * (result.size + LEADING) - LEADING for lines in heights)
    padding = (room - text) / 2 / len(heights)
    if padding < TIGHT:
        return False
    result.padding = min(LOOSE, floor(padding * 10) / 10)
    return True


def _needed(wish: _Wish, squeeze: float) -> float:
    return max(wish.least, wish.words * squeeze)


def _wishes(head: Rows, body: Rows, count: int, longest: int) -> list[_Wish]:
    wishes = [_Wish() for _ in range(count)]
    for placed in place(body):
        if placed.cell.colspan == 1:
            _ask(wishes[placed.column], placed.cell, longest)
    for rows, lines in ((head, 3), (body, 2)):
        for placed in place(rows):
            if placed.cell.kind != "text":
                _ask_together(wishes, placed, lines)
    return wishes


def _ask(wish: _Wish, cell: Cell, longest: int) -> None:
    """What one cell of one column asks for."""
    width = max(map(_width, cell.text.split("\n")))
    if cell.kind == "number":
        wish.least = max(wish.least, width)
        wish.most = max(wish.most, width)
    elif cell.kind == "text":
        wish.least = max(wish.least, _longest_word(cell.text), min(width, 8))
        wish.words = max(wish.words, min(width, longest))
        wish.most = max(wish.most, wish.words)


def _ask_together(wishes: list[_Wish], placed: Placed, lines: int) -> None:
    """Room for a header on at most so many lines, better on one or two; for a number on one. The columns share it."""
    cell, below = placed.cell, wishes[placed.column : placed.columns.stop]
    width = _width(cell.text)
    if cell.kind == "header":
        word = _longest_word(cell.text)
        least = max(min(width, 4), ceil(width / lines), word)
        most = max(width if width <= SHORT_HEADER else ceil(width / 4) * 2 + 1, least)
    else:
        least = most = width
    for name, wanted in (("least", least), ("most", most)):
        lacking = (wanted - sum(getattr(wish, name) for wish in below)) / max(1, len(below))
        for wish in below:
            setattr(wish, name, getattr(wish, name) + max(0, lacking))


def _width(text: str) -> float:
    """In half-width characters."""
    return display_width(text) + LATIN * len(_LATIN.findall(text))


def _longest_word(text: str) -> float:
    return max((len(word) for word in _WORD.findall(text)), default=0) * (1 + LATIN)


def _share(wishes: Sequence[_Wish], size: float, width: float) -> list[float]:
    """Divide the width: to each what it needs, then what it would like, then the rest in proportion."""
    unit = size / 2
    least = [wish.least * unit + 2 * INSET for wish in wishes]
    most = [max(low, wish.most * unit + 2 * INSET) for low, wish in zip(least, wishes, strict=True)]
    if sum(least) >= width:
        widths = [each * width / sum(least) for each in least]
    elif sum(most) >= width:
        part = (width - sum(least)) / (sum(most) - sum(least))
        widths = [low + (high - low) * part for low, high in zip(least, most, strict=True)]
    else:
        widths = [each * width / sum(most) for each in most]
    rounded = [round(each, 1) for each in widths]
    rounded[-1] = round(width - sum(rounded[:-1]), 1)
    return rounded


def _lines(rows: Rows, result: Columns) -> list[int]:
    """How many lines every row takes; what spans several rows is thought to find room."""
    counts = [1] * len(rows)
    for placed in place(rows):
        if placed.cell.rowspan == 1 and placed.cell.text:
            room = sum(result.widths[placed.column : placed.columns.stop]) - 2 * INSET
            half = max(1, int(room / result.size * 2))
            lines = sum(max(1, ceil(_width(line) / half)) for line in placed.cell.text.split("\n"))
            counts[placed.row] = max(counts[placed.row], lines)
    return counts
