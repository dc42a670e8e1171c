"""Last year's budget in the terms of this year: its facts at this year's members, so that both can be compared.

Nothing is lost on the way: the facts of a measure add up to what they did before, to the 分.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from attrs import evolve

from budgetlang.catalogs.catalog import load, same_name
from budgetlang.cube.cube import Cube
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import Budget, Own
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.facts import Claim, Fact
from budgetlang.model.years import Change
from budgetlang.years.division import Division

Coords = tuple[Member | None, ...]
Tell = Callable[[Diagnostic], None]


def recast(last: Budget, budget: Budget, changes: Sequence[Change], place: Label, tell: Tell) -> Budget:
    """`last` with the profile, units, projects and codes of `budget`. `place` is where it was asked for.

    Facts keep their places in last year's files. B284, B285, B286: a split that does not add up; B287, B288: what
    has no counterpart.
    """
    return _Recast(last, budget, changes, place, tell).run()


class _Recast:
    def __init__(self, last: Budget, budget: Budget, changes: Sequence[Change], place: Label, tell: Tell) -> None:
        self.last = last
        self.budget = budget
        self.place = place
        self.tell = tell
        self.pairs = [(own, last.profile.dimension(own.name)) for own in budget.profile.dimensions]
        self.changes = {member: change for change in changes for member in change.old}
        self.former: dict[Member, dict[Member, None]] = defaultdict(dict)
        self.members: dict[Member, Member] = {}
        self.ghosts: dict[Member, Member] = {}
        self.used: set[Change] = set()
        self.places: dict[tuple[int, int], Coords] = {}

    def run(self) -> Budget:
        measures = self.measures()
        whole = self.divided([self.moved(fact, measures) for fact in (*self.last.facts, *self.last.internal)])
        groups, internal = whole[: len(self.last.facts)], whole[len(self.last.facts) :]
        for change in dict.fromkeys(self.changes.values()):
            if change not in self.used:
                names = "、".join(f"{member.code} {member.name}" for member in change.old)
                self.tell(Diagnostic("B286", (change.place,), {"old": names}))
        former = {new: tuple(old) for new, old in self.former.items() if not all(_same(new, each) for each in old)}
        return evolve(
            self.last, profile=self.budget.profile, facts=_flat(groups), internal=_flat(internal), claims=[], stated=[],
            prior={}, reasons={}, texts={}, projects={}, sics=[], unclear=set(), own=dict(self.owns()),
            published=self.published(groups), former=former, before=None,
        )  # fmt: skip

    def measures(self) -> dict[int, int]:
        """This year's measure for each of last year's; B288 for one that there is no more, if it has facts."""
        found: dict[int, int] = {}
        first: dict[int, Fact] = {}
        for fact in self.last.facts:
            first.setdefault(fact.measure, fact)
        for measure in self.last.profile.measures:
            own = self.budget.profile.measure(measure.name)
            if own is not None:
                found[measure.index] = own.index
            elif measure.index in first:
                args = {"dimension": "明细", "dimension_en": "entries", "name": measure.name}
                self.missing("B288", first[measure.index], args)
        return found

    def moved(self, fact: Fact, measures: dict[int, int]) -> list[Fact]:
        """A fact at this year's members, and where its member is split still at that; nothing without a measure."""
        if fact.measure not in measures:
            return []
        key = (fact.measure, id(fact.coords))
        if key not in self.places:
            self.places[key] = tuple(self.coords(fact))
        coords = self.places[key]
        return [Fact(measures[fact.measure], coords, fact.fen, fact.half, fact.source, fact.start, fact.end)]

    def coords(self, fact: Fact) -> Iterator[Member | None]:
        for own, older in self.pairs:
            member = fact.coords[older.index] if older is not None else None
            yield None if older is None or member is None else self.member(own, older, member, fact)

    def member(self, own: Dimension, older: Dimension, member: Member, fact: Fact) -> Member:
        """The member of this year for one of last year."""
        found = self.members.get(member)
        if found is None:
            found = self.members[member] = self.stated(member) or self.same(own, older, member, fact)
            if found is not member:
                self.remember(found, member)
        return found

    def stated(self, member: Member) -> Member | None:
        """Where a statement says that the member went; the member itself, where it is to be split."""
        change = self.changes.get(member)
        if change is None:
            return None
        self.used.add(change)
        if not _renames(change):
            return member  # divided later, see `divided`
        return change.shares[0].target or self.ghost(member, None)

    def same(self, own: Dimension, older: Dimension, member: Member, fact: Fact) -> Member:
        """The member of the same code and name; of the same code, or the same name, where that is enough."""
        if own.catalog != older.catalog:
            self.moved_on(own, older, member, fact)
        coded = own.members.get(member.code) or (own.get(member.code) if own.kind == "catalog" else None)
        if coded is not None and (coded.name == member.name or own.kind in ("catalog", "unit")):
            return coded
        named = own.names.get(member.name)
        if named is not None:
            return named
        name = f"{member.code} {member.name}"
        if own.kind not in ("catalog", "unit", "project"):
            self.missing("B288", fact, {"dimension": own.name, "dimension_en": own.name, "name": name})
        elif own.kind == "unit":
            self.missing("B287", fact, {"name": name})
        above = self.same(own, older, member.parent, fact) if member.parent is not None else None
        return self.ghost(member, above)

    def missing(self, code: str, fact: Fact, args: dict[str, str], hint: str = "") -> None:
        """What last year has and this year lacks, at the first of its lines."""
        place = evolve(self.place, note="last_year_asked")
        self.tell(Diagnostic(code, (Label(fact.source, fact.start, fact.end), place), args, hint=hint))

    def moved_on(self, own: Dimension, older: Dimension, member: Member, fact: Fact) -> None:
        """B291: the catalogue changed between the two years, and a code is gone, or means something else."""
        now = own.get(member.code)
        if own.kind != "catalog" or older.kind != "catalog" or (now is not None and same_name(now.name, member.name)):
            return
        known = load(own.catalog).entries.values()
        close = "；".join(f"{entry.code} {entry.name}" for entry in known if same_name(entry.name, member.name))
        args = {"name": f"{member.code} {member.name}", "now": "没有", "now_en": "is not", "close": close}
        if now is not None:
            args |= {"now": f"叫“{now.name}”", "now_en": f"is {now.name}"}
        self.missing("B291", fact, args, hint="did_you_mean" if close else "")

    def ghost(self, member: Member, above: Member | None) -> Member:
        """A member that there is no more. It is in no list of this year."""
        if member in self.ghosts:
            return self.ghosts[member]
        found = self.ghosts[member] = Member(member.code, member.name, None, member.sourced, dict(member.attributes))
        found.parent = above
        found.lineage = (*(above.lineage if above else ()), found)
        return found

    def remember(self, new: Member, old: Member) -> None:
        """What members were called, and those that they are in."""
        self.former[new].setdefault(old)
        for above, older in zip(new.lineage[:-1], old.lineage[:-1], strict=False):
            if above.code == older.code and above.name != older.name:
                self.former[above].setdefault(older)

    def divided(self, facts: Iterable[list[Fact]]) -> list[list[Fact]]:
        """What each fact becomes where the members at which it stands were split."""
        groups = list(facts)
        for change in dict.fromkeys(self.changes.values()):
            if _renames(change) or change not in self.used:
                continue
            pool = [f for group in groups for f in group if f.coords[change.dimension] in change.old]
            parts = dict(Division(self.budget, change, self.tell).run(pool))
            groups = [[p for f in group for p in self.settled(change, f, parts.get(f))] for group in groups]
        return groups

    def settled(self, change: Change, fact: Fact, pieces: list[tuple[Member | None, int]] | None) -> Iterator[Fact]:
        """A fact at the members that its parts went to."""
        if pieces is None:
            yield fact
            return
        old = fact.coords[change.dimension]
        assert old is not None  # it is in the pool because of it
        for target, fen in pieces:
            member = target or self.ghost(old, None)
            self.remember(member, old)
            coords = (*fact.coords[: change.dimension], member, *fact.coords[change.dimension + 1 :])
            yield evolve(fact, coords=coords, fen=fen)

    def published(self, groups: list[list[Fact]]) -> dict[frozenset[int], Claim]:
        """The figures that last year's book prints, for the same facts wherever they stand now."""
        if not self.last.claims:
            return {}
        ends = list(accumulate((len(group) for group in groups), initial=0))
        found: dict[frozenset[int], Claim] = {}
        for facts, claim in Cube(self.last).claims.items():
            if max(facts) < len(groups):  # what is derived is derived anew
                found[frozenset(p for i in facts for p in range(ends[i], ends[i + 1]))] = claim
        return found

    def owns(self) -> Iterator[tuple[str, Own]]:
        """What units fill in for themselves, where a unit is still one."""
        for own in self.last.own.values():
            new = self.members.get(own.member)
            if new is not None and sum(each is new for each in self.members.values()) == 1:
                kept = Own(new, own.source)
                kept.inputs = own.inputs
                yield new.code, kept


def _renames(change: Change) -> bool:
    """Whether all money of the old members goes to one new member."""
    only = change.shares[0]
    return len(change.shares) == 1 and only.fen is None and not only.region


def _same(new: Member, old: Member) -> bool:
    return new.code == old.code and new.name == old.name


def _flat(groups: Iterable[list[Fact]]) -> list[Fact]:
    return [fact for group in groups for fact in group]
