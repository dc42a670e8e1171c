"""Last year's figures out of last year's budget, and whether they are those that somebody states."""

from __future__ import annotations

from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.budget import Budget
from budgetlang.model.facts import Stated
from budgetlang.values.money import Amount


def fill_prior(budget: Budget, place: Label) -> None:
    """Last year's figures that nobody states, from last year's budget."""
    if budget.before is None:
        return
    figures = Figures(Cube(budget.before))
    for figure in budget.profile.figures.values():
        form = figures.named(figure.name) if figure.compared else None
        if form is not None and form.known and form.unit in figures.profile.currency.units:
            low, _, high = figures.bounds(form)
            amount = Amount(figures.amount(figure.name), (high - low + 1) // 2, 0, figures.profile.unit, True)
            stated = Stated(figure.name, amount, place.source, place.start, place.end)
            budget.prior.setdefault(figure.name, stated)
