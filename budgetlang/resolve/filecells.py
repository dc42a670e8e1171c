"""What the cells of a file mean: each different text of a column is looked up once; what repeats is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.dimension import Dimension, Member
from budgetlang.resolve.codes import find_member
from budgetlang.resolve.context import Report
from budgetlang.resolve.filecolumns import Columns
from budgetlang.sheets.cells import code_and_name, plain, whole
from budgetlang.sheets.table import Row, Sheet
from budgetlang.syntax.ast.base import Word

NONE = ("", "-")


class Repeats:
    """Findings that a file may make a hundred thousand times: the first few are reported, the others counted."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.begin = len(report.diagnostics)
        self.more: dict[object, int] = {}
        """how many findings of a kind were not reported; below 0 as many as still are"""
        self.last: dict[object, int] = {}

    def first(self, kind: object, most: int = 1) -> bool:
        """Whether a finding of this kind is to be reported now; else it is counted."""
        more = self.more[kind] = self.more.get(kind, -most) + 1
        if more <= 0:
            self.last[kind] = len(self.report.diagnostics)
        return more <= 0

    def finish(self) -> None:
        """Says at the last finding of each kind in how many more rows it is found."""
        found = self.report.diagnostics
        for kind, index in self.last.items():
            more = self.more[kind]
            if more > 0 and index < len(found):
                first, *others = found[index].labels
                label = Label(first.source, first.start, first.end, "more_rows", {"count": more})
                found[index] = evolve(found[index], labels=(label, *others))
        for index in range(self.begin, len(found)):
            if found[index].edits and isinstance(found[index].edits[0].source, Sheet):
                found[index] = evolve(found[index], edits=())  # nobody edits a workbook by offsets


class Reading(NamedTuple):
    """What a cell says: a member, nothing (`text` is empty), or something that is none.

    `name` stands in the cell behind the code; `text` is the cell as it is meant.
    """

    member: Member | None
    text: str
    name: str = ""


class CodeReader:
    """Reads the cells of the columns that hold dimensions."""

    def __init__(self, columns: Columns, report: Report, repeats: Repeats) -> None:
        self.columns, self.report, self.repeats = columns, report, repeats
        self.readings: list[dict[str, Reading]] = [{} for _ in columns.dimensions]
        self.mended: list[dict[str, tuple[str, Row]]] = [{} for _ in columns.dimensions]

    def read(self, index: int, text: str, row: Row) -> Reading:
        """What a cell of the dimension with this index says."""
        known = self.readings[index]
        found = known.get(text)
        if found is None:
            found = known[text] = self._read(index, text, row)
        return found

    def _read(self, index: int, text: str, row: Row) -> Reading:
        dimension = self.columns.dimensions[index][1]
        bare = text.strip()
        if bare in NONE:
            return Reading(None, "")
        for candidate in dict.fromkeys((bare, plain(bare))):
            member = dimension.find(candidate)
            if member is not None:
                return Reading(member, candidate)
        bare = plain(bare)
        if bare in NONE:
            return Reading(None, "")
        number = whole(bare)
        if number:
            member = dimension.get(number) or _with_zeros(dimension, number)
            if member is not None:
                self.mended[index][text] = (member.code, row)
                return Reading(member, member.code)
        parts = code_and_name(text.strip()) or code_and_name(bare)
        member = dimension.find(parts[0]) if parts else None
        if parts and member is not None:
            return Reading(member, *parts)
        return Reading(None, bare)

    def report_wrong(self, index: int, reading: Reading, row: Row) -> object:
        """Says what is wrong with a cell, once for each different text; gives the kind of the finding."""
        position, dimension = self.columns.dimensions[index]
        kind = (index, reading.text)
        if self.repeats.first(kind):
            table = self.columns.table
            start, end = table.span(row, position)
            if whole(reading.text) == "":
                self.report.add("B273", Label(table.source, start, end), text=reading.text)
            else:
                find_member(dimension, Word(reading.text, start=start, end=end), table.source, self.report)
        return kind

    def notes(self) -> Iterator[Diagnostic]:
        """B270: cells of a column that a spreadsheet turned into numbers."""
        for (position, _), mended in zip(self.columns.dimensions, self.mended, strict=True):
            for text, (code, row) in list(mended.items())[:1]:
                label = Label(self.columns.table.source, *self.columns.table.span(row, position))
                title = self.columns.title(position)
                args = {"column": title, "text": text.strip(), "code": code, "count": len(mended)}
                yield Diagnostic("B270", (label,), args)


def _with_zeros(dimension: Dimension, number: str) -> Member | None:
    """The one member whose code is this number with zeros in front, as `01` of a unit is for 1."""
    if dimension.kind == "catalog":
        return None
    bare = number.lstrip("0")
    found = [member for member in dimension if member.code.isdecimal() and member.code.lstrip("0") == bare]
    return found[0] if len(found) == 1 else None
