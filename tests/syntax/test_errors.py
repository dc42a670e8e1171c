"""Each kind of fault: its code, its place, and what is read all the same."""

from __future__ import annotations

import pytest

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import HINTS, MESSAGES
from budgetlang.source.text import Source
from budgetlang.syntax.ast.budget import Entries, Header, Project
from budgetlang.syntax.parser import parse


def place(found: Diagnostic, label: int = 0) -> str:
    """`line:column-column`; the second column is the first one after it."""
    at = found.labels[label]
    source = at.source
    return f"{source.line_of(at.start)}:{source.column_of(at.start)}-{source.column_of(at.end)}"


def faults(text: str) -> list[str]:
    return [f"{place(found)} {found.code}" for found in parse(Source("a.budget", text)).diagnostics]


def only(text: str) -> Diagnostic:
    (found,) = parse(Source("a.budget", text)).diagnostics
    return found


def kinds(text: str) -> list[str]:
    return [type(statement).__name__ for statement in parse(Source("a.budget", text)).file.statements]


def mended(text: str) -> str:
    """The text with all edits of its findings applied."""
    edits = [edit for found in parse(Source("a.budget", text)).diagnostics for edit in found.edits]
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


CASES = [
    # words
    ("预算 2026 2027\n", ["1:9-13 B101"]),
    ("预算 二〇二六\n", ["1:4-8 B101"]),
    ("部门 002\n", ["1:6-7 B103"]),
    ("部门 002   # 名称待定\n", ["1:6-7 B103"]),
    ("部们 002 甲\n", ["1:1-3 B102"]),
    ("没有这种 002 甲\n", ["1:1-5 B102"]),
    ("entires 支出 {\n}\n", ["1:1-8 B102"]),
    ("目标 a\n", ["1:1-3 B102"]),
    ("指标 年度\n", ["1:1-3 B112"]),
    ("明细 支出 {\n  原因 a = b\n  1 x\n}\n", ["2:3-5 B112"]),
    ("明细 支出 {\n  资金 一般公共预算\n}\n", ["2:6-12 B101"]),
    ("单位 01 = 甲\n", ["1:7-8 B101"]),
    ("项目 P1 甲 {\n  单位 01\n}\n", ["2:6-8 B101"]),
    ("项目 P1 甲 {\n  量 支出 {\n    口径 甲 乙\n  }\n}\n", ["2:3-4 B112"]),
    ("预算 2026 =\n部门 = 甲\n", ["1:9-10 B101", "2:4-5 B101"]),
    # blocks
    ("明细 支出 {\n  1 x\n", ["1:1-8 B104"]),
    ("明细 支出 { # 全部\n  1 x\n", ["1:1-8 B104"]),
    ("明细 支出 {\n  1 x\n预算 2026\n明细 收入 {\n  2 y\n}\n", ["1:1-8 B104"]),
    ("项目 P1 甲 {\n  指标 年度 {\n    产出 数量 ≥1 甲\n}\n预算 2026\n", ["2:3-10 B104"]),
    ("明细 支出 {\n1 x\n明细 收入 {\n2 y\n}\n", ["1:1-8 B104"]),
    ("预算 2026\n}\n", ["2:1-2 B105"]),
    ("明细 支出 {\n  1 x\n}\n}\n预算 2026\n", ["4:1-2 B105"]),
    ("明细 支出 {\n  1 x\n}\n  2 y\n}\n", ["3:1-2 B105"]),
    ("明细 支出 { 资金 = 一般公共预算 }\n", ["1:7-8 B106"]),
    ("明细 支出 { 1 x\n  2 y\n}\n", ["1:7-8 B106"]),
    ("明细 支出 {\n  1 x }\n预算 2026\n", ["2:7-8 B107"]),
    ("明细 支出 {\n  1 x\n} 预算 2026\n", ["3:1-2 B107"]),
    ("维度 甲 {\n  1 乙 {\n    2 丙\n  }}\n", ["4:3-4 B107"]),
    ("明细 支出\n  1 x\n}\n", ["1:1-6 B111"]),
    ("维度 甲 {\n  1 乙\n    11 丙\n  }\n}\n", ["2:3-6 B111"]),
    ("项目 P1 甲{\n  单位 = 01\n}\n", ["1:8-9 B116"]),
    # broken headers
    ('明系 支出 {\n  1 x\n  "\n}\n预算 2026\n', ["1:1-3 B102", "3:3-4 B108"]),
    ('明细 {\n  1 x\n  "\n}\n', ["1:4-5 B101", "3:3-4 B108"]),
    ('明细 支出 = {\n  1 x\n  "\n}\n', ["1:7-8 B101", "3:3-4 B108"]),
    (
        "拨款 {\n  指标 年度 {\n    产出 数量 甲\n  }\n  部门 = 1\n  =\n}\n",
        ["1:1-3 B102", "3:11-12 B103", "6:3-4 B101"],
    ),
    ("拨款 {\n  ???\n}\n预算 x\n", ["1:1-3 B102", "4:4-5 B101"]),
    # texts
    ('引用 "a.budget\n预算 2026\n', ["1:4-13 B108"]),
    ('文本 甲 = """\n  乙\n  丙\n', ["1:8-11 B109"]),
    ('文本 甲 = """\n乙\n预算 2026\n预算 x\n', ["1:8-11 B109", "4:4-5 B101"]),
    ('文本 甲 = """\n乙\n文本 丙 = """\n丁\n"""\n预算 x\n', ["1:8-11 B109", "6:4-5 B101"]),
    ('项目 P1 甲 {\n  概况 = """\n  乙\n}\n预算 x\n', ["2:8-11 B109", "5:4-5 B101"]),
    ('文本 甲 = """\n乙"""\n预算 x\n', ["2:2-5 B114", "3:4-5 B101"]),
    ('文本 甲 = """乙\n丙\n"""\n预算 x\n', ["1:8-11 B114", "4:4-5 B101"]),
    ('文本 甲 =\n乙\n"""\n预算 x\n', ["1:6-7 B114", "4:4-5 B101"]),
    ('"""\n预算 x\n', ["1:1-4 B114", "2:4-5 B101"]),
    # full width
    ("预算 ２０２６\n", ["1:4-8 B110"]),
    ("明细 支出 ｛\n  1 x\n｝\n", ["1:7-8 B110", "3:1-2 B110"]),
    ("明细 支出 {\n  ２０１ 1.00 x\n  资金 ＝ 甲，乙\n}\n", ["2:3-6 B110", "3:6-7 B110"]),
    ("引用 “a.budget”\n", ["1:4-5 B110"]),
    ('文本 甲 = “””\n乙\n"""\n预算 2026\n', ["1:8-11 B110"]),
    ('文本 甲 = """\n乙\n“””\n预算 2026\n', ["3:1-4 B110"]),
    ("数据 甲 = 乙 ＋ 丙\n", ["1:10-11 B110"]),
    ("维度 甲 {\n  1 乙 ｛\n    2 丙\n  }\n}\n", ["2:7-8 B110"]),
    ("　　预算 2026\n", ["1:1-3 B010"]),
    ("预算　2026\n", ["1:3-4 B010"]),
    ("预算\xa02026\n", ["1:3-4 B010"]),
    # characters and files
    ("预算 2026\x0c\n", ["1:8-9 B007"]),
    ("预算 2026\u2028部门 01 甲\n", ["1:8-9 B008"]),
    ("\0\0\0", ["1:1-4 B004"]),
    ("<<<<<<< HEAD\n预算 2026\n=======\n预算 2027\n>>>>>>> other\n", ["1:1-8 B117", "3:1-8 B117", "5:1-8 B117"]),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_code_and_place(text: str, found: list[str]) -> None:
    assert faults(text) == found


def test_good_texts_have_no_findings() -> None:
    assert faults("\t预算 2026\r\n\n# 说明\n明细 支出 {\n1 x\n   }\n") == []


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("预算 2026\n部们 1 甲\n部门 1 甲\n", ["Header", "Department", "Department"]),
        ("明细 支出 {\n  1 x\n预算 2026\n", ["Entries", "Header"]),
        ("明系 支出 {\n  1 x\n}\n预算 2026\n", ["Entries", "Header"]),
        ("甲乙丙 支出 {\n  1 x\n}\n预算 2026\n", ["Header"]),
        ("明细 支出\n  1 x\n}\n", ["Entries"]),
        ("明细 支出 { 1 x }\n", ["Entries"]),
        ("预算 ２０２６\n", ["Header"]),
        ('文本 甲 = """\n乙\n预算 2026\n', ["Header"]),
    ],
)
def test_the_rest_is_read(text: str, statements: list[str]) -> None:
    assert kinds(text) == statements


