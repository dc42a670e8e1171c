"""All checks over a resolved budget, in one list. A `CheckedBudget` can only come from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import ascii_letters, digits

from attrs import define

from budgetlang.check import (
    claims,
    coverage,
    crosswalk,
    derived,
    formulas,
    joint,
    required,
    stated,
    views,
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
)
"""every rule takes the figures of one budget (and through them the cube) and yields what it finds"""


@define(eq=False, repr=False)
class CheckedBudget:
    """A budget with its cube, and everything that the checks found."""

    budget: Budget
    cube: Cube
    figures: Figures
    diagnostics: list[Diagnostic]


FIGURES = frozenset(digits + ascii_letters + "０１２３４５６７８９二三四五六七八九十两")
"""without any of these words say no figure that could be wrong; 一 alone is in too many words that are none"""


def _says_figures(budget: Budget) -> bool:
    """Whether there are forms, or words in which a figure may stand."""
    words = (*budget.texts.values(), *budget.reasons.values())
    return bool(budget.projects) or any(not FIGURES.isdisjoint(each.text) for each in words)


def check(budget: Budget) -> CheckedBudget:
    """Run all checks."""
    cube = Cube(budget)
    figures = Figures(cube)
    rules = RULES
    if len(budget.prior) > 1:
        from budgetlang.check import prior  # who compares nothing does not pay for it

        rules = (*rules, prior.check)
    if _says_figures(budget):
        from budgetlang.check.texts import RULES as OF_TEXTS  # who says no figures does not pay for reading them

        rules = (*rules, *OF_TEXTS)
    if budget.before is not None:
        from budgetlang.check import before  # only where last year's budget was read

        rules = (*rules, before.check)
    found = [diagnostic for rule in rules for diagnostic in rule(figures)]
    if budget.sics:
        from budgetlang.check.accepted import accept  # few budgets leave words as they are

        found = list(accept(found, budget.sics))
    return CheckedBudget(budget, cube, figures, found)
