"""Laws of the proof: no false alarm, witnesses that hold, explanations without anything superfluous."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from budgetlang.proof import linear
from budgetlang.proof.explanation import Contradiction, allowed, contradiction, part
from budgetlang.proof.propagation import possible, propagate, uses
from budgetlang.proof.system import System, broken
from budgetlang.proof.witness import witness

MANY = settings(max_examples=200, deadline=None)
HALF = 5_000
amounts = st.integers(-3_000_000, 3_000_000)


def rounded(system: System, exact: int, wishes: list[int]) -> int:
    """An unknown of which only the rounding is known."""
    shown = (exact + HALF) // (2 * HALF) * 2 * HALF
    wishes.append(shown)
    return system.unknown(shown - HALF, shown + HALF)


def table(rows: list[list[int]]) -> tuple[System, list[int]]:
    """A table with its margins, every figure rounded from the exact amounts."""
    system, wishes = System(), []
    cells = [[rounded(system, each, wishes) for each in row] for row in rows]
    across = [rounded(system, sum(row), wishes) for row in rows]
    down = [rounded(system, sum(column), wishes) for column in zip(*rows, strict=True)]
    whole = rounded(system, sum(map(sum, rows)), wishes)
    for row, total in zip(cells, across, strict=True):
        system.add([(total, -1), *((cell, 1) for cell in row)])
    for column, total in zip(zip(*cells, strict=True), down, strict=True):
        system.add([(total, -1), *((cell, 1) for cell in column)])
    for margin in (across, down):
        system.add([(whole, -1), *((total, 1) for total in margin)])
    return system, wishes


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(amounts, min_size=width, max_size=width), min_size=1, max_size=4)
)


@MANY
@given(tables)
def test_rounding_alone_is_no_contradiction_and_has_a_witness(rows: list[list[int]]) -> None:
    system, wishes = table(rows)
    assert contradiction(system) is None
    values = witness(system, wishes)
    if values is None:  # sums that cross may need the solver
        near = linear.wish(system, wishes)
        assert near is not None
        values = witness(system, near)
    assert values is not None and broken(system, values) == ""


@MANY
@given(tables, st.data(), st.integers(1, 12), st.booleans())
def test_a_wrong_figure_is_found_wherever_a_solver_finds_it(
    rows: list[list[int]], data: st.DataObject, steps: int, up: bool
) -> None:
    system, wishes = table(rows)
    wrong = data.draw(st.integers(0, len(wishes) - 1))
    by = steps * 2 * HALF * (1 if up else -1)
    system.low[wrong] += by
    system.high[wrong] += by
    why = contradiction(system)
    assert (why is None) == (linear.contradiction(system) is None)
    if why is not None:
        assert wrong in why.unknowns
        irreducible(system, why)


def irreducible(system: System, why: Contradiction) -> None:
    def holds(equations: tuple[int, ...], unknowns: tuple[int, ...]) -> bool:
        return possible(part(system, equations, unknowns)[0])

    assert not holds(why.equations, why.unknowns)
    for each in why.equations:
        assert holds(tuple(other for other in why.equations if other != each), why.unknowns)
    for each in why.unknowns:
        assert holds(why.equations, tuple(other for other in why.unknowns if other != each))
        low, high = allowed(system, why, each)
        assert high < system.low[each] or low > system.high[each]


@MANY
@given(
    st.lists(st.tuples(st.integers(-3, 3).filter(bool), st.integers(-6, 6), st.integers(0, 6)), min_size=1, max_size=3),
    st.integers(-10, 10),
)
def test_no_solution_is_ever_cut_off(terms: list[tuple[int, int, int]], constant: int) -> None:
    system = System()
    for _, low, width in terms:
        system.unknown(low, low + width)
    system.add([(number, factor) for number, (factor, _, _) in enumerate(terms)], constant)
    ranges = [range(low, low + width + 1) for _, low, width in terms]
    solutions = [values for values in product(*ranges) if not broken(system, values)]
    low, high = list(system.low), list(system.high)
    stopped = propagate(system, low, high, uses(system), [0])
    if solutions:
        assert stopped is None
        for number, values in enumerate(zip(*solutions, strict=True)):
            assert low[number] <= min(values) and max(values) <= high[number]
            if all(abs(factor) == 1 for factor, _, _ in terms):
                assert (low[number], high[number]) == (min(values), max(values))
    elif all(abs(factor) == 1 for factor, _, _ in terms):
        assert stopped == 0


def test_bounds_that_only_creep_come_to_an_end() -> None:
    system = System()
    one, other = system.unknown(0, 10**30), system.unknown(0, 10**30)
    system.add([(one, 1), (other, -1)])
    system.add([(one, 1), (other, -1)], -1)
    assert possible(system), "each step takes 1 away: nothing is found in good time, and nothing is claimed"


def crossing() -> System:
    """Nothing is known but two sums of the same unknowns: looking at one sum at a time sees nothing."""
    system = System()
    one, other, both = system.unknown(), system.unknown(), system.unknown()
    system.add([(one, 1), (other, 1), (both, -1)])
    system.add([(one, 1), (other, 1), (both, -1)], -1)
    return system


def test_the_solver_proves_in_whole_numbers_what_bounds_do_not_see() -> None:
    pytest.importorskip("highspy", reason="highspy is not installed (extra prove)")
    assert contradiction(crossing()) is None
    assert linear.contradiction(crossing()) == Contradiction((0, 1), ())
    assert linear.wish(crossing(), [0, 0, 0]) is None


@MANY
@given(st.lists(st.integers(-5, 5), min_size=2, max_size=2))
def test_factors_that_prove_nothing_are_not_believed(factors: list[int]) -> None:
    proves = factors[0] == -factors[1] != 0
    assert linear.excludes(crossing(), factors) == proves


def test_without_the_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear, "PACKAGE", "no_such_solver")
    with pytest.raises(linear.SolverMissingError):
        linear.contradiction(crossing())


def test_what_is_broken_is_said() -> None:
    system = System()
    one = system.unknown(1, 2)
    system.add([(one, 2)], -4)
    assert broken(system, [2]) == ""
    assert "equation 0" in broken(system, [1])
    assert "unknown 0" in broken(system, [3])
    assert "2 values" in broken(system, [2, 2])


@MANY
@given(tables)
def test_the_order_of_what_is_known_does_not_matter(rows: list[list[int]]) -> None:
    assume(len(rows) > 1)
    system, _ = table(rows)
    system.low[0] += 40 * HALF
    system.high[0] += 40 * HALF
    turned = System(list(system.low), list(system.high), list(reversed(system.equations)))
    assert possible(system) == possible(turned)
