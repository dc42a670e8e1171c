"""How wide columns are, how large their letters, and which way the sheet lies. All lengths are points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor, inf

from attrs import define, field

from budgetlang.backends.grid import Placed, place
from budgetlang.document.nodes import Cell

PORTRAIT = (442.2, 637.8)
"""width and height of the type area: 156 × 225 mm (GB/T 9704-2012)"""
LANDSCAPE = (637.8, 442.2)

INSET = 3.0
"""left and right of the text of a cell"""

MARGINS = 2 * INSET + 1.0
"""what a column needs beside its text, with a little for the inexact widths of letters"""

LEADING = 3.0
"""between two lines of a cell"""

TIGHT, LOOSE, USUAL = 1.5, 5.0, 3.6
"""above and below the text of a cell: between the first two if the rows then stay on one page, else the third"""

UPRIGHT, LYING = (0.85, PORTRAIT), (0.6, LANDSCAPE)
"""The share of its longest text that a column of words may be narrowed to, and the sheet on which it may."""

SMALLEST = 8.0
"""letters below this are for what is too wide, never to save a page"""

PROSE = 120
"""characters from which a cell may be broken over pages"""

LONGEST = 40.0
"""half-width characters that a column of words may ask for"""

WHOLE_IN_HEAD, WHOLE_IN_BODY, SHORT_HEADER = 8.0, 10.0, 13.0
"""half-width characters up to which a header must stay on one line, and up to which it would rather"""

LATIN = 1.12
"""what a Latin letter or digit takes, a little more than half a Chinese character"""

NARROWER = 2 - LATIN

_WORD = re.compile(r"[!-~]+")

_USUAL = re.compile("[ -~\u2010-\u2027\u2103\u2200-\u22ff\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]*")
"""Characters that no font makes wider than a Chinese one, none of which must break a line"""

_AMOUNT = re.compile(r"-?[0-9.,]*%?")
"""what is never broken"""

_BREAKS = re.compile("(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z\u4e00-\u9fff])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<= )")
"""places where a line may surely be broken"""

DIGIT, LETTER, SIGN = (0.4, 0.6), (0.2, 1.0), (0.5, 1.0)
"""The least and the most that digits, other characters of ASCII, and Chinese punctuation and signs take, in parts of a
Chinese character, whatever the font."""

SLACK = 0.05
"""points by which lengths are inexact"""

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
    narrowed to, and the type area.
    """

    choices: tuple[tuple[float, tuple[float, tuple[float, float]]], ...]
    outliers: float
    """times the mean length up to which a text counts; longer ones may be broken"""


FOR_TABLES = Sheets(((10.5, UPRIGHT), (9.0, UPRIGHT), (10.5, LYING), (9.0, LYING), (7.5, LYING), (6.0, LYING)), 9.0)
FOR_FORMS = Sheets(((9.0, (0.3, PORTRAIT)), (8.0, (0.3, PORTRAIT)), (9.0, LYING), (7.5, LYING)), 1.7)


@define
class _Wish:
    """What a column would like, in half-width characters."""

    least: float = 2.0
    texts: list[float] = field(factory=list)
    """widths of its texts"""
    words: float = 0.0
    """for its texts, which may be narrowed"""
    most: float = 2.0


def columns(head: Rows, body: Rows, count: int, above: float, sheets: Sheets) -> Columns:
    """The first choice with which every column gets what it needs and all rows stay on one page below what stands
    `above` them; if there is none, the first with which the columns do.
    """
    top, rest = list(place(head)), list(place(body))
    wishes = _wishes(top, rest, count, sheets.outliers)
    choices = sheets.choices
    fallback = None
    for size, (squeeze, page) in choices:
        needed = sum(_needed(wish, squeeze) * size / 2 + MARGINS for wish in wishes)
        if needed > page[0]:
            continue
        result = Columns(size, _share(wishes, size, page[0]), page is LANDSCAPE)
        if size >= SMALLEST and _pad(result, [(top, len(head)), (rest, len(body))], page[1] - above):
            return result
        fallback = fallback or result
    size, (_, page) = choices[-1]
    return fallback or Columns(size, _share(wishes, size, page[0]), page is LANDSCAPE)


def _pad(result: Columns, grids: Sequence[tuple[Sequence[Placed], int]], room: float) -> bool:
    """Choose the padding; whether the rows stay within `room`."""
    heights = [lines for placed, rows in grids for lines in _lines(placed, rows, result)]
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


def _wishes(head: Sequence[Placed], body: Sequence[Placed], count: int, outliers: float) -> list[_Wish]:
    wishes = [_Wish() for _ in range(count)]
    for placed in body:
        if placed.cell.colspan == 1 and placed.cell.text:
            _ask(wishes[placed.column], placed.cell)
    for wish in wishes:
        if wish.texts:
            wish.words = min(LONGEST, max(wish.texts), outliers * sum(wish.texts) / len(wish.texts))
    for cells, whole in ((head, WHOLE_IN_HEAD), (body, WHOLE_IN_BODY)):
        for placed in cells:
            if placed.cell.kind != "text":
                _ask_together(wishes, placed, whole)
    return wishes


