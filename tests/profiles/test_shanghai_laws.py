"""The layout of the two published books holds for any other: its tables are the pivots of whatever is entered.

The pivots are made here a second time, from the rows themselves, without cube, profile or document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from budgetlang.backends.grid import texts
from budgetlang.backends.walk import tables
from budgetlang.catalogs.catalog import load
from budgetlang.document.nodes import Table
from budgetlang.pipeline import Compilation
from budgetlang.values.numerals import chinese
from budgetlang.workspace import Workspace

GENERAL, FUNDS, CAPITAL = "一般公共预算", "政府性基金预算", "国有资本经营预算"
FISCAL = {GENERAL: "一般公共预算资金", FUNDS: "政府性基金", CAPITAL: "国有资本经营预算"}
OTHERS = ("事业收入", "事业单位经营收入", "其他收入")
NAMES = load("cn/functional").entries
ITEMS = ["2010301", "2050201", "2050299", "2080505", "2101101", "2120801", "2130301", "2210201", "2230105", "2296003"]


class Line(NamedTuple):
    """An item of one fund, in 分."""

    code: str
    fund: str
    basic: int
    project: int

    @property
    def total(self) -> int:
        return self.basic + self.project


def source(lines: Iterable[Line]) -> str:
    head = "预算 2025\n部门 7 某区教育局\n样式 cn/shanghai-2025\n金额 元 精确\n单位 01 行政 某区教育局\n"
    return head + "".join(
        f"明细 支出 {{\n资金 = {line.fund}\n列 功能科目 基本支出 项目支出\n"
        f"{line.code} {plain(line.basic)} {plain(line.project)}\n}}\n"
        for line in lines
    )


def plain(fen: int) -> str:
    return str(Decimal(fen) / 100)


def book(lines: Iterable[Line]) -> dict[str, list[list[str]]]:
    files = {"/b/main.budget": source(lines).encode()}
    document = Compilation(Workspace("/b", files), "/b/main.budget").document
    assert document is not None
    found: Iterable[Table] = tables(document)
    return {table.code: texts(table.rows, len(table.columns)) for table in found}


def printed(fen: int) -> str:
    return f"{Decimal(fen) / 100:,.2f}" if fen else ""


def by_code(lines: list[Line], columns: list[Callable[[Line], int]]) -> list[list[str]]:
    """Classes, sections and items with something in a column, each followed by what is in it; the total last."""
    rows = []
    for code in sorted({line.code[:length] for line in lines for length in (3, 5, 7)}):
        own = [line for line in lines if line.code.startswith(code)]
        cells = [printed(sum(map(column, own))) for column in columns]
        if any(cells):
            split = [code[:3], code[3:5], code[5:7]]
            rows.append([*split, NAMES[code].name, *cells])
    return [*rows, ["合计", "", "", "", *(printed(sum(map(column, lines))) for column in columns)]]


def side_by_side(left: list[list[str]], right: list[list[str]], last: list[str]) -> list[list[str]]:
    length = max(len(left), len(right))
    left += [["", ""]] * (length - len(left))
    right += [[""] * len(last[2:])] * (length - len(right))
    return [[*a, *b] for a, b in zip(left, right, strict=True)] + [last]


def classes(lines: list[Line], columns: list[Callable[[Line], int]]) -> list[list[str]]:
    """The classes with something in a column, numbered without gaps."""
    found = [row for row in by_code(lines, columns)[:-1] if not row[1]]
    return [[f"{chinese(number)}、{row[3]}", *row[4:]] for number, row in enumerate(found, 1)]


def total(lines: list[Line], *funds: str) -> int:
    return sum(line.total for line in lines if line.fund in funds)


def of(fund: str) -> Callable[[Line], int]:
    return lambda line: line.total if line.fund == fund else 0


def expected(lines: list[Line]) -> dict[str, list[list[str]]]:
    whole: Callable[[Line], int] = lambda line: line.total  # noqa: E731
    basic: Callable[[Line], int] = lambda line: line.basic  # noqa: E731
    project: Callable[[Line], int] = lambda line: line.project  # noqa: E731
    fiscal: Callable[[Line], int] = lambda line: line.total if line.fund in FISCAL else 0  # noqa: E731
    paid = [line for line in lines if line.fund in FISCAL]
    income = [["一、财政拨款收入", printed(total(lines, *FISCAL))]]
    income += [[f"{number}.{FISCAL[fund]}", printed(total(lines, fund))] for number, fund in enumerate(FISCAL, 1)]
    income += [[f"{chinese(number)}、{fund}", printed(total(lines, fund))] for number, fund in enumerate(OTHERS, 2)]
    ends = ["收入总计", printed(sum(map(whole, lines))), "支出总计", printed(sum(map(whole, lines)))]
    granted = [
        [f"{chinese(number)}、{FISCAL[fund]}", printed(total(lines, fund))] for number, fund in enumerate(FISCAL, 1)
    ]
    parts = [fiscal, *map(of, FISCAL)]
    sums = [printed(sum(map(column, lines))) for column in parts]
    return {
        "01": side_by_side(income, classes(lines, [whole]), ends),
        "02": by_code(lines, [whole, fiscal, *map(of, OTHERS)]),
        "03": by_code(lines, [whole, basic, project]),
        "04": side_by_side(granted, classes(paid, parts), ["收入总计", sums[0], "支出总计", *sums]),
        **{
            f"0{5 + number}": by_code([line for line in lines if line.fund == fund], [whole, basic, project])
            for number, fund in enumerate(FISCAL)
        },
    }


OFFICE = [
    Line("2296003", FUNDS, 0, 60_000_000),
    Line("2050201", GENERAL, 812_345_678, 9_999_999),
    Line("2050201", "事业收入", 0, 123_456),
    Line("2050299", "事业收入", 700_000, 1),
    Line("2080505", GENERAL, 55_000_000, 0),
    Line("2101101", GENERAL, 5_000_000, -5_000_000),
    Line("2120801", FUNDS, 0, 100),
    Line("2130301", "其他收入", 0, 30_000),
    Line("2210201", GENERAL, 40_000_050, 0),
    Line("2210201", "事业单位经营收入", 12, 0),
    Line("2230105", CAPITAL, 0, 888_888_888),
]
"""an invented office: funds and capital beside the general budget, income of all kinds, a class that comes to zero"""

amounts = st.one_of(st.just(0), st.integers(-(10**11), 10**11))
lines = st.lists(
    st.builds(Line, st.sampled_from(ITEMS), st.sampled_from([*FISCAL, *OTHERS]), amounts, amounts),
    min_size=1, max_size=12, unique_by=lambda line: line[:2],
)  # fmt: skip


@given(lines)
@example(OFFICE)
@settings(max_examples=40, deadline=None)
def test_tables_are_the_pivots_of_what_is_entered(entered: list[Line]) -> None:
    found = book(entered)
    for code, rows in expected(entered).items():
        assert found[code] == rows, code


@pytest.mark.parametrize("code", ["05", "06", "07", "08"])
def test_a_table_without_money_says_so(code: str) -> None:
    """Notes of empty tables stand where a fund has nothing, and nowhere else."""
    files = {"/b/main.budget": source([Line("2050201", FUNDS, 0, 5)]).encode()}
    document = Compilation(Workspace("/b", files), "/b/main.budget").document
    assert document is not None
    notes = next(table.notes for table in tables(document) if table.code == code)
    assert bool(notes) is (code != "06")
