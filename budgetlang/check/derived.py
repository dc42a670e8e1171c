"""Measures that follow from another one agree with what was entered for them (X13, X14)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import amount_label, fact_label, money, overlap, region
from budgetlang.cube.cube import Cube
from budgetlang.cube.derived import Derivation
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Fact
from budgetlang.model.profile import Measure
from budgetlang.values.money import interval

Group = tuple[tuple[int, Member], ...]


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
    """Group by group: what was entered for a member of each dimension against what follows for it."""
    derived = Derivation(cube, measure).facts
    if derived is None:
        return
    known = sorted({dimension for view in measure.views for dimension, _ in view.depths})
    ours: dict[Group, list[int]] = {}
    for position in entered:
        ours.setdefault(_group(cube.facts[position], known), []).append(position)
    theirs: dict[Group, list[Fact]] = {}
    for fact in derived:
        theirs.setdefault(_group(fact, known), []).append(fact)
    for group in sorted({*ours, *theirs}, key=_codes):
        yield from _compare(cube, measure, ours.get(group, []), theirs.get(group, []), group)


def _group(fact: Fact, known: list[int]) -> Group:
    return tuple((dimension, member) for dimension in known if (member := fact.coords[dimension]) is not None)


def _codes(group: Group) -> list[tuple[int, str]]:
    return [(dimension, member.code) for dimension, member in group]


def _compare(
    cube: Cube, measure: Measure, entered: list[int], derived: list[Fact], group: Group
) -> Iterator[Diagnostic]:
    bounds = [(*interval(fact.fen, fact.half), fact.fen) for fact in derived]
    ours = cube.sum(frozenset(entered))
    theirs = (sum(b[0] for b in bounds), sum(b[2] for b in bounds), sum(b[1] for b in bounds))
    if overlap(ours, theirs):
        return
    labels = [amount_label(cube, position, "") for position in entered[:1]]
    args = {"count": len(derived)}
    labels.extend(Label(fact.source, fact.start, fact.end, "derived_here", args) for fact in derived[:1])
    yield Diagnostic(
        "B408", tuple(labels), {"measure": measure.name, "region": region(cube.budget, group)},
        expected=money(cube.budget, theirs[1]), found=money(cube.budget, ours[1]),
        difference=money(cube.budget, ours[1] - theirs[1]),
    )  # fmt: skip


def _missing(cube: Cube, measure: Measure) -> Iterator[Diagnostic]:
    unclear = cube.undecided(measure.index)
    if unclear:
        label = fact_label(cube, unclear[0], "undecided_here", count=len(unclear))
        yield Diagnostic("B411", (label,), {"measure": measure.name, "count": len(unclear)})
