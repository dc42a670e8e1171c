"""Workbooks (XLSX): what the visible sheets show, read with openpyxl.

A table is a block of rows with borders, or where a sheet draws none, rows with cells side by side. What a workbook
offers beside the document has the name `budgetlang_aside` on its sheet and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZipFile

from attrs import define

from budgetlang.backends.xlsx.names import ASIDE
from budgetlang.importer.published import Published, UnreadableError
from budgetlang.importer.readers.library import broken, library, refuse_bomb
from budgetlang.importer.readers.lines import Lines
from budgetlang.importer.readers.numberformat import displayed
from budgetlang.importer.readers.raster import Tile, least

_merges = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"').findall
_hidden_rows = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\sr="(\d+)"').findall
_hidden_columns = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\shidden="(?:1|true)")[^>]*>').findall
_unknown = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*</(?:\w+:)?c>").search
"""a formula without the value that it had when the workbook was saved"""
_titled = re.compile(r"[^:：]*[:：]").match

Area = tuple[int, int, int, int]
"""first row and column, last row and column, from 1"""


def read_workbook(path: str, data: bytes) -> Published:
    """Reads what the sheets show. Raises UnreadableError for what is no XLSX, or has formulas never computed."""
    openpyxl = library(path, "openpyxl", "openpyxl")
    try:
        refuse_bomb(path, data)
        workbook = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        lines = Lines()
        with ZipFile(BytesIO(data)) as archive:
            for sheet in workbook.worksheets:
                if sheet.sheet_state == "visible":
                    name = sheet._worksheet_path
                    _read_sheet(sheet, _facts(path, name, archive.read(name)), lines)
        return lines.published(path)
    except UnreadableError:
        raise
    except Exception as error:  # a file of another program: anything may be wrong with it
        raise broken(path, "XLSX", error) from None


@define
class _Facts:
    """What the library does not say of a sheet that it reads row by row."""

    merged: dict[tuple[int, int], Area]
    """by row and column of their first cell"""
    rows: set[int]
    columns: set[int]
    """that are hidden"""


def _facts(path: str, name: str, xml: bytes) -> _Facts:
    if _unknown(xml):
        raise UnreadableError(
            f"“{path}”里有没有算出结果的公式（{name}），先用电子表格软件打开并保存一次",
            f"{path} has formulas without a result ({name}); open and save it with a spreadsheet program",
        )
    areas = [(int(top), _column(left), int(bottom), _column(right)) for left, top, right, bottom in _merges(xml)]
    columns = [re.findall(rb'\s(?:min|max)="(\d+)"', each) for each in _hidden_columns(xml)]
    spans = (range(min(ends), max(ends) + 1) for each in columns if (ends := [int(end) for end in each]))
    return _Facts(
        {area[:2]: area for area in areas}, set(map(int, _hidden_rows(xml))), {at for span in spans for at in span}
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


@define
class _Cell:
    """A cell that is shown, with its rectangle, and whether lines are drawn around it."""

    tile: Tile
    drawn: bool

    @property
    def text(self) -> str:
        return self.tile.text


_Row = list[_Cell]


def _read_sheet(sheet: Any, facts: _Facts, lines: Lines) -> None:
    cells = sorted(_cells(sheet, facts), key=lambda cell: (cell.tile.row, cell.tile.column))
    rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.tile.row)]
    for part in _parts(rows):
        ruled = sum(1 for row in part if _is_ruled(row)) > 1
        for in_table, group in groupby(_marked(part, ruled), key=lambda pair: pair[0]):
            if in_table:
                lines.grid(least(list(_table([row for _, row in group], ruled))))
            else:
                for _, row in group:
                    lines.paragraph(" ".join(cell.text for cell in row if cell.text))


def _cells(sheet: Any, facts: _Facts) -> Iterator[_Cell]:
    """The cells that are shown: not hidden, not aside, not covered by a merged one."""
    aside = list(_aside(sheet))
    covered: dict[int, int] = {}
    ruled: dict[int, bool] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if not hasattr(cell, "column"):  # nothing is there
                continue
            at: tuple[int, int] = (cell.row, cell.column)
            if covered.get(cell.column, 0) >= cell.row or any(_within(*at, area) for area in aside):
                continue
            area: Area = facts.merged.get(at, (*at, *at))
            if area[:2] != area[2:]:
                covered.update(dict.fromkeys(range(area[1], area[3] + 1), area[2]))
            style = cell._style_id
            if style not in ruled:
                ruled[style] = _has_lines(cell)
            text = displayed(cell.value, cell.number_format)
            if (text.strip() or ruled[style]) and _is_shown(area, facts):
                yield _Cell(Tile(*at, text, area[2] - area[0] + 1, area[3] - area[1] + 1), ruled[style])


def _is_shown(area: Area, facts: _Facts) -> bool:
    rows, columns = range(area[0], area[2] + 1), range(area[1], area[3] + 1)
    return any(each not in facts.rows for each in rows) and any(each not in facts.columns for each in columns)


def _has_lines(cell: Any) -> bool:
    border = cell.border
    sides = (border.left, border.right, border.top, border.bottom)
    return sum(1 for side in sides if side is not None and side.style) > 1


def _aside(sheet: Any) -> Iterator[Area]:
    name = sheet.defined_names.get(ASIDE)
    if name is not None:
        for _, area in name.destinations:
            found = [int(part) if part.isdigit() else _column(part.encode()) for part in _cell_parts(area)]
            if len(found) in (2, 4):
                yield (found[1], found[0], found[-1], found[-2])


def _cell_parts(area: str) -> list[str]:
    return re.findall(r"[A-Z]+|\d+", area)


def _within(row: int, column: int, area: Area) -> bool:
    top, left, bottom, right = area
    return top <= row <= bottom and left <= column <= right


def _parts(rows: list[_Row]) -> Iterator[list[_Row]]:
    """Rows that stand together, without a blank row between them."""
    part: list[_Row] = []
    end = 0
    for row in rows:
        if part and row[0].tile.row > end:
            yield part
            part = []
        part.append(row)
        end = max([end, *(cell.tile.row + cell.tile.rows for cell in row)])
    if part:
        yield part


def _is_ruled(row: Iterable[_Cell]) -> bool:
    return any(cell.drawn for cell in row)


_amount = re.compile(r"\s*-?[\d,]+\.\d+\s*").fullmatch
"""an amount, which belongs to a table even where nothing stands beside it"""


def _marked(part: list[_Row], ruled: bool) -> list[tuple[bool, _Row]]:
    """Each row, and whether it is one of a table."""
    if ruled:
        return [(_is_ruled(row), row) for row in part]
    wide = [number for number, row in enumerate(part) if len(row) > 1 or _amount(row[0].text)]
    while wide and all(_titled(cell.text) for cell in part[wide[0]]):
        wide.pop(0)  # department and unit above a table
    while wide and all(_titled(cell.text) for cell in part[wide[-1]]):
        wide.pop()  # who wrote it, below a table
    return [(bool(wide) and wide[0] <= number <= wide[-1], row) for number, row in enumerate(part)]


def _table(rows: list[_Row], ruled: bool) -> Iterator[Tile]:
    """The tiles of a table; where no lines are drawn, also those that are blank."""
    found = [cell.tile for row in rows for cell in row]
    yield from found
    if ruled:
        return
    taken = {
        (row, column)
        for tile in found
        for row in range(tile.row, tile.row + tile.rows)
        for column in range(tile.column, tile.column + tile.columns)
    }
    columns = sorted({tile.column for tile in found})
    for row in sorted({tile.row for tile in found}):
        yield from (Tile(row, column) for column in columns if (row, column) not in taken)
