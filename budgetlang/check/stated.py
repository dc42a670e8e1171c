"""Published figures that are stated by name: amounts, changes against last year, rates (N1–N3)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import amount_label, money, overlap
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.facts import Stated
from budgetlang.values.rounding import round_half_up
from budgetlang.values.style import NumberStyle, format_quantity

Bounds = tuple[int, int, int]


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B412, B413, B415: a stated figure, rate or change differs. B414: there is nothing to compare with."""
    for stated in figures.budget.stated:
        if not figures.named(stated.name).known:
            continue
        if stated.aspect:
            yield from _against_prior(figures, stated)
        else:
            yield from _value(figures, stated)


def _value(figures: Figures, stated: Stated) -> Iterator[Diagnostic]:
    form = figures.named(stated.name)
    form.scale = max(form.scale, 0 if stated.amount.is_money else stated.amount.scale)
    found, ours = figures.input_bounds(stated, form.scale), figures.bounds(form)
    shown = figures.amount(stated.name)
    if not overlap(found, ours) and not overlap(found, (shown, shown, shown)):
        yield _differs(figures, "B412", stated, ours[1], found[1])


def _against_prior(figures: Figures, stated: Stated) -> Iterator[Diagnostic]:
    prior = figures.budget.prior.get(stated.name)
    if prior is None:
        yield Diagnostic("B414", (_label(stated),), {"name": stated.name})
        return
    now, before = figures.bounds(figures.named(stated.name)), figures.input_bounds(prior, 0)
    change = (now[0] - before[2], now[1] - before[1], now[2] - before[0])
    if stated.aspect == "change":
        found = figures.input_bounds(stated, 0)
        if not overlap(found, change):
            yield _differs(figures, "B415", stated, change[1], found[1])
    elif not _rate_possible(stated, change, before):
        yield _rate_differs(stated, prior, change[1], before[1])


def _rate_possible(stated: Stated, change: Bounds, before: Bounds) -> bool:
    """Whether some change over some base, inside their roundings, rounds to the stated rate."""
    if before[0] <= 0:
        return False
    amount = stated.amount
    unit = 100 * 10**amount.scale
    rates = [round_half_up(part * unit, whole) for part in (change[0], change[2]) for whole in (before[0], before[2])]
    return min(rates) <= amount.value <= max(rates)


def _label(stated: Stated, note: str = "") -> Label:
    return Label(stated.source, stated.start, stated.end, note)


def _differs(figures: Figures, code: str, stated: Stated, expected: int, found: int) -> Diagnostic:
    def shown(value: int) -> str:
        if stated.amount.is_money:
            return money(figures.budget, value)
        scale = stated.amount.scale
        return format_quantity(value, scale, NumberStyle("", decimals=scale)) + stated.amount.unit

    labels = [_label(stated)]
    form = figures.named(stated.name)
    if form.facts:
        labels.append(amount_label(figures.cube, min(form.facts), "summed_here", count=len(form.facts)))
    labels += [_label(figures.budget.inputs[name], "stated_here") for name in form.inputs]
    return Diagnostic(
        code, tuple(labels), {"name": stated.name},
        expected=shown(expected), found=shown(found), difference=shown(found - expected),
    )  # fmt: skip


def _rate_differs(stated: Stated, prior: Stated, change: int, before: int) -> Diagnostic:
    scale = stated.amount.scale
    style = NumberStyle("", decimals=scale)
    labels = (_label(stated), _label(prior, "base_here"))
    if before == 0:
        return Diagnostic("B414", labels, {"name": stated.name})
    right, given = round_half_up(change * 100 * 10**scale, before), stated.amount.value
    shown = [format_quantity(value, scale, style) + "%" for value in (right, given, given - right)]
    return Diagnostic("B413", labels, {"name": stated.name}, expected=shown[0], found=shown[1], difference=shown[2])
