"""A workbook read back: what its cells show, and what its formulas make when they are computed again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?")
_OURS = re.compile(r"=SUM\([A-Z0-9:,]+\)(\+SUM\([A-Z0-9:,]+\))*|=[A-Z]+\d+-[A-Z]+\d+|=B\d+/SUM\(B\$\d+:B\$\d+\)")


class Book:
    """Formulas and cached values of one workbook."""

    def __init__(self, data: bytes) -> None:
        self.formulas: Workbook = load_workbook(BytesIO(data))
        self.values: Workbook = load_workbook(BytesIO(data), data_only=True)

    @property
    def names(self) -> list[str]:
        return self.formulas.sheetnames

    def sheet(self, name: str) -> Worksheet:
        return self.values[name]

    def body(self, name: str, columns: int) -> Iterator[list[str]]:
        """What the rows below the frozen header show."""
        sheet = self.values[name]
        for row in sheet.iter_rows(min_row=sheet[sheet.freeze_panes].row, max_col=columns):
            yield [shown(cell) for cell in row]

    def live(self, name: str) -> dict[str, str]:
        """The formulas of a sheet, by cell."""
        cells = (cell for row in self.formulas[name].iter_rows() for cell in row)
        return {cell.coordinate: cell.value for cell in cells if cell.data_type == "f"}

    def compute(self, name: str, at: str, instead: Mapping[str, float] = {}) -> float:
        """The value of a cell, all formulas computed again; `instead`: other numbers in some cells."""
        if instead and at in instead:
            return instead[at]
        cell = self.formulas[name][at]
        if cell.data_type != "f":
            return cell.value if isinstance(cell.value, int | float) else 0.0
        assert _OURS.fullmatch(cell.value), cell.value
        code = _REFERENCE.sub(r"of('\1', '\2')", cell.value[1:])

        def of(first: str, last: str) -> Any:
            area = f"{first}:{last or first}".replace("$", "")
            left, top, right, bottom = range_boundaries(area)
            cells = self.formulas[name].iter_rows(top, bottom, left, right)
            found = [self.compute(name, each.coordinate, instead) for row in cells for each in row]
            return _List(found) if last else found[0]

        return float(eval(code, {"SUM": _sum, "of": of}))


class _List(list[float]):
    """The values of a range."""


def _sum(*values: Any) -> float:
    return sum(sum(value) if isinstance(value, _List) else value for value in values)


def shown(cell: Cell) -> str:
    """What a spreadsheet shows of a cell, by its number format."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    form = cell.number_format
    if form == "General":
        return str(cell.value)
    percent = form.endswith("%")
    digits = re.search(r"\.(0*)", form)
    value = Decimal(repr(cell.value)) * (100 if percent else 1)
    rounded = value.quantize(Decimal(1).scaleb(-len(digits[1]) if digits else 0), ROUND_HALF_UP)
    return f"{rounded:,}" if "," in form else str(rounded)
