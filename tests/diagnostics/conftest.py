"""Findings to render: a small table of messages and sources with marked places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budgetlang.diagnostics import messages
from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.source.text import Source

MAIN = Source(
    "main.budget",
    "预算 2026\n明细 支出 {\n  列  功能科目  基本支出\n"
    "  2010301   1027.03  行政运行\n  2010350    758.59  事业运行\n"
    "\n\n\n\n  = 20103   1785.71  政府办公厅（室）\n}\n",
)
PROJECT = Source("projects/信访经费.budget", "项目 P07 信访经费 {\n  46000元  市县(区)财政资金\n}\n")


def label(source: Source, text: str, note: str = "", **args: object) -> Label:
    start = source.text.index(text)
    return Label(source, start, start + len(text), note, args)


def edit(source: Source, old: str, new: str) -> Edit:
    start = source.text.index(old)
    return Edit(source, start, start + len(old), new)


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages of the tests' own: the real ones may change their words."""
    entries = {
        "B901": ("error", "{code} 的合计不对", "wrong total of {code}"),
        "B902": ("warning", "“{name}”没有写原因", "no reason for {name}"),
        "B903": ("note", "尾差", "a residue"),
    }
    for code, entry in entries.items():
        monkeypatch.setitem(messages.MESSAGES, code, entry)
    monkeypatch.setitem(messages.HINTS, "test_near", ("是不是 {near}？", "did you mean {near}?"))
    monkeypatch.setitem(messages.NOTES, "test_part", ("相加的数", "a part"))
    monkeypatch.setitem(messages.NOTES, "test_form", ("表里是 {sum}", "the form says {sum}"))


@pytest.fixture
def wrong_total() -> Diagnostic:
    """A finding with everything."""
    return Diagnostic(
        "B901",
        (
            label(MAIN, "1785.71"),
            label(MAIN, "1027.03", "test_part"),
            label(MAIN, "758.59", "test_part"),
            label(PROJECT, "46000元", "test_form", sum="4.60"),
        ),
        {"code": "20103", "near": "1785.62"},
        "1785.62 万元",
        "1785.71 万元",
        "0.09 万元",
        "test_near",
        (edit(MAIN, "1785.71", "1785.62"),),
    )


@pytest.fixture
def finding_at() -> Callable[..., Diagnostic]:
    """Make a plain error at a place of a text."""

    def make(text: str, start: int, end: int, path: str = "a.budget") -> Diagnostic:
        return Diagnostic("B901", (Label(Source(path, text), start, end),), {"code": "20103"})

    return make
