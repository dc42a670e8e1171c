"""Last year's figures that are stated, though last year's budget is there: both must say the same."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import amount_label, money, overlap
from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B282: a figure of last year differs from what last year's file gives."""
    if figures.budget.before is None:
        return
    last = Figures(Cube(figures.budget.before))
    for name, stated in figures.budget.prior.items():
        form = last.named(name)
        found, ours = figures.input_bounds(stated, 0), last.bounds(form)
        shown = last.amount(name)
        if not form.known or overlap(found, ours) or overlap(found, (shown, shown, shown)):
            continue
        labels = [Label(stated.source, stated.start, stated.end)]
        if form.facts:
            labels.append(amount_label(last.cube, min(form.facts), "summed_here", count=len(form.facts)))
        numbers = [money(figures.budget, fen, exact=True) for fen in (ours[1], found[1], found[1] - ours[1])]
        yield Diagnostic(
            "B282", tuple(labels), {"name": name}, expected=numbers[0], found=numbers[1], difference=numbers[2]
        )
