"""All checks over a resolved budget, in one list. A `CheckedBudget` can only come from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define

from budgetlang.check import (
    claims,
    coverage,
    crosswalk,
    derived,
    formulas,
    indicators,
    joint,
    projects,
    required,
    stated,
    views,
    years,
)
from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.budget import Budget

RULES: tuple[Callable[[Figures], Iterator[Diagnostic]], ...] = (
    coverage.check,
    claims.check,
    joint.check,
    views.check,
    derived.check,
    crosswalk.check,
    formulas.check,
    stated.check,
    required.check,
    projects.check,
    indicators.check,
    years.check,
)
"""every rule takes the figures of one budget (and through them the cube) and yields what it finds"""


@define(eq=False, repr=False)
class CheckedBudget:
    """A budget with its cube, and everything that the checks found."""

    budget: Budget
    cube: Cube
    figures: Figures
    diagnostics: list[Diagnostic]


def check(budget: Budget) -> CheckedBudget:
    """Run all checks."""
    cube = Cube(budget)
    figures = Figures(cube)
    found = [diagnostic for rule in RULES for diagnostic in rule(figures)]
    return CheckedBudget(budget, cube, figures, found)
