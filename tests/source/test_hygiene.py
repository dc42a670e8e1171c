"""Characters that cannot be seen are found, with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.source.hygiene import LONGEST_LINE, MOST_FAULTS, inspect


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("预算 2026\n\t单位\n", []),
        ("文本 x = “中文” （全角）　空白\n", []),
        ("a\0\0b", [("B004", 1, 3)]),
        ("a\x1bb\x07", [("B006", 1, 2), ("B006", 3, 4)]),
        ("一\x0c二", [("B007", 1, 2)]),
        ("一\u2028二\u0085", [("B008", 1, 2), ("B008", 3, 4)]),
        ("一\r二\r\n", [("B009", 1, 2)]),
        ("一\u202e二", [("B011", 1, 2)]),
        ("一\u200b二\ufeff", [("B013", 1, 2), ("B013", 3, 4)]),
        ("短\n" + "长" * (LONGEST_LINE + 1) + "\n短", [("B012", 2, 3)]),
        ("长" * LONGEST_LINE + "\n" + "长" * LONGEST_LINE, []),
        (
            "长" * LONGEST_LINE + "长\n" + "长" * LONGEST_LINE + "长",
            [("B012", 0, 1), ("B012", LONGEST_LINE + 2, 100_003)],
        ),
    ],
)
def test_inspect(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [fault[:3] for fault in inspect(text)] == found


def test_the_character_is_named() -> None:
    assert inspect("\u202e")[0].args == {"char": "U+202E"}


def test_a_binary_file_does_not_give_endless_findings() -> None:
    assert len(inspect("\0a" * 10_000)) == MOST_FAULTS


@given(st.text())
def test_findings_are_in_order_and_inside(text: str) -> None:
    found = inspect(text)
    assert found == sorted(found, key=lambda fault: fault.start)
    assert all(0 <= fault.start < fault.end <= len(text) for fault in found)
