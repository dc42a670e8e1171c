"""The document made ready for the template: sheets, each upright or lying, and what stands on them in order.

Everything that the template needs to know is data here, as JSON has it; the template only sets it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from attrs import define

from budgetlang.backends.grid import Laid, Placed
from budgetlang.backends.pdf.chart import chart
from budgetlang.backends.pdf.columns import FOR_FORMS, FOR_TABLES, columns
from budgetlang.backends.pdf.grids import Grid, form_grids, table_grid
from budgetlang.backends.pdf.page import PORTRAIT, Columns
from budgetlang.backends.pdf.rows import PROSE, heights, indent
from budgetlang.backends.pdf.text import printable, title
from budgetlang.backends.walk import sections
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Cell, Document, Form, Paragraph, Section, Table
from budgetlang.source.width import display_width

SHORT = 8
"""rows up to which tables share a page"""

PART_HEIGHT, LABEL_HEIGHT, TITLE_HEIGHT, LINE_HEIGHT, NOTE_HEIGHT = 54.0, 20.0, 28.0, 20.0, 22.0
"""points that the heading of a part, a label, a line of a title, and the small lines around a table take"""

CONTENTS_HEIGHT = 590.0
"""points for the lines of the contents on their page"""

LISTED = ("part", "section", "table")
"""headings that the contents name"""

_ALIGN = {"number": "n", "header": "h"}
_REMARK = re.compile("（[^（）]{1,14}）$")
_TAG = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")

Node = dict[str, Any]

Style = tuple[bool, str, int, int, bool, int, bool, str, float | None]
"""How a cell is set: whether the alignment of its column says all; its own alignment; columns, rows; whether it stands
out; indentation; whether it must not be broken; the edge it has no line at; the padding, None where it surely takes one
line"""

Styles = dict[Style, int]
"""the styles of a book, with their numbers"""


def view(document: Document) -> Node:
    """What `book.json` holds."""
    tag = _TAG.fullmatch(document.language)
    styles: Styles = {}
    builder = _Builder(words_for(document.language), styles)
    sheets = _sheets(builder.nodes(document))
    return {
        "lang": tag[1].lower() if tag else "zh",
        "region": tag[2].upper() if tag and tag[2] else None,
        "title": title(document.title),
        "subtitle": printable(document.subtitle.strip()),
        "department": printable(document.department.strip()),
        "contents": title(document.contents_title),
        "pitch": round(max(17.5, min(26.0, CONTENTS_HEIGHT / max(1, builder.listed))), 1),
        "styles": list(styles),
        "sheets": sheets,
    }


def _sheets(nodes: Iterator[Node]) -> list[Node]:
    """Neighbours that lie the same way. A heading goes with the table right below it."""
    sheets: list[Node] = []
    waiting: list[Node] = []
    for node in nodes:
        if node["kind"] == "heading" and node["style"] != "inner":
            waiting.append(node)
            continue
        lies = node.get("landscape", False)
        if not sheets or sheets[-1]["landscape"] != lies:
            sheets.append({"landscape": lies, "nodes": []})
            node["break"] = False
        sheets[-1]["nodes"] += [*waiting, node]
        waiting = []
    if waiting:
        sheets.append({"landscape": False, "nodes": waiting})
    return sheets


@define(eq=False, repr=False)
class _Builder:
    """Makes the nodes in reading order; levels of headings never skip one, as PDF/UA wants it."""

    words: dict[str, str]
    styles: Styles
    level: int = 0
    after: str = ""
    """what stands above: `part`, `short` (a short table), or anything else"""
    lies: bool = False
    listed: int = 0
    """lines of the contents"""

    def nodes(self, document: Document) -> Iterator[Node]:
        for section in sections(document):
            yield self.heading(section.level, section.title, "part" if section.level <= 1 else "section")
            self.after = "part" if section.level <= 1 else ""
            yield from self.blocks(section)

    def heading(self, level: int, text: str, style: str, shown: str = "") -> Node:
        self.level = max(1, min(level, self.level + 1))
        self.listed += style in LISTED
        return {
            "kind": "heading",
            "level": self.level,
            "style": style,
            "listed": style in LISTED,
            "text": title(text),
            **_shown(shown or text),
        }

    def blocks(self, section: Section) -> Iterator[Node]:
        below = section.level + 1
        for block in section.blocks:
            match block:
                case Paragraph(style="heading") if block.text.strip():
                    yield self.heading(below, block.text, "inner")
                case Paragraph():
                    yield {"kind": "note" if block.style == "note" else "body", "text": printable(block.text)}
                case Table():
                    yield self.table(block, below)
                    continue
                case Form():
                    yield self.form(block, below)
                case _:
                    yield {"kind": "chart", "title": title(block.title), **chart(block, self.words)}
            self.after = ""

    def table(self, table: Table, level: int) -> Node:
        grid, count = table_grid(table)
        above = _around(table) + (PART_HEIGHT if self.after == "part" else 0)
        head, body = grid.parts
        result = columns(head, [body], count, above, FOR_TABLES) if count else None
        short = len(table.rows) <= SHORT
        lies = bool(result and result.landscape)
        stays = self.after == "part" or (short and self.after == "short" and self.lies == lies)
        self.after, self.lies = "short" if short else "table", lies
        return {
            "kind": "table",
            "landscape": lies,
            "break": not stays,
            "whole": short,
            "heading": self.heading(level, table.title, "table"),
            "label": printable(table.label.strip()),
            "left": printable(table.left.strip()),
            "right": printable(table.right.strip()),
            "grids": [_grid(grid, result, self.styles)] if result else [],
            "notes": [printable(note) for note in table.notes],
        }

    def form(self, form: Form, level: int) -> Node:
        halves, count = form_grids(form)
        parts = [part for half in halves for part in half.parts]
        above = _around(form) + LINE_HEIGHT
        result = columns(Laid([], 0), parts, count, above, FOR_FORMS) if count else None
        return {
            "kind": "form",
            "break": True,
            "landscape": bool(result and result.landscape),
            "heading": self.heading(level, form.name.strip() or form.title, "form", form.title),
            "subtitle": printable(form.subtitle.strip()),
            "grids": [_grid(half, result, self.styles, totals=False) for half in halves] if result else [],
            "notes": [printable(note) for note in form.notes],
        }


def _shown(text: str) -> Node:
    """A title on the page. A remark at the end of a long one is not broken."""
    line = title(text)
    found = _REMARK.search(line) if _lines(text) > 1 else None
    cut = found.start() if found else len(line)
    return {"shown": line[:cut], "remark": line[cut:]}


def _lines(text: str) -> int:
    """Lines that a title takes, set in 18 points."""
    return ceil(display_width(text) * 9 / PORTRAIT[0])


def _around(block: Table | Form) -> float:
    """Points that everything but the grid takes."""
    label = LABEL_HEIGHT if isinstance(block, Table) and block.label.strip() else 0
    return label + _lines(block.title) * TITLE_HEIGHT + LINE_HEIGHT + len(block.notes) * NOTE_HEIGHT


def _grid(grid: Grid, result: Columns, styles: Styles, totals: bool = True) -> Node:
    """A grid for the template; `totals`: rows of level 0 stand out."""
    head, body = grid.parts
    aligns = _aligns(body.cells, len(result.widths))
    edges = {id(cell): "b" for cell in grid.upper} | {id(cell): "t" for cell in grid.lower}
    node: Node = {"widths": result.widths, "size": result.size, "aligns": aligns, "rows": []}
    for part, rows, placed_rows in (("head", grid.head, head), ("body", grid.body, body)):
        known, single = heights(placed_rows, result)
        whole = [part == "head" or all(len(cell.text) < PROSE for cell in row) for row in rows]
        node["rows"] += known
        node[part] = []
        for placed, line in zip(placed_rows.cells, single, strict=True):
            cell, padding = placed.cell, None if line else result.padding
            style = _style(cell, aligns[placed.column], totals, whole[placed.row], edges.get(id(cell), ""), padding)
            plain = not cell.text and style[0]
            node[part].append("" if plain else (printable(cell.text), styles.setdefault(style, len(styles))))
    return node


def _style(cell: Cell, usual: str, totals: bool, together: bool, edge: str, padding: float | None) -> Style:
    align, inward = _ALIGN.get(cell.kind, "t"), indent(cell)
    strong = align == "h" or (totals and cell.level == 0)
    single = cell.colspan == cell.rowspan == 1
    plain = single and align == usual and not edge and padding is None
    whole = plain or (together and cell.rowspan == 1)
    return (plain, align, cell.colspan, cell.rowspan, strong, inward, whole, edge, padding)


def _aligns(cells: Sequence[Placed], count: int) -> str:
    """How most cells of each column are aligned, a letter a column."""
    found = [["t"] for _ in range(count)]
    for placed in cells:
        found[placed.column].append(_ALIGN.get(placed.cell.kind, "t"))
    return "".join(Counter(each).most_common(1)[0][0] for each in found)
