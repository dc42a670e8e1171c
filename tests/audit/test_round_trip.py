"""The book of an example, read back from its file: the same tables and forms; and its audit finds what the source
leaves as it is (存疑), and nothing else."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from budgetlang.audit.audit import audit
from budgetlang.backends import load
from budgetlang.backends.walk import blocks
from budgetlang.document.nodes import Cell, Document, Form, Table
from budgetlang.importer.published import Published
from budgetlang.importer.readers import reader_for
from budgetlang.importer.run import import_document, kept
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

EXAMPLES = ("changzhi-2026", "district-office", "water-bureau", "putuo-office-2025", "wanli-2025")
FORMATS = {"docx": "book.docx", "html": "index.html", "xlsx": "book.xlsx", "pdf": "book.pdf"}
WITHOUT_NARRATIVE = {"xlsx"}
ROOT = Path(__file__).parents[2]


@cache
def compilation(name: str) -> Compilation:
    path = ROOT / "examples" / name / "main.budget"
    return Compilation(Workspace.around(path), path)


@cache
def read(name: str, form: str) -> Published:
    document = compilation(name).document
    assert document is not None
    reader = reader_for(FORMATS[form])
    assert reader is not None
    return reader(FORMATS[form], load(form)(document)[FORMATS[form]])


def printed(document: Document | None) -> tuple[dict[str, list[list[str]]], dict[str, list[list[str]]]]:
    """The cells of all tables and all forms."""
    assert document is not None
    found = list(blocks(document))
    tables = {each.code: _texts(each.rows) for each in found if isinstance(each, Table)}
    return tables, {each.name: _texts(each.rows) for each in found if isinstance(each, Form)}


def _texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_read_back_is_what_was_printed(name: str, form: str) -> None:
    again = kept(import_document(read(name, form))).compilation.document
    tables, forms = printed(compilation(name).document)
    assert printed(again) == (tables, forms)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_audit_of_a_built_book_finds_what_its_source_accepts(name: str, form: str) -> None:
    notes = [each for each in compilation(name).diagnostics if each.code == "B624"]
    if form in WITHOUT_NARRATIVE:
        notes = [each for each in notes if "projects" in each.labels[0].source.path]
    accepted = Counter(each.args["finding"] for each in notes)
    found = audit(read(name, form))
    assert Counter(each.code for each in (*found.errors, *found.contradictions)) == accepted
