"""Laws of the cube: order does not matter, parents are their children, roundings never raise a false alarm."""

from __future__ import annotations

from itertools import chain
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from random_budgets import (
    ECONOMIC,
    FUNCTION,
    FUND,
    HALF,
    NATURE,
    PROFILE,
    STEP,
    Line,
    budget,
    budgets,
    by_economy,
    by_function,
    claim,
    exact,
    place,
    rounded,
)

from budgetlang.check import claims, joint, views
from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.facts import Fact
from budgetlang.model.profile import Condition

MEASURE = PROFILE.measures[0]
BY_FUNCTION, BY_ECONOMY = MEASURE.views
CODES = {FUNCTION.index: ["201", "20103", "20104", "204", "208", "20805", "2080501"], ECONOMIC.index: ["301", "302"]}
MANY = settings(max_examples=150, deadline=None)


def members(dimension: Dimension) -> list[Member]:
    codes = CODES.get(dimension.index, list(dimension.members))
    return [member for code in codes if (member := dimension.get(code)) is not None]


def total(cube: Cube, view: int, *where: Member, dimensions: list[Dimension]) -> int:
    conditions = [Condition(dimension.index, (member,)) for dimension, member in zip(dimensions, where, strict=True)]
    return cube.sum(cube.slice(0, MEASURE.views[view], conditions))[1]


def sums(given_budget: Budget) -> list[int]:
    """The sum of every member of every dimension, in both views."""
    cube = Cube(given_budget)
    return [
        total(cube, view.index, member, dimensions=[PROFILE.dimensions[index]])
        for view in MEASURE.views
        for index, _ in view.depths
        for member in members(PROFILE.dimensions[index])
    ]


