"""Written amounts → 分 with the width of their rounding, by what the header of the budget says."""

from __future__ import annotations

from budgetlang.diagnostics.diagnostic import Edit, Label
from budgetlang.model.budget import Budget
from budgetlang.resolve.context import Report
from budgetlang.values.money import Amount

_BRACKETS = ("(", "（")
"""what may stand for a minus, or around a remark"""

_PROBLEMS = {"form": "B220", "grouping": "B221", "finer": "B222", "long": "B220"}


class AmountReader:
    """Reads the amounts of one budget.

    In a `rounded` budget figures in its unit, or in a coarser one, are roundings to the usual decimals of that unit (or
    as far as they are written); figures in a finer unit are exact, and so is a bare 0.
    """

    def __init__(self, budget: Budget, report: Report) -> None:
        self.currency = budget.profile.currency
        self.unit = budget.unit
        self.rounded = budget.rounded
        self.report = report
        units = self.currency.units
        least = units.get(self.unit, 0)
        self._most = {unit: self.currency.rounding(unit) for unit in units}
        self._rounded = {
            unit: half if self.rounded and units[unit] >= least else 0 for unit, half in self._most.items()
        }

    def half(self, amount: Amount) -> int:
        """Half the width of the rounding in 分 that a figure of the budget is; 0 where it is exact."""
        return 0 if amount.value == 0 and amount.scale == 0 else min(amount.half, self._rounded[amount.unit])

    def money(self, text: str, label: Label) -> Amount | None:
        """An amount of money, its `half` 0 where it is exact."""
        amount = self.read(text, self.unit, label)
        if amount is None:
            return None
        if not amount.is_money:
            hint = "name_apart" if amount.unit.isalpha() else ""
            self.report.add("B223", label, found=amount.unit, expected="、".join(self.currency.units), hint=hint)
            return None
        return amount._replace(half=self.half(amount))

    def claim(self, text: str, label: Label) -> Amount | None:
        """A published amount: always a rounding to the digits shown, unless it goes down to 分."""
        amount = self.money(text, label)
        if amount is None or self.rounded or (amount.value == 0 and amount.scale == 0):
            return amount
        written = self.currency.parse(text, self.unit) or amount
        return amount._replace(half=min(written.half, self._most[amount.unit]))

    def quantity(self, text: str, unit: str, label: Label) -> Amount | None:
        """A figure in the unit that the profile asks for: money, or a count such as 33辆."""
        if unit in self.currency.units:
            return self.money(text, label)
        amount = self.read(text, unit, label)
        if amount is None:
            return None
        if amount.unit != unit:
            self.report.add("B223", label, found=amount.unit, expected=unit)
            return None
        return amount

    def read(self, text: str, unit: str, label: Label) -> Amount | None:
        amount = self.currency.parse(text, unit)
        if amount is None:
            amount = self._meant(text, unit, label)
        return amount

    def _meant(self, text: str, unit: str, label: Label) -> Amount | None:
        """Reports an amount that cannot be read, and reads it in the characters that were probably meant."""
        from budgetlang.sheets.cells import amount_text, plain  # only for amounts that are wrong

        meant = amount_text(text, self.currency.decimals(unit)) if unit in self.currency.units else plain(text)
        amount = self.currency.parse(meant, unit) if meant != text else None
        code = _PROBLEMS[self.currency.problem(text, unit)]
        if amount is None:
            self.report.add(code, label, text=text, unit=unit, hint="write_unit" if code == "B222" else "")
        else:
            edit = Edit(label.source, label.start, label.end, meant)
            self.report.add(code, label, text=text, close=meant, hint="did_you_mean", edits=(edit,))
        return None if amount is not None and amount.value < 0 and text.startswith(_BRACKETS) else amount
