"""The document made ready for the template: anchors, heading levels, contents, numbers that open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define, field

from budgetlang.backends.charts import SIZES, Drawing, draw
from budgetlang.backends.html.tables import (
    SHORT,
    WIDE,
    Headers,
    RowView,
    body_rows,
    column_groups,
    form_rows,
    header_rows,
    needs_ids,
)
from budgetlang.backends.walk import Names
from budgetlang.document.nodes import Block, Chart, Document, Form, Inline, Number, Paragraph, Section, Table

RESERVED = ("main", "contents", "origin", "origin-title", "data", "words", "search", "status", "title", "top")
"""ids that the page itself uses"""

NAMELESS = "—"
"""stands where a title is blank: a heading or link without words leads nobody"""

LOWEST = 6
"""HTML has six levels of headings"""


@define
class TableView:
    kind: str
    id: str
    title: str
    region: str
    """name of the region that scrolls; no two are the same"""
    level: int
    table: Table
    groups: list[int]
    head: list[RowView]
    numbers: int
    """columns of the row of column numbers; 0 if there is none"""
    body: list[RowView]
    wide: bool
    short: bool
    tree: bool
    """rows have more than one level below the totals"""
    whole: bool
    """rows hang together by spans, so the filter must not hide single ones"""


@define
class FormView:
    kind: str
    id: str
    title: str
    name: str
    """the short title, for the contents"""
    region: str
    level: int
    form: Form
    body: list[RowView]


@define
class ChartView:
    kind: str
    id: str
    title: str
    level: int
    chart: Chart
    drawings: list[Drawing]


@define
class ParagraphView:
    kind: str
    level: int
    style: str
    inlines: list[Inline]


BlockView = TableView | FormView | ChartView | ParagraphView


@define
class SectionView:
    id: str
    title: str
    level: int
    blocks: list[BlockView]
    sections: list[SectionView]

    @property
    def tables(self) -> list[TableView]:
        return [block for block in self.blocks if isinstance(block, TableView)]

    @property
    def forms(self) -> list[FormView]:
        return [block for block in self.blocks if isinstance(block, FormView)]


@define
class PageView:
    document: Document
    sections: list[SectionView]
    counts: dict[str, int] = field(factory=dict)
    """how many tables, charts, forms and traceable numbers the page has"""


def view(document: Document) -> PageView:
    """The whole page."""
    builder = _Builder()
    sections = [builder.section(section) for section in document.sections]
    page = PageView(document, sections, dict.fromkeys(("tables", "charts", "forms", "numbers"), 0))
    for block in _blocks(sections):
        _count(block, page.counts)
    return page


@define
class _Builder:
    """What must be unique in the page: anchors, and the names of regions."""

    names: Names = field(factory=lambda: Names(*RESERVED))
    regions: Counter[str] = field(factory=Counter)

    def section(self, section: Section) -> SectionView:
        anchor = self.names.claim(section.id)
        level = min(section.level + 1, LOWEST)
        blocks = [self.block(block, min(level + 1, LOWEST)) for block in section.blocks]
        return SectionView(
            anchor, _title(section.title), level, blocks, [self.section(child) for child in section.sections]
        )

    def block(self, block: Block, level: int) -> BlockView:
        match block:
            case Table():
                return self.table(block, level)
            case Form():
                return self.form(block, level)
            case Chart():
                anchor = self.names.claim(f"chart-{block.name}")
                return ChartView(
                    "chart", anchor, _title(block.title), level, block, [draw(block, size) for size in SIZES]
                )
            case Paragraph():
                style = block.style if block.text.strip() else "body"
                return ParagraphView("paragraph", level, style, block.inlines)

    def table(self, table: Table, level: int) -> TableView:
        anchor, region = self.names.claim(table.id), self.region(_title(table.title))
        # `:` cannot be in a claimed name, so the ids of header cells meet no other
        headers = Headers(f"{anchor}:" if needs_ids(table) else "")
        head = header_rows(table, headers)
        body = list(body_rows(table, headers))
        width = len(table.columns)
        numbers = width if table.column_numbers else 0
        tree = any(cell.level > 1 for row in table.rows for cell in row)
        whole = any(cell.rowspan > 1 for row in table.rows for cell in row)
        return TableView(
            *("table", anchor, _title(table.title), region, level, table, column_groups(table)),
            *(head, numbers, body, width >= WIDE, len(table.rows) <= SHORT, tree, whole),
        )

    def form(self, form: Form, level: int) -> FormView:
        title = _title(form.title)
        name = form.name.strip() or title
        anchor, region = self.names.claim(form.id), self.region(name)
        return FormView("form", anchor, title, name, region, level, form, list(form_rows(form)))

    def region(self, title: str) -> str:
        self.regions[title] += 1
        count = self.regions[title]
        return title if count == 1 else f"{title} {count}"


def _title(text: str) -> str:
    return text.strip() or NAMELESS


def _blocks(sections: Sequence[SectionView]) -> Iterator[BlockView]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.sections)


def _count(block: BlockView, counts: dict[str, int]) -> None:
    match block:
        case TableView() | FormView():
            counts["tables" if isinstance(block, TableView) else "forms"] += 1
            counts["numbers"] += sum(cell.origin is not None for row in block.body for cell in row.cells)
        case ChartView():
            counts["charts"] += 1
            counts["numbers"] += sum(part.origin is not None for part in block.chart.slices)
        case ParagraphView():
            counts["numbers"] += sum(isinstance(part, Number) and part.origin is not None for part in block.inlines)
