"""Values of performance indicators: `≤5万元/年`, `12辆/年`, `100%`; words such as 完善 hold no number."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetlang.values.money import UNITS, parse_amount

DECIMALS = 6
"""a number that is no money is counted in millionths"""

_MONEY = {**dict.fromkeys(UNITS), "万": "万元", "亿": "亿元"}
# Compiled when a goal is first read: a budget without projects does not pay for it.
_GOAL = r"(≤|<=?|≥|>=?|[=＝])? *([0-9][0-9,]*(?:\.[0-9]{1,6})?) *([^0-9\s]*)"


class Limit(NamedTuple):
    """What a value allows: from `least` to `most`, None where it is open. In 分 if `money`, else in millionths."""

    least: int | None
    most: int | None
    amount: int
    unit: str
    """without `/年`"""
    yearly: bool
    money: bool


def read(goal: str) -> Limit | None:
    """The number in a value; None where it is a word, a date, or anything but one number with its unit."""
    match = re.fullmatch(_GOAL, goal.strip())
    if match is None:
        return None
    sign, digits, unit = match.groups("")
    yearly = unit.endswith("/年")
    unit = unit.removesuffix("/年")
    money = unit in _MONEY
    amount = parse_amount(digits + (_MONEY.get(unit) or unit), "") if money else _number(digits)
    if amount is None:
        return None
    value = amount if isinstance(amount, int) else amount.value
    least = None if sign[:1] in ("≤", "<") else value
    most = None if sign[:1] in ("≥", ">") else value
    return Limit(least if sign else value, most, value, unit, yearly, money)


def contradict(year: Limit, whole: Limit) -> bool:
    """Whether what a year allows lies above what the whole period allows, in the same unit. Rates may change."""
    if (year.money, year.unit if not year.money else "") != (whole.money, whole.unit if not whole.money else ""):
        return False
    if "%" in year.unit or whole.most is None:
        return False
    return (year.most is not None and year.most > whole.most) or (year.least is not None and year.least > whole.most)


def _number(digits: str) -> int:
    whole, _, decimals = digits.replace(",", "").partition(".")
    return int(whole + decimals.ljust(DECIMALS, "0"))
