"""The table of a file, by the end of its name."""

from __future__ import annotations

from budgetlang.sheets.delimited import Delimited
from budgetlang.sheets.parquet import read_parquet
from budgetlang.sheets.table import Table, UnreadableError
from budgetlang.sheets.workbook import read_workbook

TEXTS = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
PARQUET = ".parquet"


def open_table(path: str, data: bytes, sheet: str | None) -> Table:
    """The table in these bytes; `sheet` names one of a workbook. Raises UnreadableError for what is none."""
    name = path.lower()
    if name.endswith(WORKBOOKS):
        return read_workbook(path, data, sheet)
    if sheet is not None:
        raise UnreadableError("B264", path=path, name=sheet, names=[])
    if name.endswith(TEXTS):
        return Delimited(path, data)
    if name.endswith(PARQUET):
        return read_parquet(path, data)
    known = " ".join((*TEXTS, *WORKBOOKS, PARQUET))
    raise UnreadableError("B260", path=path, reason=f"只认识 {known}", reason_en=f"known are {known}")
