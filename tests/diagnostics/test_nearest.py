"""Words close to a wrong word."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.diagnostics.nearest import distance, nearest

words = st.text(alphabet="abc科目", max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "changes"),
    [("", "", 0), ("", "ab", 2), ("abc", "acb", 1), ("abc", "ab", 1), ("科目", "项目", 1), ("ca", "abc", 3)],
)
def test_distance(left: str, right: str, changes: int) -> None:
    assert distance(left, right) == distance(right, left) == changes


@given(words, words, st.integers(0, 6))
def test_distance_is_the_textbook_one(left: str, right: str, limit: int) -> None:
    @cache
    def textbook(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        swapped = i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]
        return min(
            textbook(i - 1, j) + 1,
            textbook(i, j - 1) + 1,
            textbook(i - 1, j - 1) + (left[i - 1] != right[j - 1]),
            textbook(i - 2, j - 2) + 1 if swapped else i + j,
        )

    true = textbook(len(left), len(right))
    assert distance(left, right) == true
    assert distance(left, right, limit) == min(true, limit + 1)


@pytest.mark.parametrize(
    ("word", "candidates", "near"),
    [
        ("entires", ["empire", "exit", "entries"], ["entries"]),
        ("功能科木", ["部门经济科目", "功能科目", "收入科目"], ["功能科目"]),
        ("公积金", ["住房公积金", "预备费"], ["住房公积金"]),
        ("Total", ["TOTAL", "total"], ["TOTAL", "total"]),
        ("甲", ["乙", "丙"], []),
        ("", ["a", "b"], []),
        ("aaaa", ["aaab", "aaac", "aaad", "aaae"], ["aaab", "aaac", "aaad"]),
        ("ab", ["ac", "ac"], ["ac"]),
    ],
)
def test_nearest(word: str, candidates: list[str], near: list[str]) -> None:
    assert nearest(word, candidates) == near


def test_limit() -> None:
    assert nearest("aa", ["ab", "ac"], limit=1) == ["ab"]
