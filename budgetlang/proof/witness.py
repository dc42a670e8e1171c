"""Whole numbers that satisfy a whole system, as near as may be to the numbers wished for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetlang.proof.propagation import Uses, propagate, uses
from budgetlang.proof.system import System, broken


def witness(system: System, wishes: Sequence[int]) -> list[int] | None:
    """Values for all unknowns; None where none were found this way, which does not mean that there are none.

    One unknown after the other is given the value nearest to its wish that carrying bounds has left it. Where sums
    nest like a tree this never fails; where they cross it may, so the other order is tried, too. The values are
    checked before they are given.
    """
    low, high = list(system.low), list(system.high)
    where = uses(system)
    if propagate(system, low, high, where, range(len(system.equations))) is not None:
        return None
    numbers = range(len(low))
    for order in (numbers, reversed(numbers)):
        values = _settled(system, where, (list(low), list(high)), wishes, order)
        if values is not None and not broken(system, values):
            return values
    return None


def _settled(
    system: System, where: Uses, bounds: tuple[list[int], list[int]], wishes: Sequence[int], order: Iterable[int]
) -> list[int] | None:
    low, high = bounds
    for unknown in order:
        if low[unknown] < high[unknown]:
            low[unknown] = high[unknown] = min(max(wishes[unknown], low[unknown]), high[unknown])
            if propagate(system, low, high, where, where[unknown]) is not None:
                return None
    return low
