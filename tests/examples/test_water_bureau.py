"""One source, seven books: those of six units add up to their department's, to the fen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetlang.cli.main import main
from budgetlang.document.nodes import Document, Table
from budgetlang.model.units import units_of
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

INTERNAL = 12_000_000
"""分 that one unit hands over to another: the department's book has them only where they are spent"""


@pytest.fixture(scope="module")
def whole(root: Path) -> Compilation:
    path = root / "examples" / "water-bureau"
    return Compilation(Workspace.around(path), path)


def sums(document: Document) -> dict[tuple[str, ...], int]:
    """The exact amount of every cell by table, row and column. Rows are known by their label cells."""
    found: dict[tuple[str, ...], int] = {}
    for table in tables(document):
        for row in table.rows:
            labels = tuple(cell.text for cell in row if cell.kind != "number")
            for number, cell in enumerate(row):
                if cell.fen is not None:
                    key = (table.code, *labels, str(number))
                    found[key] = found.get(key, 0) + cell.fen
    return found


def tables(document: Document) -> Iterator[Table]:
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop()
        yield from (block for block in section.blocks if isinstance(block, Table))
        waiting.extend(section.sections)


def test_there_is_nothing_to_report(whole: Compilation) -> None:
    assert whole.diagnostics == []
    assert len(whole.own_units) == 6
    assert all(unit.diagnostics == [] for unit in whole.own_units)


BY_CODE = ("02", "03", "05", "06")
"""tables whose rows mean the same in every book"""


@pytest.mark.parametrize("code", BY_CODE)
def test_the_books_of_units_add_up(whole: Compilation, code: str) -> None:
    assert whole.document is not None
    department = {key: fen for key, fen in sums(whole.document).items() if key[0] == code}
    units: dict[tuple[str, ...], int] = {}
    for unit in whole.own_units:
        assert unit.document is not None
        for key, fen in sums(unit.document).items():
            if key[0] == code:
                units[key] = units.get(key, 0) + fen
    assert units.keys() == department.keys()
    different = {units[key] - department[key] for key in units}
    handed_over = {0, INTERNAL} if code in ("02", "03") else {0}
    assert different == handed_over


def test_what_units_hand_over_is_eliminated(whole: Compilation) -> None:
    assert whole.budget is not None
    (fact,) = whole.budget.internal
    assert fact.fen == INTERNAL
    by_code = {unit.member.code: unit.budget for unit in whole.own_units}
    assert fact in by_code["06"].facts  # type: ignore[union-attr]
    assert fact not in whole.budget.facts
    facts = sum(len(budget.facts) for budget in by_code.values() if budget is not None)
    assert facts == len(whole.budget.facts) + 1


def test_a_unit_is_spoken_of_as_a_unit(whole: Compilation) -> None:
    unit = whole.own_units[2].document
    assert unit is not None and whole.document is not None
    assert (unit.title, unit.department, unit.code) == ("2026年度单位预算公开", "云汀市河道管理所", "03")
    assert whole.document.title == "2026年度部门预算公开"
    assert {table.left for table in tables(unit)} == {"单位名称：云汀市河道管理所"}
    text = str(unit)
    assert "云汀市水务局" not in text and "养护市管河道" in text


def test_what_all_units_state_is_the_departments_sum(whole: Compilation) -> None:
    assert whole.budget is not None
    assert whole.budget.inputs["公务用车实有"].amount.value == 5
    assert whole.budget.inputs["办公用房面积"].amount.scale == 1
    units = [unit.budget.prior["三公经费合计"].amount.value for unit in whole.own_units if unit.budget]
    assert whole.budget.prior["三公经费合计"].amount.value == sum(units)


def test_seven_books_from_the_command_line(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(root / "examples" / "water-bureau")
    assert main(["build", source, "--all-units", "-o", str(tmp_path / "all"), "--format", "csv,html"]) == 0
    books = sorted(path.parent.relative_to(tmp_path / "all").as_posix() for path in tmp_path.rglob("index.html"))
    assert books == [".", *(f"units/0{number}" for number in range(1, 7))]
    assert main(["build", source, "--unit", "05", "-o", str(tmp_path / "one"), "--format", "csv"]) == 0
    one, same = tmp_path / "one" / "tables", tmp_path / "all" / "units" / "05" / "tables"
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {p.name: p.read_bytes() for p in same.iterdir()}
    capsys.readouterr()
    assert main(["build", source, "--unit", "7", "-o", str(tmp_path / "none")]) == 2
    assert re.search(r"01 云汀市水务局本级", capsys.readouterr().err)
    assert not (tmp_path / "none").exists()


def test_units_without_files_have_books_too(root: Path, tmp_path: Path) -> None:
    """An older layout: all lines in one file, each with its unit. What units did not state is asked for."""
    source = root / "examples" / "district-office"
    compilation = Compilation(Workspace.around(source), source)
    assert compilation.budget is not None and compilation.own_units == []
    members = units_of(compilation.budget)
    codes = {finding.code for member in members for finding in compilation.unit(member).diagnostics}
    assert {"B503", "B504", "B241"} <= codes, "nobody said last year's figures of units, and revenue has no unit"
    assert main(["build", str(source), "--unit", "02", "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
