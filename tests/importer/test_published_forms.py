"""Rows of indicators, whose cells a text dump has shifted."""

from __future__ import annotations

import pytest

from budgetlang.importer.forms import FormWords, forms
from budgetlang.importer.published import Grid
from budgetlang.importer.readers.textdump import read_text
from budgetlang.model.layout import Layout
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

HEAD = "项目名称\t公园维修\n项目概况\t维修座椅\n绩效指标\t一级指标\n"


@pytest.fixture(scope="module")
def layout() -> Layout:
    text = "样式 cn/shanxi-2026\n".encode()
    return Compilation(Workspace("/a", {"/a/main.budget": text}), "/a/main.budget").layout


Read = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("row", "whole", "annual"),
    [
        ("数量指标\t甲\t1个\t数量指标\t甲\t2个", [("数量", "甲", "1个")], [("数量", "甲", "2个")]),
        ("成本指标\t\t\t成本指标\t甲\t2元", [], [("成本", "甲", "2元")]),
        ("成本指标\t甲\t2元\t成本指标\t\t", [("成本", "甲", "2元")], []),
        ("服务对象满意度\t服务对象满意度\t95%", [("服务对象满意度", "服务对象满意度", "95%")], []),
        ("甲\t好\t质量指标\t乙\t好", [("", "甲", "好")], [("质量", "乙", "好")]),
        ("可持续发展\t甲\t好", [("可持续影响", "甲", "好")], []),
    ],
)
def test_rows(layout: Layout, row: str, whole: Read, annual: Read) -> None:
    (grid,) = read_text("a.txt", f"{HEAD}\t{row}\n".encode()).blocks
    assert isinstance(grid, Grid)
    (spec,) = layout.forms.values()
    ((form, begin, end),) = forms(grid, FormWords(spec))
    assert (begin, end) == (0, 4)
    read = [[(goal.kind, goal.name.text, goal.goal.text) for goal in goals] for goals in form.goals]
    assert read == [whole, annual]
