"""The budget of one unit, cut out of its department's (预算法实施条例 第六条: a department publishes 1 + N books)."""

from __future__ import annotations

from attrs import evolve

from budgetlang.model.budget import Budget, Own
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.facts import Claim, Stated


def units_of(budget: Budget) -> list[Member]:
    """The units of a department, in the order in which they are declared."""
    dimension = budget.profile.kind("unit")
    return list(dimension) if dimension is not None else []


def unit_budget(budget: Budget, member: Member) -> Budget:
    """What the department's budget says of one of its units.

    Lines and projects are those of the unit, transfers to other units among them. Published figures, last year,
    reasons and inputs are those that the unit states itself; a text that it does not say is the department's.
    """
    index = _dimension(budget).index
    own = budget.own.get(member.code) or Own(member, budget.source)
    facts = [fact for fact in (*budget.facts, *budget.internal) if fact.coords[index] is member]
    unclear = {budget.facts[position] for position in budget.unclear if position < len(budget.facts)}
    return evolve(
        budget,
        code=member.code,
        department=member.name,
        source=own.source,
        facts=facts,
        claims=own.claims,
        projects={code: each for code, each in budget.projects.items() if each.coords[index] is member},
        prior_year=own.prior_year,
        prior=own.prior,
        inputs=own.inputs,
        stated=own.stated,
        reasons=own.reasons,
        texts={**budget.texts, **own.texts},
        unclear={position for position, fact in enumerate(facts) if fact in unclear},
        own={},
        internal=[],
        member=member,
        before=unit_budget(budget.before, member) if budget.before is not None else None,
        unread_before=budget.unread_before,
    )


def divide(budget: Budget) -> None:
    """Once all is read: figures that units publish are theirs; what all units state, the department need not."""
    if not budget.own:
        return
    index = _dimension(budget).index
    by_source = {own.source: own for own in budget.own.values()}
    for claim in budget.claims:
        if (own := by_source.get(claim.source)) is not None:
            own.claims.append(_without(claim, index))
    budget.claims = [claim for claim in budget.claims if claim.source not in by_source]
    for name in budget.profile.inputs:
        _add_up(name, budget.inputs, [own.inputs for own in budget.own.values()])
    for figure in budget.profile.figures.values():
        if figure.compared:
            _add_up(figure.name, budget.prior, [own.prior for own in budget.own.values()])


def _dimension(budget: Budget) -> Dimension:
    dimension = budget.profile.kind("unit")
    assert dimension is not None  # a unit is a member of it
    return dimension


def _without(claim: Claim, index: int) -> Claim:
    return evolve(claim, region=tuple(pair for pair in claim.region if pair[0] != index))


def _add_up(name: str, whole: dict[str, Stated], parts: list[dict[str, Stated]]) -> None:
    """The sum of what all units state under a name, unless the department states it, or a unit does not."""
    if name in whole or not parts or any(name not in part for part in parts):
        return
    amounts = [part[name].amount for part in parts]
    scale = max(amount.scale for amount in amounts)
    first = parts[0][name]
    value = sum(a.value if a.is_money else a.value * 10 ** (scale - a.scale) for a in amounts)
    total = amounts[0]._replace(value=value, half=sum(amount.half for amount in amounts), scale=scale)
    whole[name] = evolve(first, amount=total)
