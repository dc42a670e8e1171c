"""The document made ready for the template: anchors, heading levels, contents, numbers that open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field

from budgetlang.backends.html.charts import SIZES, Drawing, draw
from budgetlang.backends.html.tables import WIDE, Headers, RowView, body_rows, column_groups, form_rows, header_rows
from budgetlang.backends.html.tables import needs_ids as table_needs_ids
from budgetlang.backends.walk import Names
from budgetlang.document.nodes import Block, Chart, Document, Form, Inline, Number, Paragraph, Section, Table

RESERVED = ("main", "contents", "origin", "origin-title", "data", "words", "search", "status", "top")
"""ids that the page itself uses"""

LOWEST = 6
"""HTML has six levels of headings"""


@define
class TableView:
    kind: str
    id: str
    title: str
    level: int
    table: Table
    groups: list[int]
    head: list[RowView]
    numbers: int
    """columns of the row of column numbers; 0 if there is none"""
    body: list[RowView]
    wide: bool
    whole: bool
    """rows hang together by spans, so the filter must not hide single ones"""


@define
class FormView:
    kind: str
    id: str
    title: str
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
    names = Names(*RESERVED)
    sections = [_section(section, names) for section in document.sections]
    page = PageView(document, sections, dict.fromkeys(("tables", "charts", "forms", "numbers"), 0))
    for block in _blocks(sections):
        _count(block, page.counts)
    return page


def _section(section: Section, names: Names) -> SectionView:
    anchor = names.claim(section.id)
    level = min(section.level + 1, LOWEST)
    blocks = [_block(block, min(level + 1, LOWEST), names) for block in section.blocks]
    return SectionView(anchor, section.title, level, blocks, [_section(child, names) for child in section.sections])


def _block(block: Block, level: int, names: Names) -> BlockView:
    match block:
        case Table():
            return _table(block, level, names.claim(block.id))
        case Form():
            return FormView("form", names.claim(block.id), block.title, level, block, list(form_rows(block)))
        case Chart():
            drawings = [draw(block, size) for size in SIZES]
            return ChartView("chart", names.claim(f"chart-{block.name}"), block.title, level, block, drawings)
        case Paragraph():
            return ParagraphView("paragraph", level, block.style, block.inlines)


def _table(table: Table, level: int, anchor: str) -> TableView:
    # `:` cannot be in a claimed name, so the ids of header cells meet no other
    headers = Headers(f"{anchor}:" if table_needs_ids(table) else "")
    head = header_rows(table, headers)
    body = list(body_rows(table, headers))
    width = len(table.columns)
    spans = any(cell.rowspan > 1 for row in table.rows for cell in row)
    numbers = width if table.column_numbers else 0
    return TableView(
        "table", anchor, table.title, level, table, column_groups(table), head, numbers, body, width >= WIDE, spans
    )


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
