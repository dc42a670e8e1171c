"""Published figures against the facts that they sum up (domain.md §2.1: I1–I8).

On exact facts the figure must be their rounded sum. On roundings it must be reachable: some amounts inside all the
roundings add up to one inside the rounding of the published figure. There is no other tolerance.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import amount_label, money, overlap, region
from budgetlang.cube.cube import Cube, Slice
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.facts import Claim
from budgetlang.values.money import interval


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B401, B402: a claim that its facts cannot reach. B409: nothing to sum. B410: two claims for one quantity."""
    cube = figures.cube
    first: dict[Slice, Claim] = {}
    for claim in cube.budget.claims:
        found = list(cube.claimed(claim))
        if not found and claim.fen:
            yield _empty(cube, claim)
        for _, facts in found:
            other = first.setdefault(facts, claim)
            if other is not claim and not overlap(_bounds(other), _bounds(claim)):
                yield _conflict(cube, other, claim)
            elif not overlap(_bounds(claim), cube.sum(facts)):
                yield _differs(cube, claim, facts)
                break


def _bounds(claim: Claim) -> tuple[int, int, int]:
    low, high = interval(claim.fen, claim.half)
    return low, claim.fen, high


def _label(claim: Claim, note: str = "") -> Label:
    return Label(claim.source, claim.start, claim.end, note)


def _differs(cube: Cube, claim: Claim, facts: Slice) -> Diagnostic:
    """The claim, and the lines that it sums up: the first and the last."""
    budget = cube.budget
    low, total, high = cube.sum(facts)
    rounded = low != high
    ends = sorted({min(facts), max(facts)})
    labels = [amount_label(cube, position, "summed_here", count=len(facts)) for position in ends]
    where = region(budget, claim.region)
    return Diagnostic(
        "B401" if rounded else "B402",
        (_label(claim), *labels),
        {"region": where, "count": len(facts), "low": money(budget, low), "high": money(budget, high)},
        expected=money(budget, total, exact=not rounded),
        found=money(budget, claim.fen),
        difference=money(budget, claim.fen - total, exact=not rounded),
    )


def _empty(cube: Cube, claim: Claim) -> Diagnostic:
    args = {"region": region(cube.budget, claim.region)}
    return Diagnostic("B409", (_label(claim),), args, found=money(cube.budget, claim.fen))


def _conflict(cube: Cube, one: Claim, other: Claim) -> Diagnostic:
    return Diagnostic(
        "B410",
        (_label(other), _label(one, "stated_here")),
        {"region": region(cube.budget, other.region)},
        expected=money(cube.budget, one.fen),
        found=money(cube.budget, other.fen),
        difference=money(cube.budget, other.fen - one.fen),
    )
