"""Measures that follow from another one: 三公 and 机关运行经费 are parts of 支出, if its facts say enough."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Dimension, Mapping, Member
from budgetlang.model.facts import Fact
from budgetlang.model.profile import Condition, Measure


def derive(budget: Budget, measure: Measure) -> list[Fact] | None:
    """The facts of a derived measure; None where some fact of the base does not say whether it belongs.

    Only a complete derivation is one: a part of 三公 must not pass for the whole.
    """
    if measure.base is None:
        return None
    wanted = {dimension for view in measure.views for dimension, _ in view.depths}
    dimensions = [d for d in budget.profile.dimensions if d.index in wanted and d.mappings]
    found: list[Fact] = []
    for fact in budget.facts:
        if fact.measure != measure.base:
            continue
        verdict = _verdict(fact, measure.region)
        if verdict is None:
            return None
        if verdict:
            coords = _mapped(fact, dimensions)
            if coords is None:
                return None
            if coords:
                found.append(Fact(measure.index, coords, fact.fen, fact.half, fact.source, fact.start, fact.end))
    return found


def undecided(budget: Budget, measure: Measure) -> Iterator[Fact]:
    """The facts of the base that keep a measure from being derived."""
    wanted = {dimension for view in measure.views for dimension, _ in view.depths}
    dimensions = [d for d in budget.profile.dimensions if d.index in wanted and d.mappings]
    for fact in budget.facts:
        if fact.measure == measure.base:
            verdict = _verdict(fact, measure.region)
            if verdict is None or (verdict and _mapped(fact, dimensions) is None):
                yield fact


def _verdict(fact: Fact, region: tuple[Condition, ...]) -> bool | None:
    """Whether a fact is in a region; None where it does not say. One clear no is enough."""
    answers = [_holds(fact.coords[condition.dimension], condition) for condition in region]
    if False in answers:
        return False
    return None if None in answers else True


def _holds(member: Member | None, condition: Condition) -> bool | None:
    if member is None:
        return None
    if condition.accepts(member):
        return True
    above = any(member in other.lineage for other in condition.members)
    return None if above else False


def _mapped(fact: Fact, dimensions: list[Dimension]) -> tuple[Member | None, ...] | None:
    """The coordinates with mapped dimensions filled in; empty where no mapping applies, None where unknown."""
    coords = list(fact.coords)
    for dimension in dimensions:
        target = _target(fact, dimension.mappings)
        if target is None:
            return None
        if isinstance(target, Member):
            coords[dimension.index] = target
        elif coords[dimension.index] is None:
            return ()
    return tuple(coords)


def _target(fact: Fact, mappings: list[Mapping]) -> Member | bool | None:
    """Where a fact stands in a mapped dimension; False where nowhere, None where the fact does not say."""
    known = False
    for mapping in mappings:
        member = fact.coords[mapping.dimension]
        if member is not None:
            known = True
            if member.inside(mapping.member):
                return mapping.target
    return False if known else None
