"""Facts from files: rows of a table → facts and claims, with the checks and messages of typed rows.

A million rows pass here. What the cells before the amounts mean is worked out once for each different combination;
a row that is like one before costs a look-up and its amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Claim, Fact
from budgetlang.resolve.codes import check_name, is_divided
from budgetlang.resolve.context import at
from budgetlang.resolve.filecells import CodeReader, Reading, Repeats
from budgetlang.resolve.filecolumns import Columns, Said, bind, said, skipped
from budgetlang.resolve.filetotals import Totals
from budgetlang.resolve.rows import BlockRows
from budgetlang.sheets.cells import amount_text, is_shortened
from budgetlang.sheets.open import open_table
from budgetlang.sheets.table import Row, UnreadableError
from budgetlang.syntax.ast.base import Node, Word
from budgetlang.syntax.ast.budget import Row as TypedRow
from budgetlang.values.money import Amount
from budgetlang.values.style import NumberStyle, format_fen, measured

MOST = 20
"""so many unreadable amounts of a column are reported one by one"""

Place = tuple[Member | None, ...]
Region = tuple[tuple[int, Member], ...]
Key = tuple[str, ...]


def read_files(block: BlockRows, nodes: Sequence[Node], place: Word, files: Sequence[tuple[str, bytes]]) -> None:
    """All facts of the files that a block names at `place`; `nodes` are its statements about their columns."""
    about = said(nodes, block.source, block.report)
    before = len(block.report.diagnostics)
    for path, data in files:
        try:
            table = open_table(path, data, about.sheet.text if about.sheet else None)
        except UnreadableError as error:
            where = about.sheet if about.sheet and error.code == "B264" else place
            names = "、".join(error.args_of.pop("names", ()))
            block.report.add(error.code, at(block.source, where), names=names, **error.args_of)
            continue
        columns = bind(block, about, place, table)
        block.faulty = block.faulty or len(block.report.diagnostics) > before
        if columns is not None and columns.amounts:
            _FileRows(block, about, columns).read()
        for code, start, end, args in table.faults:
            block.report.add(code, Label(table.source, start, end), **args)


def _key_of(positions: Sequence[int]) -> Callable[[list[str]], Key]:
    """The cells at these positions of a row."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda cells: tuple([cells[position] for position in positions])


