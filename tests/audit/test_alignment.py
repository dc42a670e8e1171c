"""Long common stretches: the same as those of difflib, for any two texts."""

from __future__ import annotations

from difflib import SequenceMatcher

from hypothesis import example, given
from hypothesis import strategies as st

from budgetlang.audit.alignment import common_stretches

LETTERS = st.text("ab#", max_size=60)
PIECES = st.lists(st.sampled_from(["收入#万元，", "支出#万元，", "增长#%。", "占", "x", "#"]), max_size=14).map("".join)
TEXTS = st.one_of(LETTERS, PIECES)


@given(TEXTS, TEXTS, st.integers(1, 12))
@example("abcabcabc", "abcabc", 3)
@example("", "", 1)
@example("ab#ab#", "ab#ab#", 3)
def test_stretches_are_those_of_difflib(left: str, right: str, least: int) -> None:
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    assert common_stretches(left, right, least) == [block for block in blocks if block.size >= least]
