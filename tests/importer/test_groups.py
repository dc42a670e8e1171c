"""Units and their projects in one column: which rows are units."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from budgetlang.importer.tables.groups import heads

Lists = list[list[tuple[int, int]]]
"""for each unit the amounts of its projects in two columns"""


def rows(units: Lists) -> tuple[list[list[str]], frozenset[int]]:
    """The total, and each unit above its projects; which of the rows are units."""
    made: list[tuple[int, int]] = []
    found: list[int] = []
    for projects in units:
        found.append(len(made) + 1)
        made += [(sum(a for a, _ in projects), sum(b for _, b in projects)), *projects]
    total = (sum(made[i - 1][0] for i in found), sum(made[i - 1][1] for i in found))
    return [[f"{value}.00" if value else "" for value in row] for row in (total, *made)], frozenset(found)


def names(count: int) -> list[str]:
    return [str(i) for i in range(count)]


def test_any_number_of_units() -> None:
    figures, found = rows([[(35, 0), (12, 5)], [(15, 62)], [(4, 0), (0, 12), (7, 1)], [(98, 3)]])
    assert heads(1, names(len(figures)), figures, (), ()) == found


def test_a_wrong_figure_moves_no_unit() -> None:
    figures, found = rows([[(35, 0), (12, 5)], [(15, 62), (3, 3)], [(4, 0), (5, 12)]])
    for row in range(1, len(figures)):
        changed = [list(each) for each in figures]
        changed[row][0] = "77.00"
        known = {str(i) for i in found}
        assert heads(1, names(len(figures)), changed, known, ()) == found


def test_projects_without_units() -> None:
    figures = [["60.00"], ["10.00"], ["20.00"], ["30.00"]]
    assert heads(1, names(4), figures, (), ()) == frozenset()
    assert heads(1, names(4), figures, {"1"}, ()) == {1}


def test_names_decide_where_sums_do_not() -> None:
    figures = [["0.00"], [""], [""], [""], [""]]
    assert heads(1, names(5), figures, {"1", "3"}, {"2", "4"}) == {1, 3}


project = st.tuples(st.integers(1, 9_999_999), st.integers(1, 9_999_999))


@given(st.lists(st.lists(project, min_size=1, max_size=4), min_size=1, max_size=5))
def test_law(units: Lists) -> None:
    figures, found = rows(units)
    assert heads(1, names(len(figures)), figures, {str(i) for i in found}, ()) == found
    unnamed = heads(1, names(len(figures)), figures, (), ())
    bounds = [*sorted(unnamed), len(figures)]
    for begin, end in pairwise(bounds):
        assert float(figures[begin][0]) == sum(float(figures[i][0]) for i in range(begin + 1, end))
