"""Tables and forms made ready for the template: the grid, its widths, and what every row holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from attrs import define
from markupsafe import Markup

from budgetlang.backends.docx.measure import Need, ems, least, lines_of, share_out, total
from budgetlang.backends.docx.package import run_content
from budgetlang.backends.grid import place
from budgetlang.document.nodes import Cell, Form, Table

UPRIGHT, ACROSS = 8845, 12756
"""twips of a line: 156 mm, and 225 mm on a page that lies across"""

PAGE = {UPRIGHT: ACROSS, ACROSS: UPRIGHT}
"""twips from the top to the foot of a page with lines so long"""

NORMAL, SMALL, TINY, LEAST = 21, 18, 16, 12
"""type sizes in half points: 五号, 小五, what saves a form its second page, and what leaves long amounts whole"""

PADDING = 140
"""twips beside the text of a cell, left and right together, with the line"""

PITCH = {NORMAL: 280, SMALL: 230, TINY: 196, LEAST: 150}
"""twips of a line, as the style sheet has it"""

BETWEEN = 45
"""twips of a row beside its lines: what its cells leave free above and below, and the line"""

EM, TITLE, LABEL, LINE, NOTE = 320, 600, 340, 360, 380
"""twips of a character of a title, of its lines, of the label above it, of the line below it, and of a note"""

SPARE = 150
"""twips that a page is not counted on for: programs differ a little"""

UNSPLIT = 600
"""characters up to which a row stays on one page"""

SHORT = 4
"""ems up to which a header stays on one line"""

FEW = 8
"""rows up to which a table stays on one page, and shares it"""

TOGETHER = 3
"""rows at the end of a table that stay together, so that no total stands alone on a page"""

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
    open: str = ""
    """the edge, `top` or `bottom`, where a cell goes on and has no line"""


@define
class RowView:
    header: bool
    """repeats on every page"""
    whole: bool
    """stays on one page"""
    cells: list[CellView]
    keep: bool = False
    """stays on the page of the next row"""


@define
class Grid:
    """A table as a grid of columns."""

    landscape: bool
    size: int
    """of the type, in half points"""
    widths: list[int]
    rows: list[RowView]
    short: bool = False
    """stays on one page, with others as short"""


@define
class _Area:
    """A cell and what it covers of the grid."""

    cell: Cell
    row: int
    column: int
    columns: int
    rows: int
    open: str = ""


_Matrix = Sequence[Sequence[_Area | None]]
"""which cell covers a place"""


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
    landscape, size, widths = _format(matrix, needs, taken + _around(table))
    totals = any(cell.level > 0 for row in table.rows for cell in row)
    bold = {n + len(head) for n, row in enumerate(table.rows) if totals and row and all(c.level == 0 for c in row)}
    made = list(_rows(matrix, widths, len(head), bold, tree))
    short = len(table.rows) <= FEW
    _keep(made, len(head), short, bool(table.notes))
    return Grid(landscape, size, widths, made, short)


def form_grids(form: Form, taken: int) -> list[Grid]:
    """The form, in the larger type that keeps it on one page, below headings of `taken` twips.

    Where none does it is cut above its last rows of headers, so that these repeat on every page: a program repeats
    only rows that a table begins with.
    """
    matrix = _matrix(form.rows, max(form.width, _width(form.rows)))
    needs = _needs(matrix, len(matrix))
    room = PAGE[UPRIGHT] - _around(form) - taken
    for size in (SMALL, TINY):
        widths = share_out(needs, size, PADDING, UPRIGHT)
        if sum(_heights(matrix, widths, size)) <= room:
            return [Grid(False, size, widths, list(_rows(matrix, widths, 0, set(), tree=False)))]
    widths = share_out(needs, SMALL, PADDING, UPRIGHT)
    grids = []
    for part, head in _halves(matrix):
        rows = list(_rows(part, widths, head, set(), tree=False))
        _keep(rows, head, False, False)
        grids.append(Grid(False, SMALL, widths, rows))
    return grids


def _around(block: Table | Form) -> int:
    """Twips of what stands above and below the grid."""
    label = LABEL if isinstance(block, Table) and block.label else 0
    line = LINE if isinstance(block, Form) or block.left or block.right else 0
    return TITLE * ceil(ems(block.title) * EM / UPRIGHT) + label + line + NOTE * len(block.notes) + SPARE


def _keep(rows: list[RowView], head: int, short: bool, noted: bool) -> None:
    """Mark the rows that must not part from the next: headers, the last ones, all of a short table."""
    first = 0 if short else len(rows) - TOGETHER
    for number, row in enumerate(rows):
        last = number == len(rows) - 1
        row.keep = row.whole and (number < head or number >= first) and (noted or not last)


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


def _halves(matrix: _Matrix) -> list[tuple[_Matrix, int]]:
    """A grid cut above the last row of headers that no cell reaches across, and how many rows head each part."""
    cut = _cut(matrix)
    if not cut:
        return [(matrix, 0)]
    head = 1
    while all(area.cell.kind == "header" for area in _begun(matrix[cut + head], cut + head)):
        head += 1
    return [(matrix[:cut], 0), (_lower(matrix, cut, head), head)]


def _cut(matrix: _Matrix) -> int:
    """The last row that only headers begin in, into which nothing reaches and below which others follow; else 0."""
    reach, cut = 0, 0
    for number, line in enumerate(matrix):
        begun = list(_begun(line, number))
        heads = bool(begun) and all(area.cell.kind == "header" for area in begun)
        if number and heads and reach <= number and _ends(matrix, number):
            cut = number
        reach = max([reach, *(area.row + area.rows for area in begun)])
    return cut


def _ends(matrix: _Matrix, row: int) -> bool:
    """Whether the headers that begin in a row end before the grid does."""
    return any(
        area.cell.kind != "header" for number in range(row + 1, len(matrix)) for area in _begun(matrix[number], number)
    )


def _lower(matrix: _Matrix, cut: int, head: int) -> _Matrix:
    """The rows from `cut` on, of which `head` repeat. A cell that reaches out of these is cut below them: its text
    repeats with them."""
    made: dict[tuple[int, bool], _Area] = {}

    def piece(area: _Area, row: int) -> _Area:
        top, end = area.row - cut, area.row - cut + area.rows
        crosses = top < head < end
        rest = crosses and row >= head
        if (id(area), rest) not in made:
            cell = Cell("", area.cell.kind) if rest else area.cell
            first, after = (head, end) if rest else (top, head if crosses else end)
            edge = "top" if rest else "bottom" if crosses else ""
            made[id(area), rest] = _Area(cell, first, area.column, area.columns, after - first, edge)
        return made[id(area), rest]

    return [[area and piece(area, row) for area in line] for row, line in enumerate(matrix[cut:])]


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


def _needs(matrix: _Matrix, tree: int) -> list[Need]:
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
    """Lines over which a header may be broken if it is long: two, and one for every row beside it."""
    if area.cell.kind != "header" or ems(area.cell.text) <= SHORT:
        return 1
    return max(area.rows, 2)


def _begun(line: Sequence[_Area | None], row: int) -> Iterator[_Area]:
    """The areas that begin in a row."""
    return (area for column, area in enumerate(line) if area and area.row == row and area.column == column)


def _format(matrix: _Matrix, needs: Sequence[Need], around: int) -> tuple[bool, int, list[int]]:
    """Whether the table lies across, its type size and the widths of its columns: upright if it fits, then in 五号 if
    it fits.

    小五 is also for what only so stays on one page, beside the `around` twips above and below it. What fits nowhere has
    names of several lines, in the largest type in which no number is broken.
    """
    sizes = (NORMAL, SMALL)
    upright, across = ([size for size in sizes if total(needs, size, PADDING) <= line] for line in (UPRIGHT, ACROSS))
    line = UPRIGHT if upright else ACROSS
    whole = (size for size in (SMALL, TINY) if least(needs, size, PADDING) <= ACROSS)
    made = [(size, share_out(needs, size, PADDING, line)) for size in upright or across or [next(whole, LEAST)]]
    room = PAGE[line] - around
    size, widths = next((each for each in made if sum(_heights(matrix, each[1], each[0])) <= room), made[0])
    return not upright, size, widths


def _heights(matrix: _Matrix, widths: Sequence[int], size: int) -> list[int]:
    """Twips of the rows; what a cell over several rows needs beyond them goes to the last."""
    found = [PITCH[size] + BETWEEN for _ in matrix]
    spanning = []
    for number, line in enumerate(matrix):
        for area in _begun(line, number):
            if area.rows > 1:
                spanning.append(area)
            else:
                found[number] = max(found[number], _need(area, widths, size))
    for area in spanning:
        last = area.row + area.rows
        found[last - 1] += max(0, _need(area, widths, size) - sum(found[area.row : last]))
    return found


def _need(area: _Area, widths: Sequence[int], size: int) -> int:
    room = sum(widths[area.column : area.column + area.columns]) - PADDING - _steps(area.cell) * STEP * 10 * size
    return lines_of(area.cell.text, room / size / 10) * PITCH[size] + BETWEEN


def _rows(matrix: _Matrix, widths: Sequence[int], head: int, bold: set[int], tree: bool) -> Iterator[RowView]:
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
        return CellView(width, area.columns, merge, style, False, 0, Markup(""), area.open)
    indent = int(_steps(cell) * STEP * 10 * SMALL) if tree else 0
    return CellView(width, area.columns, merge, style, bold, indent, run_content(cell.text), area.open)
