"""All figures at once: there must be amounts that round to every one of them (design: sums are not checked one by one).

Each sum may be possible by itself and all of them together not. What is known of each figure is carried along all
sums, up and down, in whole numbers; where two of them exclude each other, the smallest set of figures and sums that
does is what is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.together import Together, together
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.facts import Claim, Stated
from budgetlang.proof.propagation import possible
from budgetlang.proof.system import FAR, Equation

MOST = 20
"""contradictions that are reported in one run"""


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B416: a published figure that those inside it exclude. B417: several figures that exclude each other."""
    found = together(figures)
    if not possible(found.system):
        yield from _contradictions(figures, found)


def _contradictions(figures: Figures, found: Together) -> Iterator[Diagnostic]:
    from budgetlang.check.contradictions import explained  # most budgets have none
    from budgetlang.proof.explanation import contradiction

    for _ in range(MOST):
        why = contradiction(found.system)
        if why is None:
            return
        yield explained(figures.cube, found, why)
        _set_aside(found, why.unknowns, why.equations)


def _set_aside(found: Together, unknowns: tuple[int, ...], equations: tuple[int, ...]) -> None:
    """Take the published figures of a contradiction out of the rest, so that the next one is about others."""
    named = [unknown for unknown in unknowns if isinstance(found.figures[unknown], Claim | Stated)]
    for unknown in named:
        found.system.low[unknown], found.system.high[unknown] = -FAR, FAR
    if not named:
        for number in equations:
            found.system.equations[number] = Equation(())
