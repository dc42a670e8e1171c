"""Changing any single amount of the example by 0.01 beyond its rounding is an error that names both sides.

What rounding allows is computed apart from the compiler, in `equations`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from changed_example import Compile
from equations import Equation, Site, equations, possible_together, sites, tolerance
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import severity

ROOT = Path(__file__).resolve().parents[2] / "examples" / "changzhi-2026"
SITES = sites(ROOT)
EQUATIONS = equations(SITES)
UNCHANGED = {name: (ROOT / name).read_text(encoding="utf-8") for name in {site.file for site in SITES}}
# Last year's figures without a change carry no equation of their own: a change there asks for a reason.
COVERED = [site for site in SITES if any(site in (*equation.left, *equation.right) for equation in EQUATIONS)]


def errors(compiled: Compile, site: Site, steps: int) -> list[Diagnostic]:
    text = UNCHANGED[site.file]
    changed = text[: site.start] + site.moved(steps).text + text[site.end :]
    found = compiled({site.file: changed}).diagnostics
    return [diagnostic for diagnostic in found if severity(diagnostic.code) == "error"]


def names_both_sides(diagnostic: Diagnostic) -> bool:
    places = {(label.source.path, label.start) for label in diagnostic.labels}
    return len(places) >= 2 and bool(diagnostic.expected and diagnostic.found and diagnostic.difference)


def name(site: Site) -> str:
    return f"{site.file}:{site.start}:{site.text}"


def test_every_amount_is_in_an_equation() -> None:
    rows = [site for site in SITES if site.marks & {"row", "claim", "project"}]
    assert len(rows) == 105
    assert set(rows) <= set(COVERED)
    assert all(equation.holds(SITES[0], SITES[0]) for equation in EQUATIONS)


@pytest.mark.parametrize("site", COVERED, ids=name)
def test_one_step_beyond_its_rounding_is_an_error(compiled: Compile, site: Site) -> None:
    sign = 1 if site.start % 2 else -1
    steps = tolerance(site, sign, EQUATIONS)
    found = errors(compiled, site, sign * steps)
    assert any(names_both_sides(diagnostic) for diagnostic in found), (steps, found)


@given(site=st.sampled_from(COVERED), sign=st.sampled_from([1, -1]), more=st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_so_is_any_greater_step(compiled: Compile, site: Site, sign: int, more: int) -> None:
    steps = tolerance(site, sign, EQUATIONS) + more
    assert any(names_both_sides(diagnostic) for diagnostic in errors(compiled, site, sign * steps))


@given(site=st.sampled_from([site for site in COVERED if site.marks & {"row", "claim", "project"}]), part=st.data())
@settings(max_examples=40, deadline=None)
def test_what_rounding_explains_is_no_error(compiled: Compile, site: Site, part: st.DataObject) -> None:
    """Whether all equations together can still hold is asked of a linear programme, apart from the compiler."""
    sign = part.draw(st.sampled_from([1, -1]))
    steps = part.draw(st.integers(0, tolerance(site, sign, EQUATIONS) - 1))
    assert (errors(compiled, site, sign * steps) == []) == possible_together(EQUATIONS, site, site.moved(sign * steps))


def test_equations_are_about_these_figures() -> None:
    """A claim moved away from its rows breaks its equation at once: the yardstick itself is not blunt."""
    claims = [site for site in SITES if "claim" in site.marks]
    assert all(1 <= tolerance(claim, 1, EQUATIONS) <= 40 for claim in claims)
    assert isinstance(EQUATIONS[0], Equation)
