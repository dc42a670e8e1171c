"""The cube: all facts of a budget, and the sums over any region of it.

A slice is the set of facts that a region selects (indices into `Cube.facts`). Two regions that select the same
facts are the same quantity, so a published figure shows wherever that quantity is printed, in whatever table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from budgetlang.cube.derived import Derivation
from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Claim, Fact
from budgetlang.model.profile import Condition, Measure, Region, View
from budgetlang.values.money import interval

Slice = frozenset[int]
EMPTY: Slice = frozenset()


class Cube:
    """Sums over one budget. Everything is computed when it is first asked for."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.facts: list[Fact] = budget.facts
        self._measures: dict[int, list[int]] = {}
        self._places: dict[int, dict[tuple[Member | None, ...], list[int]]] = {}
        self._indices: dict[tuple[int, int], dict[Member | None, list[int]]] = {}
        self._wholes: dict[int, Slice] = {}
        self._views: dict[tuple[int, int], Slice] = {}
        self._conditions: dict[tuple[int, object], Slice] = {}
        self._undecided: dict[int, list[int]] = {}
        self._claims: dict[Slice, Claim] | None = None
        self._sums: dict[Slice, tuple[int, int, int]] = {}
        self._before: Cube | None = None
        self._last_year: Slice = EMPTY
        self._fens: list[int] = []
        self._roundings: Slice = EMPTY

    def of_measure(self, measure: int) -> list[int]:
        """The facts of a measure: entered, or else derived from its base; or those of last year, see `last`."""
        if not self._measures:
            for position, fact in enumerate(self.budget.facts):
                self._measures.setdefault(fact.measure, []).append(position)
        if measure >= len(self.budget.profile.measures):
            self._read_last_year()
        if measure not in self._measures:
            derived = [] if measure >= len(self.budget.profile.measures) else self._derive(measure)
            if derived and self.facts is self.budget.facts:
                self.facts = list(self.budget.facts)
            self._measures[measure] = list(range(len(self.facts), len(self.facts) + len(derived)))
            self.facts.extend(derived)
        return self._measures[measure]

    def measure(self, measure: int) -> Measure:
        """What the profile says of a measure, of this year or the last."""
        measures = self.budget.profile.measures
        return measures[measure % len(measures)]

    def last(self, measure: int) -> int:
        """The measure of last year: its facts stand in the cube beside those of this year, and in no sum with them."""
        count = len(self.budget.profile.measures)
        return measure if measure >= count else measure + count

    @property
    def last_year(self) -> Slice:
        """The facts of last year, so far as anybody has asked for them."""
        return self._last_year

    @property
    def before(self) -> Cube | None:
        """The cube of last year's budget, where that was read."""
        self._read_last_year()
        return self._before

    def last_facts(self, facts: Slice) -> Slice:
        """Where facts of `before` stand in this cube."""
        first = min(self._last_year, default=0)
        return frozenset(first + position for position in facts)

    def _read_last_year(self) -> None:
        """The facts of last year's budget, and what it derives and publishes, behind all facts that there are."""
        if self._before is not None or self.budget.before is None:
            return
        before = self._before = Cube(self.budget.before)
        count, first, own = len(self.budget.profile.measures), len(self.facts), self.claims
        for measure in range(count):
            before.of_measure(measure)
        if self.facts is self.budget.facts:
            self.facts = list(self.budget.facts)
        self.facts.extend(before.facts)
        self._last_year = frozenset(range(first, len(self.facts)))
        for measure in range(count):
            self._measures[count + measure] = [first + position for position in before.of_measure(measure)]
        own.update((frozenset(first + position for position in facts), c) for facts, c in before.claims.items())

    def _derive(self, measure: int) -> list[Fact]:
        own = self.budget.profile.measures[measure]
        if own.base is None:
            return []
        derivation = Derivation(self, own)
        self._undecided[measure] = derivation.undecided
        return derivation.facts or []

    def undecided(self, measure: int) -> list[int]:
        """The facts that keep a measure, which nobody entered, from following from its base."""
        self.of_measure(measure)
        return self._undecided.get(measure, [])

    def index(self, measure: int, dimension: int) -> dict[Member | None, list[int]]:
        """The facts of a measure by the member of a dimension at which they stand, in no order."""
        key = (measure, dimension)
        found = self._indices.get(key)
        if found is None:
            parts: dict[Member | None, list[list[int]]] = {}
            for coords, positions in self.places(measure).items():
                parts.setdefault(coords[dimension], []).append(positions)
            found = {member: list(chain.from_iterable(lists)) for member, lists in parts.items()}
            self._indices[key] = found
        return found

    def places(self, measure: int) -> dict[tuple[Member | None, ...], list[int]]:
        """The facts of a measure by their coordinates, which many of them may share."""
        if measure not in self._places:
            facts, same = self.facts, dict[int, list[int]]()
            for position in self.of_measure(measure):  # most facts share the very tuple of others
                same.setdefault(id(facts[position].coords), []).append(position)
            places = self._places.setdefault(measure, {})
            for positions in same.values():
                places.setdefault(facts[positions[0]].coords, []).extend(positions)
        return self._places[measure]

    def view(self, measure: int, view: View) -> Slice:
        """The facts that count in a view: they carry its dimensions, deep enough, inside its region."""
        key = (measure, view.index)
        if key not in self._views:
            everything = self._wholes.get(measure)
            if everything is None:
                everything = self._wholes[measure] = frozenset(self.of_measure(measure))
            outside = [p for coords, p in self.places(measure).items() if not _counts(view, coords)]
            self._views[key] = everything.difference(*outside) if outside else everything
        return self._views[key]

    def slice(self, measure: int, view: View, region: Iterable[Condition]) -> Slice:
        """The facts of a view that a region selects."""
        found = self.view(measure, view)
        for condition in region:
            found = found & self.matching(measure, condition)
            if not found:
                return EMPTY
        return found

    def matching(self, measure: int, condition: Condition) -> Slice:
        """The facts of a measure that satisfy one condition."""
        key = (measure, condition_key(condition))
        if key not in self._conditions:
            groups = self.index(measure, condition.dimension).items()
            inside = [positions for member, positions in groups if condition.accepts(member)]
            self._conditions[key] = EMPTY.union(*inside)
        return self._conditions[key]

    def views_for(self, measure: int, region: Region, view: int | None = None) -> Iterator[View]:
        """The views that can say a region: they know its dimensions as deep as asked, and cover all of it."""
        for candidate in self.measure(measure).views:
            if view is None or candidate.index == view:
                levels = dict(candidate.depths)
                if all(_speaks(levels, condition) for condition in region) and _covers(candidate, region):
                    yield candidate

    def view_for(self, measure: int, region: Region, view: int | None = None) -> View | None:
        """The view to sum a region in: the named one, else the first that can say it."""
        views = self.measure(measure).views
        if view is not None:
            return views[view]
        return next(self.views_for(measure, region), None)

    def sum(self, facts: Slice) -> tuple[int, int, int]:
        """(lower bound, sum of the figures as written, upper bound) in 分."""
        found = self._sums.get(facts)
        if found is None:
            found = self._sums[facts] = self._add(facts)
        return found

    def rounded(self, facts: Slice) -> Slice:
        """Those of the facts that are roundings."""
        self._read()
        return facts & self._roundings

    @property
    def has_roundings(self) -> bool:
        """Whether any fact is a rounding."""
        self._read()
        return bool(self._roundings)

    @property
    def fens(self) -> list[int]:
        """The amounts of all facts, in 分."""
        self._read()
        return self._fens

    def _read(self) -> None:
        """The amounts of all facts in lists, anew where a derived measure has added some."""
        if len(self._fens) != len(self.facts):
            self._fens = [fact.fen for fact in self.facts]
            self._roundings = frozenset(i for i, fact in enumerate(self.facts) if fact.half)

    def _add(self, facts: Slice) -> tuple[int, int, int]:
        total = sum(map(self.fens.__getitem__, facts))
        low = high = total
        for position in facts & self._roundings:
            fact = self.facts[position]
            least, most = interval(fact.fen, fact.half)
            low += least - fact.fen
            high += most - fact.fen
        return low, total, high

    def amount(self, facts: Slice) -> int:
        """The amount to show, in 分: the published figure where there is one for these facts, else their sum."""
        claim = self.claims.get(facts)
        return claim.fen if claim is not None else self.sum(facts)[1]

    @property
    def claims(self) -> dict[Slice, Claim]:
        """Published figures by the facts that they sum up. The first of several counts; checks compare them."""
        if self._claims is None:
            self._claims = dict(self.budget.published)
            for claim in self.budget.claims:
                for _, facts in self.claimed(claim):
                    self._claims.setdefault(facts, claim)
        return self._claims

    def claimed(self, claim: Claim) -> Iterator[tuple[View, Slice]]:
        """What a claim sums up, in each view that can say its region."""
        region = tuple(Condition(dimension, (member,)) for dimension, member in claim.region)
        for view in self.measure(claim.measure).views:
            levels = dict(view.depths)
            known = tuple([condition for condition in region if _speaks(levels, condition)])
            if not _covers(view, region):
                continue
            facts = self.slice(claim.measure, view, known)
            if len(known) < len(region):
                facts = self._divided(claim.measure, facts, [each for each in region if each not in known])
            if facts:
                yield view, facts

    def _divided(self, measure: int, facts: Slice, conditions: list[Condition]) -> Slice:
        """Those of the facts of a view that satisfy conditions about dimensions that it does not ask for.

        None where a fact does not say where it stands in one of them: it might be one of those.
        """
        for condition in conditions:
            said = self.index(measure, condition.dimension)
            deep = [member.level for member in condition.members]
            unsaid = [p for member, p in said.items() if not all(deep_enough(member, level) for level in deep)]
            if not facts.isdisjoint(chain.from_iterable(unsaid)):
                return EMPTY
            facts = facts & self.matching(measure, condition)
        return facts


