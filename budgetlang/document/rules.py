"""Formulas and conditions in the words of their profile."""

from __future__ import annotations

from collections.abc import Iterable

from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.profile import Condition, Count, Formula, Profile, Ref, Term


def formula_words(profile: Profile, formula: Formula) -> str:
    """A formula: `本年收入合计 + 上年结转`."""
    parts: list[str] = []
    for sign, term in formula:
        if parts or sign < 0:
            parts.append("+" if sign > 0 else "-")
        parts.append(_term(profile, term))
    return " ".join(parts)


def _term(profile: Profile, term: Term) -> str:
    if isinstance(term, int):
        return str(term)
    if isinstance(term, Ref):
        return term.name
    if isinstance(term, Count):
        return _sum(profile, profile.dimensions[term.dimension].name, term.region)
    return _sum(profile, profile.measures[term.measure].name, term.region)


def _sum(profile: Profile, name: str, region: Iterable[Condition]) -> str:
    return profile.words.joint("comma").join([name, *(condition_words(profile, condition) for condition in region)])


def condition_words(profile: Profile, condition: Condition) -> str:
    """A condition: `资金 = 一般公共预算、政府性基金预算`."""
    dimension = profile.dimensions[condition.dimension]
    name = f"{dimension.name}.{condition.attribute}" if condition.attribute else dimension.name
    members = condition.values or tuple(called(dimension, member) for member in condition.members)
    return f"{name} {'≠' if condition.excluded else '='} {profile.words.joint('enumeration').join(members)}"


def called(dimension: Dimension, member: Member) -> str:
    """How a member is called: with its code where that is official."""
    return f"{member.code} {member.name}" if dimension.kind == "catalog" else member.name
