"""Views of one measure agree wherever they overlap (domain.md §2.2: X6, X7, X9 …).

The same money entered by function and by economic class must come to the same sums. Facts that count in both views
cancel; the rest is compared group by group, over the dimensions that both views know.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from budgetlang.check.describe import amount_label, money, overlap, region
from budgetlang.cube.cube import Cube, Slice, deep_enough
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.dimension import Member
from budgetlang.model.profile import Measure, Region, View

Group = tuple[Member, ...]


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B403: two views disagree."""
    cube = figures.cube
    for measure in cube.budget.profile.measures:
        for left, right in combinations(measure.views, 2):
            yield from _compare(cube, measure, left, right)


def _compare(cube: Cube, measure: Measure, left: View, right: View) -> Iterator[Diagnostic]:
    common = _common(left, right)
    for group, mine, yours in differing(cube, measure, left, right):
        if not overlap(cube.sum(mine), cube.sum(yours)):
            where = region(cube.budget, ((common[i][0], member) for i, member in enumerate(group)))
            yield _differs(cube, measure, (left, mine), (right, yours), where)


def differing(cube: Cube, measure: Measure, left: View, right: View) -> Iterator[tuple[Group, Slice, Slice]]:
    """What must have the same sum: for each group of members that both views know, the facts that count in the one
    only and those that count in the other only.
    """
    shared = _shared_region(left, right)
    if shared is None:
        return
    one, other = cube.slice(measure.index, left, shared), cube.slice(measure.index, right, shared)
    only_one, only_other = one - other, other - one
    if not only_one and not only_other:
        return
    common = _common(left, right)
    ours, theirs = _groups(cube, only_one, common), _groups(cube, only_other, common)
    for group in sorted({*ours, *theirs}, key=lambda group: tuple(member.code for member in group)):
        yield group, frozenset(ours.get(group, ())), frozenset(theirs.get(group, ()))


def _shared_region(left: View, right: View) -> Region | None:
    """The conditions of both views; None where one of them restricts a dimension that the other does not know."""
    for view, other in ((left, right), (right, left)):
        known = {dimension for dimension, _ in other.depths}
        if any(condition.dimension not in known for condition in view.region):
            return None
    return (*left.region, *right.region)


def _common(left: View, right: View) -> list[tuple[int, int]]:
    """Dimensions that both views know, with the depth that both reach (-1: both ask for leaves)."""
    theirs = dict(right.depths)
    pairs = [(dimension, level, theirs[dimension]) for dimension, level in left.depths if dimension in theirs]
    return [(dimension, _shallower(a, b)) for dimension, a, b in pairs]


def _shallower(one: int, other: int) -> int:
    known = [level for level in (one, other) if level >= 0]
    return min(known, default=-1)


def _groups(cube: Cube, facts: Slice, common: list[tuple[int, int]]) -> dict[Group, set[int]]:
    found: dict[Group, set[int]] = {}
    for position in facts:
        coords = cube.facts[position].coords
        group = tuple(_cut(coords[dimension], level) for dimension, level in common)
        found.setdefault(group, set()).add(position)
    return found


def _cut(member: Member | None, level: int) -> Member:
    assert member is not None and deep_enough(member, level)
    return member if level < 0 else member.lineage[level]


def _shown(cube: Cube, facts: Slice) -> str:
    return money(cube.budget, cube.sum(facts)[1])


def _differs(
    cube: Cube, measure: Measure, one: tuple[View, Slice], other: tuple[View, Slice], where: str
) -> Diagnostic:
    budget = cube.budget
    sides = sorted((one, other), key=lambda side: not side[1])
    labels = [
        amount_label(cube, min(facts), "side_begins", view=view.name, count=len(facts), total=_shown(cube, facts))
        for view, facts in sides
        if facts
    ]
    a, b = cube.sum(one[1]), cube.sum(other[1])
    slack = (a[2] - a[0] + b[2] - b[0] + 1) // 2
    args = {
        "measure": measure.name, "left": one[0].name, "right": other[0].name, "region": where,
        "left_sum": money(budget, a[1]), "right_sum": money(budget, b[1]), "slack": money(budget, slack),
    }  # fmt: skip
    return Diagnostic(
        "B403", tuple(labels), args, expected=f"{one[0].name} {money(budget, a[1])}",
        found=f"{other[0].name} {money(budget, b[1])}", difference=money(budget, b[1] - a[1]),
    )  # fmt: skip
