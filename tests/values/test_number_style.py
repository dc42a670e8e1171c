"""Printing numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.catalogs.currencies import load_currency
from budgetlang.values.style import NumberStyle, format_fen, format_percent, format_quantity

UNITS = load_currency("cn/yuan").units
WAN = UNITS["万元"]
TABLE = NumberStyle("表格", zero="")
PROSE = NumberStyle("正文", grouping=True, zero="0")
PLAIN = NumberStyle("说明三", trim=True)
FORM = NumberStyle("表单", decimals=0, grouping=True)


@pytest.mark.parametrize(
    ("fen", "style", "text"),
    [
        (3134_440_000, TABLE, "3134.44"),
        (3134_440_000, PROSE, "3,134.44"),
        (8_000_000, TABLE, "8.00"),
        (0, TABLE, ""),
        (0, PROSE, "0"),
        (0, PLAIN, "0"),
        (0, NumberStyle("", zero=None), "0.00"),
        (500_000_000, PLAIN, "500"),
        (2634_400_000, PLAIN, "2634.4"),
        (4_999, TABLE, "0.00"),
        (-4_999, TABLE, "0.00"),
        (4_999, PLAIN, "0"),
        (5_000, TABLE, "0.01"),
        (-5_000, TABLE, "-0.01"),
        (-1_234_567_890_000, PROSE, "-1,234,567.89"),
        (1_000_000, NumberStyle("", decimals=0), "1"),
    ],
)
def test_amounts(fen: int, style: NumberStyle, text: str) -> None:
    assert format_fen(fen, WAN, style) == text


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(UNITS.values())), st.integers(0, 6), st.booleans())
def test_like_decimal(fen: int, unit: int, decimals: int, grouping: bool) -> None:
    number = (Decimal(fen) / unit).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    expected = f"{abs(number) if number == 0 else number:{',' if grouping else ''}.{decimals}f}"
    assert format_fen(fen, unit, NumberStyle("", decimals, grouping)) == expected


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_trimming_drops_nothing_but_zeros(fen: int, decimals: int) -> None:
    full = format_fen(fen, WAN, NumberStyle("", decimals))
    short = format_fen(fen, WAN, NumberStyle("", decimals, trim=True))
    assert Decimal(short) == Decimal(full)
    assert short == "0" or "." not in short or not short.endswith("0")


def test_percentages() -> None:
    assert format_percent(1, 3, PROSE) == "33.33"
    assert format_percent(-285, 19907, PROSE) == "-1.43"
    assert format_percent(1, 1, PROSE) == "100.00"
    assert format_percent(1, 1, PLAIN) == "100"
    assert format_percent(0, 7, PROSE) == "0"
    assert format_percent(1, 10**6, PROSE) == "0.00"
    with pytest.raises(ZeroDivisionError):
        format_percent(0, 0, PROSE)


def test_quantities() -> None:
    assert format_quantity(18468, 1, PLAIN) == "1846.8"
    assert format_quantity(33, 0, PLAIN) == "33"
    assert format_quantity(33, 0, TABLE) == "33.00"
    assert format_quantity(125, 2, NumberStyle("", decimals=1)) == "1.3"
    assert format_quantity(0, 2, TABLE) == ""
