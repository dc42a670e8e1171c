"""Amounts as they are written, read into whole numbers.

Money is counted in the smallest unit of its currency, called 分 in this package whatever its name is. A written figure
may be a rounding: `1027.03` 万元 stands for every amount between 1027.025 and 1027.035 万元, so an amount also says how
wide its last digit is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

LONGEST = 30
"""The most characters that an amount without its unit may have."""

_match = re.compile(r"(-?)([0-9][0-9,]*)(?:\.([0-9]+))?([^\s0-9,.]+)?").fullmatch
_grouped = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*").fullmatch
_new = tuple.__new__


class Amount(NamedTuple):
    """A number with its unit.

    `value`: 分 for money (`1027.03万元` is 1,027,030,000); otherwise the digits without the point
    (`0.86%` is 86).
    `half`: half the width of the last written digit in 分 (5,000 for `1027.03万元`): how far the amount may be off
    if it is a rounding. 0 for amounts written to the 分, and for what is no money.
    `scale`: decimals as written. `unit`: as written, else the default. `is_money`: whether `value` is in 分.
    """

    value: int
    half: int
    scale: int
    unit: str
    is_money: bool


class Currency:
    """The units of one kind of money, as data name them.

    `units`: how many 分 (or whatever is the smallest) each unit is, by its name, the smallest first.
    `words`: other words that sentences use for a unit, by the unit. `usual`: the unit of books that name none.
    `plain`: the unit for exact amounts, the largest that has at most two decimals (元). `spoken`: the words for units
    in sentences with their size in 分, first that of the plain unit.
    """

    __slots__ = ("_last", "plain", "spoken", "units", "usual", "words")

    def __init__(self, units: Mapping[str, int], words: Mapping[str, tuple[str, ...]], usual: str = "") -> None:
        self.units = dict(units)
        self.words = dict(words)
        self.plain = max((unit for unit in units if self.decimals(unit) <= 2), key=units.__getitem__)
        self.usual = usual or self.plain
        found = [(word, units[unit]) for unit, said in words.items() for word in said]
        self.spoken = tuple(sorted(found, key=lambda each: each[1] != units[self.plain]))
        self._last = {
            unit: [(fen // 10**scale, fen // 10**scale // 2, scale, unit, True) for scale in range(len(str(fen)))]
            for unit, fen in self.units.items()
        }
        """for each unit and number of decimals: 分 in the last digit, half of that, and what the amount says besides"""

    @staticmethod
    def may_name(word: str) -> bool:
        """Whether a word can stand behind an amount as its unit."""
        return _match(f"1{word}") is not None and not word.startswith(",")

    def decimals(self, unit: str) -> int:
        """How many decimals of a unit there are down to the smallest."""
        return len(str(self.units[unit])) - 1

    def rounding(self, unit: str) -> int:
        """Half the width in 分 of the roundings that are published in a unit: with two decimals, or with none in units
        that have no more than two."""
        size = self.units[unit]
        return size // (200 if self.decimals(unit) > 2 else 2)

    def parse(self, text: str, default_unit: str) -> Amount | None:
        """Read `1,027.03`, `-5.00`, `196040元`, `33辆`, `0.86%`; a bare number is in `default_unit`.

        None when the text is no amount: `problem` then says why.
        """
        whole, point, decimals = text.partition(".")
        digits = whole + decimals
        if digits.isdecimal() and digits.isascii() and len(digits) <= LONGEST and whole and (decimals or not point):
            # By far the most amounts: nothing but digits and a point. Half the time of the way below.
            try:
                digit, half, scale, unit, known = self._last[default_unit][len(decimals)]
            except LookupError:
                return self._parse(text, default_unit)
            return _new(Amount, (int(digits) * digit, half, scale, unit, known))
        return self._parse(text, default_unit)

    def problem(self, text: str, default_unit: str) -> str:
        """Why `parse` gave None; empty when the text is an amount.

        `form`: no amount at all; `grouping`: commas that do not stand in groups of three;
        `finer`: money finer than 分; `long`: more than 30 characters.
        """
        match = _match(text)
        if match is None:
            return "form"
        _, whole, decimals, unit = match.groups("")
        return self._problem(whole, decimals, unit or default_unit)

    def _problem(self, whole: str, decimals: str, unit: str) -> str:
        if len(whole) + len(decimals) > LONGEST:
            return "long"
        if "," in whole and not _grouped(whole):
            return "grouping"
        if unit in self.units and len(decimals) >= len(self._last[unit]):
            return "finer"
        return ""

    def _parse(self, text: str, default_unit: str) -> Amount | None:
        match = _match(text)
        if match is None:
            return None
        sign, whole, decimals, unit = match.groups("")
        unit = unit or default_unit
        if self._problem(whole, decimals, unit):
            return None
        number = int(sign + whole.replace(",", "") + decimals)
        if unit not in self.units:
            return Amount(number, 0, len(decimals), unit, False)
        digit, half, scale, _, known = self._last[unit][len(decimals)]
        return Amount(number * digit, half, scale, unit, known)


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
