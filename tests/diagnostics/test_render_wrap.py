"""Breaking text into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.diagnostics.render.wrap import clean, take, take_last, wrap
from budgetlang.source.width import display_width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("   ", 2, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("abcd   ef", 6, ["abcd", "ef"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("行政运行", 4, ["行政", "运行"]),
        ("行政", 1, ["行", "政"]),
        ("支出，收入", 4, ["支", "出，", "收入"]),
        ("支出（收入）", 6, ["支出", "（收", "入）"]),
        ("科目2010301无效", 8, ["科目", "2010301", "无效"]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="ab,.( 行政，）（“”\t\n\u3000\x1b", max_size=40), st.integers(1, 20))
def test_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    assert "".join("".join(wrap(text, width)).split()) == "".join(clean(text).split())


@given(st.text(max_size=20), st.integers(0, 20))
def test_taking_from_an_end(text: str, columns: int) -> None:
    first, last = take(text, columns), take_last(text, columns)
    assert text.startswith(first)
    assert text.endswith(last)
    for part in (first, last):
        assert display_width(part) <= columns
        assert part == text or display_width(part) >= columns - 1


def test_unprintable_characters() -> None:
    assert clean("a\tb\x1b\u200f\u2028\ufeff\ud800") == "a    b?????"
    assert clean("一\n二") == "一 二"
