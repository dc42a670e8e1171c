"""The resolved budget: what one department says, every name bound to its meaning."""

from __future__ import annotations

from attrs import define, field

from budgetlang.model.dimension import Member
from budgetlang.model.facts import Claim, Fact, Prose, Sic, Stated
from budgetlang.model.profile import Profile
from budgetlang.source.text import Source
from budgetlang.values.money import Amount


@define(eq=False, repr=False)
class IndicatorGoal:
    """One performance indicator. `span` is `annual` or `whole`."""

    member: Member
    """the kind of indicator (数量, 质量 …) in the profile's dimension of indicators"""
    goal: str
    name: str
    span: str
    source: Source
    start: int
    end: int
    goal_start: int
    goal_end: int


@define(eq=False, repr=False)
class Project:
    """A project: a member of the project dimension with its fields, money of the whole period, and goals."""

    member: Member
    source: Source
    start: int
    end: int
    coords: tuple[Member | None, ...]
    """what its settings say about the dimensions"""
    unclear: bool = False
    """whether one of them is wrong, so that where its money stands is not known"""
    money: tuple[int, int] | None = None
    """the place of its first line of money, if it has any of its own"""
    fields: dict[str, Prose] = field(factory=dict)
    whole: dict[str, tuple[Amount, int, int]] = field(factory=dict)
    """money of the whole period by name of origin, with its place, where it was stated"""
    indicators: list[IndicatorGoal] = field(factory=list)


class Own:
    """What a unit says in a file of its own (`所属 05`), for its own book."""

    def __init__(self, member: Member, source: Source) -> None:
        self.member, self.source = member, source
        self.prior_year: int | None = None
        self.prior: dict[str, Stated] = {}
        self.inputs: dict[str, Stated] = {}
        self.stated: list[Stated] = []
        self.reasons: dict[str, Prose] = {}
        self.texts: dict[str, Prose] = {}
        self.claims: list[Claim] = []


@define(eq=False, repr=False)
class Budget:
    """One department's budget for one year, or that of one of its units."""

    year: int
    code: str
    department: str
    profile: Profile
    source: Source
    """the main file"""
    rounded: bool
    """whether figures without an own unit are roundings"""
    unit: str
    facts: list[Fact] = field(factory=list)
    claims: list[Claim] = field(factory=list)
    projects: dict[str, Project] = field(factory=dict)
    prior_year: int | None = None
    prior: dict[str, Stated] = field(factory=dict)
    inputs: dict[str, Stated] = field(factory=dict)
    stated: list[Stated] = field(factory=list)
    reasons: dict[str, Prose] = field(factory=dict)
    texts: dict[str, Prose] = field(factory=dict)
    sics: list[Sic] = field(factory=list)
    unclear: set[int] = field(factory=set)
    """facts under a header or setting that is wrong: where they stand is not known"""
    own: dict[str, Own] = field(factory=dict)
    """what units say of themselves, by their code"""
    internal: list[Fact] = field(factory=list)
    """transfers between units: in the units' budgets, and eliminated from the department's"""
    member: Member | None = None
    """the unit, where this is the budget of one"""
    before: Budget | None = None
    """last year's budget in the terms of this year's profile, units and codes, where it was read"""
    unread_before: bool = False
    """whether last year's budget is named, but could not be read or is that of another year"""
    published: dict[frozenset[int], Claim] = field(factory=dict)
    """of last year's budget: the figures that it publishes, by the facts that they sum up"""
    former: dict[Member, tuple[Member, ...]] = field(factory=dict)
    """of last year's budget: what its members were called then, by member of this year, where that is different"""

    @property
    def level(self) -> str:
        """What a department is called in its book, or a unit in its own, as the profile says (部门, 单位)."""
        words = self.profile.book.get("levels", "").split()
        return words[-1 if self.member is not None else 0] if words else ""
