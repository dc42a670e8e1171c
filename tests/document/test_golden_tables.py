"""The thirteen tables of the Changzhi example equal the published ones, cell for cell."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from budgetlang.document.nodes import Table
from budgetlang.document.origins import Origins
from budgetlang.document.tables import TableBuilder
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

TITLES = {
    "01": "2026年预算收支总表",
    "02": "2026年预算收入总表",
    "03": "2026年预算支出总表",
    "04": "2026年财政拨款收支总表",
    "05": "2026年一般公共预算支出预算表（不含上年结转）",
    "06": "2026年一般公共预算安排基本支出分经济科目表（不含上年结转）",
    "07": "2026年政府性基金预算收入表（不含上年结转）",
    "08": "2026年政府性基金预算支出表（不含上年结转）",
    "09": "2026年国有资本经营预算收支预算表（不含上年结转）",
    "10": "2026年财政拨款安排“三公”经费支出预算表",
    "11": "2026年财政拨款安排机关运行经费预算表",
    "12": "2026年项目支出预算表（本年预算）",
    "13": "2026年项目支出预算表（上年结转）",
}


@cache
def tables(folder: Path) -> dict[str, Table]:
    compilation = Compilation(Workspace.around(folder), folder)
    checked = compilation.checked
    assert checked is not None
    book = compilation.profile.book
    captions = (book["table_left"], book["table_right"])
    built = TableBuilder(checked.cube, compilation.layout, Origins(checked), captions).build_all()
    return {table.code: table for table in built}


@pytest.mark.parametrize(("code", "title"), TITLES.items())
def test_table_equals_the_published_one(code: str, title: str, root: Path, shared: Path) -> None:
    with (shared / "golden" / "changzhi-2026" / "tables" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.reader(file))
    table = tables(root / "examples" / "changzhi-2026")[code]
    assert table.title == title
    assert [[cell.text for cell in row] for row in table.rows] == published


@pytest.mark.parametrize("code", TITLES)
def test_header_covers_every_column(code: str, root: Path) -> None:
    table = tables(root / "examples" / "changzhi-2026")[code]
    width = len(table.columns)
    taken = [[False] * width for _ in table.header]
    for line, row in enumerate(table.header):
        column = 0
        for cell in row:
            while taken[line][column]:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    assert not taken[line + down][column + right]
                    taken[line + down][column + right] = True
    assert all(all(line) for line in taken)
    assert all(len(row) == width for row in table.rows)


def test_notes(root: Path) -> None:
    notes = {code: table.notes for code, table in tables(root / "examples" / "changzhi-2026").items() if table.notes}
    assert notes == {
        "01": ["注：本套报表因取数时四舍五入，部分金额可能存在尾差"],
        "07": ["注：本表无数据"],
        "08": ["注：本表无数据"],
        "09": ["注：本表无数据"],
    }
