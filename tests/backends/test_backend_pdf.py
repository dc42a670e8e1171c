"""PDF: what a reader finds in it, read back from the finished file."""

from __future__ import annotations

import csv
import re
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from book_samples import HOSTILE, amount, forms, functions, head, hostile, pie, small
from pdf_reading import Book, squeezed, table_text, titles

from budgetlang.backends import MissingExtraError
from budgetlang.backends.pdf import fonts, view
from budgetlang.backends.pdf.book import render, render_with
from budgetlang.backends.pdf.text import printable
from budgetlang.backends.walk import tables
from budgetlang.cli.main import main
from budgetlang.document.nodes import Cell, Document, Form, Paragraph, Section, Table, Text
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

pytest.importorskip("typst", reason="typst is not installed (extra pdf)")
noto = pytest.importorskip("pylopdf_fonts_zh_cn", reason="the Chinese fonts are not installed (extra pdf)")

A4, LYING = (595, 842), (842, 595)


def example(root: Path, name: str) -> Document:
    path = root / "examples" / name
    document = Compilation(Workspace.around(path), path).document
    assert document is not None
    return document


def made(document: Document) -> Book:
    return Book(render(document)["book.pdf"])


def with_blocks(*blocks: Table | Form | Paragraph) -> Document:
    document = small()
    document.sections = [Section("p", "第一部分 报表", 1, list(blocks))]
    return document


