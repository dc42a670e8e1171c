"""The columns of a file: where its headings are, and what a block of entries says that each column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from itertools import islice

from attrs import define, field

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.model.dimension import Dimension, Member
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.resolve.rows import AMOUNT_COLUMN, BlockRows
from budgetlang.sheets.table import Row, Table, letters, number_of
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Node, Word
from budgetlang.syntax.ast.mapping import FileColumn, FileColumns, Heading, Sheet, Skip, Subtotals

NAME_COLUMN = ("名称", "name")
LOOKED_AT = 100
"""so many rows at the top of a file are searched for the headings"""


@define(eq=False)
class Said:
    """What a block says about its file."""

    sheet: Word | None = None
    heading: Heading | None = None
    columns: list[FileColumn] | None = None
    """None: the headings of the file say themselves what the columns are"""
    skips: list[Skip] = field(factory=list)
    subtotals: bool = False


@define(eq=False)
class Columns:
    """The columns of one file by position, and the rows below the headings."""

    table: Table
    first: int = 0
    """the number of the last row of headings; 0 without any"""
    width: int = 0
    """how many columns have headings; 0 without any"""
    dimensions: list[tuple[int, Dimension]] = field(factory=list)
    names: list[tuple[int, Dimension | None]] = field(factory=list)
    amounts: list[tuple[int, tuple[int, Member] | None, str]] = field(factory=list)
    """position, the member that the column stands for, unit"""
    skips: list[tuple[int, Skip]] = field(factory=list)
    titles: dict[int, str] = field(factory=dict)

    def title(self, position: int) -> str:
        """The heading of a column, or its letters."""
        return self.titles.get(position) or letters(position)


def said(nodes: Iterable[Node], source: Source, report: Report) -> Said:
    """The statements of a block in one place. B224: one of them stands twice."""
    found = Said()
    for node in nodes:
        twice = False
        if isinstance(node, Sheet):
            twice, found.sheet = found.sheet is not None, node.name
        elif isinstance(node, Heading):
            twice, found.heading = found.heading is not None, node
        elif isinstance(node, Skip):
            found.skips.append(node)
        elif isinstance(node, Subtotals):
            found.subtotals = True
        elif isinstance(node, FileColumns):
            found.columns = [*(found.columns or ()), *node.items]
        if twice:
            report.add("B224", at(source, node), name=source.text[node.start : node.end].split()[0])
    return found


def bind(block: BlockRows, said: Said, place: Word, table: Table) -> Columns | None:
    """The columns of a file; None, and a finding, where its headings are not found."""
    binder = _Binder(block, place, table)
    before = len(block.report.diagnostics)
    if not binder.headings(said):
        return None
    columns = said.columns if said.columns is not None else binder.own_columns()
    for column in columns:
        binder.column(column)
    for skip in said.skips:
        binder.skip(skip)
    if not binder.found.amounts and len(block.report.diagnostics) == before:
        block.report.add("B218", at(block.source, place))
    return binder.found


class _Binder:
    def __init__(self, block: BlockRows, place: Word, table: Table) -> None:
        self.block, self.place, self.table = block, place, table
        self.report, self.profile = block.report, block.reader.profile
        self.found = Columns(table)
        self.positions: dict[str, list[int]] = {}
        """columns by heading, without its blanks"""
        self.row: Row | None = None

    def headings(self, said: Said) -> bool:
        """Finds the row of headings: the one that is named, else the one that holds most of the titles asked for."""
        top = list(islice(self.table.rows(), LOOKED_AT if said.heading is None else int(said.heading.first.text) + 50))
        if said.heading is not None:
            return self._said_rows(said.heading, top)
        if said.columns is not None:
            titles = {_squeezed(column.title.text) for column in said.columns}
            wanted: Callable[[str], bool] = titles.__contains__
        else:
            wanted = self._is_known
        counts = [sum(map(wanted, {_squeezed(cell) for cell in row[3]})) for row in top]
        best = max(counts, default=0)
        if not best:
            self.report.add("B277", at(self.block.source, self.place), path=self.table.source.path)
            return False
        self._headed(top[counts.index(best) : counts.index(best) + 1])
        return True

    def _said_rows(self, heading: Heading, top: list[Row]) -> bool:
        first = int(heading.first.text)
        last = int(heading.last.text) if heading.last else first
        rows = [row for row in top if first <= row[0] <= last]
        if first and not rows:
            self.report.add("B277", at(self.block.source, heading), path=self.table.source.path)
            return False
        self._headed(rows)
        self.found.first = last
        return True

    def _headed(self, rows: Sequence[Row]) -> None:
        """Takes the headings from rows: of several, the lowest cell of a column that says anything."""
        for row in rows:
            self.row, self.found.first = row, row[0]
            self.found.width = max(self.found.width, len(row[3]))
            self.found.titles.update({i: cell.strip() for i, cell in enumerate(row[3]) if cell.strip()})
        for position, title in self.found.titles.items():
            self.positions.setdefault(_squeezed(title), []).append(position)

    def _is_known(self, title: str) -> bool:
        """Whether a heading says by itself what its column holds."""
        lists = (dimension for dimension in self.profile.dimensions if dimension.kind != "catalog")
        words = (*AMOUNT_COLUMN, *NAME_COLUMN)
        return title in words or self.profile.dimension(title) is not None or any(title in d.names for d in lists)

    def own_columns(self) -> list[FileColumn]:
        """The columns whose headings are words of the profile; B275 names the others."""
        words = [(title, position) for title, found in self.positions.items() for position in found]
        known = [title for title, _ in words if self._is_known(title)]
        others = [self.found.title(position) for title, position in words if not self._is_known(title)]
        if others:
            self.report.add("B275", self._heading(), count=len(others), names="、".join(others))
        start, end = self.place.start, self.place.end
        word = [Word(title, start=start, end=end) for title in dict.fromkeys(known)]
        return [FileColumn(title, title, None, start=start, end=end) for title in word]

    def _heading(self) -> Label:
        """The row of headings in the file."""
        row = self.row
        return Label(self.table.source, row[1], row[2]) if row else at(self.block.source, self.place)

    def position(self, title: Word) -> int | None:
        """The column of this heading, else of these letters."""
        found = self.positions.get(_squeezed(title.text), [])
        if len(found) == 1:
            return found[0]
        if found and self.row is not None:
            spans = [self.table.span(self.row, position) for position in found]
            labels = [Label(self.table.source, start, end, "heading_here") for start, end in spans]
            which = "、".join(map(letters, found))
            self.report.add("B263", at(self.block.source, title), *labels, name=title.text, letters=which)
            return None
        named = number_of(title.text)
        if named is not None and (not self.found.width or named < self.found.width):
            return named
        close = nearest(title.text, self.found.titles.values())
        self.report.add(
            "B262", at(self.block.source, title), self._heading(), hint="did_you_mean" if close else "",
            name=title.text, path=self.table.source.path, close="、".join(close),
        )  # fmt: skip
        return None

    def column(self, column: FileColumn) -> None:
        """What one column holds: a dimension, amounts, or names."""
        position = self.position(column.title)
        target, detail = column.target, column.detail
        dimension = self.profile.dimension(target.text)
        if target.text in NAME_COLUMN:
            self._names(position, detail)
        elif dimension is not None:
            if detail is not None:
                self.report.add("B276", at(self.block.source, detail))
            taken = self.block.base[dimension.index] is not None
            if taken or any(other is dimension for _, other in self.found.dimensions):
                self.report.add("B224", at(self.block.source, target), name=dimension.name)
            elif position is not None:
                self.found.dimensions.append((position, dimension))
        else:
            self._amounts(position, target, detail)

    def _names(self, position: int | None, detail: Word | None) -> None:
        dimension = self.profile.dimension(detail.text) if detail is not None else None
        if detail is not None and dimension is None:
            unknown(self.report, "B201", self.block.source, detail, (d.name for d in self.profile.dimensions))
        elif position is not None:
            self.found.names.append((position, dimension))

    def _amounts(self, position: int | None, target: Word, detail: Word | None) -> None:
        before = len(self.report.diagnostics)
        member = self.block.target(target)
        units = self.profile.currency.units
        if detail is not None and detail.text not in units:
            unknown(self.report, "B227", self.block.source, detail, units)
        if position is not None and len(self.report.diagnostics) == before:
            unit = detail.text if detail is not None else self.block.reader.budget.unit
            self.found.amounts.append((position, member, unit))

    def skip(self, skip: Skip) -> None:
        if not skip.by_number:
            position = self.position(skip.words[0])
            if position is not None:
                self.found.skips.append((position, skip))


def skipped(skip: Skip, text: str) -> bool:
    """Whether a cell is one of those whose rows are skipped; `*` in a pattern stands for anything."""
    text = _squeezed(text)
    return any(fnmatchcase(text, _squeezed(pattern.text)) for pattern in skip.words[1:])


def _squeezed(text: str) -> str:
    """A heading without its blanks and line ends."""
    return re.sub(r"\s+", "", text)