def test_a_broken_row_is_left_out_alone() -> None:
    (entries,) = parse(Source("a", '明细 支出 {\n  1 x\n  "\n  2 y\n}\n')).file.statements
    assert isinstance(entries, Entries)
    assert [getattr(row, "text", "") for row in entries.items] == ["1 x", "2 y"]


def test_full_width_digits_are_read() -> None:
    (header,) = parse(Source("a", "预算 ２０２６\n")).file.statements
    assert isinstance(header, Header)
    assert (header.year.text, header.year.start) == ("2026", 3)


def test_an_unclosed_block_keeps_what_it_has() -> None:
    (project,) = parse(Source("a", "项目 P1 甲 {\n  单位 = 01\n  指标 {\n    产出 数量 ≥1 乙\n")).file.statements
    assert isinstance(project, Project)
    assert len(project.items) == 2


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("明细 支出 ｛\n  资金 ＝ 甲，乙\n  ２０１　1.00 x\n｝\n", "明细 支出 {\n  资金 = 甲，乙\n  201 1.00 x\n}\n"),
        ("引用 “a.budget”\n", '引用 "a.budget"\n'),
        ('文本 甲 = “””\n乙\n"""\n', '文本 甲 = """\n乙\n"""\n'),
        ('文本 甲 = """\n乙\n“””\n', '文本 甲 = """\n乙\n"""\n'),
        ("部们 002 甲\n", "部门 002 甲\n"),
        ("明细 支出\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
        ("项目 P1 甲{\n}\n", "项目 P1 甲 {\n}\n"),
        ("　预算 2026\n", " 预算 2026\n"),
        ("预算 2026\n}\n", "预算 2026\n\n"),
    ],
)
def test_edits_mend(text: str, right: str) -> None:
    assert mended(text) == right
    assert faults(right) == []


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("部门 002\n", "这一行没有写完，后面应有：文字", "the line ends too early, expected text"),
        ("预算 二\n", "这里不能写“二”，应为：整数", "unexpected 二, expected a whole number"),
        ("比较 甲 乙\n", "这里不能写“乙”，应为：另起一行、原因", "unexpected 乙, expected the end of the line, reason"),
        (
            "甲乙丙 1\n",
            "没有“甲乙丙”这种语句，这里可以写：预算、部门、样式、金额、单位、明细、项目、上年、填报、核对、原因、文本、引用、变更、所属、存疑",
            "no statement 甲乙丙; here may stand budget, department, profile, amounts, unit, entries, …",
        ),
        (
            "明细 甲 {\n  原因 乙 = 丙\n}\n",
            "“原因”不能写在这里，这里可以写：=、名称、}、一行数字、列、表头、工作表、跳过、含小计",
            "原因 does not belong here; here may stand =, a name, }, a row of figures, columns, heading, …",
        ),
        ("明细 ｛\n}\n", "这里不能写“｛”，应为：名称", "unexpected ｛, expected a name"),
        ("明细 a ｛\n}\n", "全角的 ｛ 要改成半角的 {", "full-width ｛, write {"),
    ],
)
def test_words_of_messages(text: str, zh: str, en: str) -> None:
    found = only(text)
    messages = MESSAGES[found.code]
    assert (messages[1].format(**found.args), messages[2].format(**found.args)) == (zh, en)


def test_nearest_keyword() -> None:
    found = only("entires 支出 {\n}\n")
    assert HINTS[found.hint][1].format(**found.args) == "did you mean entries?"


def test_an_unclosed_block_says_where_it_was_noticed() -> None:
    found = only("明细 支出 {\n  1 x\n原因 a = b\n")
    assert [place(found, label) for label in (0, 1)] == ["1:1-8", "3:1-9"]
    assert found.labels[1].note == "noticed_here"


def test_a_misplaced_statement_says_in_which_block_it_is() -> None:
    found = only("明细 支出 {\n  原因 a = b\n}\n")
    assert [place(found, label) for label in (0, 1)] == ["2:3-5", "1:1-8"]


def test_one_finding_for_each_line() -> None:
    assert faults("预算 = } {\n") == ["1:6-7 B107"]


def test_deep_nesting_is_one_finding() -> None:
    text = "名单 甲 乙 {\n" + "1 丙 {\n" * 1000 + "}\n" * 1001
    found = only(text)
    assert found.code == "B113"
    assert 50 < found.labels[0].source.line_of(found.labels[0].start) < 200
