"""Measures that follow from another one agree with what was entered for them (X13, X14)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import fact_label, money, overlap
from budgetlang.cube.cube import Cube
from budgetlang.cube.derived import Derivation
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.profile import Measure
from budgetlang.values.money import interval


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B408: entered and derived differ. B411: neither entered nor derivable."""
    cube = figures.cube
    for measure in cube.budget.profile.measures:
        if measure.base is not None:
            entered = [i for i in cube.of_measure(measure.index) if i < len(cube.budget.facts)]
            if entered:
                yield from _agree(cube, measure, entered)
            else:
                yield from _missing(cube, measure)


def _agree(cube: Cube, measure: Measure, entered: list[int]) -> Iterator[Diagnostic]:
    derived = Derivation(cube, measure).facts
    if derived is None:
        return
    ours = cube.sum(frozenset(entered))
    bounds = [(*interval(fact.fen, fact.half), fact.fen) for fact in derived]
    theirs = (sum(b[0] for b in bounds), sum(b[2] for b in bounds), sum(b[1] for b in bounds))
    if not overlap(ours, theirs):
        label = fact_label(cube, entered[0], "")
        others = (fact_label(cube, entered[-1], "summed_here", count=len(entered)),) if len(entered) > 1 else ()
        yield Diagnostic(
            "B408", (label, *others), {"measure": measure.name},
            expected=money(cube.budget, theirs[1]), found=money(cube.budget, ours[1]),
            difference=money(cube.budget, ours[1] - theirs[1]),
        )  # fmt: skip


def _missing(cube: Cube, measure: Measure) -> Iterator[Diagnostic]:
    unclear = Derivation(cube, measure).undecided
    if unclear:
        label = fact_label(cube, unclear[0], "undecided_here", count=len(unclear))
        yield Diagnostic("B411", (label,), {"measure": measure.name, "count": len(unclear)})
