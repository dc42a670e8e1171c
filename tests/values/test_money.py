"""Reading amounts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.catalogs.currencies import load_currency
from budgetlang.values.money import Amount, interval
from budgetlang.values.rounding import round_half_up
from budgetlang.values.style import NumberStyle, format_fen

CURRENCY = load_currency("cn/yuan")
UNITS, parse_amount, amount_problem = CURRENCY.units, CURRENCY.parse, CURRENCY.problem
YUAN = 100
DECIMALS = {"分": 0, "元": 2, "万元": 6, "亿元": 10}

units = st.sampled_from(sorted(UNITS))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1027.03", Amount(1027_0300 * YUAN, 5000, 2, "万元", True)),
        ("1,027.03", Amount(1027_0300 * YUAN, 5000, 2, "万元", True)),
        ("-5.00", Amount(-5_0000 * YUAN, 5000, 2, "万元", True)),
        ("-0.00", Amount(0, 5000, 2, "万元", True)),
        ("108", Amount(108_0000 * YUAN, 50_0000, 0, "万元", True)),
        ("196040元", Amount(196040 * YUAN, 50, 0, "元", True)),
        ("196,040.5元", Amount(1960405 * 10, 5, 1, "元", True)),
        ("0.01元", Amount(1, 0, 2, "元", True)),
        ("7分", Amount(7, 0, 0, "分", True)),
        ("3.3万元", Amount(33000 * YUAN, 5_0000, 1, "万元", True)),
        ("0.0000000001亿元", Amount(1, 0, 10, "亿元", True)),
        ("33辆", Amount(33, 0, 0, "辆", False)),
        ("1846.8平方米", Amount(18468, 0, 1, "平方米", False)),
        ("0.86%", Amount(86, 0, 2, "%", False)),
        ("-1.20%", Amount(-120, 0, 2, "%", False)),
        ("5万元/年", Amount(5, 0, 0, "万元/年", False)),
    ],
)
def test_amounts(text: str, amount: Amount) -> None:
    assert parse_amount(text, "万元") == amount
    assert amount_problem(text, "万元") == ""


def test_the_default_unit_may_be_no_money() -> None:
    assert parse_amount("12.5", "平方米") == Amount(125, 0, 1, "平方米", False)
    assert parse_amount("12", "") == Amount(12, 0, 0, "", False)
    assert parse_amount("12.5", "平方米") != parse_amount("12.5", "元")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "form"),
        ("-", "form"),
        ("--1", "form"),
        ("+1", "form"),
        (".5", "form"),
        ("5.", "form"),
        ("1.2.3", "form"),
        ("5 元", "form"),
        ("元5", "form"),
        ("１２", "form"),
        ("²", "form"),
        ("1.5,0", "form"),
        ("1,02", "grouping"),
        ("1,0270.00", "grouping"),
        ("1027,030", "grouping"),
        ("1,,027", "grouping"),
        ("1,027,", "grouping"),
        ("0.001元", "finer"),
        ("1.5分", "finer"),
        ("1.0000001", "finer"),
        ("1,000.0000001", "finer"),
        ("9" * 31, "long"),
        ("9" * 5000, "long"),
        ("0." + "9" * 5000 + "辆", "long"),
    ],
)
def test_what_is_no_amount_says_why(text: str, problem: str) -> None:
    assert parse_amount(text, "万元") is None
    assert amount_problem(text, "万元") == problem


@given(st.text(alphabet="0123456789-.,元万分%年 ５²_e\n", max_size=12), units)
def test_an_amount_or_a_problem(text: str, unit: str) -> None:
    assert (parse_amount(text, unit) is None) == (amount_problem(text, unit) != "")


@given(st.integers(-(10**16), 10**16), units, st.booleans())
def test_what_is_printed_in_full_is_read_back(fen: int, unit: str, grouping: bool) -> None:
    style = NumberStyle("", DECIMALS[unit], grouping)
    text = format_fen(fen, UNITS[unit], style)
    assert parse_amount(text, unit) == parse_amount(text + unit, "分") == Amount(fen, 0, DECIMALS[unit], unit, True)


@given(st.decimals(-(10**8), 10**8, allow_nan=False, places=4))
def test_the_value_is_that_of_the_decimal(number: Decimal) -> None:
    amount = parse_amount(f"{number:f}", "万元")
    assert amount is not None
    assert amount.value == number * UNITS["万元"]


@given(st.integers(-(10**10), 10**10), units, st.integers(0, 3), st.integers(-1100, 1100))
def test_the_interval_holds_exactly_what_rounds_to_the_figure(fen: int, unit: str, decimals: int, shift: int) -> None:
    decimals = min(decimals, DECIMALS[unit])
    text = format_fen(fen, UNITS[unit], NumberStyle("", decimals))
    figure = parse_amount(text, unit)
    assert figure is not None
    low, high = interval(figure.value, figure.half)
    assert low <= fen <= high
    digit = UNITS[unit] // 10**decimals
    for exact in (low - 1, low, high, high + 1, figure.value + shift * figure.half // 1000):
        shown = (Decimal(exact) / digit).quantize(Decimal(1), ROUND_HALF_UP) * digit
        assert (shown == figure.value) == (low <= exact <= high)


def test_intervals_by_hand() -> None:
    assert interval(100, 0) == (100, 100)
    assert interval(100, 50) == (50, 149)
    assert interval(-100, 50) == (-149, -50)
    assert interval(0, 50) == (-49, 49)


@given(st.integers(), st.integers().filter(bool))
def test_half_up_is_that_of_decimal(numerator: int, denominator: int) -> None:
    rounded = round_half_up(numerator, denominator)
    assert abs(2 * (numerator - rounded * denominator)) <= abs(denominator)
    if abs(2 * (numerator - rounded * denominator)) == abs(denominator):
        assert abs(rounded * denominator) > abs(numerator)
