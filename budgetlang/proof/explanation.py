"""The smallest part of a system that cannot hold: these sums, together with these bounds, exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import define

from budgetlang.proof.propagation import extremes, possible, propagate, room, uses
from budgetlang.proof.system import FAR, System

LOW, HIGH = 0, 1
Bound = tuple[int, int]
"""an unknown, and which of its bounds: LOW or HIGH"""


@define(frozen=True)
class Contradiction:
    """Equations and unknowns whose bounds exclude each other. Without any one of them, the others do not."""

    equations: tuple[int, ...]
    unknowns: tuple[int, ...]


def contradiction(system: System) -> Contradiction | None:
    """A smallest contradiction that carrying bounds finds; None if it finds none, which is no proof that all is well.

    It is found in three steps: carry bounds; if that fails, carry them again and note what each rests on; then leave
    out whatever is not needed.
    """
    if possible(system):
        return None
    equations, unknowns = _rests_on(system)
    return reduced(equations, unknowns, lambda some, bounds: _impossible(system, some, bounds))


def reduced(
    equations: Sequence[int], unknowns: Sequence[int], impossible: Callable[[Sequence[int], Iterable[int]], bool]
) -> Contradiction:
    """Leave out equations, then bounds, one by one, as long as what is left is still impossible.

    What comes last is left out first: where one of two equations is enough, the earlier one stays.
    """
    kept = list(equations)
    for equation in reversed(equations):
        fewer = [each for each in kept if each != equation]
        if impossible(fewer, unknowns):
            kept = fewer
    bounds = list(unknowns)
    for unknown in reversed(unknowns):
        fewer = [each for each in bounds if each != unknown]
        if impossible(kept, fewer):
            bounds = fewer
    return Contradiction(tuple(kept), tuple(bounds))


def allowed(system: System, why: Contradiction, unknown: int) -> tuple[int, int]:
    """The bounds of an unknown of a contradiction that follow from the rest of it."""
    others = [each for each in why.unknowns if each != unknown]
    chosen, numbers = part(system, why.equations, others)
    low, high = list(chosen.low), list(chosen.high)
    propagate(chosen, low, high, uses(chosen), range(len(chosen.equations)))
    return low[numbers[unknown]], high[numbers[unknown]]


def part(system: System, equations: Iterable[int], unknowns: Iterable[int]) -> tuple[System, dict[int, int]]:
    """The system with these equations only, and with no bounds but those of these unknowns; their new numbers."""
    bounded = set(unknowns)
    chosen = System()
    numbers: dict[int, int] = {}
    for number in equations:
        equation = system.equations[number]
        for unknown, _ in equation.terms:
            if unknown not in numbers:
                known = unknown in bounded
                numbers[unknown] = chosen.unknown(
                    system.low[unknown] if known else -FAR, system.high[unknown] if known else FAR
                )
        chosen.add([(numbers[unknown], factor) for unknown, factor in equation.terms], equation.constant)
    return chosen, numbers


def _impossible(system: System, equations: Iterable[int], unknowns: Iterable[int]) -> bool:
    chosen, _ = part(system, equations, unknowns)
    return not possible(chosen)


def _rests_on(system: System) -> tuple[list[int], list[int]]:
    """The equations and the bounds that the first contradiction rests on, in the order of the system."""
    low, high = list(system.low), list(system.high)
    where = uses(system)
    steps: list[tuple[int, tuple[int, ...]]] = []
    """what made a bound tighter: an equation, and the steps that had made the bounds of its other terms"""
    last: dict[Bound, int] = {}
    waiting = list(range(len(system.equations)))
    queued = set(waiting)
    for number in waiting:
        queued.discard(number)
        equation = system.equations[number]
        bounds = [(unknown, side) for unknown, _ in equation.terms for side in (LOW, HIGH)]
        reasons = {bound: last[bound] for bound in bounds if bound in last}
        least, most = extremes(equation, low, high)
        if least > 0 or most < 0:
            return _collected(system, number, tuple(reasons.values()), steps)
        for unknown, factor in equation.terms:
            below, above = room(factor, low[unknown], high[unknown], least, most)
            for side, tighter in ((LOW, below > low[unknown]), (HIGH, above < high[unknown])):
                if tighter:
                    last[unknown, side] = len(steps)
                    steps.append((number, tuple(reasons.values())))
            if below > above:
                return _collected(system, number, tuple(reasons.values()), steps)
            if (below, above) != (low[unknown], high[unknown]):
                low[unknown], high[unknown] = below, above
                new = [other for other in where[unknown] if other != number and other not in queued]
                queued.update(new)
                waiting.extend(new)
    raise AssertionError("the bounds were found to exclude each other before")


def _collected(
    system: System, number: int, reasons: tuple[int, ...], steps: Sequence[tuple[int, tuple[int, ...]]]
) -> tuple[list[int], list[int]]:
    """All equations behind a contradiction, and the unknowns in them that have bounds of their own."""
    equations, seen, open_steps = {number}, set(reasons), list(reasons)
    while open_steps:
        equation, earlier = steps[open_steps.pop()]
        equations.add(equation)
        new = [step for step in earlier if step not in seen]
        seen.update(new)
        open_steps.extend(new)
    ordered = sorted(equations)
    unknowns = sorted({unknown for each in ordered for unknown, _ in system.equations[each].terms})
    return ordered, [each for each in unknowns if system.low[each] > -FAR or system.high[each] < FAR]
