"""Codes: parents and order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetlang.values.codes import natural_key, parents

LEVELS = (3, 5, 7)


def test_parents_by_prefix() -> None:
    assert parents("2010301", LEVELS) == ["201", "20103"]
    assert parents("20103", LEVELS) == ["201"]
    assert parents("201", LEVELS) == []


def test_natural_order() -> None:
    codes = ["P10", "P2", "02", "01", "1", "P2a", "P", "2010301", "20103", "", "9" * 5000, "项目2", "项目10"]
    order = ["", "01", "1", "02", "20103", "2010301", "9" * 5000, "P", "P2", "P2a", "P10", "项目2", "项目10"]
    assert sorted(codes, key=natural_key) == order


@given(st.text(alphabet="0129PQ-."), st.text(alphabet="0129PQ-."))
def test_no_two_codes_share_a_key(left: str, right: str) -> None:
    assert (natural_key(left) == natural_key(right)) == (left == right)
