"""Amounts as they are written, read into whole numbers.

Money is counted in 分. A written figure may be a rounding: `1027.03` 万元 stands for every amount
between 1027.025 and 1027.035 万元, so an amount also says how wide its last digit is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

UNITS = {"分": 1, "元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
"""分 in one of each unit of money."""

LONGEST = 30
"""The most characters that an amount without its unit may have."""

_LAST_DIGITS = {
    unit: [(fen // 10**scale, fen // 10**scale // 2, scale, unit) for scale in range(len(str(fen)))]
    for unit, fen in UNITS.items()
}
"""For each unit and number of decimals: 分 in the last digit, half of that, and the two again."""

_match = re.compile(r"(-?)([0-9][0-9,]*)(?:\.([0-9]+))?([^\s0-9,.]+)?").fullmatch
_grouped = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*").fullmatch
_new = tuple.__new__


class Amount(NamedTuple):
    """A number with its unit.

    `value`: 分 for money (`1027.03万元` is 1,027,030,000); otherwise the digits without the point
    (`0.86%` is 86).
    `half`: half the width of the last written digit in 分 (5,000 for `1027.03万元`): how far the amount may be off
    if it is a rounding. 0 for amounts written to the 分, and for what is no money.
    `scale`: decimals as written. `unit`: as written, else the default.
    """

    value: int
    half: int
    scale: int
    unit: str

    @property
    def is_money(self) -> bool:
        """Whether `value` is in 分."""
        return self.unit in UNITS


def parse_amount(text: str, default_unit: str) -> Amount | None:
    """Read `1,027.03`, `-5.00`, `196040元`, `33辆`, `0.86%`; a bare number is in `default_unit`.

    None when the text is no amount: `amount_problem` then says why.
    """
    whole, point, decimals = text.partition(".")
    digits = whole + decimals
    if digits.isdecimal() and digits.isascii() and len(digits) <= LONGEST and whole and (decimals or not point):
        # By far the most amounts: nothing but digits and a point. Half the time of the way below.
        try:
            digit, half, scale, unit = _LAST_DIGITS[default_unit][len(decimals)]
        except LookupError:
            return _parse_any(text, default_unit)
        return _new(Amount, (int(digits) * digit, half, scale, unit))
    return _parse_any(text, default_unit)


def amount_problem(text: str, default_unit: str) -> str:
    """Why `parse_amount` gave None; empty when the text is an amount.

    `form`: no amount at all; `grouping`: commas that do not stand in groups of three;
    `finer`: money finer than 分; `long`: more than 30 characters.
    """
    match = _match(text)
    if match is None:
        return "form"
    _, whole, decimals, unit = match.groups("")
    return _problem(whole, decimals, unit or default_unit)


def _problem(whole: str, decimals: str, unit: str) -> str:
    if len(whole) + len(decimals) > LONGEST:
        return "long"
    if "," in whole and not _grouped(whole):
        return "grouping"
    if unit in UNITS and len(decimals) >= len(_LAST_DIGITS[unit]):
        return "finer"
    return ""


def _parse_any(text: str, default_unit: str) -> Amount | None:
    match = _match(text)
    if match is None:
        return None
    sign, whole, decimals, unit = match.groups("")
    unit = unit or default_unit
    if _problem(whole, decimals, unit):
        return None
    number = int(sign + whole.replace(",", "") + decimals)
    if unit not in UNITS:
        return Amount(number, 0, len(decimals), unit)
    digit, half, scale, _ = _LAST_DIGITS[unit][len(decimals)]
    return Amount(number * digit, half, scale, unit)


def interval(fen: int, half: int) -> tuple[int, int]:
    """The least and the greatest whole number of 分 that a figure stands for.

    `half` is 0 for an exact figure. A half is rounded away from zero, so 0.5 belongs to the figure 1 and
    -0.5 to -1.
    """
    if half == 0:
        return fen, fen
    if fen > 0:
        return fen - half, fen + half - 1
    if fen < 0:
        return fen - half + 1, fen + half
    return 1 - half, half - 1
