"""What clerks get wrong in rows: one finding, in plain words what to do, and where that is safe how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_files import HEAD, PROFILE_PATH, TINY, Case

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.words import headline, hint, note

BLOCK = "明细 支出 {{\n  资金 = 单位资金\n  支出性质 = 项目支出\n  列  功能科目  部门经济科目  金额\n  {row}\n}}\n"
STATED = "核对 {\n  1.00  支出合计\n}\n"


def findings(text: str, folder: Path, profile: str = "") -> list[Diagnostic]:
    files = {"main.budget": HEAD + text, PROFILE_PATH: TINY.read_text(encoding="utf-8") + profile}
    return Case("", files).findings(folder)


def only(text: str, folder: Path, profile: str = "") -> Diagnostic:
    (found,) = findings(text, folder, profile)
    return found


def said(found: Diagnostic, lang: str = "zh") -> str:
    return f"{found.code} {headline(found, lang)} | {hint(found, lang)}"


def mended(found: Diagnostic) -> str:
    """The line with its edits."""
    source = found.labels[0].source
    line = source.line_of(found.labels[0].start)
    text = source.text
    for edit in sorted(found.edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.split("\n")[line - 1].strip()


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (
            "2010302  办公费  1.00",
            "编码应是 3/5 位数字，不能写“办公费” | 办公费的编码：30201",
            "not 办公费",
        ),
        ("2O10302  30201  1.00", "是不是要写：2010302", "did you mean 2010302?"),
        ("*  30201  1.00", "“*”只能写在公布数的行里，那样的行以“=”开头", "* belongs to published totals"),
        ("30201  1.00  办公费", "“30201”是部门经济科目的编码：是不是少写了一格？没有的格写“-”", "is a cell missing?"),
        ("201030  30201  1.00", "编码应是 3/5/7 位数字，不能写“201030”", "3/5/7 digits, not 201030"),
    ],
)
def test_a_code_that_is_none(row: str, zh: str, en: str, tmp_path: Path) -> None:
    found = only(BLOCK.format(row=row) + STATED, tmp_path)
    assert zh in said(found) and en in said(found, "en")


@pytest.mark.parametrize(
    ("amount", "meant"),
    [
        ("１．００", "1.00"),
        ("1，000.00", "1,000.00"),
        ("￥1.00", "1.00"),
        ("(1.00)", "-1.00"),
        ("１．００万元", "1.00万元"),
    ],
)
def test_an_amount_in_other_characters_counts_as_meant(amount: str, meant: str, tmp_path: Path) -> None:
    """No sum is wrong because of it."""
    text = BLOCK.format(row=f"2010302  30201  {amount}")
    found = only(text + f"核对 {{\n  {meant}  支出合计\n}}\n", tmp_path)
    assert said(found) == f"B220 “{amount}”不是金额 | 是不是要写：{meant}"
    assert mended(found) == f"2010302  30201  {meant}"


def test_a_unit_apart_from_its_amount(tmp_path: Path) -> None:
    """To take it for the name, and offer to delete it, would change the amount."""
    found = only(BLOCK.format(row="2010302  30201  100.00 元  办公费") + STATED, tmp_path)
    assert "金额和单位要连着写：100.00元" in said(found)
    assert "the unit joins its amount: 100.00元" in said(found, "en")
    assert mended(found) == "2010302  30201  100.00元  办公费"


def test_one_cell_too_many(tmp_path: Path) -> None:
    found = only(BLOCK.format(row="2010302  30201  1.00  1.00  办公费") + STATED, tmp_path)
    assert said(found).startswith("B219 这一行应有 3 格，写了 4 格")
    assert said(found, "en").startswith("B219 this row needs 3 cells but has 4")
    assert not found.edits


def test_a_comment_that_is_none_is_no_name(tmp_path: Path) -> None:
    found = only(BLOCK.format(row="2010302  30201  1.00  一般行政管理事务 // 办公"), tmp_path)
    assert "说明前面写“#”，“#”前面空一格" in said(found)
    assert mended(found) == "2010302  30201  1.00  一般行政管理事务 # 办公"


def test_a_block_without_columns_is_one_finding(tmp_path: Path) -> None:
    rows = "2010302  1.00\n  2010303  1.00\n  2010399  1.00"
    text = BLOCK.format(row=rows).replace("  列  功能科目  部门经济科目  金额\n", "")
    assert said(only(text + STATED, tmp_path)).startswith("B218 先用“列”写明各列是什么")


def test_columns_without_an_amount(tmp_path: Path) -> None:
    rows = "2010302  30201  1.00  办公费\n  2010303  30201  1.00  办公费"
    found = only(BLOCK.format(row=rows).replace("  金额\n", "\n") + STATED, tmp_path)
    assert "“列”的最后要有金额列，例如：列  功能科目  部门经济科目  金额" in said(found)
    assert "the last columns hold amounts, for example: columns  功能科目  部门经济科目  amount" in said(found, "en")


@pytest.mark.parametrize("name", ["经济科目", "经济分类"])
def test_an_unknown_column_before_others(name: str, tmp_path: Path) -> None:
    text = BLOCK.format(row="30201  2010302  1.00  办公费")
    text = text.replace("列  功能科目  部门经济科目", f"列  {name}  功能科目")
    found = only(text + STATED, tmp_path)
    assert found.code == "B215"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("明细 开支 {\n}\n", "B208 没有叫“开支”的明细种类 | 可以写：支出、三公经费"),
        (
            "明细 支出 {\n  科室 = 1\n}\n",
            "B201 没有叫“科室”的维度 | 可以写：功能科目、部门经济科目、政府经济科目、资金",
        ),
        ("明细 支出 {\n  资金级次 = 县里\n}\n", "B202 “资金级次”里没有“县里” | 可以写：省级资金、市县资金"),
        ("核对 {\n  1.00  招待\n}\n", "B209 没有叫“招待”的数据 | 可以写：支出合计、三公合计"),
    ],
)
def test_a_name_like_no_other_is_answered_with_those_there_are(text: str, words: str, tmp_path: Path) -> None:
    assert said(only(text, tmp_path)).startswith(words)


def test_a_year_of_two_digits(tmp_path: Path) -> None:
    text = HEAD.replace("预算 2026", "预算 26") + "上年 2025 {\n  1.00  支出合计\n}\n"
    files = {"main.budget": text, PROFILE_PATH: TINY.read_text(encoding="utf-8") + "比较 支出合计\n"}
    (found,) = Case("", files).findings(tmp_path)
    assert said(found).startswith("B226 年度要写四位数，如 2026，不能写“26”")


def test_last_years_year_says_where_this_year_is_said(tmp_path: Path) -> None:
    found = only("上年 2024 {\n}\n", tmp_path)
    assert found.code == "B230"
    assert [label.source.text[label.start : label.end] for label in found.labels] == ["2024", "预算 2026"]


def test_a_unit_apart_from_its_input(tmp_path: Path) -> None:
    found = only("填报 {\n  3 辆  车辆\n}\n", tmp_path, "输入 车辆 辆\n")
    assert "数和单位要连着写：3辆" in said(found)
    assert mended(found) == "3辆  车辆"


def test_rows_that_lack_the_same_are_counted(tmp_path: Path) -> None:
    found = only("明细 支出 {\n  列  功能科目  项目支出\n  2010302  1.00\n  2010303  2.00\n}\n", tmp_path)
    assert note(found.labels[0], "zh") == "另有 1 行也是这样"


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ("2010302  30201  45.0000001", "没写单位的数按“万元”读", "is read as 万元"),
        ("2010302  30201  1.00办公费", "后面如果是名称，前面要空一格", "a name behind the amount"),
    ],
)
def test_an_amount_that_cannot_be_read(row: str, zh: str, en: str, tmp_path: Path) -> None:
    found = only(BLOCK.format(row=row) + STATED, tmp_path)
    assert zh in said(found) and en in said(found, "en")


def test_a_minus_in_brackets_is_not_read_unasked(tmp_path: Path) -> None:
    """Whether it is less, or only a remark, nobody can be sure: no sum is compared with it."""
    assert said(only(BLOCK.format(row="2010302  30201  (1.00)") + STATED, tmp_path)).endswith("是不是要写：-1.00")


def test_a_project_that_no_line_declares(tmp_path: Path) -> None:
    text = "明细 支出 {\n  资金 = 单位资金\n  列  功能科目  项目  项目支出\n  2010302  P7  1.00\n}\n"
    found = only(text + STATED, tmp_path)
    assert "要先有一行：项目 P7 …" in said(found) and "a line declares it: project P7 …" in said(found, "en")


def test_of_many_names_the_first_are_said(tmp_path: Path) -> None:
    more = "".join(f"数据 名称很长的数据{number} = 支出合计\n" for number in range(30))
    found = only("核对 {\n  1.00  招待\n}\n", tmp_path, more)
    assert said(found).endswith("、…") and len(hint(found, "zh")) < 75


def test_a_member_in_full_width_characters_counts_as_meant(tmp_path: Path) -> None:
    text = BLOCK.format(row="2010302  30201  1.00").replace("单位资金", "２")
    found = findings(text, tmp_path)
    assert [said(each) for each in found] == ["B202 “资金”里没有“２” | 是不是要写：2"]


def test_a_project_that_stands_nowhere_is_one_finding(tmp_path: Path) -> None:
    """Its rows lack what its wrong setting would have said."""
    project = "项目 P1 甲 {{\n  单位 = 01\n  功能科目 = 2010302\n  资金 = 单位资金\n  支出性质 = 特定项目\n{money}}}\n"
    rows = "明细 支出 {\n  列  项目  金额\n  P1  1.00\n}\n"
    assert [each.code for each in findings(project.format(money="") + rows, tmp_path)] == ["B202"]
    money = project.format(money="  1.00万元  市县资金\n")
    assert [each.code for each in findings(money, tmp_path)] == ["B202"]
