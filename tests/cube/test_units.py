"""Law: whatever the lines, the units' sums add up to their department's."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.cube.cube import Cube
from budgetlang.model.budget import Budget, Own
from budgetlang.model.dimension import Dimension
from budgetlang.model.facts import Claim, Fact
from budgetlang.model.profile import Condition, Measure, Profile, View
from budgetlang.model.units import divide, unit_budget, units_of
from budgetlang.source.text import Source

SOURCES = [Source(f"{number}.budget", "") for number in range(4)]
MAIN = Source("main.budget", "")


def department(lines: list[tuple[int, int, int, bool]], claims: list[int]) -> Budget:
    """Lines are (unit, code, fen, whether it is a transfer)."""
    codes, units = Dimension(0, "科目", "list"), Dimension(1, "单位", "unit")
    for number in range(3):
        codes.add(str(number), f"科目{number}")
    members = [units.add(str(number), f"单位{number}") for number in range(4)]
    view = View(0, "全", ((0, -1), (1, -1)), ())
    profile = Profile("p", "p", "zh-CN", "万元", {})
    profile.dimensions.extend([codes, units])
    profile.measures.append(Measure(0, "支出", None, (), (view,), MAIN, 0, 0))
    budget = Budget(2026, "9", "部门", profile, MAIN, False, "元")
    for unit, code, fen, internal in lines:
        fact = Fact(0, (codes.members[str(code)], members[unit]), fen, 0, SOURCES[unit], 0, 0)
        (budget.internal if internal else budget.facts).append(fact)
    for unit in claims:
        region = ((0, codes.members["0"]), (1, members[unit]))
        budget.claims.append(Claim(0, None, region, 1, 0, SOURCES[unit], 0, 0))
    budget.own = {member.code: Own(member, SOURCES[number]) for number, member in enumerate(members)}
    return budget


def total(budget: Budget, code: int) -> int:
    cube = Cube(budget)
    view = budget.profile.measures[0].views[0]
    member = budget.profile.dimensions[0].members[str(code)]
    return cube.sum(cube.slice(0, view, [Condition(0, (member,))]))[1]


lines = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(-(10**9), 10**12), st.booleans()))


@settings(max_examples=150, deadline=None)
@given(lines, st.integers(0, 2))
def test_units_add_up_to_their_department(given_lines: list[tuple[int, int, int, bool]], code: int) -> None:
    budget = department(given_lines, [])
    handed_over = sum(fen for _, of, fen, internal in given_lines if internal and of == code)
    parts = [total(unit_budget(budget, member), code) for member in units_of(budget)]
    assert sum(parts) == total(budget, code) + handed_over


@given(st.lists(st.integers(0, 3)))
def test_every_published_figure_goes_to_one_book(claims: list[int]) -> None:
    budget = department([], claims)
    divide(budget)
    assert budget.claims == []
    for number, member in enumerate(units_of(budget)):
        own = unit_budget(budget, member).claims
        assert len(own) == claims.count(number)
        assert all(dimension == 0 for each in own for dimension, _ in each.region), "the book is about one unit anyway"
