"""The reader of Word documents."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

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


def test_cells_with_their_spans(published: Published) -> None:
    (grid,) = [each for each in published.blocks if isinstance(each, Grid)]
    rows = [[(cell.text, cell.colspan) for cell in row] for row in grid.rows]
    assert rows == [[("项目", 2), ("", 1)], [("", 1), ("", 1), ("1,027 元", 1)]]


def test_every_text_stands_in_the_source(published: Published) -> None:
    (grid,) = [each for each in published.blocks if isinstance(each, Grid)]
    (piece,) = grid.rows[1][2].passage.pieces
    assert published.source.text[piece.start :].startswith("1,027 元\t\n完")


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
