"""Tables and forms as whole grids: every place taken once, no span that leaves the grid, a row of headers on top.

In a tagged PDF a cell is a header only if it stands in the header rows, and those are repeated on every page. So a
form is cut in two where its second block of headers begins: each half then has header rows of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from attrs import define, evolve, field

from budgetlang.backends.grid import Laid, Placed, laid, place
from budgetlang.document.nodes import Cell, Form, Table

MOST_HEADERS = 4
"""rows of headers that are repeated"""

Row = list[Cell]


@define(eq=False, repr=False)
class Grid:
    """Rows of cells that fill a rectangle."""

    head: list[Row]
    body: list[Row]
    upper: list[Cell] = field(factory=list)
    """cells of the header rows that go on in the body"""
    lower: list[Cell] = field(factory=list)
    """what goes on there"""

    @cached_property
    def parts(self) -> tuple[Laid, Laid]:
        """The header rows and the body, each placed."""
        return laid(self.head), laid(self.body)


def table_grid(table: Table) -> tuple[Grid, int]:
    """A table, and the number of its columns. Where it has no header the names of its columns are one."""
    header = [row for row in table.header if row] or [[Cell(text, "header") for text in table.columns]]
    if not header[0]:
        header = []
    above, rows = list(place(header)), list(place(table.rows))
    width = max(_width(above), _width(rows), len(table.columns) if header else 0)
    head = whole(above, len(header), width)
    if table.column_numbers and head:
        head.append([Cell(str(number), "header") for number in range(1, width + 1)])
    if not head and table.rows:
        head = [[Cell("", "header", width)]]
    return Grid(head, whole(rows, len(table.rows), width)), width


def form_grids(form: Form) -> tuple[list[Grid], int]:
    """The halves of a form, and the number of its columns."""
    placed = list(place(form.rows))
    width = _width(placed)
    rows = whole(placed, len(form.rows), width)
    cut = _cut(rows)
    halves = [half for half in (rows[:cut], rows[cut:]) if half]
    return [_headed(half, width) for half in halves], width


def whole(placed: Sequence[Placed], count: int, width: int) -> list[Row]:
    """The `count` rows that were placed, with spans cut at the edges and empty cells where nothing stands."""
    rows: list[dict[int, Cell]] = [{} for _ in range(count)]
    for item in placed:
        rows[item.row][item.column] = item.cell
    reach = [0] * width
    """the first row below what stands in a column so far"""
    for number, row in enumerate(rows):
        for column, cell in row.items():
            if cell.colspan > 1 or cell.rowspan > 1:
                cell = row[column] = _clipped(cell, reach[column + 1 :], number, count)
            below = number + cell.rowspan
            for covered in range(column, column + cell.colspan):
                reach[covered] = below
        row.update((column, Cell()) for column, below in enumerate(reach) if below <= number)
    return [[row[column] for column in sorted(row)] for row in rows]


def _width(placed: Sequence[Placed]) -> int:
    return max([item.stop for item in placed], default=0)


def _clipped(cell: Cell, beside: Sequence[int], row: int, count: int) -> Cell:
    """The cell of a row with no more columns than are free beside it, and no more rows than there are."""
    columns = 1
    while columns < cell.colspan and beside[columns - 1] <= row:
        columns += 1
    span = max(1, min(cell.rowspan, count - row))
    if (columns, span) == (cell.colspan, cell.rowspan):
        return cell
    return evolve(cell, colspan=columns, rowspan=span)


def _cut(rows: list[Row]) -> int:
    """The last row of headers alone that no span crosses and that heads at least two rows; 0 if there is none."""
    reach, cut = 0, 0
    for number, row in enumerate(rows):
        if number and reach <= number and number < len(rows) - 2 and all(cell.kind == "header" for cell in row):
            cut = number
        reach = max([reach, *(number + cell.rowspan for cell in row)])
    return cut


def _headed(rows: list[Row], width: int) -> Grid:
    """The first rows as header rows: all that begin with headers alone, at least one.

    A cell that reaches on into the body is cut there: its text stays with the header, so every page shows it.
    """
    count = 1
    while count < min(MOST_HEADERS, len(rows) - 1) and all(cell.kind == "header" for cell in rows[count] + rows[0]):
        count += 1
    head: list[Row] = [[] for _ in range(count)]
    rest: dict[int, Cell] = {}
    upper: list[Cell] = []
    for placed in place(rows[:count]):
        cell = placed.cell
        over = placed.row + cell.rowspan - count
        if over > 0:
            rest[placed.column] = evolve(cell, text="", rowspan=over, origin=None)
            cell = evolve(cell, rowspan=cell.rowspan - over)
            upper.append(cell)
        head[placed.row].append(cell)
    body = rows[count:]
    if body and rest:
        body = [_with(body[0], rest, width), *body[1:]]
    return Grid(head, body, upper, list(rest.values()))


def _with(row: Row, rest: dict[int, Cell], width: int) -> Row:
    """A row whose free places were taken by cells from above, with those cells in their places."""
    result: Row = []
    own = iter(row)
    column = 0
    while column < width:
        cell = rest.get(column) or next(own, None)
        if cell is None:
            break
        result.append(cell)
        column += cell.colspan
    return result
