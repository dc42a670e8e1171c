"""The rows of one panel of a table: a pivot over the cube.

A row stands for a set of facts, a column for another; the cell is what both have in common. Families of rows
(`each`) split the facts of their place by member, so that a table costs one pass over its facts for each level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define

from budgetlang.cube.cube import EMPTY, Cube, Slice
from budgetlang.model.dimension import Member
from budgetlang.model.layout import Column, Panel, RowSpec, Walk
from budgetlang.model.profile import Condition, Region, View
from budgetlang.values.codes import natural_key
from budgetlang.values.numerals import numbered

Bound = tuple[tuple[int, Member, str], ...]
"""dimension, member and printed name that a row stands for, from the outside in"""


@define(eq=False, repr=False)
class Row:
    """One row: what it is called, what it stands for, and the facts of each sum column."""

    title: str
    bound: Bound
    cells: tuple[Slice, ...]
    level: int
    number: str = ""
    """`一、`, printed before the name"""
    blank: bool = False
    """a row that only fills up a panel to the height of its neighbour"""


@define(eq=False, repr=False)
class _Place:
    """Where a family of rows stands: under which conditions, and which facts are there."""

    measures: tuple[int, ...]
    region: Region
    facts: Slice
    bound: Bound
    level: int


class PanelRows:
    """The rows of one panel, in segments that are aligned with the segments of the panels beside it."""

    def __init__(self, cube: Cube, panel: Panel) -> None:
        self.cube = cube
        self.panel = panel
        self.sums = [column for column in panel.columns if column.kind == "sum"]
        self.own = tuple(measure for column in self.sums for measure in column.measures)
        """measures that only some columns are about"""
        self.compares = any(column.years for column in self.sums)
        """whether some columns are about last year"""
        self.used = {condition.dimension for condition in _conditions(panel)} | _walked(panel.rows)
        self._columns: dict[tuple[int, ...], tuple[Slice, ...]] = {}

    def segments(self) -> list[list[Row]]:
        """Rows between the `align` marks."""
        region = self.panel.region
        place = _Place(self.panel.measures, region, self.reach(self.panel.measures, region), (), 0)
        found: list[list[Row]] = [[]]
        for row in self.rows(self.panel.rows, place):
            if row is None:
                found.append([])
            else:
                found[-1].append(row)
        return found

    def view(self, measure: int) -> View | None:
        """The view of a measure that knows all dimensions of the panel; the named one where there is one."""
        views = self.cube.measure(measure).views
        if self.panel.view is not None and self.cube.last(measure) == self.cube.last(self.panel.measures[0]):
            return views[self.panel.view]
        for view in views:
            if self.used <= {dimension for dimension, _ in view.depths}:
                return view
        return views[0] if views else None

    def select(self, measures: tuple[int, ...], region: Region) -> Slice:
        """The facts of some measures in a region. A measure whose view lacks a dimension of it has none there."""
        found = EMPTY
        for measure in measures:
            view = self.view(measure)
            if view is not None and _knows(view, region):
                found = found | self.cube.slice(measure, view, region)
        return found

    def columns(self, measures: tuple[int, ...]) -> tuple[Slice, ...]:
        """The facts of each sum column."""
        if measures not in self._columns:
            region = self.panel.region
            self._columns[measures] = tuple(
                self.select(self.about(column, column.measures or measures), region + column.region)
                for column in self.sums
            )
        return self._columns[measures]

    def reach(self, measures: tuple[int, ...], region: Region) -> Slice:
        """The facts of a row: those of its measures, and of measures that some columns are about."""
        measures += self.own
        return self.select(self.both(measures) if self.compares else measures, region)

    def both(self, measures: tuple[int, ...]) -> tuple[int, ...]:
        """Measures, and what they were last year."""
        return measures + tuple(map(self.cube.last, measures))

    def about(self, column: Column, measures: tuple[int, ...]) -> tuple[int, ...]:
        """The measures that a column adds up: of this year, of last year, or of both for what has changed."""
        if column.years == "prior":
            return tuple(map(self.cube.last, measures))
        return self.both(measures) if column.years else measures

    def rows(self, specs: Iterable[RowSpec], place: _Place) -> Iterator[Row | None]:
        """Rows in order; None at an `align` mark."""
        for spec in specs:
            if spec.kind == "align":
                yield None
            elif spec.kind == "group":
                region = place.region + spec.region
                facts = place.facts & self.reach(place.measures, region)
                yield from self.rows(spec.rows, _Place(place.measures, region, facts, place.bound, place.level))
            elif spec.kind == "each":
                yield from self.each(spec, place)
            else:
                yield self.fixed(spec, place)

    def fixed(self, spec: RowSpec, place: _Place) -> Row:
        """A row under a title of its own."""
        measures = spec.measures or place.measures
        region = place.region + spec.region
        facts = self.reach(measures, region) if spec.measures or spec.region else place.facts
        level = place.level if spec.kind == "total" else place.level + 1
        return Row(spec.title, (), self.cells(measures, facts), level)

    def cells(self, measures: tuple[int, ...], facts: Slice) -> tuple[Slice, ...]:
        return tuple(facts & column for column in self.columns(measures))

    def each(self, spec: RowSpec, place: _Place) -> Iterator[Row | None]:
        """A row for each member, or each pair of members, where something stands; all of a fixed list.

        Inside a row for a member, a list of the same dimension gives those below that member.
        """
        region = place.region + spec.region
        facts = place.facts & self.reach(place.measures, region) if spec.region else place.facts
        walk = spec.walks[0]
        families = self.listed(walk, facts, place) if walk.among is not None else self.found(spec.walks, facts)
        for count, (bound, inside) in enumerate(families, 1):
            number = numbered(spec.numbered, count) if spec.numbered else ""
            depth = bound[-1][1].level - min(walk.levels) if len(spec.walks) == 1 and walk.levels else 0
            level = place.level + 1 + depth
            yield Row("", place.bound + bound, self.cells(place.measures, inside), level, number)
            inner = _Place(place.measures, region, inside, place.bound + bound, level)
            yield from self.rows(spec.rows, inner)

    def listed(self, walk: Walk, facts: Slice, place: _Place) -> Iterator[tuple[Bound, Slice]]:
        """The members of a fixed list, with what stands there."""
        outer = next((member for dimension, member, _ in reversed(place.bound) if dimension == walk.dimension), None)
        for member, name in walk.among or ():
            if outer is not None and (member is outer or not member.inside(outer)):
                continue
            condition = Condition(walk.dimension, (member,))
            inside = frozenset(i for i in facts if condition.accepts(self.cube.facts[i].coords[walk.dimension]))
            yield ((walk.dimension, member, name),), inside

    def found(self, walks: tuple[Walk, ...], facts: Slice) -> Iterator[tuple[Bound, Slice]]:
        """The members, or combinations of them, where something other than zero stands, in the order of the codes."""
        groups: dict[tuple[Member, ...], set[int]] = {}
        for position in facts:
            coords = self.cube.facts[position].coords
            for members in _combinations(coords, walks):
                groups.setdefault(members, set()).add(position)
        for members in sorted(groups, key=_order):
            inside = frozenset(groups[members])
            if any(self.cube.amount(cell) for cell in self.cells(self.panel.measures, inside) if cell):
                yield tuple((walk.dimension, m, m.name) for walk, m in zip(walks, members, strict=True)), inside


def _combinations(coords: tuple[Member | None, ...], walks: tuple[Walk, ...]) -> Iterator[tuple[Member, ...]]:
    """The members of one fact at the levels of each walk."""
    choices: list[list[Member]] = []
    for walk in walks:
        member = coords[walk.dimension]
        if member is None:
            return
        lineage = member.lineage
        choices.append([lineage[level] for level in walk.levels if level < len(lineage)] if walk.levels else [member])
    combined: list[tuple[Member, ...]] = [()]
    for options in choices:
        combined = [(*head, option) for head in combined for option in options]
    yield from combined


def _order(members: tuple[Member, ...]) -> list[object]:
    """Pre-order of the tree: a parent before its children, siblings by code."""
    return [[natural_key(above.code) for above in member.lineage] for member in members]


def _conditions(panel: Panel) -> Iterator[Condition]:
    yield from panel.region
    for column in panel.columns:
        yield from column.region


def _walked(rows: Iterable[RowSpec]) -> set[int]:
    found: set[int] = set()
    for row in rows:
        found |= {walk.dimension for walk in row.walks} | _walked(row.rows)
        if not row.measures:
            found |= {condition.dimension for condition in row.region}
    return found


def _knows(view: View, region: Region) -> bool:
    known = {dimension for dimension, _ in view.depths}
    return all(condition.dimension in known for condition in region)


def label_of(column: Column, bound: Bound) -> tuple[int, Member, str] | None:
    """What a label column shows of a row: the innermost member, of its own dimension if it has one."""
    for entry in reversed(bound):
        if column.dimension is None or entry[0] == column.dimension:
            return entry
    return None
