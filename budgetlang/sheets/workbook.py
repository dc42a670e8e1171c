"""A sheet of an XLSX workbook, read with openpyxl (an extra).

openpyxl is pure Python, reads what all programs write, and the importer uses it, too; see docs/architecture.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from budgetlang.sheets.table import Grid, UnreadableError

MOST_BYTES = 1_000_000_000
"""of an unpacked workbook: a small file may claim to hold any amount"""
_OLD = b"\xd0\xcf\x11\xe0"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def read_workbook(path: str, data: bytes, sheet: str | None) -> Grid:
    """The sheet with this name, or the only one. Raises UnreadableError."""
    try:
        openpyxl: Any = import_module("openpyxl")
    except ImportError:
        raise UnreadableError("B261", path=path, package="openpyxl", extra="xlsx") from None
    if data.startswith(_OLD):
        raise UnreadableError("B260", path=path, reason="旧版 .xls 或加了密码", reason_en="an old .xls, or encrypted")
    try:
        formulas = _has_formulas(data)
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        name = _sheet(path, book, sheet)
        rows = _rows(book[name])
        if formulas:
            asked = openpyxl.load_workbook(BytesIO(data), read_only=True)
            rows = map(_with_formulas, rows, _rows(asked[name]))
        return Grid(path, name, rows)
    except UnreadableError:
        raise
    except Exception as error:  # a file of another program: anything may be wrong with it
        reason = f"{type(error).__name__}: {error}"[:200]
        raise UnreadableError("B260", path=path, reason=reason, reason_en=reason) from None


def _has_formulas(data: bytes) -> bool:
    """Whether some sheet holds formulas; then they are read, too, to find those without a value."""
    with ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise BadZipFile("more than 1 GB")
        sheets = [entry for entry in archive.infolist() if entry.filename.startswith("xl/worksheets/")]
        return any(_FORMULA.search(archive.read(entry)) for entry in sheets)


def _sheet(path: str, book: Any, wanted: str | None) -> str:
    names = [sheet.title for sheet in book.worksheets]
    if wanted is not None and wanted in names:
        return wanted
    if wanted is None and len(names) == 1:
        return str(names[0])
    raise UnreadableError("B264", path=path, name=wanted or "", names=names)


def _rows(sheet: Any) -> Iterator[Sequence[object]]:
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    found: Iterator[Sequence[object]] = sheet.iter_rows(values_only=True)
    return found


def _with_formulas(values: Sequence[object], formulas: Sequence[object]) -> list[object]:
    """The values of a row; where a formula has none, the formula itself, which is no amount."""
    return [
        formula if value is None and formula is not None else value
        for value, formula in zip(values, formulas, strict=False)
    ]
