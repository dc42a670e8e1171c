"""Performance forms: what stands where on the grid, and that the grid has no hole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgetlang.document.forms import build_forms
from budgetlang.document.nodes import Document, FactRef, Form, Origin
from budgetlang.document.origins import Origins
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

PROFILE = """
profile test/plain "Plain" {
  language = en
  unit = 万元
}
dimension unit {
  attribute kind office
}
dimension project {
  attribute term long short
  attribute about
  attribute contact
}
dimension funding_level {
  1 national
  2 local
}
dimension indicators {
  1 output {
    11 quantity
    12 cost
  }
  2 effect {
    21 people
  }
}
dimension vintage {
  1 current
  2 carried
}
measure spending {
  view projects project vintage
}
"""

FORM = """number forms {
  unit = 元
  decimals = 0
  grouping = yes
  zero = 0
}
form goals "Goals of {department}" each project where vintage = current {
  subtitle = in {year}
%s}
"""

LINES = """  line "Project" name
  line "Department" department "Unit" unit
  line "Code" code "Term" term "Contact" contact
"""

MONEY = """  money "Money" {
    "All" total
    "National" national
    "Local" local
  }
"""

GOALS = """  indicators "Goals" {
    output "Output" {
      quantity "How much"
      cost "At what cost"
    }
    effect "Effect" {
      people "For people"
    }
  }
"""

WORDS = """  whole = In all
  annual = This year
  class = Class
  kind = Kind
  indicator = What
  goal = Goal
  rounded = Rounded figures of {year}.
"""

BUDGET = """budget 2026
department 7 Ministry
profile test/plain
amounts 万元 rounded
unit 01 office Head office
"""

PROJECT = """project %s %s {
  unit = 01
  vintage = current
%s}
"""


class Forms:
    """Compiles a budget in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origins: list[Origin] = []
        self.facts: list[FactRef] = []

    def build(self, items: str, budget: str) -> list[Form]:
        profile = self.folder / "profiles" / "test" / "plain"
        profile.mkdir(parents=True, exist_ok=True)
        (profile / "profile.budget").write_text(PROFILE, encoding="utf-8")
        (profile / "layout.budget").write_text(FORM % items, encoding="utf-8")
        (self.folder / "main.budget").write_text(BUDGET + budget, encoding="utf-8")
        compilation = Compilation(Workspace(self.folder), self.folder / "main.budget")
        checked, layout = compilation.checked, compilation.layout
        assert checked is not None
        assert [d for d in compilation.diagnostics if d.code < "B5"] == []
        origins = Origins(checked)
        forms = build_forms(layout.forms["goals"], checked, origins, layout.styles)
        self.origins, self.facts = origins.result()
        return forms


@pytest.fixture
def forms(tmp_path: Path) -> Forms:
    return Forms(tmp_path)


def texts(form: Form) -> list[list[str]]:
    return [[cell.text for cell in row] for row in form.rows]


def assert_tiled(form: Form) -> None:
    """Every place of the grid belongs to exactly one cell, as a browser would lay the cells out."""
    taken: set[tuple[int, int]] = set()
    for line, row in enumerate(form.rows):
        column = 0
        for cell in row:
            while (line, column) in taken:
                column += 1
            places = {(line + y, column + x) for y in range(cell.rowspan) for x in range(cell.colspan)}
            assert not places & taken
            taken |= places
    assert taken == {(y, x) for y in range(len(form.rows)) for x in range(form.width)}


def test_lines(forms: Forms) -> None:
    (form,) = forms.build(LINES, PROJECT % ("P1", "Bridge", "  term = long\n  5元  local\n"))
    assert (form.id, form.title, form.subtitle) == ("form-P1", "Goals of Ministry", "in 2026")
    assert texts(form) == [
        ["Project", "Bridge"],
        ["Department", "7-Ministry", "Unit", "Head office"],
        ["Code", "P1", "Term", "long", "Contact", ""],
    ]
    assert [[cell.colspan for cell in row] for row in form.rows] == [[2, 6], [2, 3, 1, 2], [1, 2, 1, 2, 1, 1]]
    assert_tiled(form)


def test_money_of_the_whole_period_is_that_of_the_year_where_nothing_else_is_said(forms: Forms) -> None:
    money = "  30000元  local\n  20000.50元  national\n  whole 90000元  local\n"
    (form,) = forms.build(MONEY, PROJECT % ("P1", "Bridge", money))
    assert texts(form) == [
        ["Money", "All", "110,001", "All", "50,001"],
        ["National", "20,001", "National", "20,001"],
        ["Local", "90,000", "Local", "30,000"],
    ]
    assert [row[-3].fen for row in form.rows] == [11_000_050, 2_000_050, 9_000_000]
    whole = forms.origins[form.rows[0][2].origin or 0]
    assert whole.exact == "110,000.50元"
    assert [forms.facts[index].amount for index in whole.facts] == ["20000.50元", "90000元"]
    assert form.rows[2][1].origin != form.rows[2][3].origin
    assert form.notes == []


