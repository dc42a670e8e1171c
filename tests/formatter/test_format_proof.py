"""The proof that a layout says what the text said, and what happens when it does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budgetlang.formatter import format as module
from budgetlang.formatter.format import format_text
from budgetlang.formatter.lines import Line, read_lines
from budgetlang.formatter.proof import same_comments, same_statements
from budgetlang.formatter.tokens import read
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File

TEXT = """\
预算 2026  # 年度

明细 支出 {
  # 按科目
  列  功能科目  基本支出
  2010301  1.00  行政运行  # 甲
  2010302  2.00
  资金 = 一般公共预算
  2010350  3.00  事业运行

  # 合计
  = 201  6.00  一般公共服务支出
}

项目 P1 甲 {
  年度 5元  市县
  指标 {
    产出  数量  3件  台数
  }
  概况 = 说明
}
"""


def both(text: str) -> tuple[File, list[Line]]:
    parsed = read(text)
    assert parsed is not None
    return parsed[1], read_lines(text, parsed[0])


def edited(*edits: tuple[str, str]) -> str:
    text = TEXT
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


HARMLESS = [
    [],
    [("预算 2026", "budget  2026"), ("明细", "entries"), ("年度 5元", "annual  5元")],
    [("2010302  2.00", "2010302  2.00  一般行政管理事务")],
    [("  2010301  1.00  行政运行  # 甲\n  2010302  2.00\n", "  2010302 2.00\n  2010301 1.00 行政运行 # 甲\n")],
]

HARMFUL = [
    [("2026", "2025")],
    [("1.00", "1.0")],
    [("2.00", "-2.00")],
    [("  2010302  2.00\n", "")],
    [("  2010302  2.00\n", "  2010302  2.00\n  2010302  2.00\n")],
    [("  行政运行", "")],
    [("行政运行", "事业运行")],
    [("= 201  6.00", "201  6.00")],
    [("  2010302  2.00\n  资金 = 一般公共预算\n", "  资金 = 一般公共预算\n  2010302  2.00\n")],
    [("  资金 = 一般公共预算\n", "")],
    [("功能科目  基本", "功能科目  项目")],
    [("年度 5元", "实施期 5元")],
    [("年度 5元", "5元")],
    [("明细 支出 {", "明细 支出 by 功能 {")],
    [("3件  台数", "3  台数")],
    [("指标 {", "指标 whole {")],
    [("说明", "说  明")],
    [("  概况 = 说明\n}", "}")],
]

COMMENTS = [
    [("  # 年度", "")],
    [("# 甲", "# 乙")],
    [("  # 甲", ""), ("2010302  2.00", "2010302  2.00  # 甲")],
    [("  # 按科目\n", ""), ("  2010301", "  # 按科目\n  2010301")],
    [("  # 合计\n", ""), ("}\n\n项目", "  # 合计\n}\n\n项目")],
    [("# 按科目", "# 按科目\n  # 按科目")],
    [("# 合计\n", "# 合计\n\n")],
]


@pytest.mark.parametrize("edits", HARMLESS)
def test_harmless_changes(edits: list[tuple[str, str]]) -> None:
    before, after = both(TEXT), both(edited(*edits))
    assert same_statements(before[0], after[0])
    assert same_comments(before[1], after[1])


@pytest.mark.parametrize("edits", HARMFUL)
def test_a_change_of_meaning_is_seen(edits: list[tuple[str, str]]) -> None:
    assert not same_statements(both(TEXT)[0], both(edited(*edits))[0])


@pytest.mark.parametrize("edits", COMMENTS)
def test_a_lost_or_moved_comment_is_seen(edits: list[tuple[str, str]]) -> None:
    before, after = both(TEXT), both(edited(*edits))
    assert same_statements(before[0], after[0])
    assert not same_comments(before[1], after[1])


def test_label_columns_in_either_language() -> None:
    text = '表 1 "x" {{\n  列 {{\n    {} "x"\n  }}\n}}\n'
    chinese, english, other = (both(text.format(word))[0] for word in ("编码", "code", "name"))
    assert same_statements(chinese, english)
    assert not same_statements(chinese, other)


@pytest.mark.parametrize(("depth", "changed"), [(60, True), (2000, False)])
def test_blocks_nested_deeply(depth: int, changed: bool) -> None:
    text = "维度 甲 {\n" + "1 甲 {\n" * depth + "}\n" * (depth + 1)
    found = format_text(Source("a.budget", text))
    assert (found.text != text, found.diagnostics == []) == (changed, changed)


@pytest.mark.parametrize(
    "broken",
    [
        lambda made: made + "}\n",
        lambda made: made.replace("1.00", "1.0"),
        lambda made: made.replace("  # 甲", ""),
        lambda made: made.replace("预算 ", "预算  "),
    ],
    ids=["no longer parses", "other figure", "lost comment", "not stable"],
)
def test_a_layout_without_proof_is_refused(monkeypatch: pytest.MonkeyPatch, broken: Callable[[str], str]) -> None:
    text = TEXT.replace("  2010302", "2010302")
    assert format_text(Source("a.budget", text)).changed
    right = module.lay_out_text
    runs: list[str] = []

    def wrong(*arguments: object) -> str:
        runs.append(right(*arguments))  # type: ignore[arg-type]
        return broken(runs[-1]) if len(runs) == 1 else runs[-1]

    monkeypatch.setattr(module, "lay_out_text", wrong)
    found = format_text(Source("a.budget", text))
    assert (found.text, found.changed) == (text, False)
    assert [each.code for each in found.diagnostics] == ["B902"]