def places(book: Book) -> list[tuple[str, int, int]]:
    """Every character with its place, to a tenth of a point, and the page."""
    found = []
    for page in book.pdf:
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        boxes = [textpage.get_charbox(n) for n in range(textpage.count_chars())]
        found += [(char, round(box[0] * 10), round(box[1] * 10)) for char, box in zip(text, boxes, strict=False)]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_known_heights_of_rows_are_those_that_typst_measures(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    parts = [
        "报刊订阅",
        "一",
        "总成本",
        "2025",
        "，",
        "（含）",
        "≥",
        "%",
        " ",
        "GDP",
        "Wi-Fi",
        "“引”",
        "1,234.50",
        "…",
        "\n",
    ]

    def cell() -> Cell:
        text = "".join(random.choices(parts, weights=[8, 8, 8, *[1] * 12], k=random.choice((0, 1, 3, 6, 9))))
        return Cell(text, random.choice(("text", "header")), 1, 1, level=random.randint(0, 3))

    rows = [[head("组名", 1, 4), head("指标"), head("值")] if n % 4 == 0 else [cell(), cell()] for n in range(80)]
    table = Table("t", "表", "", "", "", [], list("甲乙丙丁戊己庚辛"), [[cell() for _ in range(8)] for _ in range(80)])
    blocks = with_blocks(table, Form("f", "表二", "", 3, rows))
    nodes = [node for sheet in view.view(blocks)["sheets"] for node in sheet["nodes"]]
    known = [height for node in nodes for grid in node.get("grids", ()) for height in grid["rows"]]
    assert None in known and len(set(known)) > 3
    quick = places(made(blocks))
    monkeypatch.setattr(view, "heights", lambda laid, _result: ([None] * laid.rows, [False] * len(laid.cells)))
    assert quick == places(made(blocks))


@pytest.fixture(scope="module", params=["changzhi-2026", "district-office"])
def document(request: pytest.FixtureRequest, root: Path) -> Document:
    return example(root, request.param)


@pytest.fixture(scope="module")
def book(document: Document) -> Book:
    return made(document)


@pytest.fixture(scope="module")
def seed(root: Path) -> tuple[Document, Book]:
    document = example(root, "changzhi-2026")
    return document, made(document)


def following(book: Book, table: Table) -> int:
    """The page of the bookmark after that of a table."""
    marks = list(book.bookmarks())
    at = next(n for n, mark in enumerate(marks) if mark.title == table.title)
    return marks[at + 1].page


@pytest.mark.parametrize("code", [f"{number:02d}" for number in range(1, 14)])
def test_the_published_cells_in_their_order(code: str, seed: tuple[Document, Book], shared: Path) -> None:
    document, book = seed
    table = next(table for table in tables(document) if table.code == code)
    with (shared / "golden" / "changzhi-2026" / "tables" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        published = squeezed(*(cell for row in csv.reader(file) for cell in row), *table.notes)
    assert published
    found = table_text(book, table, following(book, table))
    assert found.startswith(published)
    after = found[len(published) :]
    assert after == "" or any(
        after.startswith(squeezed(other.label, other.title)) for other in tables(document) if other is not table
    )


def test_all_tables_in_their_order(document: Document, book: Book) -> None:
    for table in tables(document):
        cells = squeezed(*(cell.text for row in table.rows for cell in row), *table.notes)
        assert table_text(book, table, following(book, table)).startswith(cells)


def test_all_forms_are_whole(document: Document, book: Book) -> None:
    marks = list(book.bookmarks())
    found = [block for section in document.sections for part in section.sections for block in part.blocks]
    sheets = [block for block in found if isinstance(block, Form)]
    assert len(sheets) >= 10
    for form in sheets:
        at = next(n for n, mark in enumerate(marks) if mark.title == form.name)
        text = "".join(book.pages[marks[at].page : marks[at + 1].page + 1])
        for cell in (cell for row in form.rows for cell in row):
            assert set(squeezed(cell.text)) <= set(text)
        assert sum(squeezed(cell.text) in text for row in form.rows for cell in row if cell.text) > 40


def test_bookmarks(document: Document, book: Book) -> None:
    marks = list(book.bookmarks())
    assert [mark.title for mark in marks if mark.title in titles(document)] == titles(document)
    assert marks[0].title == document.contents_title and marks[0].page == 1
    assert all(squeezed(mark.title) in book.pages[mark.page] for mark in marks)
    assert {mark.level for mark in marks} == {0, 1, 2}


def test_contents_name_the_right_pages(document: Document, book: Book) -> None:
    wanted = {mark.title: mark.label for mark in book.bookmarks()}
    first = book.page_of(document.sections[0].title)
    contents = "".join(book.pages[1:first]).removeprefix(squeezed(document.contents_title))
    for title in titles(document):
        begins = contents.removeprefix(squeezed(title))
        assert begins != contents
        number = re.match(r"\.+(\d+?)(?=\D|$|20\d\d年)", begins)
        assert number and number[1] == wanted[title]
        contents = begins[number.end() :]
    assert contents == ""


def test_page_numbers(book: Book) -> None:
    """The body counts from 1 on a right-hand page; odd numbers stand right, even ones left, below the type area."""
    start = book.folios.index("1")
    assert start % 2 == 0 and book.folios[start:] == [str(n + 1) for n in range(len(book.folios) - start)]
    assert [book.pdf.get_page_label(page) for page in range(start, len(book.raw))] == book.folios[start:]
    assert book.folios[0] == "" and book.folios[1] == "I"
    for page in range(start, len(book.raw)):
        ((left, bottom, right, top),) = book.boxes(page, f"— {book.folios[page]} —")[-1:]
        odd = int(book.folios[page]) % 2 == 1
        if book.size(page) == A4:
            assert 60 < bottom < top < 85
            assert (500 < right < 510) if odd else (85 < left < 95)
        else:
            assert 60 < left < right < 85
            assert (85 < bottom < 95) if odd else (500 < top < 510)


def test_wide_tables_lie(seed: tuple[Document, Book]) -> None:
    document, book = seed
    sizes = {table.code: book.size(book.page_of(table.title)) for table in tables(document)}
    assert sizes["02"] == LYING and sizes["03"] == A4
    assert {book.size(page) for page in range(len(book.raw))} == {A4, LYING}


def test_a_lying_table_brings_its_part_and_leaves_no_blank_page() -> None:
    wide = functions()
    wide.header = [[head(f"国有资本经营预算收入{n}") for n in range(12)]]
    wide.columns = ["x"] * 12
    wide.rows = [[amount("1234567.89") for _ in range(12)] for _ in range(40)]
    book = made(with_blocks(wide, functions()))
    first = book.page_of("第一部分 报表")
    assert book.page_of(wide.title) == first and book.size(first) == LYING
    assert all(book.pages) and book.folios[first] == "1"
    assert book.size(len(book.raw) - 1) == A4


def lengths(book: Book, page: int, least: float) -> list[float]:
    """How long the lines on a page are whose letters are higher than `least` points."""
    textpage = book.pdf[page].get_textpage()
    rows: dict[int, list[float]] = {}
    for number, char in enumerate(textpage.get_text_range()):
        left, bottom, right, top = textpage.get_charbox(number)
        if not char.isspace() and top - bottom > least:
            rows.setdefault(round((top + bottom) / 2 / 12), []).extend((left, right))
    return [max(row) - min(row) for row in rows.values()]


def test_long_titles_have_even_lines() -> None:
    document = small()
    document.title = "某" * 20
    table = functions()
    table.title = "部门预算" * 8
    document.sections = [Section("s", "一", 1, [Paragraph([Text("文")]), table])]
    made = Book(render(document)["book.pdf"])
    for page, least, size in ((0, 25, 36), (made.page_of(table.title), 12.5, 18)):
        first, second = lengths(made, page, least)
        assert abs(first - second) < 3.5 * size, page


def test_a_title_of_two_characters_is_set_apart() -> None:
    made = Book(render(small())["book.pdf"])
    assert made.pages[1].startswith("目录") and next(iter(made.bookmarks())).title == "目录"
    assert lengths(made, 1, 17) == [pytest.approx(3 * 22, abs=8)]


def test_numbers_are_set_right() -> None:
    table = functions()
    table.rows = [[Cell("1"), Cell("甲"), amount(n), amount("7")] for n in ("1,234.56", "9.11", "11.11", "0.03")]
    book = made(with_blocks(table))
    page = book.page_of(table.title)
    rights = [box[2] for n in ("1,234.56", "9.11", "11.11", "0.03") for box in book.boxes(page, n)[-1:]]
    assert max(rights) - min(rights) < 1.0  # the ink of two digits ends at almost the same place
    widths = {round(box[2] - box[0]) for n in ("9.11", "0.03") for box in book.boxes(page, n)[:1]}
    assert max(widths) - min(widths) <= 1


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_text_is_literal(text: str, hostile_book: Book) -> None:
    assert squeezed(printable(text)) in hostile_book.text


@pytest.fixture(scope="module")
def hostile_book() -> Book:
    return made(hostile())


@pytest.mark.parametrize(
    "text", ['#panic("x")', "*b* _i_ `c` $x^2$", "@ref <label>", '\\ #eval("1")', "= 题\n- 项", "/ a: b", "//c", "~--?"]
)
def test_markup_of_the_template_language_is_literal(text: str) -> None:
    table = functions()
    table.title, table.label, table.rows[0][0].text, table.notes = text, text, text, [text]
    book = made(with_blocks(table, Paragraph([Text(text)]), Paragraph([Text(text)], "heading")))
    assert book.text.count(squeezed(text)) == 7  # contents, label, title, cell, note, two paragraphs


def long_form(rows: int) -> Form:
    grid = [[head("项目名称"), Cell("长表", colspan=4)]]
    grid += [[head("绩效指标", 1, rows + 1), head("一级"), head("二级"), head("三级"), head("指标值")]]
    grid += [[head("产出", 1, rows), head("数量", 1, rows), Cell("购置数量1"), Cell("≤1件")]]
    grid += [[Cell(f"购置数量{n}"), Cell(f"≤{n}件")] for n in range(2, rows + 1)]
    return Form("f", "绩效目标表", "（2026年度）", 5, grid, name="长表")


def test_a_form_longer_than_a_page_repeats_its_header() -> None:
    book = made(with_blocks(long_form(60)))
    first = book.page_of("长表")
    pages = book.pages[first:]
    assert len(pages) >= 2
    assert "".join(pages).count("绩效指标一级二级三级指标值") == len(pages)
    found = re.findall(r"购置数量(\d+)≤(\d+)件", "".join(pages).replace("产出", "").replace("数量购", "购"))
    assert found == [(str(n), str(n)) for n in range(1, 61)]


def test_two_hundred_forms() -> None:
    book = made(forms(200))
    marks = [mark for mark in book.bookmarks() if re.fullmatch(r"项目\d+", mark.title)]
    assert [mark.title for mark in marks] == [f"项目{n}" for n in range(200)]
    assert all(mark.title in book.pages[mark.page] for mark in marks)


def test_empty_things() -> None:
    nothing = Table("1", "空表", "", "", "", [], [], [], notes=["无数据"])
    headless = Table("2", "无表头", "", "", "", [], [], [[Cell("甲"), amount("1.00")]])
    bodiless = Table("3", "无行", "", "", "", [[head("栏")]], ["栏"], [])
    book = made(with_blocks(nothing, headless, bodiless, Form("f", "空表单", "", 0, [], ["表单无数据"])))
    text = book.text.split("第一部分报表")[-1]
    assert text == "空表无数据无表头甲1.00无行栏空表单表单无数据"


def test_a_book_without_sections() -> None:
    document = small()
    document.sections = []
    assert document.title in made(document).text


def test_chart_labels_and_words(hostile_book: Book) -> None:
    document = small()
    document.sections[1].sections[1].blocks = [pie("支出", ("教育支出", 97), *((f"小类{n}", 1) for n in range(3)))]
    data = render(document)["book.pdf"]
    book = Book(data)
    page = book.page_of("二、结构")
    labels = {text: book.boxes(page, text)[0] for text in ("教育支出", "小类0", "小类1", "小类2")}
    boxes = list(labels.values())
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    assert "支出结构图" in book.pages[page]
    (alternative,) = alternatives(data)
    assert "教育支出 97.00%" in alternative and "小类2 1.00%" in alternative
    assert "空结构图" in hostile_book.text


def alternatives(data: bytes) -> set[str]:
    """Alternative texts of the figures in the structure tree."""
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    with pikepdf.open(BytesIO(data)) as pdf:
        return {str(o.Alt) for o in structure(pikepdf, pdf) if str(o.get("/S")) == "/Figure" and "/Alt" in o}


def structure(pikepdf: Any, pdf: Any) -> list[Any]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o and "/P" in o]


def test_what_the_file_says_about_itself(tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    document = small()
    path = tmp_path / "book.pdf"
    path.write_bytes(render(document)["book.pdf"])
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1" and metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["dc:title"] == document.title and metadata["dc:creator"] == [document.department]
        assert metadata["xmp:CreateDate"].startswith("2026-01-01T00:00:00")
        assert str(pdf.Root.Lang) == "zh-CN" and pdf.Root.MarkInfo.Marked
        kinds = {str(o.S) for o in structure(pikepdf, pdf)}
        assert {"/TOC", "/TOCI", "/H1", "/H2", "/H3", "/P", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= kinds
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert fonts and all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


@pytest.mark.parametrize("make", [small, hostile, lambda: with_blocks(long_form(60))], ids=["small", "hostile", "long"])
def test_pdfua_finds_nothing(make: Any) -> None:
    no_findings(render(make())["book.pdf"])


def test_pdfua_finds_nothing_in_the_example(root: Path) -> None:
    no_findings(render(example(root, "district-office"))["book.pdf"])


def no_findings(data: bytes) -> None:
    pdfua = pytest.importorskip("pdfua", reason="pdfua is not installed")
    report = pdfua.validate(BytesIO(data))
    assert list(report.findings) == []


def test_without_typst(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)
    with pytest.raises(MissingExtraError) as caught:
        render(small())
    assert all('pip install "budgetlang[pdf]"' in text for text in (caught.value.zh, caught.value.en))


def test_without_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "PACKAGES", ("no_such_package",))
    for folders in ((), (tmp_path,)):
        with pytest.raises(MissingExtraError) as caught:
            render_with(small(), folders)
        assert "--font-path" in caught.value.zh and 'pip install "budgetlang[pdf]"' in caught.value.en


def test_a_font_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingExtraError, match="nowhere"):
        render_with(small(), [tmp_path / "nowhere"])


def test_a_font_folder_without_fonts(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("no font")
    with pytest.raises(MissingExtraError, match="no font in"):
        render_with(small(), [tmp_path])


def test_a_character_that_no_font_has() -> None:
    document = with_blocks(Paragraph([Text("姓名：\U00031350 \ue000 😀")]))
    with pytest.raises(MissingExtraError) as caught:
        render(document)
    for code in ("U+31350", "U+E000", "U+1F600"):
        assert code in caught.value.zh and code in caught.value.en
    assert "名" not in caught.value.en


def test_fonts_of_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serif = noto.serif_path()
    (tmp_path / serif.name).write_bytes(serif.read_bytes())
    monkeypatch.setattr(fonts, "PACKAGES", ())
    assert "某办公室" in Book(render_with(small(), [tmp_path])["book.pdf"]).text


def test_the_command_says_what_is_missing(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", str(root / "examples" / "district-office"), "--lang", "en", "--format", "pdf"]
    out = tmp_path / "out"
    assert main([*command, "-o", str(out), "--font-path", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err and not out.exists()
    assert main([*command, "-o", str(out)]) == 0
    assert (out / "book.pdf").read_bytes().startswith(b"%PDF-1.7")
