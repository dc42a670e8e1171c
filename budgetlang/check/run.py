"""All checks over a resolved budget, in one list. A `CheckedBudget` can only come from here.

Not all that they find is `certain`: a sum that lacks a row, or a statement that is missing, proves nothing while
something is unread. What has been said about the broken line is the cause, and nobody should look for a second one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import ascii_letters, digits
from typing import Final

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
from budgetlang.check.accepted import accept
from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.budget import Budget
from budgetlang.syntax.automaton import TERMINALS
from budgetlang.syntax.machine import KEYWORD_IDS

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
        found = list(accept(found, budget.sics))
    return CheckedBudget(budget, cube, figures, found)


_FIGURES: Final = frozenset({"BUDGET", "AMOUNTS", "UNIT", "OWNER", "ENTRIES", "PROJECT", "INPUTS"})
"""Statements that figures come from."""

UNCOUNTED: Final = "uncounted"
_LOSES: Final = {"B310": UNCOUNTED, "B236": "PROJECT"}
"""Findings about lines that count nowhere, or twice, and what is not certain because of them."""

_SUMS: Final = _FIGURES | {UNCOUNTED}

_ANYTHING: Final = frozenset({"", "INCLUDE"})
"""What may have said anything."""

_OF_PROJECTS: Final = "B601 B602 B603 B606 B607 B608 B617 B618 B621"
_OF_FIGURES: Final = "B401 B402 B403 B404 B405 B408 B409 B411 B412 B416 B417 B420 B421 B620 B625 B627 B629"
_OF_COMPARISONS: Final = "B282 B284 B285 B286 B287 B291 B413 B415 B418 B506"

_GROUNDS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_OF_PROJECTS.split(), _FIGURES),
    **dict.fromkeys(_OF_FIGURES.split(), _SUMS),
    **dict.fromkeys(_OF_COMPARISONS.split(), _SUMS | {"PRIOR", "CHANGED"}),
    "B414": frozenset({"PRIOR"}),
    "B502": _SUMS | {"PRIOR", "REASON"},
    "B503": frozenset({"PRIOR"}),
    "B504": frozenset({"INPUTS"}),
    "B505": frozenset({"TEXTS"}),
}
"""The kinds of statements that a finding rests on, as `Parsed.lost` names them."""

_MEMBERS: Final = {"unit": "UNIT", "project": "PROJECT"}
"""What declares the members of a kind of dimension."""


def certain(found: list[Diagnostic], lost: set[str]) -> list[Diagnostic]:
    """The findings that rest on nothing of which a part is `lost`, in their order."""
    lost = lost | {_LOSES[each.code] for each in found if each.code in _LOSES}
    return [each for each in found if lost.isdisjoint(_grounds(each))]


def _grounds(finding: Diagnostic) -> frozenset[str]:
    """The kinds of statements that a finding rests on; a line that may have said anything is among them."""
    if finding.code == "B501":
        own = frozenset({TERMINALS[KEYWORD_IDS[str(finding.args["statement"]).split()[0]]]})
    elif finding.code == "B202":
        own = frozenset({_MEMBERS[finding.args["kind"]]} if finding.args.get("kind") in _MEMBERS else ())
    else:
        own = _GROUNDS.get(finding.code, frozenset())
    return own | _ANYTHING if own else own
