"""Rows of an `entries` block → facts and claims.

This is the hot path of a check: 100,000 rows pass here. What a cell means is looked up once for each
different text and kept; only what is new, or wrong, takes the slow road.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from budgetlang.diagnostics.diagnostic import Edit, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.model.budget import Budget, Own, Project
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.facts import Claim, Fact
from budgetlang.resolve.amounts import AmountReader
from budgetlang.resolve.codes import check_name, find_member
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Value, Word
from budgetlang.syntax.ast.budget import Columns, Entries, Row, Setting

AMOUNT_COLUMN = ("金额", "amount")
INTERNAL = ("内部", "internal")
"""the setting of rows that are transfers between units"""
_CELL = re.compile(r"\S+")
Coords = list[Member | None]
Data = Mapping[tuple[str, int], Sequence[tuple[str, bytes]]]
"""the files of `明细 … from "FILE"`, each a path and its contents, by the file and the place of that word"""


class RowReader:
    """Reads the blocks of one budget, in order."""

    def __init__(self, budget: Budget, report: Report, data: Data, owners: Mapping[Source, Own]) -> None:
        self.budget = budget
        self.owners = owners
        self.data = data
        self.profile = budget.profile
        self.report = report
        self.amounts = AmountReader(budget, report)

    def block(self, source: Source, node: Entries) -> None:
        """All rows of one block."""
        measure = self.profile.measure(node.measure.text)
        if measure is None:
            unknown(self.report, "B208", source, node.measure, (m.name for m in self.profile.measures))
            self.report.lost.add("ENTRIES")
            return
        view = None
        if node.view is not None:
            view = next((v.index for v in measure.views if v.name == node.view.text), None)
            if view is None:
                unknown(self.report, "B210", source, node.view, (v.name for v in measure.views), measure=measure.name)
        base: Coords = [None] * len(self.profile.dimensions)
        rows = BlockRows(self, source, measure.index, view, base)
        begin = len(self.budget.facts)
        of_file = []
        for item in node.items:
            if isinstance(item, Row):
                rows.row(item)
            elif isinstance(item, Setting):
                rows.setting(item)
            elif isinstance(item, Columns):
                rows.columns(item)
            else:
                of_file.append(item)
        if node.source is not None:
            from budgetlang.resolve.filerows import read_files  # only for facts from files

            own = self.owners.get(source)
            unit = self.profile.kind("unit")
            if own is not None and unit is not None and base[unit.index] is None:
                base[unit.index] = own.member
            before = len(self.report.diagnostics)
            read_files(rows, of_file, node.source, self.data.get((source.path, node.source.start), ()))
            if any(severity(each.code) == "error" for each in self.report.diagnostics[before:]):
                self.report.lost.add("ENTRIES")
        elif of_file:
            self.report.add("B276", at(source, of_file[0]))
        if rows.faulty:
            self.report.lost.add("ENTRIES")
            self.budget.unclear.update(range(begin, len(self.budget.facts)))


def setting(dimensions: list[Dimension], report: Report, source: Source, node: Setting, coords: Coords) -> bool:
    """A coordinate that is set for a block or a project. False when the name is no dimension."""
    dimension = next((d for d in dimensions if d.name == node.name.text), None)
    if dimension is None:
        return False
    word = _as_word(node.value)
    member = find_member(dimension, word, source, report)
    if coords[dimension.index] is not None:
        report.add("B224", at(source, node.name), name=node.name.text)
    elif member is not None:
        coords[dimension.index] = member
    return True


def owned(
    dimensions: list[Dimension],
    report: Report,
    source: Source,
    owners: Mapping[Source, Own],
    coords: Coords,
    place: tuple[int, int],
) -> None:
    """What stands in the file of a unit is the unit's; to say so again is superfluous, to say another is wrong."""
    own = owners.get(source)
    if own is None:
        return
    index = next(d.index for d in dimensions if d.kind == "unit")
    said = coords[index]
    if said is None:
        coords[index] = own.member
    elif said is not own.member:
        report.add("B240", Label(source, *place), expected=own.member.name, found=said.name)


