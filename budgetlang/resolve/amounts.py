"""Written amounts → 分 with the width of their rounding, by what the header of the budget says."""

from __future__ import annotations

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.resolve.context import Report
from budgetlang.values.money import UNITS, Amount, amount_problem, parse_amount

_PROBLEMS = {"form": "B220", "grouping": "B221", "finer": "B222", "long": "B220"}


class AmountReader:
    """Reads the amounts of one budget.

    `unit` is the unit of figures without one. In a `rounded` budget figures in that unit, or in a coarser one, are
    roundings, see `half_width`; figures in a finer unit are exact.
    """

    def __init__(self, unit: str, rounded: bool, report: Report) -> None:
        self.unit = unit
        self.rounded = rounded
        self.report = report

    def money(self, text: str, label: Label) -> Amount | None:
        """An amount of money, its `half` 0 where it is exact."""
        amount = self.read(text, self.unit, label)
        if amount is None:
            return None
        if not amount.is_money:
            self.report.add("B223", label, found=amount.unit, expected="元、万元")
            return None
        return amount._replace(half=half_width(amount, self.unit) if self.rounded else 0)

    def claim(self, text: str, label: Label) -> Amount | None:
        """A published amount: always a rounding to the digits shown, unless it goes down to 分."""
        amount = self.money(text, label)
        if amount is None:
            return None
        unit = self.unit if self.rounded else amount.unit
        return amount._replace(half=half_width(parse_amount(text, self.unit) or amount, unit))

    def quantity(self, text: str, unit: str, label: Label) -> Amount | None:
        """A figure in the unit that the profile asks for: money, or a count such as 33辆."""
        if unit in UNITS:
            return self.money(text, label)
        amount = self.read(text, unit, label)
        if amount is None:
            return None
        if amount.unit != unit:
            self.report.add("B223", label, found=amount.unit, expected=unit)
            return None
        return amount

    def read(self, text: str, unit: str, label: Label) -> Amount | None:
        amount = parse_amount(text, unit)
        if amount is None:
            self.report.add(_PROBLEMS[amount_problem(text, unit)], label, text=text)
        return amount


def half_width(amount: Amount, unit: str) -> int:
    """Half the width of a rounding in 分, of a figure in a budget whose figures are in `unit`.

    Half the last written digit, at most half of the second decimal, but of no less than 元: 万元 are published with two
    decimals, 元 without. Figures in a unit finer than the budget's are exact, and so is a bare 0.
    """
    if (amount.value == 0 and amount.scale == 0) or UNITS[amount.unit] < UNITS[unit]:
        return 0
    return min(amount.half, max(UNITS[amount.unit] // 200, UNITS["元"] // 2))
