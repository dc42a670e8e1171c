"""Totals do not depend on the order in which files are included."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "changzhi-2026"
MAIN = (FOLDER / "main.budget").read_text(encoding="utf-8").splitlines()
HEAD = [line for line in MAIN if not line.startswith("引用")]
INCLUDES = [f'引用 "projects/P{number:02d}.budget"' for number in range(1, 24)]
INCLUDES += [line for line in MAIN if line.startswith("引用") and "projects" not in line]


def totals(includes: list[str]) -> tuple[dict[str, int], list[tuple[str, str, int]]]:
    text = "\n".join([*HEAD, *includes, ""])
    compilation = Compilation(Workspace(FOLDER, {FOLDER / "main.budget": text.encode()}), FOLDER)
    checked = compilation.checked
    assert checked is not None
    values = {name: checked.figures.amount(name) for name in checked.figures.profile.figures}
    places = [(found.code, found.labels[0].source.path, found.labels[0].start) for found in compilation.diagnostics]
    return values, places


EXPECTED = totals(INCLUDES)


@settings(max_examples=15, deadline=None)
@given(st.permutations(INCLUDES))
def test_totals_and_findings_stay_the_same(includes: list[str]) -> None:
    assert totals(includes) == EXPECTED


def test_the_totals_are_those_of_the_book() -> None:
    values, places = EXPECTED
    assert values["收入总计"] == values["支出总计"]
    assert (values["收入总计"] + 5_000) // 10_000 == 313_444
    assert len(places) == 23, "the wrong figures of the published words, left as they are"
