"""What people who are no programmers get wrong: the message says what may stand there, the line counts as meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.words import headline, hint
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Value, Word
from budgetlang.syntax.automaton import TERMINALS
from budgetlang.syntax.machine import KEYWORD_IDS
from budgetlang.syntax.parser import parse
from budgetlang.syntax.recovery.forms import FORMS, IN_BLOCK


def only(text: str) -> Diagnostic:
    (found,) = parse(Source("a.budget", text)).diagnostics
    return found


def after_edits(text: str) -> str:
    for edit in sorted(only(text).edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


SLIPS = [
    # a word of a statement: misspelt, broken, glued
    ("明系 支出 {\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("明 细 支出 {\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("预 算 2026\n", "预算 2026\n"),
    ("预　算 2026\n", "预算 2026\n"),
    ("部 门900 某局\n", "部门 900 某局\n"),
    ("明细支出 {\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("预算2026\n", "预算 2026\n"),
    ("预算：2026\n", "预算 2026\n"),
    ('文字 职责 = """\n甲\n"""\n', '文本 职责 = """\n甲\n"""\n'),
    ("明细 支出 {\n  列名  甲  乙\n}\n", "明细 支出 {\n  列  甲  乙\n}\n"),
    ("明细 支出 {\n  列：甲  乙\n}\n", "明细 支出 {\n  列 甲  乙\n}\n"),
    # braces and signs
    ("明细 支出\n{\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("明细 支出 {{\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("明细 支出 (\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("明细 支出 （\n  1 x\n}\n", "明细 支出 {\n  1 x\n}\n"),
    ("明细 支出 {\n  单位：01\n}\n", "明细 支出 {\n  单位=01\n}\n"),
    ("明细 支出 {\n  单位: 01\n}\n", "明细 支出 {\n  单位= 01\n}\n"),
    ("原因 收入总计：多了\n", "原因 收入总计=多了\n"),
    # more than there should be
    ("预算 2026年\n", "预算 2026\n"),
    ("预算 2026 2027\n", "预算 2026\n"),
]


@pytest.mark.parametrize(("text", "right"), SLIPS)
def test_the_edits_of_the_one_finding_mend_it(text: str, right: str) -> None:
    assert after_edits(text).replace(" \n", "\n") == right
    assert not parse(Source("a.budget", right)).diagnostics


@pytest.mark.parametrize(("text", "right"), SLIPS)
def test_the_line_is_read_as_it_was_meant(text: str, right: str) -> None:
    assert parse(Source("a.budget", text)).file == parse(Source("a.budget", right)).file


@pytest.mark.parametrize("text", [text for text, _ in SLIPS])
def test_what_was_read_stands_where_it_was_written(text: str) -> None:
    """Every word that the tree has, but for a keyword, stands in the text at the place that it says."""
    pending = [parse(Source("a.budget", text)).file]
    while pending:
        node = pending.pop()
        for name in node._said():
            value = getattr(node, name)
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, Word | Value):
                    assert text[child.start : child.end] == child.text or "\n" in child.text
                elif hasattr(child, "_said"):
                    pending.append(child)


def test_a_row_that_begins_at_the_margin_opens_no_block() -> None:
    """Pasted from a spreadsheet, with its name first: the `}` below is that of its block."""
    assert only("明细 支出 {\n  1 x\n甲\t1\t2\n  2 y\n}\n明细 支出 {\n  1 x\n}\n").code == "B101"


@pytest.mark.parametrize("word", ["甲乙丙", "一、基本情况", "import", '"a.budget"', "2026"])
def test_what_may_stand_at_the_beginning_of_a_line_is_said(word: str) -> None:
    found = only(f"预算 2026\n{word} 丁\n")
    zh, en = headline(found, "zh"), headline(found, "en")
    assert "：预算、部门、样式、金额、单位、明细、项目、上年、填报、核对、原因、文本、引用" in zh
    assert "budget, department, profile, amounts" in en and not en.endswith("a statement")
    assert "维度" not in zh


def test_in_a_profile_it_is_the_statements_of_a_profile() -> None:
    found = only("量 支出 {\n  口径 甲 乙\n}\n比较 甲\n甲乙丙 丁\n")
    assert "维度" in headline(found, "zh") and "预算" not in headline(found, "zh")


def test_the_nearest_by_spelling_comes_first() -> None:
    assert "这里可以写：上年、" in headline(only("去上年 2025 {\n}\n"), "zh")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("部门 某局\n", "写法：部门 900 某某局", "written as: department 900 NAME"),
        ("单位 01 某局\n", "写法：单位 01 类型 名称", "written as: unit 01 KIND NAME"),
        ("金额 元\n", "写法：金额 万元 四舍五入", "written as: amounts 万元 rounded"),
        ("项目 某项目 {\n}\n", "写法：项目 P01 名称 {", "written as: project P01 NAME {"),
        ("引用 basic.budget\n", '写法：引用 "文件.budget"', 'written as: include "FILE.budget"'),
        ("上年 2025 {\n  收入总计  1.00\n}\n", "写法：100.00  名称", "written as: 100.00  NAME"),
        ("明细 支出 {\n  基本工资  50101  1.00\n}\n", "一行数字先写编码", "a row is codes"),
        ("项目 P1 甲 {\n  期限 1年\n}\n", "写法：名称 = 值", "written as: NAME = VALUE"),
    ],
)
def test_how_the_statement_is_written(text: str, zh: str, en: str) -> None:
    found = only(text)
    assert zh in hint(found, "zh") and en in hint(found, "en")


@pytest.mark.parametrize("lang", [0, 1])
def test_every_form_is_right(lang: int) -> None:
    for token, form in FORMS.items():
        line = form[lang].replace("…", "甲") + "\n"
        text = line + "}\n" if line.endswith("{\n") else line
        assert not parse(Source("a.budget", text)).diagnostics, text
        assert KEYWORD_IDS[line.split()[0]] == token
    headers = {TERMINALS[token]: form[lang] for token, form in FORMS.items()} | {"INDICATORS": "项目 P1 甲 {\n指标 {"}
    for block, form in IN_BLOCK.items():
        header = headers[block]
        text = f"{header}\n{form[lang]}\n" + "}\n" * header.count("{")
        assert not parse(Source("a.budget", text)).diagnostics, text


def test_every_statement_of_a_budget_has_a_form() -> None:
    grammar = (Path(__file__).parents[2] / "grammar" / "budget.lark").read_text(encoding="utf-8")
    rules = re.findall(r"\w+", re.search(r"_budget_statement: ([^/]*)\n\n", grammar)[1])  # type: ignore[index]
    keywords = {re.search(rf"^{rule}: ([A-Z]+)", grammar, re.MULTILINE)[1] for rule in rules}  # type: ignore[index]
    assert keywords == {TERMINALS[token] for token in FORMS}
