"""Full-width signs and blanks are replaced, as the pages about them promise, where nothing else is wrong."""

from __future__ import annotations

import pytest

from budgetlang.formatter.format import format_text
from budgetlang.source.text import Source


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("明细 支出 ｛\n  资金 ＝ 一般公共预算\n｝\n", "明细 支出 {\n  资金 = 一般公共预算\n}\n"),
        ("预算　２０２６\n", "预算 2026\n"),
        ("引用 “a.budget”  # ｛说明｝\n", '引用 "a.budget"  # ｛说明｝\n'),
    ],
)
def test_they_are_replaced(text: str, right: str) -> None:
    made = format_text(Source("a.budget", text))
    assert (made.text, made.changed, made.diagnostics) == (right, True, [])


@pytest.mark.parametrize("more", ["甲乙丙 丁\n", "预算 2026 2027\n", "明系 支出 {\n}\n", "}\n"])
def test_with_another_fault_nothing_is_changed(more: str) -> None:
    text = "预算　２０２６\n" + more
    made = format_text(Source("a.budget", text))
    assert (made.text, made.changed) == (text, False)
    assert len(made.diagnostics) == 2
