"""Tables and forms made ready for the page: which cell is a header, and of what.

A reader that cannot see the table hears the headers of a cell before the number, so they must be right in tables
with several header rows or with two panels side by side. There every number lists its headers (`headers`); in a
plain table `scope` says the same in fewer characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import define, field
from markupsafe import Markup, escape

from budgetlang.backends.grid import Placed, number_columns, place
from budgetlang.document.nodes import Cell, Form, Table

WIDE = 6
"""columns from which a table is printed across the page"""

SHORT = 8
"""rows up to which a table shares a printed page with others"""

DEEPEST = 4
"""row levels below this look alike"""

Attributes = dict[str, str | int]


@define
class CellView:
    """A cell as an element: its tag, attributes, text, and the origin that it opens."""

    tag: str
    attributes: Attributes
    text: str
    origin: int | None

    @property
    def written(self) -> Markup:
        """The attributes as they stand in the tag."""
        return Markup("".join([f' {name}="{escape(value)}"' for name, value in self.attributes.items()]))


@define
class RowView:
    level: int
    cells: list[CellView]


@define
class Headers:
    """The header cells of a table, by the grid column that they stand over."""

    prefix: str
    """begins the ids of the header cells; empty where `scope` is enough and ids are not needed"""
    over: dict[int, list[str]] = field(factory=dict)
    """column → ids, from the top down"""
    beside: dict[int, tuple[int, str]] = field(factory=dict)
    """column of a row header → the first row that it does not reach, and its id"""

    def left_of(self, column: int, row: int, panel: int) -> list[str]:
        """Ids of the row headers of a cell whose panel begins at column `panel`."""
        return [name for at, (end, name) in sorted(self.beside.items()) if panel <= at < column and end > row]


def header_rows(table: Table, headers: Headers) -> list[RowView]:
    """The rows of `<thead>`; notes in `headers` which cell stands over which column."""
    views: list[RowView] = [RowView(0, []) for _ in table.header]
    for number, placed in enumerate(place(table.header)):
        cell = placed.cell
        if not cell.text.strip():
            views[placed.row].cells.append(CellView("td", _spans(cell), cell.text, cell.origin))
            continue
        attributes = _spans(cell) | {"scope": "colgroup" if cell.colspan > 1 else "col"}
        if placed.row + cell.rowspan >= len(table.header):
            attributes["class"] = "end"
        if headers.prefix:
            name = f"{headers.prefix}h{number}"
            attributes["id"] = name
            for column in placed.columns:
                headers.over.setdefault(column, []).append(name)
        views[placed.row].cells.append(CellView("th", attributes, cell.text, cell.origin))
    return views


def body_rows(table: Table, headers: Headers) -> Iterator[RowView]:
    """The rows of `<tbody>`."""
    numeric = number_columns(table.rows)
    for _, group in _by_row(table.rows):
        panel, cells = 0, []
        for position, placed in enumerate(group):
            is_number = placed.column in numeric
            if not is_number and position and group[position - 1].column in numeric:
                panel = placed.column
            heads = not is_number and bool(placed.cell.text) and _reaches_number(group[position:], numeric)
            cells.append(_body_cell(placed, headers, panel, heads))
        yield RowView(group[0].cell.level if group else 0, cells)


def needs_ids(table: Table) -> bool:
    """Whether `scope` alone would leave a number's headers in doubt."""
    numeric = number_columns(table.rows)
    panels = sum(1 for column in numeric if column + 1 < len(table.columns) and column + 1 not in numeric)
    return len(table.header) > 1 or panels > 0


def column_groups(table: Table) -> list[int]:
    """Widths of the column groups that the first header row makes; `scope=colgroup` refers to them."""
    return [len(placed.columns) for placed in place(table.header[:1])]


def form_rows(form: Form) -> Iterator[RowView]:
    """The rows of a form. A row of headers alone heads the columns below it; other headers head their rows."""
    for _, group in _by_row(form.rows):
        inner = [placed.cell for placed in group if placed.cell.rowspan == 1]
        columns = bool(inner) and all(cell.kind == "header" for cell in inner)
        cells = []
        for placed in group:
            cell = placed.cell
            attributes = _spans(cell) | _classes(cell, form=True)
            if cell.kind == "header" and cell.text.strip():
                scope = "col" if columns and cell.rowspan == 1 else "row"
                cells.append(CellView("th", attributes | {"scope": scope}, cell.text, cell.origin))
            else:
                cells.append(CellView("td", attributes, cell.text, cell.origin))
        yield RowView(0, cells)


def _by_row(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, list[Placed]]]:
    placed = {row: list(group) for row, group in groupby(place(rows), key=lambda p: p.row)}
    return ((row, placed.get(row, [])) for row in range(len(rows)))


def _reaches_number(group: Sequence[Placed], numeric: set[int]) -> bool:
    return any(placed.column in numeric for placed in group)


def _body_cell(placed: Placed, headers: Headers, panel: int, heads: bool) -> CellView:
    cell = placed.cell
    attributes = _spans(cell) | _classes(cell)
    if heads:
        attributes["scope"] = "row"
        if headers.prefix:
            name = f"{headers.prefix}r{placed.row}-{placed.column}"
            attributes["id"] = name
            headers.beside[placed.column] = (placed.row + max(1, cell.rowspan), name)
    elif headers.prefix and cell.text:
        names = headers.over.get(placed.column, []) + headers.left_of(placed.column, placed.row, panel)
        if names:
            attributes["headers"] = " ".join(names)
    return CellView("th" if heads else "td", attributes, cell.text, cell.origin)


def _spans(cell: Cell) -> Attributes:
    spans: Attributes = {}
    if cell.colspan > 1:
        spans["colspan"] = cell.colspan
    if cell.rowspan > 1:
        spans["rowspan"] = cell.rowspan
    return spans


def _classes(cell: Cell, form: bool = False) -> Attributes:
    names = ["num"] if cell.kind == "number" else []
    if not form:
        names.append(f"l{max(0, min(cell.level, DEEPEST))}")
    return {"class": " ".join(names)} if names else {}
