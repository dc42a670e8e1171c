"""Carrying bounds along sums: what all other terms of a sum leave for each of them, until nothing changes.

Exact and fast, but not complete: it looks at one sum at a time, so it may miss that several exclude each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from budgetlang.proof.system import Equation, System

MOST = 30
"""how many times each equation is looked at on average, at most: bounds may creep towards each other in tiny steps"""

Uses = Sequence[Sequence[int]]
"""the equations in which each unknown stands"""


def uses(system: System) -> list[list[int]]:
    """For every unknown, the equations in which it stands."""
    found: list[list[int]] = [[] for _ in system.low]
    for number, equation in enumerate(system.equations):
        for unknown, _ in equation.terms:
            found[unknown].append(number)
    return found


def possible(system: System) -> bool:
    """Whether carrying bounds finds nothing that excludes anything."""
    return propagate(system, list(system.low), list(system.high), uses(system), range(len(system.equations))) is None


def propagate(system: System, low: list[int], high: list[int], where: Uses, first: Iterable[int]) -> int | None:
    """Tighten `low` and `high` in place along the equations, beginning with those of `first`.

    The equation that cannot hold any more; None if there is none, or if bounds only creep.
    """
    waiting = deque(first)
    queued = set(waiting)
    left = MOST * (len(system.equations) + len(waiting) + 1)
    while waiting and left:
        left -= 1
        number = waiting.popleft()
        queued.discard(number)
        changed = _tighten(system.equations[number], low, high)
        if changed is None:
            return number
        for unknown in changed:
            for other in where[unknown]:
                if other != number and other not in queued:
                    queued.add(other)
                    waiting.append(other)
    return None


def _tighten(equation: Equation, low: list[int], high: list[int]) -> list[int] | None:
    """The unknowns whose bounds an equation made tighter; None if it cannot hold."""
    least, most = extremes(equation, low, high)
    if least > 0 or most < 0:
        return None
    changed = []
    for unknown, factor in equation.terms:
        lowest, highest = low[unknown], high[unknown]
        below, above = room(factor, lowest, highest, least, most)
        if below > lowest:
            low[unknown] = below
            changed.append(unknown)
        if above < highest:
            high[unknown] = above
            if below <= lowest:
                changed.append(unknown)
        if below > above:
            return None
    return changed


def extremes(equation: Equation, low: Sequence[int], high: Sequence[int]) -> tuple[int, int]:
    """The least and the greatest that an equation's left side can be."""
    least = most = equation.constant
    for unknown, factor in equation.terms:
        if factor == 1:
            least += low[unknown]
            most += high[unknown]
        elif factor > 0:
            least += factor * low[unknown]
            most += factor * high[unknown]
        else:
            least += factor * high[unknown]
            most += factor * low[unknown]
    return least, most


def room(factor: int, low: int, high: int, least: int, most: int) -> tuple[int, int]:
    """The bounds that an equation with these extremes leaves for a term with these bounds."""
    if factor == 1:
        return max(low, high - most), min(high, low - least)
    if factor == -1:
        return max(low, high + least), min(high, low + most)
    if factor > 0:
        return max(low, -((most - factor * high) // factor)), min(high, (factor * low - least) // factor)
    return max(low, -((factor * high - least) // -factor)), min(high, (most - factor * low) // -factor)
