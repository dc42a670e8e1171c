"""Tables and forms made ready for the template: the grid, its widths, and what every row holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define
from markupsafe import Markup

from budgetlang.backends.docx.measure import Need, ems, share_out, total
from budgetlang.backends.docx.package import run_content
from budgetlang.backends.grid import place
from budgetlang.document.nodes import Cell, Form, Table

UPRIGHT, ACROSS = 8845, 12756
"""twips of a line: 156 mm, and 225 mm on a page that lies across"""

NORMAL, SMALL = 21, 18
"""type sizes in half points: 五号 and 小五"""

PADDING = 140
"""twips beside the text of a cell, left and right together, with the line"""

ROW = {NORMAL: 325, SMALL: 262}
"""twips of a row of one line"""

AROUND = 1700
"""twips of what stands above and below a table: its titles and a note"""

UNSPLIT = 600
"""characters up to which a row stays on one page"""

SHORT = 4
"""characters up to which a header stays on one line"""

STEP = 0.5
"""ems by which the name of a row stands in, for every level"""


@define
class CellView:
    width: int
    """twips"""
    span: int
    merge: str
    """`restart` and `continue` of a cell over several rows; else empty"""
    style: str
    bold: bool
    indent: int
    content: Markup


@define
class RowView:
    header: bool
    """repeats on every page"""
    whole: bool
    """stays on one page"""
    cells: list[CellView]


@define
class Grid:
    """A table as a grid of columns."""

    landscape: bool
    small: bool
    widths: list[int]
    rows: list[RowView]


@define
class _Area:
    """A cell and what it covers of the grid."""

    cell: Cell
    row: int
    column: int
    columns: int
    rows: int


def table_grid(table: Table, taken: int) -> Grid:
    """The table with its header, and the row of column numbers if it has one.

    `taken` is the height of the headings above it on its page, in twips.
    """
    head = [list(row) for row in table.header]
    count = len(head)
    width = max(len(table.columns), _width(head), _width(table.rows))
    if table.column_numbers:
        head.append([Cell(str(number), "header") for number in range(1, width + 1)])
    rows = [*_closed(head[:count]), *head[count:], *table.rows]
    matrix = _matrix(rows, width)
    tree = any(cell.level > 1 for row in table.rows for cell in row)
    needs = _needs(matrix, len(head) if tree else len(matrix))
    landscape, size = _format(needs, len(matrix), taken)
    widths = share_out(needs, size, PADDING, ACROSS if landscape else UPRIGHT)
    small = size == SMALL
    totals = any(cell.level > 0 for row in table.rows for cell in row)
    bold = {n + len(head) for n, row in enumerate(table.rows) if totals and row and all(c.level == 0 for c in row)}
    return Grid(landscape, small, widths, list(_rows(matrix, widths, len(head), bold, tree)))


def form_grid(form: Form) -> Grid:
    """The form. Its rows do not repeat: no row heads all the others."""
    matrix = _matrix(form.rows, max(form.width, _width(form.rows)))
    needs = _needs(matrix, len(matrix))
    widths = share_out(needs, SMALL, PADDING, UPRIGHT)
    return Grid(False, True, widths, list(_rows(matrix, widths, 0, set(), tree=False)))


def _closed(head: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Header rows whose spans end with the header, for what repeats must be complete."""
    for number, row in enumerate(head):
        left = len(head) - number
        yield [
            cell if cell.rowspan <= left else Cell(cell.text, cell.kind, cell.colspan, left, cell.origin)
            for cell in row
        ]


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max((placed.stop for placed in place(rows)), default=1)


def _matrix(rows: Sequence[Sequence[Cell]], width: int) -> list[list[_Area | None]]:
    """The grid: which cell covers a place. Where two cells claim one place, the first has it, and the second is cut
    off before it or moves to the right; a span ends with the table."""
    matrix: list[list[_Area | None]] = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            line = matrix[number]
            while column < len(line) and line[column] is not None:
                column += 1
            if column == len(line):
                for other in matrix:
                    other.append(None)
            columns = 1
            while columns < cell.colspan and column + columns < len(line) and line[column + columns] is None:
                columns += 1
            area = _Area(cell, number, column, columns, 0)
            _cover(matrix, area)
            column += columns
    return matrix


