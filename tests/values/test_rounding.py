"""Rounding and rates."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.values.rounding import rate, round_half_up


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(1, 2, 1), (-1, 2, -1), (1, -2, -1), (5, 2, 3), (-5, 2, -3), (49, 100, 0), (-49, 100, 0), (7, 7, 1), (0, 3, 0)],
)
def test_a_half_goes_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert round_half_up(numerator, denominator) == rounded


@given(st.integers(-(10**20), 10**20), st.integers(0, 8))
def test_like_decimal_on_decimal_places(number: int, places: int) -> None:
    expected = Decimal(number).scaleb(-places).quantize(Decimal(1), ROUND_HALF_UP)
    assert round_half_up(number, 10**places) == expected


@given(st.integers(-(10**14), 10**14), st.integers(-(10**14), 10**14).filter(bool), st.integers(0, 4))
def test_like_decimal_on_any_fraction(part: int, whole: int, decimals: int) -> None:
    with localcontext(prec=80):
        percent = Decimal(part) * 100 / Decimal(whole)
        expected = percent.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).scaleb(decimals)
    assert rate(part, whole, decimals) == expected


def test_rates() -> None:
    assert rate(285, 19907, 2) == 143
    assert rate(-285, 19907, 2) == -143
    assert rate(1, 0, 2) is None


def test_no_rounding_of_a_division_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        round_half_up(1, 0)
