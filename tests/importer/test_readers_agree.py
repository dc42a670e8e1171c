"""A book that is built in several formats is read from each as the same tables and the same words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from budgetlang.backends import load
from budgetlang.backends.walk import blocks
from budgetlang.document.nodes import Document, Form, Table
from budgetlang.importer.published import Grid, Paragraph, Published
from budgetlang.importer.readers import reader_for
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

BOOKS = ("changzhi-2026", "putuo-office-2025", "water-bureau")
FORMATS = ("html", "docx", "xlsx", "pdf")

Rows = list[list[tuple[str, int, int]]]


@cache
def document(root: Path, name: str) -> Document:
    path = root / "examples" / name / "main.budget"
    made = Compilation(Workspace.around(path), path).document
    assert made is not None
    return made


@cache
def published(root: Path, name: str, kind: str) -> Published:
    ((path, data),) = load(kind)(document(root, name)).items()
    reader = reader_for(path)
    assert reader is not None
    return reader(path, data)


def grids(root: Path, name: str, kind: str) -> list[Rows]:
    return [
        [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in block.rows]
        for block in published(root, name, kind).blocks
        if isinstance(block, Grid)
    ]


def paragraphs(root: Path, name: str, kind: str) -> list[str]:
    return [block.passage.text for block in published(root, name, kind).blocks if isinstance(block, Paragraph)]


def texts(rows: Rows) -> set[str]:
    return {text for row in rows for text, _, _ in row}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", BOOKS)
def test_every_table_and_form_is_one_grid_with_the_cells_of_the_book(root: Path, name: str, kind: str) -> None:
    made = [block for block in blocks(document(root, name)) if isinstance(block, Table | Form)]
    read = grids(root, name, kind)
    assert len(read) == len(made)
    for block, rows in zip(_in_sheets(made) if kind == "xlsx" else made, read, strict=True):
        head = block.header if isinstance(block, Table) else ()
        cells = {" ".join(cell.text.split()) for row in (*head, *block.rows) for cell in row}
        numbers = {str(at) for row in rows for at in range(1, len(row) + 1)}  # a row may number the columns
        assert cells - {""} <= texts(rows)
        assert texts(rows) - {""} <= cells | numbers


def _in_sheets(made: list[Table | Form]) -> list[Table | Form]:
    """A workbook has its tables first."""
    return sorted(made, key=lambda block: isinstance(block, Form))


@pytest.mark.parametrize("kind", FORMATS[1:])
@pytest.mark.parametrize("name", BOOKS)
def test_tables_have_the_same_rows_and_columns(root: Path, name: str, kind: str) -> None:
    count = sum(1 for block in blocks(document(root, name)) if isinstance(block, Table))
    made = [block for block in blocks(document(root, name)) if isinstance(block, Table | Form)]
    html, other = grids(root, name, "html"), grids(root, name, kind)
    if kind == "xlsx":
        html = [rows for _, rows in sorted(zip(made, html, strict=True), key=lambda pair: isinstance(pair[0], Form))]
    if kind == "pdf":  # a cell that a page breaks may be two, in a form
        html, other = ([each for at, each in enumerate(g) if isinstance(made[at], Table)] for g in (html, other))
        assert len(other) == count
    assert other == html


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("name", BOOKS)
def test_the_same_words_stand_between_the_tables(root: Path, name: str, kind: str) -> None:
    """But for the titles of forms, in which each format names the project in its own way."""
    titles = {form.title for form in blocks(document(root, name)) if isinstance(form, Form)}
    names = {form.name for form in blocks(document(root, name)) if isinstance(form, Form)}
    html, other = (
        [text for text in paragraphs(root, name, each) if text not in names and not text.startswith(tuple(titles))]
        for each in ("html", kind)
    )
    start = html.index(next(text for text in html if text in other[1:]))
    assert sorted(other[-len(html[start:]) :]) == sorted(html[start:])


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", BOOKS)
def test_title_and_unit_stand_above_every_table(root: Path, name: str, kind: str) -> None:
    tables = [block for block in blocks(document(root, name)) if isinstance(block, Table)]
    above: list[list[str]] = [[]]
    for block in published(root, name, kind).blocks:
        if isinstance(block, Grid):
            above.append([])
        else:
            above[-1].append(block.passage.text)
    for table in tables:
        line = " ".join(each for each in (table.left, table.right) if each)
        assert any(table.title in each and line in each for each in above), table.title
