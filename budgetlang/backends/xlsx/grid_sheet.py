"""Grids of cells on a sheet, with the sums in them live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from attrs import define
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from budgetlang.backends.xlsx.amounts import Figure
from budgetlang.backends.xlsx.layout import Rows, Tile, plain
from budgetlang.backends.xlsx.styles import HEAD, NUMBER, TEXT, Look, Styles
from budgetlang.backends.xlsx.sums import Place

MOST_ARGUMENTS = 200
"""a function of a spreadsheet takes 255"""

LONGEST_FORMULA = 8000
"""characters; a spreadsheet takes 8,192"""


@define
class Body:
    """The cells of a grid, with what goes into them."""

    tiles: list[Tile]
    figures: dict[Place, Figure]
    formulas: Mapping[Place, Sequence[Place]]


def write_rectangle(sheet: Worksheet, area: tuple[int, int, int, int], text: str, form: Format) -> None:
    """Text in an area (first row, first column, last row, last column), merged if that is more than a cell."""
    row, column, last_row, last_column = area
    if (row, column) != (last_row, last_column):
        sheet.merge_range(row, column, last_row, last_column, "", form)
    if text:
        sheet.write_string(row, column, plain(text), form)
    elif (row, column) == (last_row, last_column):
        sheet.write_blank(row, column, None, form)


def set_heights(sheet: Worksheet, rows: Rows) -> None:
    """The heights of the rows of a grid."""
    for row, height in rows.heights.items():
        sheet.set_row(row, height)


def write_body(sheet: Worksheet, body: Body, rows: Rows, styles: Styles, looks: Mapping[Place, Look]) -> None:
    """Every cell of a grid. `looks`: what is special about some."""
    for tile in body.tiles:
        at = (tile.row, tile.column)
        first, last = rows.first[tile.row], rows.last(tile.row, tile.rows)
        area = (first, tile.column, last, tile.column + tile.columns - 1)
        own, kind = looks.get(at, {}), tile.cell.kind
        figure = body.figures.get(at)
        if figure is None:
            look = HEAD if kind == "header" else NUMBER if kind == "number" else TEXT
            write_rectangle(sheet, area, tile.cell.text, styles(look, **own))
            continue
        form = styles(NUMBER, num_format=figure.format, **own)
        if area[:2] != area[2:]:
            write_rectangle(sheet, area, "", form)
        formula = total([(rows.first[row], column) for row, column in body.formulas.get(at, ())])
        if formula:
            sheet.write_formula(first, tile.column, formula, form, figure.value)
        else:
            sheet.write_number(first, tile.column, figure.value, form)


def total(places: Sequence[Place]) -> str:
    """A formula that adds up cells; empty if there are none, or more than a formula can name."""
    ranges = _ranges(sorted(places))
    calls = [
        f"SUM({','.join(ranges[start : start + MOST_ARGUMENTS])})" for start in range(0, len(ranges), MOST_ARGUMENTS)
    ]
    formula = "=" + "+".join(calls)
    return formula if calls and len(formula) <= LONGEST_FORMULA else ""


def _ranges(places: Sequence[Place]) -> list[str]:
    """`D7:D9`, `D11`: cells next to each other in a column or in a row as one range."""
    down = len({column for _, column in places}) == 1
    found = []
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1][0 if down else 1] - pair[0]):
        cells = [at for _, at in run]
        first, last = (xl_rowcol_to_cell(*at) for at in (cells[0], cells[-1]))
        found.append(first if first == last else f"{first}:{last}")
    return found
