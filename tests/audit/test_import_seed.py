"""The import of the published document that the first profile comes from."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from budgetlang.audit.audit import audit
from budgetlang.audit.doubts import OF_SOURCE
from budgetlang.backends.walk import blocks
from budgetlang.diagnostics.messages import severity
from budgetlang.document.nodes import Table
from budgetlang.importer.published import Published
from budgetlang.importer.readers.textdump import read_text
from budgetlang.importer.run import Result, import_document, kept
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace


@pytest.fixture(scope="module")
def published(shared: Path) -> Published:
    path = shared / "seed" / "changzhi-2026.txt"
    return read_text(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def result(published: Published) -> Result:
    return kept(import_document(published))


def test_its_tables_equal_the_published_ones(result: Result, shared: Path) -> None:
    document = result.compilation.document
    assert document is not None
    tables = [block for block in blocks(document) if isinstance(block, Table)]
    assert len(tables) == 13
    for table in tables:
        with (shared / "golden" / "changzhi-2026" / "tables" / f"{table.code}.csv").open(encoding="utf-8-sig") as file:
            golden = list(csv.reader(file))
        assert [[cell.text for cell in row] for row in table.rows] == golden, table.code


def test_check_of_the_source_equals_the_audit(result: Result, published: Published, tmp_path: Path) -> None:
    """The source as it is written to the disk, too."""
    for name, text in result.imported.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    checked = Compilation(Workspace(tmp_path), tmp_path / "main.budget").diagnostics
    audited = audit(published)
    errors = Counter(each.code for each in checked if severity(each.code) == "error")
    assert not errors.keys() & OF_SOURCE
    assert errors == Counter(each.code for each in (*audited.errors, *audited.contradictions))
    assert errors.total() == 24


def test_it_keeps_what_only_the_narrative_says(result: Result) -> None:
    budget = result.compilation.budget
    assert budget is not None
    assert (len(budget.prior), len(budget.inputs), len(budget.reasons)) == (10, 18, 6)
    assert budget.prior["机关运行经费合计"].amount.value == 199_070_000
    assert {own.member.name for own in budget.projects.values()} >= {"系统运维费", "2025年京长对口合作经费"}


def test_most_sections_are_sentences_of_the_profile(result: Result) -> None:
    """What is worded as the profile words it is not kept as a text; the published faults are."""
    budget = result.compilation.budget
    assert budget is not None
    assert {"一", "二", "四", "九"}.isdisjoint(budget.texts)
    assert "1.73%" in budget.texts["八"].text