@MANY
@given(budgets, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(spent: list[Line], chance: Random) -> None:
    shuffled = list(spent)
    chance.shuffle(shuffled)
    assert sums(budget(exact(spent))) == sums(budget(exact(shuffled)))


@MANY
@given(budgets)
def test_sums_are_those_of_the_lines(spent: list[Line]) -> None:
    cube = Cube(budget(exact(spent)))
    for member in members(FUNCTION):
        mine = sum(line.fen for line in spent if line.function.startswith(member.code))
        assert total(cube, 0, member, dimensions=[FUNCTION]) == mine
    basic = [line for line in spent if line.nature != "2"]
    assert cube.sum(cube.view(0, BY_ECONOMY))[1] == sum(line.fen for line in basic)
    assert cube.sum(cube.view(0, BY_FUNCTION))[1] == sum(line.fen for line in spent)


@MANY
@given(budgets)
def test_children_add_up_to_their_parent(spent: list[Line]) -> None:
    facts = chain(exact(spent), (Fact(0, place("2010301", "", "11", "1"), 7, 0, PROFILE.measures[0].source, 0, 0),))
    cube = Cube(budget(facts))
    for view in MEASURE.views:
        for index, _ in view.depths:
            dimension = PROFILE.dimensions[index]
            for parent in members(dimension):
                mine = cube.slice(0, view, [Condition(index, (parent,))])
                parts = [cube.slice(0, view, [Condition(index, (child,))]) for child in parent.children]
                here = frozenset(position for position in mine if cube.facts[position].coords[index] is parent)
                assert mine == here.union(*parts)
                assert cube.sum(mine)[1] == cube.sum(here)[1] + sum(cube.sum(part)[1] for part in parts)


def regions(spent: list[Line]) -> list[dict[int, Member]]:
    """Regions that a table shows: a code, a fund, a kind of spending, and all."""
    some = [place(line.function[:length], "", line.fund, line.nature[:1]) for line in spent for length in (3, 5, 7)]
    found: list[dict[int, Member]] = [{}]
    for coords in some:
        known = {index: member for index, member in enumerate(coords) if member is not None}
        found += [known, {FUNCTION.index: known[FUNCTION.index]}, {FUND.index: known[FUND.index]}]
    return found


def inside(line: Line, region: dict[int, Member]) -> bool:
    own = place(line.function, line.economic, line.fund, line.nature)
    return all((member := own[index]) is not None and member.inside(above) for index, above in region.items())


def truth(spent: list[Line], region: dict[int, Member]) -> int:
    return sum(line.fen for line in spent if inside(line, region))


def reported(given_budget: Budget) -> list[str]:
    figures = Figures(Cube(given_budget))
    return [diagnostic.code for check in (claims.check, joint.check, views.check) for diagnostic in check(figures)]


@settings(max_examples=400, deadline=None)
@given(budgets)
def test_rounding_alone_is_never_reported(spent: list[Line]) -> None:
    """Lines, both angles on them and all totals, each rounded from the exact amounts."""
    stated = [claim(region, rounded(truth(spent, region))) for region in regions(spent)]
    assert reported(budget([*by_function(spent), *by_economy(spent)], stated)) == []


@settings(max_examples=400, deadline=None)
@given(budgets, st.data())
def test_more_than_rounding_is_always_reported(spent: list[Line], data: st.DataObject) -> None:
    facts = by_function(spent)
    region = data.draw(st.sampled_from(regions(spent)))
    known = [f for f in facts if all(m.inside(region[i]) for i, m in enumerate(f.coords) if m and i in region)]
    shown = sum(f.fen for f in known)
    beyond = data.draw(st.integers((len(known) + 1) // 2 + 1, 10**6)) * data.draw(st.sampled_from([1, -1]))
    assert "B401" in reported(budget(facts, [claim(region, shown + beyond * STEP)]))


@MANY
@given(budgets, st.data())
def test_a_total_of_exact_facts_has_no_tolerance(spent: list[Line], data: st.DataObject) -> None:
    region = data.draw(st.sampled_from(regions(spent)))
    right = rounded(truth(spent, region))
    assert reported(budget(exact(spent), [claim(region, right)])) == []
    wrong = right + data.draw(st.sampled_from([STEP, -STEP]))
    assert reported(budget(exact(spent), [claim(region, wrong)])) == ["B402"]


@MANY
@given(budgets, st.data())
def test_angles_that_differ_by_more_than_rounding_are_reported(spent: list[Line], data: st.DataObject) -> None:
    economic = by_economy(spent)
    if not economic:
        return
    changed = data.draw(st.sampled_from(economic))
    fund, kind = changed.coords[FUND.index], NATURE.get("1")
    around = [*by_function(spent), *economic]
    group = [f for f in around if f.coords[FUND.index] is fund and (n := f.coords[NATURE.index]) and n.inside(kind)]
    changed.fen += (len(group) + 1) * 2 * HALF * data.draw(st.sampled_from([1, -1]))
    assert reported(budget(around)) == ["B403"]


@given(budgets)
@MANY
def test_facts_with_all_dimensions_agree_with_themselves(spent: list[Line]) -> None:
    assert reported(budget(exact(spent))) == []


@MANY
@given(budgets, st.data())
def test_totals_inside_a_total_leave_less_room_than_lines(spent: list[Line], data: st.DataObject) -> None:
    """All codes of a kind are published; the total above may be off by half a step for each of them and for itself."""
    facts = by_function(spent)
    parts = {code for line in spent if (code := line.function[:3])}
    stated = []
    for code in sorted(parts):
        member = FUNCTION.get(code)
        assert member is not None
        region = {FUNCTION.index: member}
        stated.append(claim(region, rounded(truth(spent, region))))
    shown = sum(each.fen for each in stated)
    beyond = data.draw(st.integers((len(parts) + 1) // 2 + 1, 10**6)) * data.draw(st.sampled_from([1, -1]))
    found = reported(budget(facts, [*stated, claim({}, shown + beyond * STEP)]))
    assert set(found) & {"B401", "B410", "B416"}


@MANY
@given(budgets)
def test_the_right_total_above_totals_is_never_reported(spent: list[Line]) -> None:
    tops = [{FUNCTION.index: member} for code in ("201", "20103", "204", "208") if (member := FUNCTION.get(code))]
    funds = [{FUND.index: member} for code in ("1", "11", "12", "2") if (member := FUND.get(code))]
    pairs = [{**top, **fund} for top in tops for fund in funds]
    regions_here = [region for region in ({}, *tops, *funds, *pairs) if any(inside(line, region) for line in spent)]
    stated = [claim(region, rounded(truth(spent, region))) for region in regions_here]
    assert reported(budget([*by_function(spent), *by_economy(spent)], stated)) == []


@MANY
@given(budgets)
def test_two_angles_and_a_total_of_one_are_never_reported(spent: list[Line]) -> None:
    """Lines on the two sides of one sum are different unknowns, though they stand in no other."""
    salaries, kind = ECONOMIC.get("301"), NATURE.get("1")
    assert salaries is not None and kind is not None
    region = {ECONOMIC.index: salaries, NATURE.index: kind}
    basic = [line for line in spent if line.nature != "2" and line.economic.startswith("301")]
    stated = [claim(region, rounded(sum(line.fen for line in basic)))] if basic else []
    assert reported(budget([*by_function(spent), *by_economy(spent)], stated)) == []
