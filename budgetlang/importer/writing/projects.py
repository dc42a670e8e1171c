"""Projects with the fields, money and indicators of their published forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define, field

from budgetlang.document.forms import FIELDS, TOTAL
from budgetlang.importer.draft import Draft
from budgetlang.importer.facts.find import Found
from budgetlang.importer.forms import Indicator, ReadForm
from budgetlang.importer.published import Passage
from budgetlang.importer.tables.sheet import number
from budgetlang.importer.tables.statement import Declared, Place
from budgetlang.importer.vocabulary import plain
from budgetlang.importer.writing.amounts import reference
from budgetlang.model.profile import Profile

_ROUNDING = 5_000
"""分: how far an amount of a table in 万元 may be from that of a form in 元"""


@define(eq=False)
class ProjectWriter:
    """Writes projects; `unread` collects what a form says and source cannot."""

    profile: Profile
    unread: list[Passage]
    origins: frozenset[str] = field(init=False)
    """the members of the dimension of the origins of money"""

    def __attrs_post_init__(self) -> None:
        kind = self.profile.kind("origin")
        self.origins = frozenset(member.name for member in kind.members.values()) if kind else frozenset()

    def write(self, draft: Draft, project: Declared, form: ReadForm | None, place: Place, money: bool) -> None:
        """One project that stands at `place`; with its `money`, where that is not among the facts."""
        draft.anchor(project.passage)
        draft.put(f"\n项目 {project.member.code} ")
        draft.quote(form.title if form is not None else project.passage)
        draft.put(" {\n")
        for index, member in sorted(place.items()):
            dimension = self.profile.dimensions[index]
            if dimension.kind != "project":
                draft.put(f"  {dimension.name} = {reference(dimension, member)}\n")
        if form is not None:
            self._fields(draft, form)
            self._money(draft, form, money)
            for heading, goals in both_periods(form):
                self._indicators(draft, heading, goals)
        draft.put("}\n")

    def has_money(self, form: ReadForm) -> bool:
        """Whether the form says money of the year that source can say."""
        return any(self._sayable(origin, passage, form.unit) for origin, passage in form.annual.items())

    def origin(self, form: ReadForm, found: Sequence[Found]) -> None:
        """Let the facts of a project say where their money is from: the one origin of the form, or that of the same
        amount."""
        kind = self.profile.kind("origin")
        parse = self.profile.currency.parse
        amounts = {name: parse(number(form.annual[name].text), form.unit) for name in form.annual}
        named = {name: each.value for name, each in amounts.items() if name in self.origins and each and each.value}
        if kind is None:
            return
        for each in found:
            alike = [name for name, fen in named.items() if abs(fen - each.fen) <= _ROUNDING]
            if len(named) == 1 or len(alike) == 1:
                each.place = {**each.place, kind.index: kind.names[(alike or list(named))[0]]}

    def _fields(self, draft: Draft, form: ReadForm) -> None:
        dimension = self.profile.kind("project")
        for name, passage in form.fields.items():
            if name in FIELDS or self.profile.dimension(name) is not None:
                continue  # the budget says these itself
            allowed = dimension.attributes.get(name) if dimension is not None else None
            if allowed is None or (allowed and passage.text not in allowed):
                self.unread.append(passage)
                continue
            draft.put(f"  {name} = ")
            draft.quote(passage)
            draft.put("\n")

    def _money(self, draft: Draft, form: ReadForm, annual: bool) -> None:
        """The money of the year, and of the whole period where that is another."""
        same = {k: number(p.text) for k, p in form.annual.items()} == {k: number(p.text) for k, p in form.whole.items()}
        for period, amounts in (("", form.annual if annual else {}), ("实施期 ", {} if same else form.whole)):
            for origin, passage in amounts.items():
                if origin in TOTAL or number(passage.text) in ("", "0"):
                    continue
                if not self._sayable(origin, passage, form.unit):
                    self.unread.append(passage)
                    continue
                draft.anchor(passage)
                draft.put(f"  {period}{number(passage.text)}{form.unit}  {origin}\n")

    def _sayable(self, origin: str, passage: Passage, unit: str) -> bool:
        amount = self.profile.currency.parse(number(passage.text), unit) if unit else None
        return origin in self.origins and amount is not None

    def _indicators(self, draft: Draft, heading: str, goals: Sequence[Indicator]) -> None:
        known = [goal for goal in goals if goal.category and goal.kind]
        self.unread.extend(goal.name for goal in goals if goal not in known)
        if not known:
            return
        draft.put(f"  指标 {heading}{{\n")
        for goal in known:
            draft.put(f"    {goal.category}  {goal.kind}  ")
            quoted = '"' if any(sign in goal.goal.text for sign in " \u3000") else ""
            draft.put(quoted)
            draft.quote(goal.goal)
            draft.put(f"{quoted}  ")
            draft.quote(goal.name)
            draft.put("\n")
        draft.put("  }\n")


def both_periods(form: ReadForm) -> list[tuple[str, list[Indicator]]]:
    """Indicators that are the same for the whole period and the year, then those of one of them."""
    whole, annual = list(form.goals[0]), list(form.goals[1])
    both = []
    for goal in form.goals[0]:
        key = (plain(goal.name.text), plain(goal.goal.text))
        other = next((each for each in annual if (plain(each.name.text), plain(each.goal.text)) == key), None)
        if other:
            annual.remove(other)
            whole.remove(goal)
            both.append(goal)
    return [("", both), ("实施期 ", whole), ("年度 ", annual)]


def places(found: Sequence[Found], profile: Profile) -> Mapping[str, list[Found]]:
    """The facts of each project, by its code."""
    dimension = profile.kind("project")
    by_project: dict[str, list[Found]] = {}
    for each in found:
        member = each.place.get(dimension.index) if dimension is not None else None
        if member is not None:
            by_project.setdefault(member.code, []).append(each)
    return by_project
