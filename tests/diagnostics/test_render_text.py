"""Findings on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.render.text import render_text
from budgetlang.diagnostics.render.view import line_view
from budgetlang.source.text import Source
from budgetlang.source.width import display_width

Make = Callable[..., Diagnostic]

CHINESE = """\
错误[B901]: 20103 的合计不对
  --> main.budget:10:13
   │
 4 │   2010301   1027.03  行政运行
   │             ------- 相加的数
 5 │   2010350    758.59  事业运行
   │              ------ 相加的数
...
10 │   = 20103   1785.71  政府办公厅（室）
   │             ^^^^^^^
  ::: projects/信访经费.budget:2:3
   │
 2 │   46000元  市县(区)财政资金
   │   ------- 表里是 4.60
   = 应为: 1785.62 万元
   = 写的: 1785.71 万元
   = 相差: 0.09 万元
   = 提示: 是不是 1785.62？
   = 改为:
10 │   = 20103   1785.62  政府办公厅（室）
   │             ~~~~~~~

1 个错误
"""

ENGLISH_FACTS = """\
   = expected:   1785.62 万元
   = found:      1785.71 万元
   = difference: 0.09 万元
   = hint: did you mean 1785.62?
   = change to:
10 │   = 20103   1785.62  政府办公厅（室）
   │             ~~~~~~~

