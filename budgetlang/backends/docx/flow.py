"""What stands on which pages: the document as a run of sections of one page orientation each.

A wide table lies across, on pages of its own, and takes the headings right above it along. Tables follow each other
on new pages, and every form has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field
from markupsafe import Markup

from budgetlang.backends.docx.charts import ChartPart
from budgetlang.backends.docx.measure import ems
from budgetlang.backends.docx.package import one_line, run_content
from budgetlang.backends.docx.tables import EM, UPRIGHT, Grid, form_grids, table_grid
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Block, Chart, Document, Form, Paragraph, Section, Table

LOWEST = 6
"""levels of headings that the style sheet has"""

LISTED = 2
"""levels that the contents list"""

NAMELESS = "—"
"""stands where a title is blank: an entry without words leads nobody"""

_PART, _HEADING = 940, 580
"""twips of a heading of level 1, and of a lower one"""

_ABOVE_EM, _PART_EM, _COVER_EM = 210, 440, 720
"""twips of a character of the line above a table, of a heading of level 1, and of the title on the cover"""

_SPARE = 1.1
"""times its length that a title is thought to take: fonts that stand in for others are a little wider"""

_FORM_LEVEL = 3
"""level of the title of a form: deep enough to stay out of the contents"""


@define
class Entry:
    """A line of the contents."""

    level: int
    text: str
    bookmark: str


@define
class Item:
    """A block on the page: `heading`, `paragraph`, `table`, `form` or `chart`."""

    kind: str
    level: int = 0
    """of a heading or title, from 1; 0 for what is neither"""
    content: Markup = field(factory=Markup)
    bookmark: str = ""
    number: int = 0
    """of the bookmark"""
    new_page: bool = False
    below: bool = False
    """whether it is a table right below another on its page"""
    indent: int = 0
    """twips at both sides of a title of several lines, so that they are about equally long"""
    style: str = ""
    table: Table | None = None
    form: Form | None = None
    chart: ChartPart | None = None
    grids: list[Grid] = field(factory=list)

    @property
    def width(self) -> int:
        """Twips of its grid; 0 where it has none."""
        return sum(self.grids[0].widths) if self.grids else 0

    @property
    def crowded(self) -> bool:
        """Whether what stands left and right above its grid needs two lines."""
        table = self.table
        return table is not None and (ems(table.left) + ems(table.right) + 2) * _ABOVE_EM > self.width

    @property
    def landscape(self) -> bool:
        return bool(self.grids and self.grids[0].landscape)

    @property
    def short(self) -> bool:
        """Whether it is a table that shares its page with others as short."""
        return self.kind == "table" and all(grid.short for grid in self.grids)


@define
class Pages:
    """Pages of one orientation."""

    landscape: bool
    items: list[Item] = field(factory=list)


@define
class Flow:
    """The body of the book."""

    pages: list[Pages] = field(factory=list)
    entries: list[Entry] = field(factory=list)
    charts: list[ChartPart] = field(factory=list)


def flow(document: Document) -> Flow:
    """The whole body, in reading order."""
    result = Flow()
    builder = _Builder(result, words_for(document.language))
    waiting: list[Item] = []
    before = Item("")
    for item in builder.items(document.sections):
        waiting.append(item)
        if item.kind != "heading":
            _settle(result.pages, waiting, before)
            before, waiting = item, []
    if waiting:
        _settle(result.pages, waiting, before)
    if not result.pages:
        result.pages.append(Pages(False))
    return result


def _settle(pages: list[Pages], items: list[Item], before: Item) -> None:
    """Put a block with the headings above it on a page, below the block `before`."""
    block = items[-1]
    landscape = block.landscape
    if block.kind == "heading" and pages:
        landscape = pages[-1].landscape
    if not pages or pages[-1].landscape != landscape:
        pages.append(Pages(landscape))
    elif "form" in (before.kind, block.kind):
        items[0].new_page = True
    elif before.kind == block.kind == "table":
        items[0].new_page = not (before.short and block.short)
        block.below = not items[0].new_page and len(items) == 1
    for item in items:
        if item.kind == "heading" and item.level == 1 and pages[-1].items:
            item.new_page = True
        pages[-1].items.append(item)


@define
class _Builder:
    """Makes the items; numbers the bookmarks and the charts."""

    flow: Flow
    words: dict[str, str]
    bookmarks: int = 0
    taken: int = 0
    """twips of the headings since the last block"""

    def items(self, sections: Sequence[Section]) -> Iterator[Item]:
        for section in sections:
            yield self.heading(section.title, section.level)
            for block in section.blocks:
                item = self.block(block, section.level + 1)
                if item.kind != "heading":
                    self.taken = 0
                yield item
            yield from self.items(section.sections)

    def block(self, block: Block, level: int) -> Item:
        match block:
            case Paragraph(style="heading") if block.text.strip():
                return self.heading(block.text, max(level, LISTED + 1))
            case Paragraph():
                style = "note" if block.style == "note" else "body"
                return Item("paragraph", content=run_content(block.text), style=style)
            case Table():
                grids = [table_grid(block, self.taken)]
                return self.titled(Item("table", table=block, grids=grids), block.title, level)
            case Form():
                grids = form_grids(block, self.taken)
                return self.titled(Item("form", form=block, grids=grids), self.form_title(block), _FORM_LEVEL)
            case Chart():
                part = ChartPart.of(block, len(self.flow.charts) + 1)
                if part.drawn:
                    self.flow.charts.append(part)
                return Item("chart", chart=part, content=run_content(block.title))

    def form_title(self, form: Form) -> str:
        """The title with what tells the form from the others: so the reader finds it in the list of headings."""
        if not form.name.strip() or form.name == form.title:
            return form.title
        return self.words["named_form"].format(title=form.title, name=form.name)

    def heading(self, title: str, level: int) -> Item:
        self.taken += _HEADING if level > 1 else _PART
        return self.titled(Item("heading"), title, level)

    def titled(self, item: Item, title: str, level: int) -> Item:
        """Give the item its title, and the contents the entry that leads to it."""
        self.bookmarks += 1
        item.number = self.bookmarks
        item.bookmark = f"_Toc{self.bookmarks:09}"
        item.level = max(1, min(level, LOWEST))
        text = title.strip() or NAMELESS
        if item.grids:
            item.indent = _balance(text, item.width, EM)
        elif level == 1:
            item.indent = _balance(text, UPRIGHT, _PART_EM)
        item.content = run_content(text)
        if item.level <= LISTED:
            self.flow.entries.append(Entry(item.level, one_line(text), item.bookmark))
        return item


def cover_indent(title: str) -> int:
    """Twips to leave free at both sides of the title on the cover."""
    return _balance(title, UPRIGHT, _COVER_EM)


def _balance(title: str, width: int, em: int) -> int:
    """Twips to leave free at both sides of a title of characters so large, on a line so wide, so that its lines are
    about equal."""
    length = int(ems(title) * em * _SPARE)
    lines = -(-length // width)
    return max(0, (width - length // lines - 2 * em) // 2) if 1 < lines <= 3 else 0
