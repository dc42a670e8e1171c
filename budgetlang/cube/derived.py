"""Measures that follow from another one: 三公 and 机关运行经费 are parts of 支出, if its facts say enough."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Dimension, Mapping, Member
from budgetlang.model.facts import Fact
from budgetlang.model.profile import Condition, Measure

Positions = set[int]
Coords = tuple[Member | None, ...]


class Facts(Protocol):
    """The part of the cube that a derivation needs."""

    budget: Budget
    facts: list[Fact]

    def of_measure(self, measure: int) -> list[int]: ...

    def index(self, measure: int, dimension: int) -> dict[Member | None, list[int]]: ...


class Derivation:
    """The facts of a derived measure, and the facts of its base that do not say whether they belong to it.

    Only a complete derivation is one: a part of 三公 must not pass for the whole.
    """

    def __init__(self, cube: Facts, measure: Measure) -> None:
        assert measure.base is not None
        self.cube = cube
        self.measure = measure
        self.base = measure.base
        wanted = {dimension for view in measure.views for dimension, _ in view.depths}
        self.dimensions = [d for d in cube.budget.profile.dimensions if d.index in wanted and d.mappings]

    @property
    def facts(self) -> list[Fact] | None:
        """The derived facts; None where some fact of the base is undecided."""
        return None if self.undecided else self._mapped

    @cached_property
    def _sorted(self) -> tuple[Positions, Positions]:
        """Facts of the base that may be inside the region, and those of them that do not say."""
        outside: Positions = set()
        unknown: Positions = set()
        for condition in self.measure.region:
            for member, positions in self.cube.index(self.base, condition.dimension).items():
                verdict = _holds(member, condition)
                if verdict is not True:
                    (unknown if verdict is None else outside).update(positions)
        return set(self.cube.of_measure(self.base)) - outside, unknown - outside

    @cached_property
    def undecided(self) -> list[int]:
        """The facts of the base that keep the measure from being derived, in order."""
        inside, unknown = self._sorted
        unclear = set(unknown)
        says: dict[Coords, bool] = {}
        """whether what stands there says where it belongs; many facts stand at the same place"""
        for position in inside:
            coords = self.cube.facts[position].coords
            if coords not in says:
                says[coords] = all(_target(coords, dimension.mappings) is not None for dimension in self.dimensions)
            if not says[coords]:
                unclear.add(position)
        return sorted(unclear)

    @property
    def _mapped(self) -> list[Fact]:
        found: list[Fact] = []
        mapped: dict[Coords, Coords | None] = {}
        for position in sorted(self._sorted[0]):
            fact = self.cube.facts[position]
            if fact.coords not in mapped:
                mapped[fact.coords] = self._coords(fact.coords, self.dimensions)
            coords = mapped[fact.coords]
            if coords is not None:
                found.append(Fact(self.measure.index, coords, fact.fen, fact.half, fact.source, fact.start, fact.end))
        return found

    @staticmethod
    def _coords(coords: Coords, dimensions: list[Dimension]) -> Coords | None:
        """The coordinates with mapped dimensions filled in; None where no mapping applies."""
        found = list(coords)
        for dimension in dimensions:
            target = _target(coords, dimension.mappings)
            if not isinstance(target, Member):
                return None
            found[dimension.index] = target
        return tuple(found)


def _holds(member: Member | None, condition: Condition) -> bool | None:
    """Whether facts at a member satisfy a condition; None where they do not say."""
    if member is None:
        return None
    if condition.accepts(member):
        return True
    above = any(member in other.lineage for other in condition.members)
    return None if above else False


def _target(coords: Coords, mappings: list[Mapping]) -> Member | bool | None:
    """Where a fact stands in a mapped dimension; False where nowhere, None where the fact does not say."""
    known = False
    for mapping in mappings:
        member = coords[mapping.dimension]
        if member is not None:
            known = True
            if mapping.member in member.lineage:
                return mapping.target
    return False if known else None
