"""Unknown whole numbers with bounds, and sums that must hold exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attrs import define, field

FAR = 10**45
"""a bound that is none: no amount of 30 digits comes near it"""


class Equation(NamedTuple):
    """`constant` and the `terms` (unknown, factor other than 0; no unknown twice) add up to 0."""

    terms: tuple[tuple[int, int], ...]
    constant: int = 0


@define(eq=False, repr=False)
class System:
    """Unknowns are numbered from 0; each lies from its `low` to its `high`, both included."""

    low: list[int] = field(factory=list)
    high: list[int] = field(factory=list)
    equations: list[Equation] = field(factory=list)

    def unknown(self, low: int = -FAR, high: int = FAR) -> int:
        """A new unknown; its number."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def add(self, terms: Iterable[tuple[int, int]], constant: int = 0) -> int:
        """A new equation; its number. Factors of one unknown are added up."""
        factors: dict[int, int] = {}
        for unknown, factor in terms:
            factors[unknown] = factors.get(unknown, 0) + factor
        self.equations.append(Equation(tuple((u, f) for u, f in factors.items() if f), constant))
        return len(self.equations) - 1


def broken(system: System, values: Sequence[int]) -> str:
    """Why `values` are no solution, for a fault report; empty if they satisfy every bound and every equation.

    This is the whole of what a witness rests on: comparing and adding whole numbers.
    """
    if len(values) != len(system.low):
        return f"{len(values)} values for {len(system.low)} unknowns"
    for unknown, value in enumerate(values):
        if not system.low[unknown] <= value <= system.high[unknown]:
            return f"unknown {unknown} is {value}, not within its bounds"
    for number, equation in enumerate(system.equations):
        rest = equation.constant + sum(factor * values[unknown] for unknown, factor in equation.terms)
        if rest:
            return f"equation {number} is off by {rest}"
    return ""