def _cover(matrix: list[list[_Area | None]], area: _Area) -> None:
    """Enter the area, row by row, as far as it finds room."""
    places = slice(area.column, area.column + area.columns)
    for line in matrix[area.row : area.row + max(1, area.cell.rowspan)]:
        if any(line[places]):
            break
        line[places] = [area] * area.columns
        area.rows += 1


def _needs(matrix: Sequence[Sequence[_Area | None]], tree: int) -> list[Need]:
    """What the columns ask for: by the cells of one column, then by cells over several.

    From row `tree` on, names stand in by their level.
    """
    needs = [Need() for _ in (matrix[0] if matrix else [None])]
    areas = [area for number, line in enumerate(matrix) for area in _begun(line, number)]
    for area in areas:
        if area.columns == 1:
            steps = _steps(area.cell) if area.row >= tree else 0
            needs[area.column].see(area.cell.text, steps * STEP, _lines(area))
    for area in areas:
        if area.columns > 1 and area.cell.kind == "header":
            over = needs[area.column : area.column + area.columns]
            lack = (ems(area.cell.text) / 2 - sum(need.wish for need in over)) / len(over)
            for need in over:
                need.wish += max(0.0, min(lack, need.wish))
    return needs


def _steps(cell: Cell) -> int:
    """How many steps a name stands in. Codes do not: their length shows the level."""
    return min(cell.level - 1, 4) if cell.kind == "text" and cell.level > 1 and not cell.text.isascii() else 0


def _lines(area: _Area) -> int:
    """Lines over which a header may be broken: two if it is long, and one for every row beside it."""
    if area.cell.kind != "header":
        return 1
    return max(area.rows, 2 if len(area.cell.text) > SHORT else 1)


def _begun(line: Sequence[_Area | None], row: int) -> Iterator[_Area]:
    """The areas that begin in a row."""
    return (area for column, area in enumerate(line) if area and area.row == row and area.column == column)


def _format(needs: Sequence[Need], rows: int, taken: int) -> tuple[bool, int]:
    """Whether the table lies across, and its type size: upright if it fits, then in 五号 if it fits.

    小五 is also for what only so stays on one page, below headings of `taken` twips.
    """
    upright, across = ([size for size in ROW if total(needs, size, PADDING) <= line] for line in (UPRIGHT, ACROSS))
    sizes = upright or across or [SMALL]
    height = (ACROSS if upright else UPRIGHT) - AROUND - taken
    one_page = (size for size in sizes if rows * ROW[size] <= height)
    return not upright, next(one_page, sizes[0])


def _rows(
    matrix: Sequence[Sequence[_Area | None]], widths: Sequence[int], head: int, bold: set[int], tree: bool
) -> Iterator[RowView]:
    for number, line in enumerate(matrix):
        cells, column = [], 0
        while column < len(line):
            area = line[column]
            if area is None:
                cells.append(CellView(widths[column], 1, "", "text", False, 0, Markup("")))
                column += 1
                continue
            width = sum(widths[column : column + area.columns])
            cells.append(_cell(area, width, number, number in bold, tree and number >= head))
            column += area.columns
        length = max((len(area.cell.text) for area in line if area), default=0)
        yield RowView(number < head, number < head or length <= UNSPLIT, cells)


def _cell(area: _Area, width: int, row: int, bold: bool, tree: bool) -> CellView:
    cell = area.cell
    merge = "" if area.rows == 1 else "restart" if row == area.row else "continue"
    style = cell.kind if cell.kind in ("number", "header") else "text"
    if merge == "continue":
        return CellView(width, area.columns, merge, style, False, 0, Markup(""))
    indent = int(_steps(cell) * STEP * 10 * SMALL) if tree else 0
    return CellView(width, area.columns, merge, style, bold, indent, run_content(cell.text))
