"""The workbooks of the examples: every published cell, live sums that make the same, and sums that rounding broke."""

from __future__ import annotations

import csv
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from workbook_reading import Book, shown

from budgetlang.backends.walk import blocks, tables
from budgetlang.backends.xlsx.book import render
from budgetlang.document.nodes import Document, Form
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

CODES = [f"{number:02}" for number in range(1, 14)]
FORMS = "项目支出绩效目标表"


def compiled(root: Path, name: str) -> Document:
    path = root / "examples" / name / "main.budget"
    document = Compilation(Workspace.around(path), path).document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def document(root: Path) -> Document:
    return compiled(root, "changzhi-2026")


@pytest.fixture(scope="module")
def data(document: Document) -> bytes:
    return render(document)["book.xlsx"]


@pytest.fixture(scope="module")
def book(data: bytes) -> Book:
    return Book(data)


@pytest.fixture(scope="module")
def exact(root: Path) -> Book:
    """An example whose amounts are all to the 分."""
    return Book(render(compiled(root, "district-office"))["book.xlsx"])


def sheets(book: Book) -> list[str]:
    return [name for name in book.names if name.startswith("表")]


def golden(shared: Path, name: str) -> list[list[str]]:
    with (shared / "golden" / "changzhi-2026" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t" if name.endswith("tsv") else ","))


@pytest.mark.parametrize("code", CODES)
def test_every_published_cell(book: Book, shared: Path, code: str) -> None:
    published = golden(shared, f"tables/{code}.csv")
    body = list(book.body(f"表{int(code)}", len(published[0])))
    assert body[: len(published)] == published
    assert all(row[1:] == [""] * (len(row) - 1) for row in body[len(published) :])


def test_every_cell_of_every_form(book: Book, document: Document) -> None:
    forms = [block for block in blocks(document) if isinstance(block, Form)]
    printed = [cell.text for form in forms for row in form.rows for cell in row if cell.text]
    rows = book.sheet(FORMS).iter_rows(min_row=2)
    texts = [text for row in rows for cell in row if (text := shown(cell)) and text not in {FORMS, "（2026年度）"}]
    notes = [note for form in forms for note in form.notes]
    assert len(forms) == 22 and sorted(texts) == sorted(printed + notes)


@pytest.mark.parametrize("name", ["book", "exact"])
def test_formulas_make_the_cached_values(name: str, request: pytest.FixtureRequest) -> None:
    book: Book = request.getfixturevalue(name)
    found = 0
    for sheet in book.names:
        for at in book.live(sheet):
            assert book.compute(sheet, at) == pytest.approx(book.sheet(sheet)[at].value, abs=1e-9), (sheet, at)
            found += 1
    assert found > 200


def test_what_is_a_sum(book: Book) -> None:
    live = book.live("表3")
    assert live["C6"] == "=SUM(D6:E6)"  # its rows do not add up in print, but its columns do
    assert live["C7"] == "=SUM(C8,C13)"
    assert live["C8"] == "=SUM(C9:C12)"
    assert live["C9"] == "=SUM(D9:E9)"
    assert live["E8"] == "=SUM(E9:E12)"
    assert "D8" not in live and book.sheet("表3")["D8"].value == 1785.61  # the parts make 1785.62
    live = book.live("表1")
    assert live["B37"] == "=SUM(B7:B11)"
    assert live["B39"] == "=SUM(B37:B38)"
    assert live["D37"] == "=SUM(E37:F37)"
    assert live["F37"] == "=SUM(F7:F36)"  # blank classes among them


def test_an_amount_that_changes_reaches_every_total(exact: Book) -> None:
    changed = 0
    for name in sheets(exact):
        live, sheet = exact.live(name), exact.sheet(name)
        leaves = {cell.coordinate for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)}
        for leaf in sorted(leaves - live.keys())[:5]:
            more = {leaf: sheet[leaf].value + 1}
            risen = {at for at in live if exact.compute(name, at, more) != pytest.approx(sheet[at].value)}
            assert all(exact.compute(name, at, more) == pytest.approx(sheet[at].value + 1) for at in risen)
            changed += bool(risen)
    assert changed > 30


def residues(book: Book, name: str) -> set[tuple[str, str]]:
    """Published figure and sum of its parts, from the columns outside the print area."""
    sheet = book.sheet(name)
    outside = sheet[sheet.print_area.partition(":")[2].replace("$", "")].column + 1
    found = set()
    for at, formula in book.live(name).items():
        cell = sheet[at]
        if cell.column > outside and "-" in formula:
            whole = sheet[formula[1:].partition("-")[0]]
            parts = cell.offset(column=-1).value
            assert cell.value == pytest.approx(whole.value - parts) and abs(cell.value) >= 0.004
            found.add((shown(whole), str(round(Decimal(repr(parts)), 2))))
    return found


def test_sums_that_rounding_broke_are_shown_outside_the_page(book: Book, shared: Path) -> None:
    known = set()
    for _, wholes, sums in golden(shared, "tails.tsv")[1:]:
        known.update(zip(wholes.split(), sums.split(), strict=True))
    assert set().union(*(residues(book, name) for name in sheets(book))) == known


def test_exact_amounts_leave_no_residue(exact: Book) -> None:
    assert [name for name in sheets(exact) if residues(exact, name)] == []


def test_a_row_for_every_fact(book: Book, document: Document) -> None:
    rows = list(book.sheet("明细").iter_rows(min_row=3, values_only=True))
    assert [(row[1], row[4], row[5], row[6]) for row in rows] == [
        (fact.name, fact.amount, fact.file, fact.line) for fact in document.facts
    ]
    by_text = {row[4]: row[3] for row in rows}
    assert by_text["196040元"] == 19.604 and by_text["1027.03万元"] == 1027.03 and by_text["33辆"] is None


def test_everything_is_in_the_contents(book: Book, document: Document) -> None:
    contents = book.formulas["目录"]
    links = [cell.hyperlink.location for cell in contents["B"] if cell.hyperlink]
    titles = [cell.value for cell in contents["B"] if cell.hyperlink]
    assert [title for title in titles if "表" in title][:13] == [table.title for table in tables(document)]
    assert len(links) == 13 + 1 + 2 + 1 + 22 + 1
    for link in links:
        name, cell = link.replace("'", "").split("!")
        assert book.formulas[name]["A1"].hyperlink.location == "'目录'!A1"
        assert cell == "A1" or book.formulas[name][cell].value
    assert [book.formulas[FORMS][link.split("!")[1]].value for link in links if FORMS in link][1:] == [FORMS] * 22


def test_the_shares_of_the_charts(book: Book) -> None:
    rows = [[shown(cell) for cell in row[:3]] for row in book.sheet("图表").iter_rows(min_row=4, max_row=9)]
    assert rows[0] == ["一般公共服务支出", "2,283.82", "72.90"]
    assert rows[1] == ["教育支出", "1.16", "0.04"]
    assert sum(at.startswith("C") for at in book.live("图表")) == 7


def test_valid_open_xml(data: bytes, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    result = audit.OpenXmlValidator().validate(path)
    assert result.is_valid and list(result.errors) == []


def test_libreoffice_opens_it(data: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "book.xlsx").write_bytes(data)
    profile = (tmp_path / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "book.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "book.pdf").read_bytes().count(b"/Type/Page") > 30


def test_only_what_is_too_wide_lies_across(book: Book) -> None:
    across = [name for name in book.names if book.formulas[name].page_setup.orientation == "landscape"]
    assert across == ["表2", "明细"]
