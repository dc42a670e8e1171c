"""How wide columns are, how large their letters, and which way the sheet lies. All lengths are points."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from attrs import define, field

from budgetlang.backends.grid import Laid, Placed
from budgetlang.backends.pdf.page import INSET, LANDSCAPE, LEADING, LOOSE, PORTRAIT, TIGHT, Columns
from budgetlang.backends.pdf.rows import Long, lines, long, widths
from budgetlang.backends.pdf.width import longest_word, text_width
from budgetlang.document.nodes import Cell

MARGINS = 2 * INSET + 1.0
"""what a column needs beside its text, with a little for the inexact widths of letters"""

UPRIGHT, LYING = (0.85, PORTRAIT), (0.6, LANDSCAPE)
"""The share of its longest text that a column of words may be narrowed to, and the sheet on which it may."""

SMALLEST = 8.0
"""letters below this are for what is too wide, never to save a page"""

LONGEST = 40.0
"""half-width characters that a column of words may ask for"""

WHOLE_IN_HEAD, WHOLE_IN_BODY, SHORT_HEADER = 8.0, 10.0, 13.0
"""half-width characters up to which a header must stay on one line, and up to which it would rather"""


@define(frozen=True, eq=False, repr=False)
class Sheets:
    """Sizes of letters, the best first, each with the share of its longest text that a column of words may be
    narrowed to, and the type area.
    """

    choices: tuple[tuple[float, tuple[float, tuple[float, float]]], ...]
    outliers: float
    """times the mean length up to which a text counts; longer ones may be broken"""


FOR_TABLES = Sheets(((10.5, UPRIGHT), (9.0, UPRIGHT), (10.5, LYING), (9.0, LYING), (7.5, LYING), (6.0, LYING)), 9.0)
FOR_FORMS = Sheets(((9.0, (0.3, PORTRAIT)), (8.0, (0.3, PORTRAIT)), (9.0, LYING), (7.5, LYING)), 1.7)


@define(eq=False, repr=False)
class _Wish:
    """What a column would like, in half-width characters."""

    least: float = 2.0
    texts: list[float] = field(factory=list)
    """widths of its texts"""
    words: float = 0.0
    """for its texts, which may be narrowed"""
    most: float = 2.0


def columns(head: Laid, bodies: Sequence[Laid], count: int, above: float, sheets: Sheets) -> Columns:
    """Of rows of headers and what stands below them: the first choice with which every column gets what it needs and
    all rows stay on one page below what stands `above` them; if there is none, the first with which the columns do.
    """
    wishes = _wishes(head.cells, [placed for body in bodies for placed in body.cells], count, sheets.outliers)
    parts = [(part.rows, long(part)) for part in (head, *bodies)]
    choices = sheets.choices
    fallback = None
    for size, (squeeze, page) in choices:
        needed = sum(_needed(wish, squeeze) * size / 2 + MARGINS for wish in wishes)
        if needed > page[0]:
            continue
        result = Columns(size, _share(wishes, size, page[0]), page is LANDSCAPE)
        if size >= SMALLEST and _pad(result, parts, page[1] - above):
            return result
        fallback = fallback or result
    size, (_, page) = choices[-1]
    return fallback or Columns(size, _share(wishes, size, page[0]), page is LANDSCAPE)


def _pad(result: Columns, parts: Sequence[tuple[int, Sequence[Long]]], room: float) -> bool:
    """Choose the padding; whether the rows stay within `room`."""
    rows = sum(count for count, _ in parts)
    if not rows:
        return True
    taken = sum(sum(lines(count, cells, result)) for count, cells in parts)
    padding = (room - taken * (result.size + LEADING) + rows * LEADING) / 2 / rows
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
    others = [placed for placed in body if placed.cell.kind == "header" or placed.cell.colspan > 1]
    for cells, whole in ((head, WHOLE_IN_HEAD), (others, WHOLE_IN_BODY)):
        for placed in cells:
            if placed.cell.kind != "text":
                _ask_together(wishes, placed, whole)
    return wishes


def _ask(wish: _Wish, cell: Cell) -> None:
    """What one cell of one column asks for."""
    width = max(widths(cell))
    if cell.kind == "number":
        wish.least = max(wish.least, width)
        wish.most = max(wish.most, width)
    elif cell.kind == "text":
        wish.least = max(wish.least, longest_word(cell.text), min(width, 8))
        wish.texts.append(width)


def _ask_together(wishes: list[_Wish], placed: Placed, whole: float) -> None:
    """Room for a header on two lines, better on one, and on one if it is no wider than `whole`; for a number on one.
    The columns below share it.
    """
    cell, below = placed.cell, wishes[placed.column : placed.stop]
    least = most = text_width(cell.text)
    if cell.kind == "header":
        half = ceil(most / 4) * 2
        least = max(min(most, whole), half, longest_word(cell.text))
        most = max(least, most if most <= SHORT_HEADER else half + 1)
    if len(below) == 1:
        below[0].least = max(below[0].least, least)
        below[0].most = max(below[0].most, most)
        return
    lacking = max(0, least - sum(wish.least for wish in below)) / len(below)
    wanting = max(0, most - sum(wish.most for wish in below)) / len(below)
    for wish in below:
        wish.least += lacking
        wish.most += wanting


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