def test_nothing_is_zero_and_has_no_origin(forms: Forms) -> None:
    (form,) = forms.build(WORDS + MONEY, PROJECT % ("P1", "Bridge", "  5元  local\n"))
    assert texts(form)[0] == ["Money", "In all", "This year"]
    amounts = [cell for cell in form.rows[2] if cell.kind == "number"]
    assert [(cell.text, cell.fen, cell.origin) for cell in amounts] == [("0", 0, None)] * 2


def test_roundings_are_told(forms: Forms) -> None:
    (form,) = forms.build(WORDS + MONEY, PROJECT % ("P1", "Bridge", "  1.25万元  local\n"))
    assert form.rows[1][1].text == "12,500"
    assert form.notes == ["Rounded figures of 2026."]


def test_goals_stand_side_by_side(forms: Forms) -> None:
    goals = """  5元  local
  indicators {
    output  quantity  3  bridges
    output  quantity  9  lamps
  }
  indicators annual {
    output  cost  5元  price
  }
  indicators whole {
    output  cost  8元  price
    output  cost  1元  upkeep
  }
"""
    (form,) = forms.build(WORDS + GOALS, PROJECT % ("P1", "Bridge", goals))
    assert texts(form) == [
        ["Goals", "Class", "In all", "This year"],
        ["Kind", "What", "Goal", "Kind", "What", "Goal"],
        ["Output", "How much", "bridges", "3", "How much", "bridges", "3"],
        ["lamps", "9", "lamps", "9"],
        ["At what cost", "price", "8元", "At what cost", "price", "5元"],
        ["upkeep", "1元", "", ""],
        ["Effect", "For people", "", "", "For people", "", ""],
    ]
    assert_tiled(form)


def test_a_goal_that_the_layout_has_forgotten_is_printed(forms: Forms) -> None:
    goals = '  indicators "Goals" {\n    effect "Effect" {\n    }\n  }\n'
    said = "  5元  local\n  indicators {\n    output  cost  5元  price\n    effect  people  9  guests\n  }\n"
    (form,) = forms.build(goals, PROJECT % ("P1", "Bridge", said))
    assert texts(form) == [
        ["Goals", "Effect", "people", "guests", "9", "people", "guests", "9"],
        ["output", "cost", "price", "5元", "cost", "price", "5元"],
    ]
    assert_tiled(form)


def test_projects_outside_the_region_have_no_form(forms: Forms) -> None:
    budget = "".join(PROJECT % (code, "Bridge", "  5元  local\n") for code in ("P10", "P9"))
    carried = (PROJECT % ("P8", "Old bridge", "  5元  local\n")).replace("current", "carried")
    assert [form.id for form in forms.build(LINES, budget + carried)] == ["form-P9", "form-P10"]


KIND = st.sampled_from(["output  quantity", "output  cost", "effect  people"])
INDICATOR = st.tuples(st.sampled_from(["", "annual", "whole"]), KIND, st.sampled_from(["lamps", "price", "guests"]))
ITEMS = st.lists(st.sampled_from([LINES, MONEY, GOALS, '  line "About" about\n']), max_size=5).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ITEMS, st.booleans(), st.lists(INDICATOR, max_size=7))
def test_cells_tile_the_form_and_no_goal_is_lost(
    forms: Forms, items: str, words: bool, indicators: list[tuple[str, str, str]]
) -> None:
    said = "".join(
        f"  indicators {span} {{\n    {kind}  {number}次  {name}\n  }}\n"
        for number, (span, kind, name) in enumerate(indicators)
    )
    (form,) = forms.build((WORDS if words else "") + items, PROJECT % ("P1", "Bridge", f"  5元  local\n{said}"))
    assert form.width == 8
    assert_tiled(form)
    printed = [cell.text for row in form.rows for cell in row]
    for number, (span, _, _) in enumerate(indicators):
        assert printed.count(f"{number}次") == items.count(GOALS) * (1 if span else 2)


@pytest.fixture(scope="module")
def document(root: Path) -> Document:
    example = root / "examples" / "changzhi-2026"
    built = Compilation(Workspace.around(example), example).document
    assert built is not None
    return built


def test_the_forms_of_changzhi(document: Document) -> None:
    part = next(part for part in document.sections if "情况说明" in part.title)
    forms = [block for section in part.sections for block in section.blocks if isinstance(block, Form)]
    assert [form.id for form in forms] == [f"form-P{number:02}" for number in range(1, 23)]
    totals = {form.id: row for form in forms for row in form.rows if row[0].text == "资金总额"}
    assert sum(row[3].fen or 0 for row in totals.values()) == 498_204_000
    assert [cell.text for cell in totals["form-P21"]] == ["资金总额", "33,400", "资金总额", "33,000"]
    assert [form.id for form in forms if form.notes] == ["form-P22"]
    for form in forms:
        assert_tiled(form)
