"""Whatever the text is, reading it ends with a tree and findings whose places are in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.diagnostics.messages import HINTS, MESSAGES, NOTES
from budgetlang.source.text import Source
from budgetlang.syntax._tables import KEYWORDS
from budgetlang.syntax.parser import parse
from budgetlang.syntax.unparse import unparse

PIECES = [
    *(word for pairs in KEYWORDS.values() for pair in pairs for word in pair),
    *("{", "}", "=", '"', '"""', "#", ":", ",", "+", "-", "==", "!=", "|", "*", "%"),
    *("｛", "｝", "＝", "，", "“", "”", "１", "\u3000", "\t", "\r", "\x0c", "\u2028", "\0", "\ufeff"),
    *("支出", "2010301", "1,027.03", "-", "01", "P11", "cn/shanxi-2026", '"名称"', "50000元"),
]
pieces = st.lists(st.sampled_from([*PIECES, " ", " ", " ", "\n", "\n", "\n", " {\n", "\n}\n", "\n  "]), max_size=60)


def check(text: str) -> None:
    source = Source("a.budget", text)
    parsed = parse(source)
    for found in parsed.diagnostics:
        zh, en = MESSAGES[found.code][1:]
        assert zh.format(**found.args)
        assert en.format(**found.args)
        assert not found.hint or HINTS[found.hint][0].format(**found.args)
        for label in found.labels:
            assert 0 <= label.start <= label.end <= len(text)
            assert not label.note or label.note in NOTES
        for edit in found.edits:
            assert 0 <= edit.start <= edit.end <= len(text)
    starts = [found.labels[0].start for found in parsed.diagnostics]
    assert starts == sorted(starts)
    assert parse(Source("again", unparse(parsed.file))).file == parsed.file


@settings(max_examples=400, deadline=None)
@given(st.text())
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=800, deadline=None)
@given(pieces)
def test_any_pieces_of_the_language(parts: list[str]) -> None:
    check("".join(parts))


@pytest.mark.parametrize(
    "text",
    [
        "{\n" * 10_000,
        "}\n" * 10_000,
        "名单 a b {\n" + "1 x {\n" * 10_000,
        "名单 a b {\n" + "1 x {\n" * 10_000 + "}\n" * 10_001,
        '表 1 "a" {\n 列 {\n' + '组 "a" {\n' * 5_000,
        '"' * 200_000,
        '文本 a = """\n' * 2_000,
        "项目 a b ｛" * 5_000,
        "１" * 90_000,
        "明细 a {\n" + "1 " * 45_000 + "\n}\n",
        "明细 a {\n" + "1 " * 45_000 + '"\n}\n',
        "\n".join("预算 " + "　" * 50 for _ in range(500)),
    ],
    ids=range(12),
)
def test_monsters(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ["a" * 10_000_000, "1 " * 5_000_000, "{ " * 5_000_000, "｛" * 10_000_000])
def test_a_line_of_ten_megabytes_is_one_finding(text: str) -> None:
    parsed = parse(Source("a.budget", f"预算 2026\n{text}\n部门 01 甲\n"))
    assert [found.code for found in parsed.diagnostics] == ["B012"]
    assert len(parsed.file.statements) == 2
