"""Numbers of headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.values.numerals import chinese, number_from, numbered


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (320, "三百二十"),
        (999, "九百九十九"),
    ],
)
def test_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


@pytest.mark.parametrize(
    ("pattern", "number", "text"),
    [
        ("一、", 3, "三、"),
        ("（一）", 12, "（十二）"),
        ("1.", 10, "10."),
        ("（1）", 2, "（2）"),
        ("01", 7, "07"),
        ("01", 120, "120"),
        ("①", 20, "⑳"),
        ("①", 21, "㉑"),
        ("①", 36, "㊱"),
        ("①", 50, "㊿"),
        ("第一部分", 4, "第四部分"),
    ],
)
def test_patterns(pattern: str, number: int, text: str) -> None:
    assert numbered(pattern, number) == text
    assert number_from(text) == number


@pytest.mark.parametrize(
    ("pattern", "number"),
    [("", 1), ("甲、", 1), ("二、", 1), ("11", 1), ("1.1", 1), ("一、1", 1), ("①", 51), ("一、", 1000), ("1.", 0)],
)
def test_what_cannot_be_numbered(pattern: str, number: int) -> None:
    with pytest.raises(ValueError, match=r"number|numeral"):
        numbered(pattern, number)


@pytest.mark.parametrize(
    "text", ["", "、", "十百", "一二", "二百五", "一般公共服务支出", "三、外交支出", "12a", "第", "9" * 5000]
)
def test_what_is_no_number(text: str) -> None:
    assert number_from(text) is None


@given(st.sampled_from(["一、", "（一）", "1.", "(1)", "①", "第一部分", "001"]), st.integers(1, 50))
def test_numbers_come_back(pattern: str, number: int) -> None:
    assert number_from(numbered(pattern, number)) == number


def test_all_chinese_numerals_differ() -> None:
    assert len({chinese(number) for number in range(1, 1000)}) == 999
