"""Whatever a budget says: the tables of its book, read back, give the same tables."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from published_books import compiled, published, tables

from budgetlang.importer.published import Block, Grid, Published
from budgetlang.importer.run import import_document, kept
from budgetlang.importer.tables.sheet import sheet

CODES = ("2010301", "2010302", "2010350", "2050201", "2120803", "2120501", "2210201", "2230105")
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
OTHERS = {"cn/shanxi-2026": ("财政专户管理资金", "单位资金"), "cn/shanghai-2025": ("事业收入", "其他收入")}

amounts = st.integers(20, 99_999_999)
"""in units of the last digit: less could as well be a tail of rounding"""
places = st.tuples(st.sampled_from(CODES), st.sampled_from(("基本支出", "项目支出")), st.integers(0, 4))


@st.composite
def budgets(draw: st.DrawFn, profile: str) -> str:
    """Facts at random places, in 元 with 分 for one profile, rounded to 万元 for the other."""
    funds = (*FUNDS, *OTHERS[profile])
    rounded = profile == "cn/shanxi-2026"
    unit = "万元 四舍五入" if rounded else "元 精确"
    lines = [f"预算 2026\n部门 1 某某局\n样式 {profile}\n金额 {unit}\n单位 01 行政 某某局\n"]
    for (code, nature, fund), amount in draw(st.dictionaries(places, amounts, min_size=1, max_size=12)).items():
        settings = f"  资金 = {funds[fund]}\n" + ("  来源 = 当年预算\n" if rounded else "")
        row = f"  列 功能科目 {nature}\n  {code} {amount // 100}.{amount % 100:02}\n"
        lines.append(f"明细 支出 by 功能 {{\n{settings}{row}}}\n")
    return "".join(lines)


def over_pages(book: Published, rows: int) -> Published:
    """The same with tables that go on on the next page after so many rows, where their header comes again."""
    found: list[Block] = []
    for block in book.blocks:
        head = _header(block) if isinstance(block, Grid) else 0
        while isinstance(block, Grid) and len(block.rows) > head + rows:
            found.append(Grid(block.rows[: head + rows]))
            block = Grid((*block.rows[:head], *block.rows[head + rows :]))
        found.append(block)
    return evolve(book, blocks=tuple(found))


def _header(grid: Grid) -> int:
    return len(sheet(grid).header)


def round_trip(text: str, rows: int = 1000) -> None:
    document = compiled(text).document
    assert document is not None
    book = over_pages(published(document), rows)
    result = kept(import_document(book, "cn/shanxi-2026" if "shanxi" in text else "cn/shanghai-2025"))
    again = result.compilation.document
    assert again is not None
    assert tables(again) == tables(document)


@settings(max_examples=15, deadline=None)
@given(budgets("cn/shanghai-2025"))
def test_exact_amounts(text: str) -> None:
    round_trip(text)


@settings(max_examples=15, deadline=None)
@given(budgets("cn/shanxi-2026"))
def test_roundings(text: str) -> None:
    round_trip(text)


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(sorted(OTHERS)).flatmap(budgets), st.integers(2, 9))
def test_tables_over_pages(text: str, rows: int) -> None:
    round_trip(text, rows)
