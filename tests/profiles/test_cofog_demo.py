"""A layout outside China: other functions, other money, another language, and not one Chinese sign in the book."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.catalogs.catalog import load
from budgetlang.cli.main import main
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "northmoor-2026"
GOLDEN = Path(__file__).parent / "town"
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
ROOT = "/town"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town") / "out"
    formats = "json,csv,markdown,html,docx,xlsx"
    assert main(["build", str(EXAMPLE), "-o", str(folder), "--format", formats, "--lang", "en"]) == 0
    return folder


@pytest.mark.parametrize("name", ["1", "2", "3", "4"])
def test_tables_are_those_that_were_read_by_eye(name: str, out: Path) -> None:
    assert (out / "tables" / f"{name}.csv").read_bytes() == (GOLDEN / f"{name}.csv").read_bytes()


def test_the_narrative_says_every_direction(out: Path) -> None:
    """Up, down, equal, new and gone, as they were read by eye."""
    text = (out / "book.md").read_text(encoding="utf-8")
    told = text[text.index("### 2. Summary") : text.index("### 4. What")]
    assert told == (GOLDEN / "narrative.md").read_text(encoding="utf-8")
    for words in ("up by EUR", "down by EUR", "unchanged from", "there was nothing in", "to nothing"):
        assert words in told


def test_no_chinese_sign_is_in_the_book(out: Path) -> None:
    for path in sorted(path for path in out.rglob("*") if path.suffix in (".json", ".csv", ".md")):
        assert CHINESE.findall(path.read_text(encoding="utf-8-sig")) == [], path
    page = re.sub(r"<(style|script)\b.*?</\1>", "", (out / "index.html").read_text(encoding="utf-8"), flags=re.S)
    assert CHINESE.findall(page) == []
    for name, part in (("book.docx", "word/document.xml"), ("book.xlsx", "xl/sharedStrings.xml")):
        with ZipFile(out / name) as archive:
            texts = re.findall(r"<(?:w:)?t\b[^>]*>([^<]*)<", archive.read(part).decode())
        assert texts and CHINESE.findall("".join(texts)) == [], name


def test_the_book_says_its_units(out: Path) -> None:
    book = json.loads((out / "book.json").read_text(encoding="utf-8"))
    assert (book["unit"], book["units"]) == ("EUR", [{"name": "cent", "size": 1}, {"name": "EUR", "size": 100}])
    assert "18450000.00 EUR" in {fact["amount"] for fact in book["facts"]}


def test_a_pdf_comes_too(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    assert main(["build", str(EXAMPLE), "-o", str(tmp_path), "--format", "pdf", "--lang", "en"]) == 0
    assert (tmp_path / "book.pdf").read_bytes()[:5] == b"%PDF-"


def findings(change: Callable[[str], str], name: str = "expenditure.budget") -> list[Any]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*.budget")}
    texts[name] = change(texts[name])
    files = {f"{ROOT}/{path}": text.encode() for path, text in texts.items()}
    return list(Compilation(Workspace(ROOT, files), f"{ROOT}/main.budget").diagnostics)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("412500.00", "412500.001", "B222"),
        ("412500.00", "412500.00元", "B223"),
        ("412500.00", "41250000cent", ""),
        ("412500.00", "412500EUR", ""),
        ("412500.00", "412500.01", "B404"),
        ("7017  24", "7019  24", "B301"),
    ],
)
def test_amounts_are_exact_in_cents(old: str, new: str, code: str) -> None:
    found = findings(lambda text: text.replace(old, new, 1))
    assert code in {each.code for each in found} if code else found == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("about.", ""),
        ("15,875,250.40 euros for staff", "B622"),
        ("fees 2 euros, books 3 euros, in total 6 euros", "B610"),
        ("fees 2元, books 3元, in total 6元", ""),
    ],
)
def test_words_know_the_money_of_the_profile(said: str, code: str) -> None:
    """A sum in euros that is wrong is found; of another currency nothing is known."""
    found = findings(lambda text: text.replace("most of it for teachers", said), "text.budget")
    assert ({each.code for each in found} & {"B610", "B622"}) == ({code} if code else set())


@given(st.lists(st.tuples(st.integers(1, 10**12), st.sampled_from(["7011", "7045", "7109"])), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_totals_are_exact_to_the_cent(rows: list[tuple[int, str]]) -> None:
    """What is entered in cents or in euros with a point comes out as the same sum.

    All of it is staff (B405), in lines that may be alike (B311).
    """
    total = sum(cents for cents, _ in rows)
    lines = [f"{code} 21 {cents // 100}.{cents % 100:02d}" for cents, code in rows[::2]]
    lines += [f"{code} 21 {cents}cent" for cents, code in rows[1::2]]
    source = (
        "budget 2026\ndepartment 1 T\nprofile intl/cofog-demo\namounts EUR exact\nunit 01 council T\n"
        "entries Expenditure {\nunit = 01\ncolumns function nature amount\n" + "\n".join(lines) + "\n}\n"
        f"entries Revenue {{\ncolumns unit source amount\n01 1 {total}cent\n}}\n"
        f"claims {{\n{total // 100}.{total % 100:02d} TotalExpenditure\n}}\n"
    )
    found = Compilation(Workspace(ROOT, {f"{ROOT}/main.budget": source.encode()}), f"{ROOT}/main.budget").diagnostics
    assert {each.code for each in found if each.code < "B500"} - {"B311"} == {"B405"}


def test_the_catalogue_is_whole() -> None:
    """Ten divisions, their groups in one run of numbers each."""
    catalog = load("intl/cofog")
    divisions = catalog.children()
    assert [entry.code for entry in divisions] == [str(number) for number in range(701, 711)]
    for division in divisions:
        groups = [entry.code for entry in catalog.children(division.code)]
        assert groups == [f"{division.code}{number}" for number in range(1, len(groups) + 1)] != []
        assert catalog.children(division.code)[-1].name.endswith("n.e.c.") or division.code == "701"


def test_the_example_is_as_fmt_writes_it(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "town")
    assert main(["fmt", "--check", str(tmp_path / "town")]) == 0
