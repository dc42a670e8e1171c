"""The book of the Changzhi example in Word: every cell of the published tables, in order."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx_reading import Parts, W, grid, headers, style, text

from budgetlang.backends.docx.book import render
from budgetlang.backends.walk import blocks, tables
from budgetlang.cli.main import main
from budgetlang.document.nodes import Document, Form, Paragraph
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

CODES = [f"{number:02}" for number in range(1, 14)]


@pytest.fixture(scope="module")
def document(root: Path) -> Document:
    path = root / "examples" / "changzhi-2026" / "main.budget"
    document = Compilation(Workspace.around(path), path).document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def data(document: Document) -> bytes:
    return render(document)["book.docx"]


@pytest.fixture(scope="module")
def parts(data: bytes) -> Parts:
    return Parts(data)


def test_the_option_for_a_house_template(
    data: bytes, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = tmp_path / "house.docx"
    build = ["build", str(root / "examples" / "changzhi-2026"), "-o", str(tmp_path / "out"), "--format", "docx"]
    build += ["--reference-docx", str(reference)]
    assert main(build) == 2
    assert str(reference) in capsys.readouterr().err
    reference.write_bytes(b"PK")
    assert main(build) == 2
    assert "DOCX" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    changed = Parts(data).octets | {"word/styles.xml": Parts(data).octets["word/styles.xml"].replace(b"579", b"560")}
    with ZipFile(reference, "w") as file:
        for name, octets in changed.items():
            file.writestr(name, octets)
    assert main(build) == 0
    assert b"560" in Parts((tmp_path / "out" / "book.docx").read_bytes()).octets["word/styles.xml"]


@pytest.mark.parametrize("code", CODES)
def test_table_equals_the_published_one(code: str, data: bytes, document: Document, shared: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    with (shared / "golden" / "changzhi-2026" / "tables" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.reader(file))
    number = CODES.index(code)
    table = docx.Document(BytesIO(data)).tables[number]
    model = list(tables(document))[number]
    head = len(model.header) + model.column_numbers
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown[head:] == published
    assert [shown[: len(model.header)][-1][n] for n in range(len(model.columns))] == [
        column.split(" / ")[-1] for column in model.columns
    ]


def test_header_rows_repeat(parts: Parts, document: Document) -> None:
    found = parts.body.findall(f"{W}tbl")
    for table, model in zip(found, tables(document), strict=False):
        assert headers(table) == len(model.header) + model.column_numbers > 0


def test_forms_have_all_their_cells(parts: Parts, document: Document) -> None:
    forms = [block for block in blocks(document) if isinstance(block, Form)]
    found = iter(parts.body.findall(f"{W}tbl")[len(CODES) :])
    cut = 0
    for form in forms:
        shown = grid(next(found))
        if len(shown) < len(form.rows):
            cut += 1
            shown += grid(next(found))
            shown = [[words for words in row if words] for row in shown]
            assert shown == [[cell.text for cell in row if cell.text] for row in form.rows]
        else:
            assert shown == [[cell.text for cell in row] for row in form.rows]
    assert (len(forms), next(found, None)) == (22, None) and 1 <= cut <= 4


def test_prose_is_complete(parts: Parts, document: Document) -> None:
    shown = [text(p) for p in parts.body.findall(f"{W}p") if style(p) == "BodyText"]
    prose = [b.text for b in blocks(document) if isinstance(b, Paragraph) and b.style == "body"]
    assert shown == prose and len(prose) > 30


def test_tables_are_listed_under_their_part(parts: Parts, document: Document) -> None:
    listed = [text(p).rstrip("\t") for p in parts.body.findall(f"{W}p") if style(p) in ("TOC1", "TOC2")]
    titles = [table.title for table in tables(document)]
    at = listed.index(document.sections[1].title) + 1
    assert listed[at : at + 13] == titles


def test_some_pages_lie_across(parts: Parts) -> None:
    sizes = [section.find(f"{W}pgSz") for section in parts.body.iter(f"{W}sectPr")]
    assert {size is not None and size.get(f"{W}orient") for size in sizes} == {None, "landscape"}


def test_both_charts_are_native(parts: Parts) -> None:
    assert {name for name in parts.names if name.startswith(("word/charts/c", "word/emb"))} == {
        *("word/charts/chart1.xml", "word/charts/chart2.xml"),
        *("word/embeddings/chart1.xlsx", "word/embeddings/chart2.xlsx"),
    }


def test_audit_finds_nothing(data: bytes, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    file = tmp_path / "book.docx"
    file.write_bytes(data)
    assert audit.OpenXmlValidator().validate(file).is_valid