def deep_enough(member: Member | None, level: int) -> bool:
    """Whether a fact at this member is as deep as a view asks; level -1 asks for a leaf."""
    if member is None:
        return False
    return not member.children if level < 0 else member.level >= level


def _counts(view: View, coords: tuple[Member | None, ...]) -> bool:
    """Whether facts that stand here count in a view."""
    return all(deep_enough(coords[dimension], level) for dimension, level in view.depths) and all(
        condition.accepts(coords[condition.dimension]) for condition in view.region
    )


def condition_key(condition: Condition) -> object:
    """Equal for conditions that say the same."""
    return (condition.dimension, condition.members, condition.attribute, condition.values, condition.excluded)


def _speaks(levels: dict[int, int], condition: Condition) -> bool:
    """Whether a view knows the dimension of a condition as deep as the condition asks."""
    if condition.dimension not in levels:
        return False
    level = levels[condition.dimension]
    return level < 0 or all(member.level <= level for member in condition.members)


def _covers(view: View, region: Region) -> bool:
    """Whether a region lies inside the region of a view, as far as the conditions say."""
    for needed in view.region:
        own = [condition for condition in region if condition.dimension == needed.dimension and condition.members]
        if not any(all(needed.accepts(member) for member in condition.members) for condition in own):
            return False
    return True
