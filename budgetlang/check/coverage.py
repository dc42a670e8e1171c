"""Every fact counts somewhere: a fact that no view of its measure can use would be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import fact_label
from budgetlang.cube.cube import Cube, deep_enough
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.facts import Fact
from budgetlang.model.profile import Measure, View


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B310: a fact outside all views. B311: the same line twice."""
    cube = figures.cube
    for measure in cube.budget.profile.measures:
        positions = cube.of_measure(measure.index)
        views = [cube.view(measure.index, view) for view in measure.views]
        if any(len(view) == len(positions) for view in views):
            continue
        outside = frozenset(positions).difference(*views) - cube.budget.unclear
        yield from _outside(cube, measure, sorted(outside))
    yield from _twice(cube)


def _outside(cube: Cube, measure: Measure, positions: list[int]) -> Iterator[Diagnostic]:
    """One finding for all lines of a file that lack the same: mostly it is a setting of their block."""
    alike: dict[tuple[str, str], list[int]] = {}
    for position in positions:
        fact = cube.facts[position]
        lacking = min((_missing(cube, fact, view) for view in measure.views), key=len, default=[])
        alike.setdefault((fact.source.path, "、".join(lacking)), []).append(position)
    for (_, missing), (position, *more) in alike.items():
        label = fact_label(cube, position, "more_rows" if more else "", count=len(more))
        args = {"measure": measure.name, "missing": missing, "lacking": missing.partition("、")[0]}
        yield Diagnostic("B310", (label,), args, hint="add_setting")


def _missing(cube: Cube, fact: Fact, view: View) -> list[str]:
    """What a fact lacks for a view: dimensions it does not name, or names outside the view's region."""
    dimensions = cube.budget.profile.dimensions
    lacking = [dimensions[index].name for index, level in view.depths if not deep_enough(fact.coords[index], level)]
    outside = [c.dimension for c in view.region if not c.accepts(fact.coords[c.dimension])]
    return lacking + [dimensions[index].name for index in outside if dimensions[index].name not in lacking]


def _twice(cube: Cube) -> Iterator[Diagnostic]:
    """Lines with the same amount at the same place; two columns of one line are none."""
    for measure in cube.budget.profile.measures:
        entered = len(cube.budget.facts)
        for positions in cube.places(measure.index).values():
            if positions[0] < entered and len(set(map(cube.fens.__getitem__, positions))) < len(positions):
                yield from _same_amounts(cube, positions)


def _same_amounts(cube: Cube, positions: list[int]) -> Iterator[Diagnostic]:
    seen: dict[int, int] = {}
    for position in positions:
        fact = cube.facts[position]
        first = seen.setdefault(fact.fen, position)
        other = cube.facts[first]
        if (fact.source, fact.start) != (other.source, other.start):
            yield Diagnostic("B311", (fact_label(cube, position, ""), fact_label(cube, first, "stated_here")))
