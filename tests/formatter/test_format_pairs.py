"""Texts and how they look when they are laid out: `pairs/*.budget` → `pairs/*.out`; and the single rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.diagnostics.messages import severity
from budgetlang.formatter.format import format_text, unified_diff
from budgetlang.formatter.names import catalog_names
from budgetlang.source.text import Source
from budgetlang.syntax.parser import parse

PAIRS = sorted((Path(__file__).parent / "pairs").glob("*.budget"))

PROFILE = """
维度 功能科目 目录 cn/functional {
  级次 类 款 项
}
维度 政府经济科目 目录 economic_government {
}
维度 部门经济科目 目录 cn/economic_department {
}
维度 没有的科目 目录 cn/nothing {
}
维度 单位 {
}
"""


def laid_out(text: str, **options: str) -> str:
    found = format_text(Source("a.budget", text), **options)
    assert found.diagnostics == []
    assert found.changed == (found.text != text)
    return found.text


def block(*rows: str, columns: str = "功能科目  基本支出") -> str:
    return "\n".join(["明细 支出 {", f"  列  {columns}", *(f"  {row}" for row in rows), "}", ""])


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_pairs(path: Path) -> None:
    assert laid_out(path.read_text(encoding="utf-8")) == path.with_suffix(".out").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_a_layout_is_its_own_layout(path: Path) -> None:
    found = format_text(Source("a.budget", path.with_suffix(".out").read_text(encoding="utf-8")))
    assert (found.changed, found.diagnostics) == (False, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\n \n", ""),
        ("#  甲 ", "#  甲\n"),
        ("预算\t2026", "预算 2026\n"),
        ("\ufeff预算  2026\r\n部门 1 甲\r\n", "预算 2026\n部门 1 甲\n"),
        ('文本 职责 = """\r\n 甲 \r\n"""\r\n', '文本 职责 = """\n 甲 \n"""\n'),
        ('文本 职责 = """\n  """ # 甲', '文本 职责 = """\n"""  # 甲\n'),
        ("# fmt: off\n预算   2026 \n\n", "# fmt: off\n预算   2026 \n"),
        ("预算 2026\n# fmt: off\n填报 {\n}\n", "预算 2026\n# fmt: off\n填报 {\n}\n"),
        ("预算 2026\n# 甲\n\n填报 {\n}\n", "预算 2026\n# 甲\n\n填报 {\n}\n"),
        ("预算 2026\n# 甲\n填报 {\n}\n", "预算 2026\n\n# 甲\n填报 {\n}\n"),
        ("填报 {\n  1  甲\n\n  # 组\n  22  乙\n}", "填报 {\n  1  甲\n\n  # 组\n  22  乙\n}\n"),
        ('原因 甲 = 很长很长 # 甲\n引用 "b" # 乙\n', '原因 甲 = 很长很长  # 甲\n引用 "b"  # 乙\n'),
        ("预算 2026 # fmt: off\n部门   1 甲\n", "预算 2026  # fmt: off\n部门 1 甲\n"),
    ],
)
def test_small_texts(text: str, expected: str) -> None:
    assert laid_out(text) == expected


def test_rows_of_a_run_are_sorted_and_claims_come_last() -> None:
    before = block("= 205  9", "2050201  1  乙", "= 201  1", "2010301  9  甲", "2010301  8  丙", "", "1010101  7")
    assert laid_out(before) == block(
        "2010301  9  甲", "2010301  8  丙", "2050201  1  乙", "= 205    9", "= 201    1", "", "1010101  7"
    ).replace("  \n", "\n")


@pytest.mark.parametrize(
    "rows",
    [
        ["01  11  500  甲", "02  3    20  乙"],
        ["01  1    1.50  甲", "02  101  2.25  乙"],
        ["01  011  500  甲", "02  1     20  乙"],
        ["01  *  500  甲", "01  *   20  乙"],
        ["01  一般公共预算  500  甲", "02  3              20  乙"],
    ],
)
def test_short_codes_are_no_figures(rows: list[str]) -> None:
    text = block(*rows, columns="单位  资金  金额")
    assert laid_out(text) == text


@pytest.mark.parametrize(
    "rows",
    [
        ["01  1100  500  甲", "02     3   20  乙"],
        ["01  10.5  500  甲", "02  12     20  乙"],
        ["01  -  500  甲", "02  -   20  乙"],
        ["01  1,000  1.5  甲", "02     11  1.5  乙"],
        ["01  1元  1.5  甲", "02    -  1.5  乙"],
    ],
)
def test_figures_are_no_codes(rows: list[str]) -> None:
    text = block(*rows, columns="单位  人员经费  公用经费")
    assert laid_out(text) == text


@pytest.mark.parametrize("between", ["# 甲", "来源 = 上年结转", "列  功能科目  项目支出"])
def test_rows_do_not_pass_what_stands_between_them(between: str) -> None:
    text = block("2050201  1", between, "2010301  9")
    assert laid_out(text) == text


def test_a_row_below_a_comment_stays_below_it() -> None:
    text = block("# 只说 2050201", "2050201  1", "2010301  9", "2010302  9")
    assert laid_out(text) == text


def test_a_trailing_comment_goes_with_its_row() -> None:
    assert laid_out(block("2050201  1 # 乙", "2010301  9 # 甲")) == block("2010301  9  # 甲", "2050201  1  # 乙")


def test_missing_names_come_from_the_catalogue() -> None:
    names = catalog_names([parse(Source("p", PROFILE)).file], 2026)
    before = block("2010301  9", "2010302  9  错的名称", "9999999  1", "= 201  27", "= *  28")
    found = format_text(Source("a.budget", before), names=names)
    assert found.diagnostics == []
    assert found.text == block(
        "2010301   9  行政运行",
        "2010302   9  错的名称",
        "9999999   1",
        "= 201    27  一般公共服务支出",
        "= *      28",
    )


@pytest.mark.parametrize(("year", "name"), [(2016, "招待费"), (2026, "公务接待费")])
def test_names_are_those_of_the_budgets_year(year: int, name: str) -> None:
    names = catalog_names([parse(Source("p", PROFILE)).file], year)
    text = block("30217  1", columns="部门经济科目  金额")
    assert format_text(Source("a.budget", text), names=names).text == text.replace("30217  1", f"30217  1  {name}")


def test_a_name_comes_from_the_first_code_that_has_one() -> None:
    names = catalog_names([parse(Source("p", PROFILE)).file], 2026)
    text = block("01  50101  1", columns="单位  政府经济科目  金额")
    assert format_text(Source("a.budget", text), names=names).text == text.replace(
        "50101  1", "50101  1  工资奖金津补贴"
    )


def test_a_row_that_lacks_a_figure_gets_no_name() -> None:
    names = catalog_names([parse(Source("p", PROFILE)).file], 2026)
    text = block("2010301  行政运行")
    assert format_text(Source("a.budget", text), names=names).text == text


def test_names_stay_out_without_a_profile() -> None:
    text = block("2010301  9")
    assert laid_out(text) == text


def test_keywords_are_rewritten_and_names_are_not() -> None:
    text = "预算 2026\nentries 支出 按 预算 {\n  单位 = 明细\n  columns  预算  列\n  01  1  明细 列\n}\n"
    assert laid_out(text) == text.replace("2026\n", "2026\n\n")
    chinese = "预算 2026\n\n明细 支出 按 预算 {\n  单位 = 明细\n  列  预算  列\n  01  1  明细 列\n}\n"
    english = "budget 2026\n\nentries 支出 by 预算 {\n  单位 = 明细\n  columns  预算  列\n  01  1  明细 列\n}\n"
    assert laid_out(text, keywords="zh") == chinese
    assert laid_out(text, keywords="en") == english


def test_keywords_that_the_tree_keeps() -> None:
    project = "项目 P1 甲 {\n  年度 1元  甲\n  指标 实施期 {\n  }\n}\n"
    assert laid_out(project, keywords="en") == "project P1 甲 {\n  annual 1元  甲\n  indicators whole {\n  }\n}\n"
    table = '表 1 "编码" {\n  列 {\n    编码 "名称" 名称\n    name "x"\n  }\n}\n'
    assert (
        laid_out(table, keywords="en") == 'table 1 "编码" {\n  columns {\n    code "名称" 名称\n    name "x"\n  }\n}\n'
    )


def test_an_unknown_keyword_language() -> None:
    with pytest.raises(ValueError, match="fr"):
        format_text(Source("a.budget", ""), keywords="fr")


@pytest.mark.parametrize("text", ["预算   二〇二六\n", "填报 {\n  1   甲\n", "明细 支出 {\n 列  甲\n x = = 1\n}\n"])
def test_a_text_with_errors_stays_as_it_is(text: str) -> None:
    found = format_text(Source("a.budget", text))
    assert (found.text, found.changed) == (text, False)
    assert found.diagnostics and all(each.code != "B902" for each in found.diagnostics)
    assert "error" in [severity(each.code) for each in found.diagnostics]


def test_diff() -> None:
    source = Source("sub/a.budget", "预算 2026\n部门  1 甲")
    assert unified_diff(source, format_text(source)) == (
        "--- a/sub/a.budget\n+++ b/sub/a.budget\n@@ -1,2 +1,2 @@\n 预算 2026\n"
        "-部门  1 甲\n\\ No newline at end of file\n+部门 1 甲\n"
    )


def test_no_diff_without_a_change() -> None:
    source = Source("a.budget", "预算 2026\n")
    assert unified_diff(source, format_text(source)) == ""
