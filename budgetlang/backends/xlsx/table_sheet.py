"""A table of the book on a sheet of its own.

To the right of the table, outside the print area, stand the sums that rounding broke: what the parts add up to and
how far the published figure is from it.
"""

from __future__ import annotations

from attrs import define
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetlang.backends.xlsx.amounts import Figure, figure, groups, unit_of
from budgetlang.backends.xlsx.context import ACROSS, HEIGHT, HEIGHT_ACROSS, Context
from budgetlang.backends.xlsx.grid_sheet import Body, set_heights, total, write_body, write_rectangle
from budgetlang.backends.xlsx.layout import (
    PAGE,
    SIZE,
    TALLEST,
    Rows,
    Tile,
    column_widths,
    header_paths,
    height_of,
    lines,
    plain,
    row_heights,
    stack,
    stretched,
    tiles,
)
from budgetlang.backends.xlsx.styles import CHECK, HEAD, NOTE, PLAIN, RIGHT, TITLE, Look
from budgetlang.backends.xlsx.sums import Place, Plan, panels, plan, table_sums
from budgetlang.document.nodes import Cell, Table

NARROWEST, WIDEST = 9.0, 42.0
SQUEEZED = 1.15
"""an upright page takes a table that is wider by this, and any page one that is longer by this, made smaller"""

ROWS = ((20.0, 5), (18.0, 4), (16.0, 2))
"""Points of a row, and beside its lines: the first with which the table stays on its page, if any does"""

HEAD_ROW, LINE = 24.0, 15
"""points of a row of headers, and of a row of the sheet that is as high as its letters"""


@define
class _Grid:
    """The parts of a table, measured."""

    table: Table
    head: list[Tile]
    body: list[Tile]
    count: int
    widths: list[float]
    landscape: bool


def write_table(context: Context, sheet: Worksheet, table: Table) -> None:
    """The whole sheet."""
    grid = _measure(table)
    context.page(sheet, grid.landscape)
    for column, each in enumerate(grid.widths):
        sheet.set_column(column, column, each)
    context.back(sheet)
    first = _caption(context, sheet, grid)
    top = _head(context, sheet, grid, first)
    heights, pages = _heights(grid)
    rows = stack(heights, top)
    set_heights(sheet, rows)
    figures, unit = _figures(context, grid)
    made = _plan(context, grid, figures)
    body = Body(grid.body, figures, made.formulas)
    write_body(sheet, body, rows, context.styles, _looks(grid))
    right = _checks(context, sheet, grid, rows, figures, unit, made)
    context.aside(sheet, (0, 0, 0, 0), (0, grid.count, rows.first[-1], right))
    last = _notes(context, sheet, grid, rows.first[-1])
    sheet.print_area(1, 0, max(last - 1, 1), grid.count - 1)
    sheet.repeat_rows(first, top - 1)
    sheet.fit_to_pages(1, pages)
    labels = min((tile.column for tile in grid.body if tile.cell.kind == "number"), default=0)
    sheet.freeze_panes(top, labels if grid.landscape and labels <= 2 else 0)
    if table.rows:
        area = xl_range(top, 0, rows.first[-1] - 1, grid.count - 1)
        sheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), area))


def _heights(grid: _Grid) -> tuple[list[float], int]:
    """The heights of the rows of the body; and 1 if all is made smaller to stay on one page, else 0."""
    across = ACROSS if grid.landscape else PAGE
    room = (HEIGHT_ACROSS if grid.landscape else HEIGHT) * max(1.0, sum(grid.widths) / across)
    head = row_heights(grid.head, grid.widths, max((t.row + t.rows for t in grid.head), default=0), HEAD_ROW)
    notes = [_note_height(grid, note) for note in grid.table.notes]
    extra = LINE * (1 + bool(grid.table.label) + grid.table.column_numbers)
    above = _title_height(grid) + extra + sum(head) + sum(notes)
    made = []
    for least, pad in ROWS:
        made.append(row_heights(grid.body, grid.widths, len(grid.table.rows), least, SIZE, pad))
        if above + sum(made[-1]) <= room:
            return made[-1], 0
    return (made[-1], 1) if above + sum(made[-1]) <= room * SQUEEZED else (made[0], 0)


def _title_height(grid: _Grid) -> float:
    return lines(plain(grid.table.title), sum(grid.widths) / 1.6) * 22.0 + 8


def _note_height(grid: _Grid, note: str) -> float:
    return min(TALLEST, height_of(plain(note), sum(grid.widths)))


def _measure(table: Table) -> _Grid:
    head = tiles(table.header if any(table.header) else [[Cell(text, "header") for text in table.columns]])
    body = tiles(table.rows)
    count = max([1, len(table.columns), *(tile.column + tile.columns for tile in (*head, *body))])
    widths = column_widths(head, body, count, NARROWEST, WIDEST)
    landscape = sum(widths) > PAGE * SQUEEZED
    return _Grid(table, head, body, count, stretched(widths, ACROSS if landscape else PAGE, 2.5), landscape)


