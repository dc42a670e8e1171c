"""Forms below each other on one sheet, each on a page of its own: a workbook of 200 projects stays a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from budgetlang.backends.xlsx.amounts import Figure, figure, groups, unit_of
from budgetlang.backends.xlsx.context import HEIGHT, Context
from budgetlang.backends.xlsx.grid_sheet import Body, set_heights, write_body, write_rectangle
from budgetlang.backends.xlsx.layout import (
    PAGE,
    SIZE,
    TALLEST,
    Tile,
    column_widths,
    cut_to,
    height_of,
    plain,
    row_heights,
    stack,
    tiles,
)
from budgetlang.backends.xlsx.styles import NOTE, SUBTITLE, TITLE, Look
from budgetlang.backends.xlsx.sums import Place, form_sums, plan
from budgetlang.document.nodes import Form

NARROWEST, WIDEST = 6.0, 24.0

SIZES = ((9, 5), (9, 2), (8, 1))
"""points of the letters, and of a row beside its lines: the first with which a form stays on its page, if any does"""

TITLE_ROW, SUBTITLE_ROW = 30, 18
"""points"""

EDGE = 0.7
"""what a column is wider than its text"""


def write_forms(context: Context, sheet: Worksheet, forms: Sequence[Form]) -> list[int]:
    """The whole sheet. The row at which each form begins."""
    grids = [tiles(form.rows) for form in forms]
    count = max([1, *(form.width for form in forms), *(t.column + t.columns for grid in grids for t in grid)])
    widths = _widths([tile for grid in grids for tile in grid], count)
    context.page(sheet)
    for column, each in enumerate(widths):
        sheet.set_column(column, column, each)
    context.back(sheet)
    sheet.freeze_panes(1, 0)
    starts, row = [], 1
    for form, grid in zip(forms, grids, strict=True):
        starts.append(row)
        row = _form(context, sheet, form, grid, widths, row)
    sheet.set_h_pagebreaks(starts[1:])
    sheet.fit_to_pages(1, 0)
    sheet.print_area(1, 0, max(row - 1, 1), count - 1)
    context.aside(sheet, (0, 0, 0, 0))
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, row, count - 1)})
    return starts


def _widths(cells: Sequence[Tile], count: int) -> list[float]:
    """Widths that fill the page exactly, so that nothing need be made smaller."""
    heads = [tile for tile in cells if tile.cell.kind == "header"]
    wanted = column_widths(heads, [t for t in cells if t.cell.kind != "header"], count, NARROWEST, WIDEST)
    room = max(PAGE + 6 - EDGE * count, 2.0 * count)
    level = cut_to(wanted, room * SIZE / SIZES[0][0])
    fitting = [min(each, level) for each in wanted]
    return [round(each * room / sum(fitting), 2) for each in fitting]


def _form(
    context: Context, sheet: Worksheet, form: Form, grid: Sequence[Tile], widths: Sequence[float], top: int
) -> int:
    """One form from the row `top`. The row at which the next begins."""
    last, styles = len(widths) - 1, context.styles
    sheet.set_row(top, TITLE_ROW)
    write_rectangle(sheet, (top, 0, top, last), form.title, styles(TITLE))
    row = top + 1
    if form.subtitle:
        sheet.set_row(row, SUBTITLE_ROW)
        write_rectangle(sheet, (row, 0, row, last), form.subtitle, styles(SUBTITLE))
        row += 1
    notes = [min(TALLEST, height_of(plain(note), sum(widths))) for note in form.notes]
    size, heights = _heights(grid, widths, len(form.rows), HEIGHT - TITLE_ROW - SUBTITLE_ROW - sum(notes))
    rows = stack(heights, row)
    set_heights(sheet, rows)
    figures = _figures(context, grid)
    written = {at: number.fen for at, number in figures.items() if number.fen is not None}
    texts = {(tile.row, tile.column): tile.cell.text for tile in grid}
    made = plan(form_sums(grid, context.document.origins), written, texts)
    looks: dict[Place, Look] = {(tile.row, tile.column): {"font_size": size} for tile in grid}
    write_body(sheet, Body(list(grid), figures, made.formulas), rows, styles, looks)
    row = rows.first[-1]
    for note, height in zip(form.notes, notes, strict=True):
        sheet.set_row(row, height)
        write_rectangle(sheet, (row, 0, row, last), note, styles(NOTE))
        row += 1
    return row + 1


def _heights(grid: Sequence[Tile], widths: Sequence[float], count: int, room: float) -> tuple[int, list[float]]:
    """The size of the letters and the heights of the rows: those with which the form takes no more than `room`."""
    made = []
    for size, pad in SIZES:
        made.append((size, row_heights(grid, widths, count, 12.0 + pad, size, pad)))
        if sum(made[-1][1]) <= room:
            return made[-1]
    return made[0]


def _figures(context: Context, grid: Sequence[Tile]) -> dict[Place, Figure]:
    cells = [tile.cell for tile in grid if tile.cell.kind == "number"]
    unit, grouped = unit_of(cells, context.document), groups(cells)
    found = {}
    for tile in grid:
        if tile.cell.kind == "number" and (number := figure(tile.cell, unit, grouped)) is not None:
            found[tile.row, tile.column] = number
    return found
