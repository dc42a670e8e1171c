"""Figures: named scalars, as exact sums of facts and inputs with their signs.

A figure is kept as a linear form, so that a fact which stands on both sides of a check cancels out and its
rounding with it.
"""

from __future__ import annotations

from attrs import define

from budgetlang.cube.cube import EMPTY, Cube, Slice
from budgetlang.model.facts import Stated
from budgetlang.model.profile import Count, Formula, Ref, Region, Sum
from budgetlang.values.money import interval


@define(eq=False, repr=False)
class Form:
    """A sum: slices of facts and inputs by name, each with its factor, and a constant. `unit` is of the result.

    `scale` is the number of decimals of a result that is no money.
    """

    parts: dict[Slice, int]
    inputs: dict[str, int]
    constant: int = 0
    unit: str = ""
    scale: int = 0
    known: bool = True
    """False where an input is missing or a measure cannot be told: such a form proves nothing"""

    def add(self, other: Form, sign: int) -> None:
        """Add another form, or take it away."""
        for part, factor in other.parts.items():
            self.parts[part] = self.parts.get(part, 0) + sign * factor
        for name, factor in other.inputs.items():
            self.inputs[name] = self.inputs.get(name, 0) + sign * factor
        self.constant += sign * other.constant
        self.unit = self.unit or other.unit
        self.scale = max(self.scale, other.scale)
        self.known = self.known and other.known

    @property
    def facts(self) -> dict[int, int]:
        """The facts with their factors; those that cancel out are left out."""
        if len(self.parts) == 1:
            return {position: factor for part, factor in self.parts.items() if factor for position in part}
        found: dict[int, int] = {}
        for part, factor in self.parts.items():
            for position in part:
                found[position] = found.get(position, 0) + factor
        return {position: factor for position, factor in found.items() if factor}

    @property
    def slice(self) -> Slice | None:
        """The facts, where the form is nothing but their plain sum."""
        if self.inputs or self.constant or any(factor != 1 for factor in self.parts.values()):
            return None
        whole = EMPTY.union(*self.parts)
        return whole if len(whole) == sum(map(len, self.parts)) else None


class Figures:
    """The figures of one budget."""

    def __init__(self, cube: Cube) -> None:
        self.cube = cube
        self.budget = cube.budget
        self.profile = cube.budget.profile
        self._forms: dict[str, Form] = {}

    def form(self, formula: Formula) -> Form:
        """A formula as a linear form."""
        total = Form({}, {})
        for sign, term in formula:
            if isinstance(term, int):
                total.constant += sign * term
            elif isinstance(term, Ref):
                total.add(self.named(term.name), sign)
            elif isinstance(term, Count):
                total.add(Form({}, {}, self.count(term), self.profile.words.sign("members")), sign)
            else:
                facts = self.facts_of(term)
                known = not self.cube.undecided(term.measure)
                total.add(Form({facts: 1} if facts else {}, {}, unit=self.profile.unit, known=known), sign)
        return total

    def named(self, name: str) -> Form:
        """A figure or an input by name. One that nobody filled in is 0."""
        if name not in self._forms:
            figure = self.profile.figures.get(name)
            if figure is not None:
                self._forms[name] = self.form(figure.formula)
            else:
                self._forms[name] = self._input(name)
        return self._forms[name]

    def _input(self, name: str) -> Form:
        declared = self.profile.inputs.get(name)
        stated = self.budget.inputs.get(name)
        unit = declared.unit if declared else ""
        if stated is None:
            return Form({}, {}, unit=unit, known=False)
        scale = 0 if unit in self.profile.currency.units else stated.amount.scale
        return Form({}, {name: 1}, unit=unit, scale=scale)

    def facts_of(self, term: Sum) -> Slice:
        """The facts that a sum adds up."""
        view = self.cube.view_for(term.measure, term.region, term.view)
        return EMPTY if view is None else self.cube.slice(term.measure, view, term.region)

    def count(self, term: Count) -> int:
        """How many members of a dimension have facts in a region."""
        return len(self.members(term.dimension, term.region))

    def members(self, dimension: int, region: Region) -> set[str]:
        """The codes of the members that have facts of the first measure in a region."""
        chosen: set[str] = set()
        for fact in self.budget.facts:
            member = fact.coords[dimension]
            if member is None or fact.measure != 0 or member.code in chosen:
                continue
            if all(condition.accepts(fact.coords[condition.dimension]) for condition in region):
                chosen.add(member.code)
        return chosen

    def bounds(self, form: Form) -> tuple[int, int, int]:
        """(lower bound, value as written, upper bound), in 分 or in the unit of the form times 10^scale."""
        low = middle = high = form.constant * (10**form.scale)
        least, value, most = self.fact_bounds(form)
        low, middle, high = low + least, middle + value, high + most
        for name, factor in form.inputs.items():
            least, value, most = self.input_bounds(self.budget.inputs[name], form.scale)
            low += factor * (least if factor > 0 else most)
            high += factor * (most if factor > 0 else least)
            middle += factor * value
        return low, middle, high

    def fact_bounds(self, form: Form) -> tuple[int, int, int]:
        """Bounds of the facts of a form. Only where roundings overlap does it take a look at each of them."""
        sums = [(factor, *self.cube.sum(part)) for part, factor in form.parts.items() if factor]
        exact = all(low == high for _, low, _, high in sums)
        if exact or len(sums) < 2:
            low = sum(factor * (low if factor > 0 else high) for factor, low, _, high in sums)
            high = sum(factor * (high if factor > 0 else low) for factor, low, _, high in sums)
            return low, sum(factor * middle for factor, _, middle, _ in sums), high
        low = middle = high = 0
        for position, factor in form.facts.items():
            fact = self.cube.facts[position]
            least, most = interval(fact.fen, fact.half)
            low += factor * (least if factor > 0 else most)
            high += factor * (most if factor > 0 else least)
            middle += factor * fact.fen
        return low, middle, high

    @staticmethod
    def input_bounds(stated: Stated, scale: int) -> tuple[int, int, int]:
        """Bounds of an input, brought to `scale` decimals if it is a count."""
        amount = stated.amount
        if amount.is_money:
            least, most = interval(amount.value, amount.half)
            return least, amount.value, most
        value = amount.value * 10 ** (scale - amount.scale)
        return value, value, value

    def amount(self, name: str) -> int:
        """The value to show: of the facts together where a figure is published for them, else the sum."""
        form = self.named(name)
        facts = form.slice
        return self.cube.amount(facts) if facts else self.bounds(form)[1]