def _as_word(value: Value) -> Word:
    return Word(value.text.strip(), start=value.start, end=value.end)


class BlockRows:
    """The rows of one block under their columns."""

    def __init__(self, reader: RowReader, source: Source, measure: int, view: int | None, base: Coords) -> None:
        self.reader, self.source, self.measure, self.view, self.base = reader, source, measure, view, base
        self.report = reader.report
        self.dimensions: list[Dimension] = []
        self.targets: list[tuple[int, Member] | None] = []
        self.known: list[dict[str, Member | None]] = []
        self.places: dict[tuple[str, ...], list[tuple[Member | None, ...]]] = {}
        """where the amounts of a row stand, by the cells before them"""
        self.named: set[tuple[str, ...]] = set()
        self.named_position = 0
        self.width = 0
        self.ignored: set[int] = set()
        """columns whose header is wrong: their cells are skipped"""
        self.unreadable = False
        """whether no row can be read, because the header lacks a column or there is none"""
        project = reader.profile.kind("project")
        self.project_index = project.index if project is not None else -1
        self.doubled: set[Project] = set()
        self.faulty = False
        """whether a setting or the header is wrong, so that where the rows stand is not known"""
        self.kept = reader.budget.facts
        """where the facts of the rows are kept"""

    def setting(self, node: Setting) -> None:
        """A coordinate of all rows below."""
        self.places.clear()
        dimensions = self.reader.profile.dimensions
        before = len(self.report.diagnostics)
        if node.name.text in INTERNAL:
            self.internal(node)
            self.faulty = self.faulty or len(self.report.diagnostics) > before
            return
        if not setting(dimensions, self.report, self.source, node, self.base):
            unknown(self.report, "B201", self.source, node.name, (dimension.name for dimension in dimensions))
        self.faulty = self.faulty or len(self.report.diagnostics) > before

    def internal(self, node: Setting) -> None:
        """`内部 = 02`: what the rows below say is paid to, or comes from, another unit of the same department."""
        dimension = self.reader.profile.kind("unit")
        if dimension is None:
            self.report.add("B229", at(self.source, node))
        elif find_member(dimension, _as_word(node.value), self.source, self.report) is not None:
            self.kept = self.reader.budget.internal

    def columns(self, node: Columns) -> None:
        """A header line: dimensions first, then what the amounts are."""
        before = len(self.report.diagnostics)
        self.dimensions, self.targets, self.ignored = [], [], set()
        self.places.clear()
        misplaced = False
        for position, word in enumerate(node.names):
            dimension = self.reader.profile.dimension(word.text)
            if dimension is not None and not self.targets:
                self.dimensions.append(dimension)
                continue
            target = None
            if dimension is not None and self.ignored:  # behind a name that may have been that of a dimension
                misplaced = True
            elif dimension is not None:
                self.report.add("B217", at(self.source, word), name=word.text)
            else:
                target = self.target(word)
            if target is None and word.text not in AMOUNT_COLUMN:
                self.ignored.add(position)
            self.targets.append(target)
        self.known = [{"-": None} for _ in self.dimensions]
        self.width = len(self.dimensions) + len(self.targets)
        self.named_position = next((i for i, d in enumerate(self.dimensions) if d.kind == "catalog"), 0)
        self.unreadable = not self.targets or misplaced
        if not self.targets:
            columns = "  ".join(word.text for word in node.names)
            self.report.add("B218", at(self.source, node), hint="amount_column", columns=columns)
        self.faulty = self.faulty or len(self.report.diagnostics) > before

    def target(self, word: Word) -> tuple[int, Member] | None:
        """What an amount column stands for: a member of some dimension, or just the amount."""
        if word.text in AMOUNT_COLUMN:
            return None
        lists = [d for d in self.reader.profile.dimensions if d.kind != "catalog"]
        found = [(d.index, d.names[word.text]) for d in lists if word.text in d.names]
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(self.reader.profile.dimensions[index].name for index, _ in found)
            self.report.add("B216", at(self.source, word), name=word.text, dimensions=names)
        else:
            names_of = [name for d in lists for name in d.names]
            known = [d.name for d in self.reader.profile.dimensions] + names_of + [AMOUNT_COLUMN[0]]
            unknown(self.report, "B215", self.source, word, known)
        return None

    def row(self, row: Row) -> None:
        """One row: a fact for each amount, or a claim for each."""
        width = self.width
        if not width:
            self.headless(row)
        if self.unreadable:
            return
        cells = row.text.split(None, width)
        if len(cells) < width:
            self.short(row, len(cells))
        elif row.claim:
            self.claim(row, cells)
        else:
            self.facts(row, cells)

    def facts(self, row: Row, cells: list[str]) -> None:
        """The facts of a row. Rows with the same cells before their amounts stand at the same places."""
        count = len(self.dimensions)
        key = tuple(cells[:count])
        places = self.places.get(key)
        if places is None:
            coords = self.coords(row, cells)
            if coords is None:
                self.report.lost.add("ENTRIES")
                return
            places = [self.place(coords, target) for target in self.targets]
            if self.project_index < 0 or coords[self.project_index] is None:
                self.places[key] = places
        if len(cells) > self.width:
            self.check_name(row, cells)
        unit, amounts = self.reader.budget.unit, self.reader.amounts
        parse, rounded = amounts.currency.parse, amounts.rounded
        for position, place in enumerate(places, count):
            text = cells[position]
            if text == "-" or position in self.ignored:
                continue
            amount = parse(text, unit)
            if amount is None or not amount.is_money:
                amount = amounts.money(text, self.cell(row, position))
            if amount is None:
                self.report.lost.add("ENTRIES")
                continue
            half = amounts.half(amount) if rounded else 0
            self.kept.append(Fact(self.measure, place, amount.value, half, self.source, row.start, row.end))

    def coords(self, row: Row, cells: list[str]) -> Coords | None:
        """Where a row stands, as far as its settings, its cells and its project say; None if a cell is wrong."""
        coords = self.base.copy()
        for position, dimension in enumerate(self.dimensions):
            text = cells[position]
            known = self.known[position]
            member = known[text] if text in known else self.learn(row, position, text)
            if member is not None:
                coords[dimension.index] = member
            elif text != "-":
                return None
        reader = self.reader
        owned(reader.profile.dimensions, self.report, self.source, reader.owners, coords, (row.start, row.end))
        if self.project_index >= 0 and (member := coords[self.project_index]) is not None:
            self.inherit(row, coords, self.reader.budget.projects[member.code])
        return coords

    def place(self, coords: Coords, target: tuple[int, Member] | None) -> tuple[Member | None, ...]:
        """Where an amount of a row stands: at the member of its column, too."""
        if target is None:
            return tuple(coords)
        index, member = target
        return *coords[:index], member, *coords[index + 1 :]

    def inherit(self, row: Row, coords: Coords, project: Project) -> None:
        """A row of a project stands where the project stands; it may be more precise, but not elsewhere."""
        self.faulty = self.faulty or project.unclear
        for index, member in enumerate(project.coords):
            own = coords[index]
            if own is None:
                coords[index] = member
            elif member is not None and own is not member and not own.inside(member):
                place = Label(project.source, project.start, project.end, "declared_here")
                dimension = self.reader.profile.dimensions[index].name
                self.report.add(
                    "B235", Label(self.source, row.start, row.end), place,
                    project=project.member.name, dimension=dimension, expected=member.name, found=own.name,
                )  # fmt: skip
        if project.money is not None and self.measure == 0 and project not in self.doubled:
            self.doubled.add(project)
            start, end = project.money
            place = Label(project.source, start, end, "declared_here")
            self.report.add("B236", Label(self.source, row.start, row.end), place, project=project.member.name)

    def claim(self, row: Row, cells: list[str]) -> None:
        region: dict[int, Member] = {i: member for i, member in enumerate(self.base) if member is not None}
        for position, dimension in enumerate(self.dimensions):
            if cells[position] in ("*", "-"):
                continue
            word = self.word(row, cells[position])
            member = find_member(dimension, word, self.source, self.report, leaf=False)
            if member is None:
                return
            region[dimension.index] = member
        if len(cells) > self.width:
            self.check_name(row, cells, region)
        for position, target in enumerate(self.targets, len(self.dimensions)):
            text = cells[position]
            if text in ("-", "*") or position in self.ignored:
                continue
            label = self.cell(row, position)
            amount = self.reader.amounts.claim(text, label)
            if amount is not None:
                own = {**region, target[0]: target[1]} if target else region
                pairs = tuple(sorted(own.items(), key=lambda pair: pair[0]))
                place = (self.source, label.start, label.end)
                self.reader.budget.claims.append(
                    Claim(self.measure, self.view, pairs, amount.value, amount.half, *place)
                )

    def learn(self, row: Row, position: int, text: str) -> Member | None:
        """What a cell means, the first time that it is seen. A cell that is wrong is reported wherever it stands."""
        dimension, word = self.dimensions[position], self.word(row, text)
        member = find_member(dimension, word, self.source, self.report, others=self.dimensions)
        if member is not None:
            self.known[position][text] = member
        return member

    def check_name(self, row: Row, cells: list[str], region: dict[int, Member] | None = None) -> None:
        """The name at the end of a row is checked decoration: it names one of the row's members."""
        name = cells[self.width].rstrip()
        first = self.known[self.named_position].get(cells[self.named_position]) if self.known else None
        if first is not None and first.name == name:
            return
        key = (*cells[: len(self.dimensions)], name)
        if key not in self.named and not self.extra(row, name):
            word = self.word(row, name, last=True)
            if check_name(list(self.members(cells, region)), word, self.source, self.report):
                self.named.add(key)

    def extra(self, row: Row, name: str) -> bool:
        """Reports an amount or a unit that stands where the name should: it belongs to the cells."""
        amounts, at = self.reader.amounts, row.text.rfind(name)
        word, _, rest = name.partition(" ")
        apart = word in amounts.currency.units
        if not apart and (not rest or amounts.currency.parse(word, amounts.unit) is None):
            return False
        *_, last = _CELL.finditer(row.text, 0, at)
        label, begin = Label(self.source, row.start, row.end), _begin(row)
        args: dict[str, Any] = {"expected": self.width, "found": len(row.text[:at].split()) + 1}
        self.report.lost.add("ENTRIES")
        if apart:
            gap = Edit(self.source, begin + last.end(), begin + at, "")
            self.report.add("B219", label, **args, joined=last[0] + word, hint="join_unit", edits=(gap,))
        else:
            self.report.add("B219", label, **args)
        return True

    def members(self, cells: list[str], region: dict[int, Member] | None) -> Iterator[Member]:
        """The members that the name may name, the most likely first."""
        order = sorted(range(len(self.dimensions)), key=lambda i: i != self.named_position)
        for position in order:
            dimension = self.dimensions[position]
            member = region.get(dimension.index) if region is not None else dimension.find(cells[position])
            if member is not None:
                yield member

    def headless(self, row: Row) -> None:
        """Says once that nobody knows what the cells of rows mean."""
        if not self.unreadable:
            self.report.add("B218", Label(self.source, row.start, row.end))
        self.unreadable = self.faulty = True

    def short(self, row: Row, count: int) -> None:
        label = Label(self.source, row.start, row.end)
        self.report.lost.add("ENTRIES")
        self.report.add("B219", label, expected=self.width, found=count)

    def word(self, row: Row, text: str, last: bool = False) -> Word:
        """A cell with its place, found again only when somebody needs it."""
        if last:
            offset = row.text.rfind(text)
        else:
            offset = next((match.start() for match in _CELL.finditer(row.text) if match[0] == text), 0)
        begin = _begin(row) + offset
        return Word(text, start=begin, end=begin + len(text))

    def cell(self, row: Row, position: int) -> Label:
        """The place of a cell."""
        match = list(_CELL.finditer(row.text))[position]
        begin = _begin(row)
        return Label(self.source, begin + match.start(), begin + match.end())


def _begin(row: Row) -> int:
    """Where the cells begin: after the `=` of a claim."""
    return row.end - len(row.text)