class _FileRows:
    """The rows of one file."""

    def __init__(self, block: BlockRows, about: Said, columns: Columns) -> None:
        self.block, self.about, self.columns, self.table = block, about, columns, columns.table
        self.report, self.budget = block.report, block.reader.budget
        self.rows = BlockRows(block.reader, self.table.source, block.measure, block.view, block.base)
        self.repeats = Repeats(self.report)
        self.codes = CodeReader(columns, self.report, self.repeats)
        self.totals = Totals(len(columns.amounts))
        self.sums, self.slacks = self.totals.sums, self.totals.slacks
        self.amounts = [(index, position, unit) for index, (position, _, unit) in enumerate(columns.amounts)]
        self.measure, self.source, self.reader = block.measure, self.table.source, block.reader.amounts
        self.straight = not self.table.quoted
        self.append = block.kept.append
        self.keyed = [position for position, _ in (*columns.dimensions, *columns.names, *columns.skips)]
        """the columns whose cells make up the key of a row"""
        self.needed = max([*self.keyed, *(position for position, _, _ in columns.amounts)]) + 1
        self.known: dict[Key, list[Place]] = {}
        """where the amounts of rows with these cells stand"""
        self.claimed: dict[Key, list[Region]] = {}
        """what the amounts of rows with these cells sum up"""
        self.dropped: dict[Key, list[object]] = {}
        """rows that are skipped, or wrong: the kinds of the findings"""
        self.numbers = {int(word.text) for skip in about.skips if skip.by_number for word in skip.words}
        self.named: set[tuple[int, str, Member]] = set()
        self.used: set[int] = set()
        """the skips that were of use: numbers of rows, and columns"""

    def read(self) -> None:
        """All rows below the headings, in order."""
        known, key_of, first = self.known, _key_of(self.keyed), self.columns.first
        width = self.columns.width or self.needed
        for row in self.table.rows():
            number, _, _, cells = row
            if number <= first:
                continue
            if len(cells) != width or number in self.numbers:
                fitted = self.fitted(row, width)
                if fitted is None:
                    continue
                row, cells = fitted, fitted[3]
            key = key_of(cells)
            places = known.get(key)
            if places is None and not (places := self.other(key, row)):
                continue
            self.facts(row, places)
        self.finish()

    def facts(self, row: Row, places: list[Place]) -> None:
        """The facts of a row, each where its amount stands."""
        _, start, _, cells = row
        parse, half_of, rounded = self.reader.currency.parse, self.reader.half, self.reader.rounded
        for index, position, unit in self.amounts:
            text = cells[position]
            if not text:
                continue
            amount = parse(text, unit)
            if amount is None or not amount.is_money:
                amount = self.amount(row, index, text)
                if amount is None:
                    continue
            half = half_of(amount) if rounded else 0
            self.sums[index] += amount.value
            self.slacks[index] += half
            if self.straight:
                begin = start + sum(map(len, cells[:position])) + position
                end = begin + len(text)
            else:
                begin, end = self.table.span(row, position)
            self.append(Fact(self.measure, places[index], amount.value, half, self.source, begin, end))

    def amount(self, row: Row, index: int, text: str, claim: bool = False) -> Amount | None:
        """An amount as a spreadsheet writes it; None, and a finding, for what is none, and None for an empty cell."""
        position, _, unit = self.columns.amounts[index]
        text = amount_text(text, self.reader.currency.decimals(unit))
        if not text:
            return None
        amount = self.reader.currency.parse(text, unit)
        if unit != self.budget.unit and text[-1].isdigit():
            text += unit
        label = Label(self.table.source, *self.table.span(row, position))
        if amount is None or not amount.is_money:
            if self.repeats.first(("amount", index), MOST):
                self.unread(text, label)
            return None
        return self.reader.claim(text, label) if claim else self.reader.money(text, label)

    def unread(self, text: str, label: Label) -> None:
        """Why a cell is no amount."""
        if text.startswith("="):
            self.report.add("B272", label)
        elif is_shortened(text):
            self.report.add("B273", label, text=text)
        else:
            self.reader.money(text, label)

    def fitted(self, row: Row, width: int) -> Row | None:
        """A row of another length than the headings, cut or filled up; None where it is skipped or does not fit."""
        number, start, end, cells = row
        if number in self.numbers:
            self.used.add(number)
            return None
        filled = sum(1 for cell in cells if cell.strip())
        if not filled:
            return None
        whole = (number, start, end, cells[:width] + [""] * (width - len(cells)))
        if self.is_skipped([whole[3][position] for position in self.keyed]):
            return None
        long = self.columns.width and any(cell.strip() for cell in cells[width:])
        short = len(cells) < self.needed and not self.table.padded and filled > 1
        if not long and not short:
            return whole
        if self.repeats.first("B265", MOST):
            label = Label(self.table.source, start, end)
            self.report.add("B265", label, expected=width if long else self.needed, found=len(cells))
        return None

    def is_skipped(self, key: Sequence[str]) -> bool:
        """Whether the block says that a row with these cells is skipped."""
        begin = len(self.columns.dimensions) + len(self.columns.names)
        for (_, skip), text in zip(self.columns.skips, key[begin:], strict=True):
            if skipped(skip, text):
                self.used.add(-skip.start)
                return True
        return False

    def other(self, key: Key, row: Row) -> list[Place] | None:
        """A row whose cells are new, or that is not simply a fact; where its amounts stand if it is one."""
        kinds = self.dropped.get(key)
        if kinds is not None:
            for kind in kinds:
                self.repeats.first(kind)
            return None
        regions = self.claimed.get(key)
        if regions is not None:
            self.claims(row, regions)
            return None
        if self.is_skipped(key):
            self.dropped[key] = []
            return None
        return self.learn(key, row)

    def learn(self, key: Key, row: Row) -> list[Place] | None:
        """Where rows with these cells stand, the first time that they are seen."""
        dimensions = [dimension for _, dimension in self.columns.dimensions]
        readings = [self.codes.read(index, key[index], row) for index in range(len(dimensions))]
        if dimensions and not any(reading.member for reading in readings):
            self.without_code(row, readings)
            return None
        above = [
            r for d, r in zip(dimensions, readings, strict=True) if r.member is not None and is_divided(d, r.member)
        ]
        wrong = [r for r in readings if r.text and (r.member is None or (r in above and not self.about.subtotals))]
        if wrong:
            self.dropped[key] = [self.codes.report_wrong(readings.index(r), r, row) for r in wrong]
            return None
        coords = self.rows.base.copy()
        for dimension, reading in zip(dimensions, readings, strict=True):
            coords[dimension.index] = reading.member or coords[dimension.index]
        self.names(key, row, coords, readings)
        if above:
            self.claimed[key] = [self.region(coords, target) for _, target, _ in self.columns.amounts]
            self.claims(row, self.claimed[key])
            return None
        project = coords[self.rows.project_index] if self.rows.project_index >= 0 else None
        if project is not None:
            self.rows.inherit(TypedRow("", start=row[1], end=row[2]), coords, self.budget.projects[project.code])
        self.known[key] = [self.rows.place(coords, target) for _, target, _ in self.columns.amounts]
        return self.known[key]

    def names(self, key: Key, row: Row, coords: list[Member | None], readings: Sequence[Reading]) -> None:
        """The names of a row are checked decoration: each names a member of its dimension, or any of the row's."""
        own = [reading.member for reading in readings if reading.member is not None]
        begin = len(self.columns.dimensions)
        asked: list[tuple[int, str, list[Member | None]]] = [
            (position, r.name, [r.member]) for (position, _), r in zip(self.columns.dimensions, readings, strict=True)
        ]
        for (position, dimension), text in zip(self.columns.names, key[begin:], strict=False):
            asked.append((position, text.strip(), [*own] if dimension is None else [coords[dimension.index]]))
        for position, name, members in asked:
            found = [member for member in members if member is not None]
            if name and found and (position, name, found[0]) not in self.named:
                self.named.add((position, name, found[0]))
                start, end = self.table.span(row, position)
                check_name(found, Word(name, start=start, end=end), self.table.source, self.report)

    def region(self, coords: list[Member | None], target: tuple[int, Member] | None) -> Region:
        """What an amount of a subtotal sums up."""
        place = self.rows.place(coords, target)
        return tuple((index, member) for index, member in enumerate(place) if member is not None)

    def claims(self, row: Row, regions: list[Region]) -> None:
        """A row of a code above the lowest level: published figures, compared and never added."""
        for index, (position, _, _) in enumerate(self.columns.amounts):
            amount = self.amount(row, index, row[3][position], claim=True)
            if amount is not None:
                place = (self.table.source, *self.table.span(row, position))
                self.budget.claims.append(
                    Claim(self.block.measure, self.block.view, regions[index], amount.value, amount.half, *place)
                )

    def without_code(self, row: Row, readings: Sequence[Reading]) -> None:
        """A row that says nowhere a code: a total of the rows above, a line of text, or a fault."""
        positions = [position for position, _, _ in self.columns.amounts]
        amounts = [self.amount(row, index, row[3][position]) for index, position in enumerate(positions)]
        given = [index for index, amount in enumerate(amounts) if amount is not None]
        if not given:
            return
        label = Label(self.table.source, *self.table.span(row, positions[given[0]]))
        if self.totals.are([None if amount is None else (amount.value, amount.half) for amount in amounts]):
            if self.repeats.first("B267", MOST):
                self.report.add("B267", label)
        elif not any(reading.text for reading in readings):
            if self.repeats.first("B269", MOST):
                self.report.add("B269", label)
        elif any(char.isdigit() for reading in readings for char in reading.text):
            for index, reading in enumerate(readings):
                if reading.text:
                    self.codes.report_wrong(index, reading, row)
        elif not self.is_incomplete() and self.repeats.first("B268", MOST):
            self.report.diagnostics.append(self.unequal(label, given[0], amounts[given[0]]))

    def is_incomplete(self) -> bool:
        """Whether a row above is wrong, so that no total can be the sum of what was read."""
        return any(kind not in ("B267", "B268") for kind in self.repeats.last)

    def unequal(self, label: Label, index: int, amount: Amount | None) -> Diagnostic:
        """B268: a total that is not the sum of the rows above."""
        unit, total = self.columns.amounts[index][2], self.totals.sums[index]
        found = amount.value if amount else 0
        currency = self.reader.currency
        style = NumberStyle("", decimals=currency.decimals(unit), grouping=True, trim=True)
        sizes = [format_fen(fen, currency.units[unit], style) for fen in (total, found, found - total)]
        shown = [measured(size, unit) for size in sizes]
        return Diagnostic("B268", (label,), {}, expected=shown[0], found=shown[1], difference=shown[2])

    def finish(self) -> None:
        """What can be said only when all rows are read."""
        self.repeats.finish()
        self.report.diagnostics.extend(self.codes.notes())
        for skip in self.about.skips:
            wanted = {int(word.text) for word in skip.words} if skip.by_number else {-skip.start}
            if not wanted & self.used:
                self.report.add("B274", at(self.block.source, skip))
