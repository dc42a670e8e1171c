"""The reader of Word documents."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from budgetlang.importer.published import Grid, Paragraph, Published, UnreadableError
from budgetlang.importer.readers import library
from budgetlang.importer.readers.word import read_word


@pytest.fixture
def published() -> Published:
    document = docx.Document()
    document.add_paragraph("管理  公园")
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).text = "项目"
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).text = "1,027\n元"
    document.add_paragraph("")
    document.add_paragraph("完")
    file = BytesIO()
    document.save(file)
    return read_word("a.docx", file.getvalue())


def test_paragraphs_and_tables_in_order(published: Published) -> None:
    shown = [each.passage.text if isinstance(each, Paragraph) else "table" for each in published.blocks]
    assert shown == ["管理 公园", "table", "完"]


@pytest.mark.parametrize(
    ("between", "first", "columns", "tables"),
    [
        ("", ["三", "四"], 2, 1),
        (None, ["三", "四"], 2, 1),
        ("下表", ["三", "四"], 2, 2),
        ("", ["三", "四", "五"], 3, 2),
        ("", ["题", None], 2, 2),
    ],
    ids=["cut", "side by side", "words between", "other columns", "a title of its own"],
)
def test_a_table_cut_in_two_is_one(between: str | None, first: list[str | None], columns: int, tables: int) -> None:
    document = docx.Document()
    above = document.add_table(rows=1, cols=2)
    above.cell(0, 0).text, above.cell(0, 1).text = "一", "二"
    if between is not None:
        document.add_paragraph(between)
    below = document.add_table(rows=2, cols=columns)
    for column, words in enumerate(first):
        if words is None:
            below.cell(0, column - 1).merge(below.cell(0, column))
        else:
            below.cell(0, column).text = words
    below.cell(1, 1).text = "末"
    file = BytesIO()
    document.save(file)
    grids = [each for each in read_word("a.docx", file.getvalue()).blocks if isinstance(each, Grid)]
    assert len(grids) == tables
    assert [cell.text for cell in grids[0].rows[0]] == ["一", "二"]
    assert "末" in [cell.text for cell in grids[-1].rows[-1]]


@pytest.mark.parametrize(("edges", "rows"), [(("bottom", "top"), 2), (("bottom",), 1), ((), 1)])
def test_a_cell_cut_in_two_is_one(edges: tuple[str, ...], rows: int) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "绩效指标", "数量", "1"
    for edge, cell in zip(edges, (table.cell(0, 0), table.cell(1, 0)), strict=False):
        borders = OxmlElement("w:tcBorders")
        line = OxmlElement(f"w:{edge}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
        cell._tc.get_or_add_tcPr().append(borders)
    file = BytesIO()
    document.save(file)
    (grid,) = read_word("a.docx", file.getvalue()).blocks
    assert isinstance(grid, Grid) and grid.rows[0][0].rowspan == rows


def test_a_part_that_is_referred_to_but_lost_is_no_loss() -> None:
    document = docx.Document()
    document.add_paragraph("管理公园")
    whole, file = BytesIO(), BytesIO()
    document.save(whole)
    link = '<Relationship Id="rId99" Type="http://x/package" Target="embeddings/chart1.xlsx"/></Relationships>'
    with ZipFile(whole) as source, ZipFile(file, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", link.encode())
            target.writestr(name, part)
    with pytest.raises(KeyError):
        docx.Document(BytesIO(file.getvalue()))
    (paragraph,) = read_word("a.docx", file.getvalue()).blocks
    assert isinstance(paragraph, Paragraph) and paragraph.passage.text == "管理公园"


def test_cells_with_their_spans(published: Published) -> None:
    (grid,) = [each for each in published.blocks if isinstance(each, Grid)]
    rows = [[(cell.text, cell.colspan) for cell in row] for row in grid.rows]
    assert rows == [[("项目", 2), ("", 1)], [("", 1), ("", 1), ("1,027 元", 1)]]


def test_every_text_stands_in_the_source(published: Published) -> None:
    (grid,) = [each for each in published.blocks if isinstance(each, Grid)]
    (piece,) = grid.rows[1][2].passage.pieces
    assert published.source.text[piece.start :].startswith("1,027 元\t\n完")


def test_headings_merged_cells_and_no_contents() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、收入\t3", "toc 1")
    document.add_heading("一、收入", 2)
    hidden = document.add_paragraph("合计").add_run("域")
    hidden.font.hidden = True
    table = document.add_table(rows=4, cols=3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((2, 1), (3, 2))):
        table.cell(*last).text = ""
        table.cell(*first).merge(table.cell(*last))
    file = BytesIO()
    document.save(file)
    heading, total, grid = read_word("a.docx", file.getvalue()).blocks
    assert isinstance(heading, Paragraph) and (heading.passage.text, heading.level) == ("一、收入", 2)
    assert isinstance(total, Paragraph) and total.passage.text == "合计"
    assert isinstance(grid, Grid)
    assert [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in grid.rows] == [
        [("00", 2, 1), ("01", 1, 2)],
        [("11", 1, 1), ("12", 1, 1)],
        [("20", 1, 1), ("21 22 31", 2, 2)],
        [("30", 1, 1)],
    ]


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0", "公园".encode()])
def test_what_is_no_docx_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_word("a.docx", data)
    assert "a.docx" in caught.value.zh and "a.docx" in caught.value.en


def test_a_document_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "x" * 2000)
    monkeypatch.setattr(library, "MOST_BYTES", 1000)
    with pytest.raises(UnreadableError, match="too large"):
        read_word("a.docx", file.getvalue())


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(library, "import_module", missing)
    with pytest.raises(UnreadableError, match=r"budgetlang\[import\]"):
        read_word("a.docx", b"")
