"""Lines, columns and widths of a source."""

from __future__ import annotations

import pytest

from budgetlang.source.text import Source
from budgetlang.source.width import display_width, utf16_length, utf16_offset


def test_lines_and_columns_count_code_points() -> None:
    source = Source("a.budget", "预算 2026\n单位 𠮷\r\n末")
    assert source.line_count == 3
    assert [source.line_of(at) for at in (0, 7, 8, 12, 14)] == [1, 1, 2, 2, 3]
    assert source.column_of(11) == 4
    assert [source.line_text(line) for line in (1, 2, 3)] == ["预算 2026", "单位 𠮷", "末"]
    assert source.offset_of(2, 4) == 11
    assert source.offset_of(1, 99) == 7


def test_a_form_feed_ends_no_line() -> None:
    assert Source("a", "甲\x0c乙\u2028丙").line_count == 1


def test_sources_are_equal_only_to_themselves() -> None:
    assert Source("a", "x") != Source("a", "x")


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("预算1", 5), ("｛", 2), ("e\u0301", 1), ("\u200b", 0)])
def test_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_utf16_columns() -> None:
    assert utf16_length("a𠮷预") == 4
    assert [utf16_offset("a𠮷预", units) for units in range(6)] == [0, 1, 1, 2, 3, 3]