1 error
"""


def shown(diagnostic: Diagnostic, lang: str = "zh", width: int = 80) -> list[str]:
    """The lines of a finding without its message and the count."""
    return render_text([diagnostic], lang, width=width).splitlines()[1:-2]


def test_a_finding_in_chinese(wrong_total: Diagnostic) -> None:
    assert render_text([wrong_total], "zh") == CHINESE


def test_a_finding_in_english(wrong_total: Diagnostic) -> None:
    text = render_text([wrong_total], "en")
    assert text.startswith("error[B901]: wrong total of 20103\n  --> main.budget:10:13\n")
    assert text.endswith(ENGLISH_FACTS)


def test_colour_changes_no_letter(wrong_total: Diagnostic) -> None:
    coloured = render_text([wrong_total], "zh", color=True)
    assert "\x1b[1;31m错误[B901]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == CHINESE


def test_a_chinese_console_can_print_it(wrong_total: Diagnostic) -> None:
    for lang in ("zh", "en"):
        render_text([wrong_total], lang).encode("gbk")


def test_a_finding_without_a_place() -> None:
    finding = Diagnostic("B902", args={"name": "收入总计"}, hint="test_near")
    finding.args["near"] = "支出总计"
    assert render_text([finding], "zh").splitlines()[:2] == [
        "提醒[B902]: “收入总计”没有写原因",
        "  = 提示: 是不是 支出总计？",
    ]


def test_the_count() -> None:
    error, warning, residue = Diagnostic("B901"), Diagnostic("B902"), Diagnostic("B903")
    assert render_text([error, warning, error, residue], "zh").endswith("\n\n2 个错误，1 个提醒，1 条说明\n")
    assert render_text([warning, error, error], "en").endswith("\n\n2 errors, 1 warning\n")
    assert render_text([], "zh") == "没有发现问题\n"
    assert render_text([], "en") == "no problems found\n"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert render_text([Diagnostic("B999", args={"x": "行", "n": 3})], "zh").startswith("错误[B999]: B999 行 3\n")


@pytest.mark.parametrize(
    ("start", "end", "mark"),
    [
        (0, 2, "^^^^"),
        (3, 3, "     ^"),
        (7, 7, " " * 9 + "^"),
        (7, 8, " " * 9 + "^"),
        (3, 12, "     ^^^^"),
    ],
)
def test_the_mark_stands_under_its_text(finding_at: Make, start: int, end: int, mark: str) -> None:
    assert shown(finding_at("预算 2026\n{\n支出\n", start, end))[2:] == ["1 │ 预算 2026", f"  │ {mark}"]


def test_the_mark_behind_the_last_line(finding_at: Make) -> None:
    assert shown(finding_at("预算 2026\n", 8, 8)) == [" --> a.budget:2:1", "  │", "2 │", "  │ ^"]


def test_tabs_blanks_and_control_characters(finding_at: Make) -> None:
    text = "\t2010301\u3000\x1b[31m\u202e\x00行"
    assert shown(finding_at(text, len(text) - 1, len(text)))[2:] == [
        "1 │     2010301\u3000?[31m??行",
        "  │ " + " " * 20 + "^^",
    ]


def test_a_message_brings_no_control_characters() -> None:
    assert "\x1b" not in render_text([Diagnostic("B902", args={"name": "\x1b[31m"})], "zh")


def test_a_long_name_does_not_fill_the_screen() -> None:
    assert len(render_text([Diagnostic("B902", args={"name": "行" * 10**6})], "zh")) < 200


def test_a_long_line_is_cut_around_the_mark(finding_at: Make) -> None:
    text = "概况 = " + "为保障机关运转，" * 30 + "经费4.8万元" + "，包括办公费、印刷费" * 30
    start = text.index("4.8万元")
    line, mark = shown(finding_at(text, start, start + 5), width=60)[2:]
    assert line == "1 │ …障机关运转，经费4.8万元，包括办公费、印刷费，包括办公…"
    assert mark == "  │ " + " " * 17 + "^^^^^^^"
    assert display_width(line) <= 60


def test_a_line_of_many_megabytes(finding_at: Make) -> None:
    finding = finding_at("行" * 10**7, 5 * 10**6, 5 * 10**6 + 1)
    assert shown(finding)[0] == " --> a.budget:1:5000001"
    assert max(map(display_width, shown(finding))) <= 80


def test_two_places_on_one_line_share_it() -> None:
    source = Source("a.budget", "  2010301   1027.03  行政运行\n")
    labels = (Label(source, 12, 19), Label(source, 2, 9, "test_part"))
    assert shown(Diagnostic("B901", labels))[1:] == [
        "  │",
        "1 │   2010301   1027.03  行政运行",
        "  │   ------- 相加的数",
        "  │             ^^^^^^^",
    ]


def test_messages_are_wrapped_between_words() -> None:
    lines = render_text([Diagnostic("B902", args={"name": "，".join(["行政运行"] * 12)})], "zh", width=40).splitlines()
    assert lines[:3] == [
        "提醒[B902]: “行政运行，行政运行，行政运",
        "            行，行政运行，行政运行，行政",
        "            运行，行政运行，行政运行，行",
    ]


def test_a_note_that_does_not_fit_goes_below() -> None:
    source = Source("a.budget", " " * 30 + "行")
    finding = Diagnostic("B901", (Label(source, 30, 31, "这一行的说明比余下的地方长"),))
    assert shown(finding, width=50)[3:] == [
        "  │ " + " " * 30 + "^^",
        "  │ " + " " * 23 + "这一行的说明比余下的地",
        "  │ " + " " * 23 + "方长",
    ]


def test_a_suggested_line_goes_away() -> None:
    source = Source("a.budget", "一\n二\n三\n四\n")
    one = Diagnostic("B901", edits=(Edit(source, 2, 4, ""),))
    two = Diagnostic("B901", edits=(Edit(source, 2, 6, ""),))
    assert shown(one) == ["  = 改为 (a.budget): （删去第 2 行）"]
    assert shown(two, "en") == ["  = change to (a.budget): (delete lines 2 to 3)"]


def test_a_suggested_line_is_new() -> None:
    source = Source("a.budget", "一\n二\n")
    finding = Diagnostic("B901", (Label(source, 2, 3),), edits=(Edit(source, 2, 2, "新的\n"),))
    assert shown(finding)[4:] == ["  = 改为:", "2 │ 新的", "  │ ~~~~"]


def test_several_edits_of_a_line_are_shown_together() -> None:
    source = Source("a.budget", "明细｛支出｝\n列\n")
    edits = (Edit(source, 5, 6, "}"), Edit(source, 2, 3, "{"), Edit(source, 7, 8, "各行"))
    assert shown(Diagnostic("B901", (Label(source, 2, 3),), edits=edits))[4:] == [
        "  = 改为:",
        "1 │ 明细{支出}",
        "  │     ~~~~~~",
        "  = 改为:",
        "2 │ 各行",
        "  │ ~~~~",
    ]


def test_of_many_suggestions_the_first_are_shown() -> None:
    source = Source("a.budget", "一\n" * 9)
    edits = tuple(Edit(source, 2 * line, 2 * line + 1, "二") for line in range(9))
    lines = shown(Diagnostic("B901", edits=edits))
    assert [line for line in lines if "二" in line] == [f"{n} │ 二" for n in (1, 2, 3)]
    assert lines[-1] == "  = …"


texts = st.text(alphabet="ab 行政，（）…\t\u3000𠮷é\n\r\x1b\u200b\u0301", max_size=60)


@given(texts, st.integers(0, 60), st.integers(-1, 60), st.integers(10, 40))
def test_a_mark_lies_within_its_line(text: str, start: int, length: int, room: int) -> None:
    view = line_view(Source("a", text), start, start + length, room)
    assert display_width(view.text) <= room
    assert view.column >= 0
    assert view.length >= 1
    assert view.column + view.length <= max(display_width(view.text), view.column + 1)


@given(texts, st.integers(0, 60), st.integers(0, 60), texts, st.integers(40, 90))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_line_is_wider_than_the_terminal(text: str, start: int, length: int, name: str, width: int) -> None:
    source = Source("a.budget", text)
    start = min(start, len(text))
    end = min(start + length, len(text))
    edits = (Edit(source, start, end, name),)
    finding = Diagnostic("B902", (Label(source, start, end, name),), {"name": name}, name, name, name, name, edits)
    for line in render_text([finding], "zh", width=width).split("\n"):
        assert display_width(line) <= width
        assert line.isprintable() or "\u3000" in line


@given(st.text(alphabet="ab1 行政，（𠮷", min_size=1, max_size=80), st.data(), st.integers(12, 40))
def test_the_columns_of_a_mark_are_those_of_its_text(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(start + 3, len(text))))
    view = line_view(Source("a", text), start, end, room)
    cells = [cell for char in view.text for cell in (char, "")[: display_width(char)]]
    assert "".join(cells[view.column : view.column + view.length]) == text[start:end]
