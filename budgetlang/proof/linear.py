"""A linear programme for what carrying bounds cannot decide: HiGHS, an optional package.

The solver counts in floating point, so nothing that it says is believed. A solution is only a wish from which whole
numbers are sought and checked; a refusal must give factors for the equations whose sum, computed in whole numbers,
cannot be 0 within the bounds (Farkas' lemma).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from importlib import import_module
from math import lcm
from typing import Any

from budgetlang.proof.explanation import Contradiction, part, reduced
from budgetlang.proof.system import FAR, System

PACKAGE = "highspy"
DENOMINATORS = (1, 12, 1000, 10**6, 10**9)
"""by which the factors of a refusal are tried as fractions, the simplest first"""


class SolverMissingError(Exception):
    """The optional package is not installed."""


def wish(system: System, wishes: Sequence[int]) -> list[int] | None:
    """Whole numbers near a solution that the solver sees; None if it sees none.

    The solution is one from the middle (an interior point): it leaves every unknown the room that rounding it takes.
    Raises SolverMissingError.
    """
    solver = _load(system, wishes)
    solver.setOptionValue("solver", "ipm")
    solver.setOptionValue("run_crossover", "off")
    solver.run()
    if str(solver.getModelStatus()) != str(_highs().HighsModelStatus.kOptimal):
        return None
    moved = list(solver.getSolution().col_value)[: len(wishes)]
    return [start + round(by) for start, by in zip(wishes, moved, strict=True)]


def contradiction(system: System) -> Contradiction | None:
    """A smallest contradiction of the whole system, proved in whole numbers; None if none was proved.

    Raises SolverMissingError.
    """
    factors = _refusal(system)
    if factors is None:
        return None
    equations = [number for number, factor in enumerate(factors) if factor]
    unknowns = sorted({unknown for each in equations for unknown, _ in system.equations[each].terms})
    bounded = [each for each in unknowns if system.low[each] > -FAR or system.high[each] < FAR]

    def impossible(some: Sequence[int], bounds: Iterable[int]) -> bool:
        return _refusal(part(system, some, bounds)[0]) is not None

    return reduced(equations, bounded, impossible)


def excludes(system: System, factors: Sequence[int]) -> bool:
    """Whether the equations, each times its factor, add up to something that cannot be 0 within the bounds."""
    total: dict[int, int] = {}
    least = most = 0
    for equation, factor in zip(system.equations, factors, strict=True):
        least += factor * equation.constant
        most += factor * equation.constant
        for unknown, own in equation.terms:
            total[unknown] = total.get(unknown, 0) + factor * own
    for unknown, factor in total.items():
        ends = (factor * system.low[unknown], factor * system.high[unknown]) if factor else (0, 0)
        least += min(ends)
        most += max(ends)
    return least > 0 or most < 0


def _refusal(system: System) -> list[int] | None:
    """Factors that prove the system impossible; None if there is no such proof."""
    solver = _load(system, [_near(low, high) for low, high in zip(system.low, system.high, strict=True)])
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("solver", "simplex")
    solver.run()
    if str(solver.getModelStatus()) != str(_highs().HighsModelStatus.kInfeasible):
        return None
    found = solver.getDualRay()
    ray = list(found[-1]) if found[1] else []
    size = max((abs(each) for each in ray), default=0.0)
    if not size:
        return None
    for denominator in DENOMINATORS:
        shares = [Fraction(each / size).limit_denominator(denominator) for each in ray[: len(system.equations)]]
        whole = lcm(*(share.denominator for share in shares))
        factors = [int(share * whole) for share in shares]
        if excludes(system, factors):
            return factors
    return None


def _near(low: int, high: int) -> int:
    """A number within the bounds, where there are any."""
    if low <= -FAR:
        return 0 if high >= FAR else high
    return low if high >= FAR else (low + high) // 2


def _highs() -> Any:
    try:
        return import_module(PACKAGE)
    except ImportError:
        raise SolverMissingError from None


def _load(system: System, start: Sequence[int]) -> Any:
    """The system as a programme over how far each unknown moves from `start`: small numbers, which floats hold well."""
    highs = _highs()
    solver = highs.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    infinite = highs.kHighsInf
    for low, high, at in zip(system.low, system.high, start, strict=True):
        solver.addVar(-infinite if low <= -FAR else float(low - at), infinite if high >= FAR else float(high - at))
    for equation in system.equations:
        rest = -(equation.constant + sum(factor * start[unknown] for unknown, factor in equation.terms))
        unknowns = [unknown for unknown, _ in equation.terms]
        factors = [float(factor) for _, factor in equation.terms]
        solver.addRow(float(rest), float(rest), len(unknowns), unknowns, factors)
    return solver
