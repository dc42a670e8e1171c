"""Rows with the same cells stand at the same place, as long as nothing above them changes it."""

from __future__ import annotations

from pathlib import Path

from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

PROFILE = """\
样式 a/b "甲" {
  金额单位 = 元
}
维度 功能科目 目录 functional {
  级次 类 款 项
}
维度 性质 {
  级次 类
  1 基本
  2 其他
}
维度 资金 {
  级次 类
  7 财政
  8 单位资金
}
维度 项目 {
  级次 项目
}
量 支出 {
  口径 功能 功能科目
}
"""
HEAD = """\
预算 2026
部门 002 某某局
样式 a/b
金额 元 精确
"""


def coordinates(folder: Path, block: str) -> list[tuple[str, ...]]:
    """The codes at which the facts of a budget stand."""
    profile = folder / "profiles" / "a" / "b"
    profile.mkdir(parents=True)
    (profile / "profile.budget").write_text(PROFILE, encoding="utf-8")
    (folder / "main.budget").write_text(HEAD + block, encoding="utf-8")
    budget = Compilation(Workspace(folder), folder / "main.budget").budget
    assert budget is not None
    return [tuple(member.code if member else "" for member in fact.coords) for fact in budget.facts]


def test_a_header_and_a_setting_between_equal_rows(tmp_path: Path) -> None:
    block = """\
明细 支出 {
  列  功能科目  基本  其他
  2010301  1.00  2.00
  2010301  3.00  -
  列  功能科目  其他  金额
  2010301  4.00  5.00
  资金 = 财政
  2010301  6.00  -
}
"""
    assert coordinates(tmp_path, block) == [
        ("2010301", "1", "", ""),
        ("2010301", "2", "", ""),
        ("2010301", "1", "", ""),
        ("2010301", "2", "", ""),
        ("2010301", "", "", ""),
        ("2010301", "2", "7", ""),
    ]


def test_rows_of_a_project_stand_where_it_stands(tmp_path: Path) -> None:
    block = """\
项目 P1 甲 {
  资金 = 单位资金
}
明细 支出 {
  列  功能科目  项目  金额
  2010301  P1  1.00
  2010301  -   2.00
  2010301  P1  3.00
}
"""
    inside, outside = ("2010301", "", "8", "P1"), ("2010301", "", "", "")
    assert coordinates(tmp_path, block) == [inside, outside, inside]
