"""A Parquet file, read with pyarrow (an extra). Row 1 is the names of the columns, as in a sheet."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from budgetlang.sheets.table import Grid, UnreadableError


def read_parquet(path: str, data: bytes) -> Grid:
    """The whole file. Raises UnreadableError."""
    try:
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise UnreadableError("B261", path=path, package="pyarrow", extra="parquet") from None
    try:
        table = parquet.read_table(BytesIO(data))
        columns = [column.to_pylist() for column in table.columns]
        return Grid(path, "", [table.column_names, *zip(*columns, strict=True)])
    except Exception as error:  # a file of another program: anything may be wrong with it
        reason = f"{type(error).__name__}: {error}"[:200]
        raise UnreadableError("B260", path=path, reason=reason, reason_en=reason) from None
