"""The checks that a profile writes down: what does not follow from the one cube (domain.md §2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import amount_label, money
from budgetlang.cube.figures import Figures, Form
from budgetlang.diagnostics.diagnostic import Diagnostic, Label, start_of
from budgetlang.model.profile import Check
from budgetlang.values.style import NumberStyle, format_quantity

_SIGNS = {"==": "＝", "<=": "≤", ">=": "≥"}


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B404: a check fails. B405: a soft one does. B406: units that cannot be compared."""
    for rule in figures.profile.checks:
        left, right = figures.form(rule.left), figures.form(rule.right)
        units = {left.unit, right.unit} - {""}
        if len(units) == 2 and not units <= figures.profile.currency.units.keys():
            label = Label(rule.source, rule.start, rule.end)
            yield Diagnostic("B406", (label,), {"title": rule.title, "left": left.unit, "right": right.unit})
        elif left.known and right.known and not _holds(figures, rule, left, right):
            yield _fails(figures, rule, left, right)


def _holds(figures: Figures, rule: Check, left: Form, right: Form) -> bool:
    difference = Form({}, {})
    difference.add(left, 1)
    difference.add(right, -1)
    low, _, high = figures.bounds(difference)
    if rule.comparison == "==":
        return low <= 0 <= high
    return low <= 0 if rule.comparison == "<=" else high >= 0


def _fails(figures: Figures, rule: Check, left: Form, right: Form) -> Diagnostic:
    scale = max(left.scale, right.scale)
    left.scale = right.scale = scale
    a, b = figures.bounds(left)[1], figures.bounds(right)[1]
    unit = left.unit or right.unit
    labels = [*_places(figures, left), *_places(figures, right)]
    return Diagnostic(
        "B405" if rule.soft else "B404",
        tuple(labels) or (start_of(figures.budget.source),),
        {"title": rule.title, "sign": _SIGNS[rule.comparison]},
        expected=f"{_SIGNS[rule.comparison]} {_shown(figures, b, unit, scale)}",
        found=_shown(figures, a, unit, scale),
        difference=_shown(figures, a - b, unit, scale),
    )


def _shown(figures: Figures, value: int, unit: str, scale: int) -> str:
    if unit in figures.profile.currency.units:
        return money(figures.budget, value)
    return format_quantity(value, scale, NumberStyle("", decimals=scale)) + unit


def _places(figures: Figures, form: Form) -> Iterator[Label]:
    """Where one side of a check is written: its inputs, and the first of its facts."""
    for name in form.inputs:
        stated = figures.budget.inputs[name]
        yield Label(stated.source, stated.start, stated.end, "stated_here")
    if form.facts:
        yield amount_label(figures.cube, min(form.facts), "summed_here", count=len(form.facts))
