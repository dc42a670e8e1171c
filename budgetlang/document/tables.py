"""Table specifications → printed tables: rows of several panels side by side, headers with spans, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from attrs import define

from budgetlang.check.describe import money
from budgetlang.cube.cube import Cube, Slice
from budgetlang.document.nodes import Cell, Table
from budgetlang.document.origins import Origins
from budgetlang.document.rows import PanelRows, Row, label_of
from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Member
from budgetlang.model.layout import Column, Layout, Panel, TableSpec
from budgetlang.values.rounding import round_half_up
from budgetlang.values.style import NumberStyle, format_fen, format_percent

COMPARING = ("change", "rate")
"""columns that compare two years; all others are sums"""


@define(eq=False, repr=False)
class Words:
    """What the placeholders of titles stand for: `{年度}`, `{部门}` …"""

    values: dict[str, str]

    def fill(self, text: str) -> str:
        """The text with its placeholders filled in."""
        if "{" not in text:
            return text
        for name, value in self.values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def with_unit(self, unit: str) -> Words:
        """The same placeholders, and the unit of a table."""
        return Words({**self.values, "金额单位": unit, "unit": unit})


def words_of(budget: Budget) -> Words:
    """The placeholders for a budget, under their Chinese and English names."""
    year, last = str(budget.year), str(budget.year - 1)
    return Words(
        {
            "年度": year, "year": year, "上年度": last, "prior_year": last,
            "部门": budget.department, "department": budget.department,
            "部门代码": budget.code, "department_code": budget.code,
            "层级": budget.level, "level": budget.level,
        }
    )  # fmt: skip


@define(frozen=True, repr=False)
class _Look:
    """How the amounts of one table are printed: in units of `unit` 分."""

    unit: int
    style: NumberStyle

    def text(self, fen: int) -> str:
        return format_fen(fen, self.unit, self.style)

    def rounded(self, fen: int) -> int:
        """An amount as its printed digits say it."""
        return round_half_up(fen, self.unit // 10**self.style.decimals or 1)


class TableBuilder:
    """Builds the tables of one budget."""

    def __init__(self, cube: Cube, layout: Layout, origins: Origins, captions: tuple[str, str]) -> None:
        self.cube = cube
        self.layout = layout
        self.origins = origins
        self.captions = captions
        self.words = words_of(cube.budget)
        self.comma = cube.budget.profile.words.joint("comma")
        self.style = layout.styles.get("tables", NumberStyle("tables", zero=""))
        self.percent = layout.styles.get("percent", NumberStyle("percent"))
        self.residue = False
        """whether some printed sum differs from the sum of what is printed"""

    def build_all(self) -> list[Table]:
        """All tables in order, with the notes that apply to the whole set."""
        built = [(spec, self.build(spec)) for spec in self.layout.tables]
        for spec, table in built:
            conditions = {"": True, "residue": self.residue, "empty": table.empty}
            table.notes = [self.words.fill(text) for when, text in spec.notes if conditions[when]]
        return [table for _, table in built]

    def build(self, spec: TableSpec) -> Table:
        """One table, without its notes."""
        style = self.layout.styles.get(spec.style, self.style)
        unit = spec.unit or style.unit or self.cube.budget.profile.unit
        look = _Look(self.cube.budget.profile.currency.units[unit], style)
        bodies = [PanelRows(self.cube, panel).segments() for panel in spec.panels]
        for panel, segments in zip(spec.panels, bodies, strict=True):
            rows = [row for part in segments for row in part]
            self.residue = self.residue or self.leaves_residue(panel, rows, look)
        empty = not any(map(self.cube.amount, _said(bodies)))
        lines = [list(self.cells(spec, line, None if empty else look)) for line in _beside(bodies)]
        titles = [titles for panel in spec.panels for titles in self.titles(panel)]
        left, right = (self.words.with_unit(unit).fill(text) for text in self.captions)
        return Table(
            code=spec.code, title=self.words.fill(spec.title), label=spec.label, left=left, right=right,
            header=header(titles), columns=[" / ".join(each) for each in titles], rows=lines,
            column_numbers=spec.column_numbers, empty=empty,
        )  # fmt: skip

    def cells(self, spec: TableSpec, line: Sequence[Row | None], look: _Look | None) -> Iterator[Cell]:
        """One line of a table: a row of each panel, None where a panel has no row at this height."""
        for panel, row in zip(spec.panels, line, strict=True):
            yield from self.line(panel, row, look)

    def titles(self, panel: Panel) -> Iterator[tuple[str, ...]]:
        """The header texts of each column, from the top; the title of the panel first."""
        above = (self.words.fill(panel.title),) if panel.title else ()
        for column in panel.columns:
            yield (*above, *map(self.words.fill, column.titles))

    def line(self, panel: Panel, row: Row | None, look: _Look | None) -> Iterator[Cell]:
        """The cells of one row of one panel."""
        if row is None:
            yield from (Cell() for _ in panel.columns)
            return
        sums = iter(row.cells)
        title = self.words.fill(row.title)
        for column in panel.columns:
            if column.kind == "sum":
                yield self.number(next(sums), row, column, look)
            else:
                yield Cell(self.label(column, row, title), level=row.level)
                title = ""

    def label(self, column: Column, row: Row, title: str) -> str:
        entry = label_of(column, row.bound)
        if entry is None:
            return title
        _, member, name = entry
        if column.level >= 0:
            return _part(member, column)
        return member.code if column.kind == "code" else f"{row.number}{self.words.fill(name)}"

    def number(self, facts: Slice, row: Row, column: Column, look: _Look | None) -> Cell:
        """A sum; without a look, in a table that says nothing, it is left blank."""
        if column.years and self.cube.budget.before is None:
            return Cell("", "number", level=row.level)
        if column.years == "rate" and not facts:
            look = None
        if look is None or not facts:
            return Cell(look.text(0) if look else "", "number", level=row.level)
        if column.years in COMPARING:
            return self.compared(facts, row, column, look)
        rule = self.rule(row, column)
        text = look.text(self.cube.amount(facts))
        origin = self.origins.of_slice(facts, rule)
        return Cell(text, "number", origin=origin, fen=self.cube.sum(facts)[1], level=row.level)

    def compared(self, facts: Slice, row: Row, column: Column, look: _Look) -> Cell:
        """The change against last year, or its rate; with their signs, as all numbers of a table."""
        last = facts & self.cube.last_year
        now, before = self.cube.amount(facts - last), self.cube.amount(last)
        words = self.cube.budget.profile.words
        exact = f"{self.exact(now)} {words.sign('minus')} {self.exact(before)}"
        if column.years == "change":
            origin = self.origins.of_rule(self.rule(row, column), exact, facts)
            return Cell(look.text(now - before), "number", origin=origin, fen=now - before, level=row.level)
        origin = self.origins.of_rule(
            self.rule(row, column), words.sign("over").format(exact, self.exact(before)), facts
        )
        text = format_percent(now - before, abs(before), self.percent) if before else self.percent.no_base
        return Cell(text if now or before else "", "number", origin=origin, level=row.level)

    def exact(self, fen: int) -> str:
        return money(self.cube.budget, fen, exact=True)

    def rule(self, row: Row, column: Column) -> str:
        """What a cell adds up, in the words of the table."""
        title = [self.words.fill(row.title)] if row.title else []
        names = [name for _, _, name in row.bound]
        return self.comma.join([*title, *names, " / ".join(map(self.words.fill, column.titles))])

    def leaves_residue(self, panel: Panel, rows: Sequence[Row], look: _Look) -> bool:
        """Whether a printed figure differs from the sum of the printed figures that it is made of."""
        amounts = [column.years not in COMPARING for column in panel.columns if column.kind == "sum"]
        for index, row in enumerate(rows):
            below = list(_children(rows, index))
            for column, facts in enumerate(row.cells):
                if not amounts[column]:
                    continue
                if self.differs(facts, [child.cells[column] for child in below], look):
                    return True
                if self.differs(facts, _largest(row.cells, facts), look):
                    return True
        return False

    def differs(self, whole: Slice, parts: Sequence[Slice], look: _Look) -> bool:
        """Whether the parts make up the whole exactly, but their printed figures do not."""
        parts = [part for part in parts if part]
        if len(parts) < 2 or sum(map(len, parts)) != len(whole) or frozenset().union(*parts) != whole:
            return False
        printed = sum(look.rounded(self.cube.amount(part)) for part in parts)
        return printed != look.rounded(self.cube.amount(whole))


def _part(member: Member, column: Column) -> str:
    """What a label column with a level shows of a member: its part of the code, or the name above it."""
    if column.level > member.level:
        return ""
    own = member.lineage[column.level]
    if column.kind == "name":
        return own.name
    return own.code.removeprefix(own.parent.code) if own.parent else own.code


def _said(bodies: Iterable[Iterable[Iterable[Row]]]) -> Iterator[Slice]:
    """The cells of a table where facts stand."""
    for segments in bodies:
        yield from (facts for rows in segments for row in rows for facts in row.cells if facts)


def _beside(bodies: Sequence[list[list[Row]]]) -> Iterator[tuple[Row | None, ...]]:
    """The lines of panels that stand side by side: their segments begin at the same height."""
    for segments in zip_longest(*bodies, fillvalue=[]):
        yield from zip_longest(*segments)


def _children(rows: Sequence[Row], index: int) -> Iterator[Row]:
    """The rows one level below a row; those of a total may stand above it."""
    own = rows[index].level
    if own == 0 and index == len(rows) - 1:
        yield from (row for row in rows if row.level == 1)
        return
    for row in rows[index + 1 :]:
        if row.level <= own:
            return
        if row.level == own + 1:
            yield row


def _largest(cells: Iterable[Slice], whole: Slice) -> list[Slice]:
    """Cells of the same row that are true parts of one of them, without those inside another."""
    inside = sorted({cell for cell in cells if cell and cell < whole}, key=len, reverse=True)
    chosen: list[Slice] = []
    for cell in inside:
        if not any(cell & other for other in chosen):
            chosen.append(cell)
    return chosen


def header(titles: Sequence[tuple[str, ...]]) -> list[list[Cell]]:
    """Header rows with spans: equal neighbours under the same title are one cell, short columns reach down."""
    depth = max(map(len, titles), default=0)
    rows: list[list[Cell]] = []
    for level in range(depth):
        row: list[Cell] = []
        for prefix, group in groupby(titles, key=lambda each: each[: level + 1]):
            width = len(list(group))
            if len(prefix) <= level:
                continue
            last = level == len(prefix) - 1
            deeper = any(len(each) > level + 1 and each[: level + 1] == prefix for each in titles)
            if last and not deeper:
                row += [Cell(prefix[level], "header", rowspan=depth - level) for _ in range(width)]
            else:
                row.append(Cell(prefix[level], "header", colspan=width))
        rows.append(row)
    return rows