def _caption(context: Context, sheet: Worksheet, grid: _Grid) -> int:
    """Title, label, department and unit. The row below them."""
    table, styles, last = grid.table, context.styles, grid.count - 1
    sheet.set_row(1, _title_height(grid))
    write_rectangle(sheet, (1, 0, 1, last), table.title, styles(TITLE))
    row = 2
    if table.label:
        sheet.write_string(row, 0, plain(table.label), styles(PLAIN))
        row += 1
    if last == 0:
        beside = context.words["beside"].join(text for text in (table.left, table.right) if text)
        sheet.write_string(row, 0, plain(beside), styles(PLAIN))
    else:
        sheet.write_string(row, 0, plain(table.left), styles(PLAIN))
        sheet.write_string(row, last, plain(table.right), styles(RIGHT))
    return row + 1


def _head(context: Context, sheet: Worksheet, grid: _Grid, top: int) -> int:
    """Header rows and the row of column numbers, from the row `top`. The row below them."""
    count = max((tile.row + tile.rows for tile in grid.head), default=0)
    rows = stack(row_heights(grid.head, grid.widths, count, HEAD_ROW), top)
    set_heights(sheet, rows)
    write_body(sheet, Body([_as_head(tile) for tile in grid.head], {}, {}), rows, context.styles, {})
    below = rows.first[-1]
    if grid.table.column_numbers:
        for column in range(grid.count):
            sheet.write_number(below, column, column + 1, context.styles(HEAD, bold=False, font_size=9))
        below += 1
    return below


def _as_head(tile: Tile) -> Tile:
    return Tile(tile.row, tile.column, tile.rows, tile.columns, Cell(tile.cell.text, "header"))


def _figures(context: Context, grid: _Grid) -> tuple[dict[Place, Figure], int]:
    """The numbers of the table and its unit."""
    cells = [tile.cell for tile in grid.body if tile.cell.kind == "number"]
    unit, grouped = unit_of(cells, context.document), groups(cells)
    found = {}
    for tile in grid.body:
        if tile.cell.kind == "number" and (number := figure(tile.cell, unit, grouped)) is not None:
            found[tile.row, tile.column] = number
    return found, unit


def _plan(context: Context, grid: _Grid, figures: dict[Place, Figure]) -> Plan:
    relations = table_sums(grid.body, context.document.origins, header_paths(grid.head))
    written = {at: number.fen for at, number in figures.items() if number.fen is not None}
    texts = {(tile.row, tile.column): tile.cell.text for tile in grid.body}
    return plan(relations, written, texts)


def _looks(grid: _Grid) -> dict[Place, Look]:
    """Totals in bold, names set in by their level."""
    if not any(tile.cell.level for tile in grid.body):
        return {}
    looks: dict[Place, Look] = {}
    named = _named(grid)
    for tile in grid.body:
        if tile.cell.text and tile.cell.level == 0:
            looks[tile.row, tile.column] = {"bold": True}
        elif tile.cell.level > 1 and tile.cell.kind != "number" and tile.column in named:
            looks[tile.row, tile.column] = {"indent": min(tile.cell.level - 1, 4)}
    return looks


def _named(grid: _Grid) -> set[int]:
    """The columns of names: in each panel the last before the numbers in which no row of the tree is blank."""
    blank = {tile.column for tile in grid.body if tile.cell.level and not tile.cell.text}
    found, start = set(), 0
    for panel in panels(grid.body):
        labels = range(start, panel.columns[0])
        found.update([column for column in labels if column not in blank][-1:])
        start = panel.columns[-1] + 1
    return found


def _checks(
    context: Context,
    sheet: Worksheet,
    grid: _Grid,
    rows: Rows,
    figures: dict[Place, Figure],
    unit: int,
    made: Plan,
) -> int:
    """Two columns for each column of the table in which sums were broken: what the parts make, and the residue.

    The last of these columns, at least the one beside the table.
    """
    kinds = sorted({(tail.whole[1], not tail.down) for tail in made.tails})
    styles, words = context.styles, context.words
    for number, (column, across) in enumerate(kinds):
        at = grid.count + 1 + 2 * number
        sheet.set_column(at, at + 1, 14)
        title = grid.table.columns[column] if column < len(grid.table.columns) else ""
        said = words["sum_across" if across else "sum_down"].format(column=title)
        form = styles(CHECK, align="center", text_wrap=True, bottom=1)
        sheet.write_string(rows.first[0] - 1, at, plain(said), form)
        sheet.write_string(rows.first[0] - 1, at + 1, words["residue"], form)
        for tail in made.tails:
            if tail.whole[1] != column or tail.down is across:
                continue
            row, whole = rows.first[tail.whole[0]], figures[tail.whole]
            parts = sum(figures[part].fen or 0 for part in tail.parts if part in figures)
            form = styles(CHECK, align="right", num_format=whole.format + ("##" if "." in whole.format else ""))
            formula = total([(rows.first[part[0]], part[1]) for part in tail.parts])
            sheet.write_formula(row, at, formula or f"={parts / unit}", form, parts / unit)
            difference = f"={xl_rowcol_to_cell(row, column)}-{xl_rowcol_to_cell(row, at)}"
            sheet.write_formula(row, at + 1, difference, form, ((whole.fen or 0) - parts) / unit)
    return grid.count + 2 * len(kinds)


def _notes(context: Context, sheet: Worksheet, grid: _Grid, top: int) -> int:
    """The notes below the table. The row below them."""
    for row, note in enumerate(grid.table.notes, top):
        sheet.set_row(row, _note_height(grid, note))
        write_rectangle(sheet, (row, 0, row, grid.count - 1), note, context.styles(NOTE))
    return top + len(grid.table.notes)
