"""The order of findings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.order import in_order
from budgetlang.source.text import Source

A, B = Source("a.budget", "0123456789"), Source("b.budget", "0123456789")


def at(source: Source, start: int, code: str = "B901", **args: object) -> Diagnostic:
    return Diagnostic(code, (Label(source, start, start + 1),), args)


ORDERED = [
    Diagnostic("B021"),
    Diagnostic("B902"),
    at(A, 2),
    at(A, 2, "B902"),
    at(A, 9),
    at(B, 0, name="x"),
    at(B, 0, name="y"),
]


@given(st.permutations(ORDERED + ORDERED))
def test_by_file_place_and_code_and_only_once(findings: list[Diagnostic]) -> None:
    assert in_order(findings) == ORDERED


def test_two_findings_at_one_place_stay_two() -> None:
    second = Label(B, 3, 4)
    assert len(in_order([at(A, 1), Diagnostic("B901", (*at(A, 1).labels, second))])) == 2
    assert len(in_order([at(A, 1), Diagnostic("B901", at(A, 1).labels, expected="1")])) == 2
