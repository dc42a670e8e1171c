"""Counted words in English, and that every English message counts its words so."""

from __future__ import annotations

import re
from collections import defaultdict
from string import Formatter

import pytest

from budgetlang.backends.words import EN
from budgetlang.diagnostics.messages import HINTS, MESSAGES, NOTES
from budgetlang.values.style import Counted

WRONG = re.compile(r"\b1 (?!is\b|has\b|was\b|does\b|adds\b)\w+s\b")
COUNTS = {"count", "lines", "limit", "n", "k", "rest", "cells"}
TEMPLATES = {
    **{code: english for code, (_, _, english) in MESSAGES.items()},
    **{name: english for name, (_, english) in {**HINTS, **NOTES}.items()},
    **EN,
}


@pytest.mark.parametrize(
    ("spec", "one", "many"),
    [
        ("line", "1 line", "2 lines"),
        ("entry|entries", "1 entry", "2 entries"),
        ("error is|errors are", "1 error is", "2 errors are"),
        ("", "1", "2"),
        ("d", "1", "2"),
        (",", "1", "2"),
        ("03", "001", "002"),
    ],
)
def test_a_number_and_its_word(spec: str, one: str, many: str) -> None:
    assert (format(Counted(1), spec), format(Counted(2), spec)) == (one, many)


def test_nothing_is_counted_as_many() -> None:
    assert f"{Counted(0):file}" == "0 files"


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_message_says_one_lines(name: str) -> None:
    template = TEMPLATES[name]
    gaps = {gap for _, gap, spec, _ in Formatter().parse(template) if gap and (spec or gap in COUNTS)}
    filled = template.format_map(defaultdict(str, dict.fromkeys(gaps, Counted(1))))
    assert not WRONG.search(filled), filled