def _ask(wish: _Wish, cell: Cell) -> None:
    """What one cell of one column asks for."""
    width = max(map(_width, cell.text.split("\n")))
    if cell.kind == "number":
        wish.least = max(wish.least, width)
        wish.most = max(wish.most, width)
    elif cell.kind == "text":
        wish.least = max(wish.least, _longest_word(cell.text), min(width, 8))
        wish.texts.append(width)


def _ask_together(wishes: list[_Wish], placed: Placed, whole: float) -> None:
    """Room for a header on two lines, better on one, and on one if it is no wider than `whole`; for a number on one.
    The columns below share it.
    """
    cell, below = placed.cell, wishes[placed.column : placed.columns.stop]
    least = most = _width(cell.text)
    if cell.kind == "header":
        half = ceil(most / 4) * 2
        least = max(min(most, whole), half, _longest_word(cell.text))
        most = max(least, most if most <= SHORT_HEADER else half + 1)
    lacking = max(0, least - sum(wish.least for wish in below)) / len(below)
    wanting = max(0, most - sum(wish.most for wish in below)) / len(below)
    for wish in below:
        wish.least += lacking
        wish.most += wanting


def _width(text: str) -> float:
    """In half-width characters; whatever is not ASCII is taken for a whole one."""
    return 2 * len(text) - NARROWER * len(text.encode("ascii", "ignore"))


def _longest_word(text: str) -> float:
    return max((len(word) for word in _WORD.findall(text)), default=0) * LATIN


def _share(wishes: Sequence[_Wish], size: float, width: float) -> list[float]:
    """Divide the width: to each what it must have, then room for its words, for its headers, then in proportion."""
    steps = (
        [wish.least for wish in wishes],
        [max(wish.least, wish.words) for wish in wishes],
        [max(wish.least, wish.words, wish.most) for wish in wishes],
    )
    given = [0.0 for _ in wishes]
    for step in steps:
        wanted = [each * size / 2 + MARGINS for each in step]
        if sum(wanted) > width:
            part = (width - sum(given)) / (sum(wanted) - sum(given))
            given = [low + (high - low) * part for low, high in zip(given, wanted, strict=True)]
            break
        given = wanted
    rounded = [round(each * width / sum(given), 1) for each in given]
    rounded[-1] = round(width - sum(rounded[:-1]), 1)
    return rounded


def _lines(cells: Sequence[Placed], rows: int, result: Columns) -> list[int]:
    """How many lines every row takes; what spans several rows is thought to find room."""
    counts = [1] * rows
    for placed in cells:
        text = placed.cell.text
        if placed.cell.rowspan == 1 and len(text) > 3:
            room = sum(result.widths[placed.column : placed.column + placed.cell.colspan]) - 2 * INSET
            half = max(1, int(room / result.size * 2))
            lines = sum(max(1, ceil(_width(line) / half)) for line in text.split("\n"))
            counts[placed.row] = max(counts[placed.row], lines)
    return counts


def heights(cells: Sequence[Placed], rows: int, result: Columns) -> tuple[list[float | None], list[bool]]:
    """How high every row is, whatever the fonts, or None where that is not sure and the row has to be measured; and of
    every cell, whether it surely takes one line of rows that are all sure.
    """
    bounds = [_bounds(placed, result) for placed in cells]
    least, most = [1] * rows, [1.0] * rows
    for placed, (low, high) in zip(cells, bounds, strict=True):
        last = placed.row + placed.cell.rowspan - 1
        if placed.cell.rowspan == 1:
            least[last] = max(least[last], low)
            most[last] = max(most[last], high)
        elif high > placed.cell.rowspan and last < rows:
            most[last] = inf
    line = result.size + LEADING
    known = [
        round(low * line - LEADING + 2 * result.padding, 1) if low == high else None
        for low, high in zip(least, most, strict=True)
    ]
    sure = [each is not None for each in known]
    single = [
        high == 1 and all(sure[placed.row : placed.row + placed.cell.rowspan])
        for placed, (_, high) in zip(cells, bounds, strict=True)
    ]
    return known, single


def _bounds(placed: Placed, result: Columns) -> tuple[int, float]:
    """The least and the most lines that a cell takes."""
    cell = placed.cell
    text = cell.text
    if not _USUAL.fullmatch(text):
        return 1, inf
    if _AMOUNT.fullmatch(text):
        return 1, 1
    room = sum(result.widths[placed.column : placed.columns.stop]) - 2 * INSET - indent(cell) * result.size
    if len(text) * result.size <= room:
        return 1, 1
    if len(text) >= PROSE:
        return 1, inf
    low = _filled([_extent(char)[0] for char in text], (room + SLACK) / result.size)
    words = [sum(_extent(char)[1] for char in word) for word in _BREAKS.split(text)]
    return low, _filled(words, (room - SLACK) / result.size) if max(words) * result.size < room else inf


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
