"""The nine tables of two published books of one layout come out of their `.budget` source, cell for cell."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from budgetlang.backends.grid import texts
from budgetlang.backends.walk import tables
from budgetlang.diagnostics.messages import severity
from budgetlang.document.nodes import Table
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

PUBLISHED = Path(__file__).parent / "published"
BOOKS = ("putuo-office-2025", "wanli-2025")
CODES = [f"{number:02}" for number in range(1, 10)]


@cache
def book(folder: Path) -> dict[str, Table]:
    compilation = Compilation(Workspace.around(folder), folder)
    document = compilation.document
    assert document is not None
    assert [each.code for each in compilation.diagnostics if severity(each.code) != "note"] == []
    return {table.code: table for table in tables(document)}


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("code", CODES)
def test_table_equals_the_published_one(name: str, code: str, root: Path) -> None:
    with (PUBLISHED / name / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.reader(file))
    table = book(root / "examples" / name)[code]
    assert texts(table.rows, len(table.columns)) == published
