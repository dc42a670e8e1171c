"""Printed amounts as numbers of a spreadsheet.

A cell gets the exact amount where that prints as the book does; where the book prints a published figure that the
exact sum does not round to, it gets the published figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import define

from budgetlang.document.nodes import Cell, Document
from budgetlang.values.rounding import round_half_up

LONGEST = 15
"""decimal digits that a spreadsheet keeps; a longer number is written as text"""

_match = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?", re.ASCII).fullmatch


@define
class Figure:
    """What a cell of a spreadsheet holds."""

    value: float
    format: str
    fen: int | None
    """`value` in 分, to the 分; None where it is no amount"""


def unit_of(cells: Sequence[Cell], document: Document) -> int:
    """The unit in which a table prints its amounts, in 分: the one in which most of them are right."""
    amounts = [parsed for cell in cells if (parsed := _parse(cell)) is not None]
    units = document.currency
    best, most = 1, -1
    for unit in (units.get(document.unit, 1), *units.values()):
        right = sum(_prints(fen, unit, digits, decimals) for digits, decimals, fen in amounts)
        if right > most:
            best, most = unit, right
        if right == len(amounts):
            break
    return best


def groups(cells: Iterable[Cell]) -> bool:
    """Whether a table prints thousands separators."""
    return any(cell.kind == "number" and "," in cell.text for cell in cells)


def figure(cell: Cell, size: int, grouped: bool) -> Figure | None:
    """The number that a cell holds in a table of a unit of `size` 分; None where its text is no number."""
    match = _match(cell.text)
    if match is None:
        return None
    digits, decimals = _digits(match), len(match[3] or "")
    if len(str(abs(digits))) > LONGEST:
        return None
    shape = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    if cell.fen is None:
        return Figure(digits / 10**decimals, shape, None)
    if _prints(cell.fen, size, digits, decimals):
        return Figure(cell.fen / size, shape, cell.fen)
    fen, finer = divmod(digits * size, 10**decimals)
    return Figure(digits / 10**decimals, shape, None if finer else fen)


def _parse(cell: Cell) -> tuple[int, int, int] | None:
    """Digits without the point, decimals and exact amount of a printed amount other than zero."""
    if cell.fen is None or cell.fen == 0:
        return None
    match = _match(cell.text)
    return None if match is None else (_digits(match), len(match[3] or ""), cell.fen)


def _digits(match: re.Match[str]) -> int:
    return int(match[1] + match[2].replace(",", "") + (match[3] or ""))


def _prints(fen: int, size: int, digits: int, decimals: int) -> bool:
    return round_half_up(fen * 10**decimals, size) == digits
