"""Why each printed number is what it is: origins, and the lines of source that they rest on.

Everything that prints a number shares one `Origins`, so a line of source is listed once in the whole book, and the
same quantity has one origin wherever it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetlang.check.describe import money, region
from budgetlang.check.run import CheckedBudget
from budgetlang.cube.cube import EMPTY, Slice
from budgetlang.document.nodes import FactRef, Origin
from budgetlang.document.rules import called, condition_words, formula_words
from budgetlang.model.dimension import Dimension
from budgetlang.model.facts import Claim, Fact, Stated
from budgetlang.model.profile import Condition, Count, Formula
from budgetlang.source.text import Source
from budgetlang.values.style import NumberStyle, format_quantity, measured

_TOKEN = re.compile(r"\S+")


class Origins:
    """The origins of one book, in the order in which they are first asked for."""

    def __init__(self, checked: CheckedBudget) -> None:
        self.budget = checked.budget
        self.cube = checked.cube
        self.figures = checked.figures
        self.currency = checked.budget.profile.currency
        self.words = checked.budget.profile.words
        self._origins: list[Origin] = []
        self._refs: list[FactRef] = []
        self._known: dict[object, int] = {}
        self._fact_refs: dict[tuple[str, int, int], int] = {}
        self._stated_refs: dict[tuple[str, int, str], int] = {}
        self._lists: dict[Slice, list[int]] = {}

    def result(self) -> tuple[list[Origin], list[FactRef]]:
        """What goes into the document."""
        return self._origins, self._refs

    def of_slice(self, facts: Slice, rule: str) -> int:
        """The origin of a sum of facts."""
        key = (facts, rule)
        found = self._known.get(key)
        if found is None:
            claim = self.cube.claims.get(facts)
            shown = None if claim is None else self._claim(claim)
            exact = money(self.budget, self.cube.sum(facts)[1], exact=True)
            found = self._known[key] = self._add(Origin(rule, exact, self._facts(facts), shown))
        return found

    def of_figure(self, name: str) -> int:
        """The origin of a figure or an input, by name."""
        figure = self.budget.profile.figures.get(name)
        if figure is None:
            return self.of_input(name)
        form = self.figures.named(name)
        rule = f"{name} = {self.formula(figure.formula)}"
        if form.facts and not form.inputs and not form.constant and set(form.facts.values()) == {1}:
            return self.of_slice(frozenset(form.facts), rule)
        stated = [self.budget.inputs[name] for name in form.inputs]
        facts = frozenset(form.facts).union(*(self._counted(t) for _, t in figure.formula if isinstance(t, Count)))
        return self.of_rule(rule, self.exact(name), facts, stated)

    def _counted(self, count: Count) -> Slice:
        """The facts for which members of a dimension are counted."""
        groups = self.cube.index(0, count.dimension).items()
        facts = frozenset(position for member, positions in groups if member is not None for position in positions)
        for condition in count.region:
            facts &= self.cube.matching(0, condition)
        return facts

    def of_input(self, name: str) -> int:
        """The origin of a figure that the department fills in."""
        stated = self.budget.inputs.get(name)
        return self.of_rule(name, self.exact(name), EMPTY, [] if stated is None else [stated])

    def of_rule(self, rule: str, exact: str, facts: Slice = EMPTY, stated: Iterable[Stated] = ()) -> int:
        """The origin of anything else: a change, a rate, a share."""
        key = (rule, exact, facts)
        found = self._known.get(key)
        if found is None:
            lines = [*self._facts(facts), *map(self._stated, stated)]
            found = self._known[key] = self._add(Origin(rule, exact, lines))
        return found

    def exact(self, name: str) -> str:
        """A figure or an input before rounding, with its unit."""
        form = self.figures.named(name)
        value = self.figures.bounds(form)[1]
        if form.unit in self.currency.units:
            return money(self.budget, value, exact=True)
        return measured(format_quantity(value, form.scale, NumberStyle("", decimals=form.scale)), form.unit)

    def formula(self, formula: Formula) -> str:
        """A formula in words: `本年收入合计 + 上年结转`."""
        return formula_words(self.budget.profile, formula)

    def rule(self, name: str, conditions: Iterable[Condition]) -> str:
        """A measure with its conditions: `支出，功能科目 = 201，来源 = 当年预算`."""
        said = (condition_words(self.budget.profile, condition) for condition in conditions)
        return self.words.joint("comma").join([name, *said])

    def _add(self, origin: Origin) -> int:
        self._origins.append(origin)
        return len(self._origins) - 1

    def _facts(self, facts: Slice) -> list[int]:
        """The lines of these facts, in the order in which they are written."""
        found = self._lists.get(facts)
        if found is None:
            found = self._lists[facts] = [self._fact(position) for position in sorted(facts)]
        return found

    def _fact(self, position: int) -> int:
        fact = self.cube.facts[position]
        key = (fact.source.path, fact.start, fact.fen)
        index = self._fact_refs.get(key)
        if index is None:
            amount = self._written(fact.source, fact.start, fact.end, fact.fen)
            index = self._fact_refs[key] = self._line(
                fact.source, fact.start, self._name(fact), amount or money(self.budget, fact.fen, exact=True)
            )
        return index

    def _claim(self, claim: Claim) -> int:
        amount = self._written(claim.source, claim.start, claim.end, claim.fen)
        name = region(self.budget, claim.region)
        return self._once(claim.source, claim.start, name, amount or money(self.budget, claim.fen, exact=True))

    def _stated(self, stated: Stated) -> int:
        amount = stated.amount
        if amount.is_money:
            text = self._written(stated.source, stated.start, stated.end, amount.value)
            text = text or money(self.budget, amount.value, exact=True)
        else:
            text = measured(
                format_quantity(amount.value, amount.scale, NumberStyle("", decimals=amount.scale)), amount.unit
            )
        return self._once(stated.source, stated.start, stated.name, text)

    def _once(self, source: Source, start: int, name: str, amount: str) -> int:
        """A line for a claim or a stated figure, known by its place."""
        key = (source.path, start, name)
        index = self._stated_refs.get(key)
        if index is None:
            index = self._stated_refs[key] = self._line(source, start, name, amount)
        return index

    def _line(self, source: Source, start: int, name: str, amount: str) -> int:
        self._refs.append(FactRef(source.path, source.line_of(start), name, amount))
        return len(self._refs) - 1

    def _name(self, fact: Fact) -> str:
        """What a fact is about: its project, else its code in a catalogue, else its unit, else what it says first."""
        dimensions = self.budget.profile.dimensions
        said = [(_telling(d), d, m) for d, m in zip(dimensions, fact.coords, strict=True) if m is not None]
        if not said:
            return self.budget.profile.measures[fact.measure].name
        _, dimension, member = min(said, key=lambda each: each[0])
        return called(dimension, member)

    def _written(self, source: Source, start: int, end: int, fen: int) -> str:
        """The amount as it stands in the source, with its unit; empty when it is not found there."""
        unit = self.budget.unit
        for token in _TOKEN.findall(source.text[start:end])[::-1]:
            amount = self.currency.parse(token, unit)
            if amount is not None and amount.is_money and amount.value == fen:
                return str(token) if token.endswith(amount.unit) else measured(token, unit)
        return ""


def _telling(dimension: Dimension) -> int:
    """The less, the more a dimension tells about one line of a budget."""
    order = {"project": 0, "catalog": 1, "unit": 2}
    return order.get(dimension.kind, 3 if dimension.mappings else 4)
