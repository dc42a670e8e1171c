"""Departmental and government economic codes go together as the official table says (domain.md §1.1; I5)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.catalogs.crosswalk import load_crosswalk
from budgetlang.check.describe import fact_label
from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.dimension import Member
from budgetlang.model.profile import Crosswalk

_CODES = {"wrong": "B307", "unknown": "B308", "other_kind": "B309"}


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B307: a pair that the table does not allow. B308: it cannot be told. B309: allowed for the other kind of unit."""
    cube = figures.cube
    for crosswalk in cube.budget.profile.crosswalks:
        yield from _pairs(cube, crosswalk)


def _pairs(cube: Cube, crosswalk: Crosswalk) -> Iterator[Diagnostic]:
    seen: set[tuple[Member, Member, str | None]] = set()
    for measure in cube.budget.profile.measures:
        for coords, positions in cube.places(measure.index).items():
            left, right = coords[crosswalk.left], coords[crosswalk.right]
            if left is None or right is None:
                continue
            unit = coords[crosswalk.dimension] if crosswalk.dimension is not None else None
            pair = (left, right, unit.attributes.get(crosswalk.attribute) if unit else None)
            if pair not in seen:
                seen.add(pair)
                yield from _judge(cube, crosswalk, positions[0], *pair)


def _judge(
    cube: Cube, crosswalk: Crosswalk, position: int, left: Member, right: Member, kind: str | None
) -> Iterator[Diagnostic]:
    table = load_crosswalk(crosswalk.catalog)
    verdict = table.verdict(left.code, right.code, kind)
    if verdict == "ok":
        return
    allowed = "、".join(pair.code for pair in table.allowed(left.code, kind))
    names = {"left": f"{left.code} {left.name}", "right": f"{right.code} {right.name}"}
    args = {**names, "allowed": allowed, "kind": kind or ""}
    yield Diagnostic(_CODES[verdict], (fact_label(cube, position, ""),), args)
