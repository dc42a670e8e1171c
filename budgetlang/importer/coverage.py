"""What a document leaves open that lacks tables of its profile: what nobody states is unknown, not zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define

from budgetlang.importer.tables.statement import view_of
from budgetlang.model.layout import Layout, Panel, RowSpec
from budgetlang.model.profile import Condition, Count, Formula, Profile, Ref, Region, Sum


@define(frozen=True)
class Show:
    """What cells of a table show: a measure within a region, for each member of the dimensions that their rows walk."""

    measure: int
    walked: frozenset[int]
    region: Region

    def covers(self, other: Show) -> bool:
        """Whether it shows all that the other does."""
        return self.measure == other.measure and other.walked <= self.walked and _within(other.region, self.region)

    def tells(self, region: Region) -> bool:
        """Whether it shows a part of a region and nothing besides."""
        return all(condition.dimension in self.walked or self._keeps(condition) for condition in region)

    def says(self, region: Region) -> bool:
        """Whether a region can be added up from it, as far as its dimensions tell: the part is cut off by no other."""
        named = {condition.dimension for condition in region}
        rest = [condition for condition in self.region if condition.dimension not in named]
        return self.tells(region) and not rest

    def _keeps(self, condition: Condition) -> bool:
        own = (each for each in self.region if each.dimension == condition.dimension)
        return any(condition.attribute or _implies(each, condition) for each in own)


@define(eq=False)
class Coverage:
    """The tables of a profile of which a document has some."""

    profile: Profile
    shown: dict[str, list[Show]]
    found: frozenset[str]
    empty: frozenset[int] = frozenset()
    """measures of which the tables say sums, but no detail from which the figures of the book could be added up"""

    @classmethod
    def of(cls, profile: Profile, layout: Layout, found: Iterable[str], empty: Iterable[int] = ()) -> Coverage:
        """The coverage of a document with the tables of these codes."""
        shown = {spec.code: list(_shows(profile, spec.panels)) for spec in layout.tables}
        return cls(profile, shown, frozenset(found), frozenset(empty))

    @property
    def lacking(self) -> bool:
        """Whether the document lacks any table."""
        return not self.found >= self.shown.keys()

    @property
    def lost(self) -> list[Show]:
        """What only tables show that the document lacks."""
        have = list(self._have())
        return [
            show
            for code, shows in self.shown.items()
            for show in shows
            if code not in self.found and not any(each.covers(show) for each in have)
        ]

    def partial(self) -> frozenset[str]:
        """The tables whose sums are parts of what nobody shows: those that walk what a lost table walks, too."""
        lost = self.lost
        return frozenset(
            code
            for code in self.found
            for show in self.shown[code]
            if any(show.measure == each.measure and show.walked & each.walked for each in lost)
        )

    def unknown(self, told: bool = False) -> frozenset[str]:
        """The figures of the book that no table of the document says; `told`: only those that some lost table says."""
        if not self.lacking:
            return frozenset()
        return frozenset(name for name in self.profile.figures if not self._said(name, told, ()))

    def unsure(self) -> frozenset[str]:
        """The titles of the checks of the profile with a sum that no table of the document says."""
        if not self.lacking:
            return frozenset()
        return frozenset(
            check.title
            for check in self.profile.checks
            if not all(self._formula(each, False, ()) for each in (check.left, check.right))
        )

    def _have(self) -> Iterator[Show]:
        return (show for code in sorted(self.found) for show in self.shown.get(code, ()))

    def _said(self, name: str, told: bool, above: tuple[str, ...]) -> bool:
        figure = self.profile.figures.get(name)
        return figure is None or name in above or self._formula(figure.formula, told, (*above, name))

    def _formula(self, formula: Formula, told: bool, above: tuple[str, ...]) -> bool:
        for _, term in formula:
            if isinstance(term, Ref) and not self._said(term.name, told, above):
                return False
            if isinstance(term, Count) and not any(term.dimension in show.walked for show in self._have()):
                return False
            if isinstance(term, Sum) and not self._sum(term, told):
                return False
        return True

    def _sum(self, term: Sum, told: bool) -> bool:
        """Whether a sum is said: by one table, or else by all that tell a part of it."""
        measure = self.profile.measures[term.measure]
        regions = {term.measure: term.region}
        if measure.base is not None:
            regions[measure.base] = (*measure.region, *term.region)
        if self.empty.intersection(regions):
            return False
        every = [(code, show) for code, shows in self.shown.items() for show in shows if show.measure in regions]
        telling = [(code, show) for code, show in every if show.tells(regions[show.measure])]
        whole = {code for code, show in telling if show.says(regions[show.measure])}
        if whole:
            return not self.found.isdisjoint(whole)
        return (told and not telling) or self.found >= {code for code, _ in telling or every}


def _shows(profile: Profile, panels: Iterable[Panel]) -> Iterator[Show]:
    for panel in panels:
        rows = list(_rows(panel.rows, frozenset(), panel.measures, ()))
        every = frozenset[int]().union(*(walked for walked, _, _ in rows))
        columns = [column for column in panel.columns if column.kind == "sum"]
        for walked, measures, own in rows:
            for column in columns:
                for measure in column.measures or measures:
                    view = view_of(profile, panel, measure, every)
                    covered = view.region if view is not None else ()
                    yield Show(measure, walked, (*panel.region, *covered, *own, *column.region))


def _rows(
    rows: Iterable[RowSpec], above: frozenset[int], measures: tuple[int, ...], within: Region
) -> Iterator[tuple[frozenset[int], tuple[int, ...], Region]]:
    """Of all rows: the dimensions that they walk, their measures and conditions."""
    for row in rows:
        walked = above | {walk.dimension for walk in row.walks}
        own = row.measures or measures
        region = (*within, *row.region)
        yield walked, own, region
        yield from _rows(row.rows, walked, own, region)


def _within(inner: Region, outer: Region) -> bool:
    """Whether conditions say all that others say, or more."""
    return all(any(_implies(own, condition) for own in inner) for condition in outer)


def _implies(own: Condition, condition: Condition) -> bool:
    """Whether what meets one condition meets another."""
    if (
        own.dimension != condition.dimension
        or own.excluded != condition.excluded
        or own.attribute
        or condition.attribute
    ):
        return own == condition
    inner, outer = (condition, own) if own.excluded else (own, condition)
    return all(any(member.inside(other) for other in outer.members) for member in inner.members)
