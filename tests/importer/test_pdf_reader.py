"""The reader of PDF: what is drawn on the pages becomes paragraphs and tables again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import typst

from budgetlang.backends.pdf.fonts import find
from budgetlang.importer.published import Grid, Published, UnreadableError
from budgetlang.importer.readers import library
from budgetlang.importer.readers.pdf import read_pdf

SMALL = "#set page(width: 300pt, height: 220pt, margin: 40pt)\n#set text(size: 10pt)\n"


def printed(source: str, page: str = SMALL) -> bytes:
    faces = find(typst)
    fonts = ", ".join(f'"{name}"' for name in faces.roles["body"])
    text = f"{page}#set text(font: ({fonts},))\n{source}"
    return typst.compile({"main": text.encode()}, format="pdf", font_paths=faces.fonts, ignore_system_fonts=True)


def shown(published: Published) -> list[object]:
    return [_grid(block) if isinstance(block, Grid) else block.passage.text for block in published.blocks]


def _grid(grid: Grid) -> list[list[object]]:
    return [
        [cell.text if cell.rowspan == cell.colspan == 1 else (cell.text, cell.rowspan, cell.colspan) for cell in row]
        for row in grid.rows
    ]


def read(source: str, page: str = SMALL) -> list[object]:
    return shown(read_pdf("a.pdf", printed(source, page)))


def test_a_table_with_lines_and_merged_cells() -> None:
    source = """收支总表

    单位：万元
    #table(columns: 3, table.cell(rowspan: 2)[项目], table.cell(colspan: 2)[金额], [上年], [本年],
    [行政 \\ 运行], [1,027.03], [], [合计], [], [2.50])
    注：无"""
    assert read(source) == [
        "收支总表",
        "单位：万元",
        [[("项目", 2, 1), ("金额", 1, 2)], ["上年", "本年"], ["行政运行", "1,027.03", ""], ["合计", "", "2.50"]],
        "注：无",
    ]


def test_lines_that_are_thin_rectangles_and_frames_without_sides() -> None:
    source = """#table(columns: 2, stroke: none, table.hline(), [项目], table.vline(), [金额],
    table.hline(), [合计], [12], table.hline())"""
    assert read(source) == [[["项目", "金额"], ["合计", "12"]]]


def test_a_table_without_lines() -> None:
    source = """收入总表
    #table(columns: (100pt, 60pt, 60pt), stroke: none, [项目], [上年], [本年], [行政], [], [12.00],
    [合计], [3.00], [12.00])"""
    assert read(source) == ["收入总表", [["项目", "上年", "本年"], ["行政", "", "12.00"], ["合计", "3.00", "12.00"]]]


def test_a_table_over_pages_is_one_without_the_headers_that_come_again() -> None:
    rows = ", ".join(f"[{number}], [款{number}]" for number in range(201, 221))
    (grid,) = read(f"#table(columns: 2, table.header([编码], [名称]), {rows})")
    assert grid == [["编码", "名称"], *([str(number), f"款{number}"] for number in range(201, 221))]


def test_a_paragraph_over_lines_and_pages_is_one() -> None:
    sentence = "本部门组织各类会议，起草和审核公文，督促检查决定的落实，承担值班和突发事件处置的协助工作。"
    source = f"#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n{sentence * 12}\n\n其他工作。"
    assert read(source) == [sentence * 12, "其他工作。"]


def test_running_heads_page_numbers_and_dotted_contents_are_left_out() -> None:
    page = SMALL.replace("margin: 40pt", 'margin: 40pt, header: [部门预算], numbering: "— 1 —"')
    source = """目录

    概况#box(width: 1fr, repeat[.])2
    #for word in ([概况], [收入], [支出], [说明]) [#pagebreak() #word]"""
    assert read(source, page) == ["概况", "收入", "支出", "说明"]


def test_a_title_on_two_lines_is_one() -> None:
    source = "#align(center, text(size: 16pt)[基本支出分经济科目表 \\ （不含结转）])\n单位：元"
    assert read(source) == ["基本支出分经济科目表（不含结转）", "单位：元"]


def test_blanks_that_are_written_stay_and_those_that_fill_a_line_do_not() -> None:
    sentence = "合计1,027.03万元，其中：一般公共预算（不含结转）、事业收入3.5万元和其他收入。"
    source = f"#set par(justify: true)\n第一部分 概况 and more\n\n{sentence}"
    assert read(source) == ["第一部分 概况 and more", sentence]


def test_bold_by_writing_twice_is_written_once() -> None:
    source = "#let twice(it) = box[#place(dx: 0.3pt, it)#it]\n#twice[合计11.00]"
    assert read(source) == ["合计11.00"]


def test_title_and_unit_within_the_frame_are_no_rows() -> None:
    source = """#table(columns: 3, table.cell(colspan: 3)[收入总表], table.cell(colspan: 2)[部门：办公室], [单位：元],
    [项目], [上年], [本年], [合计], [1], [2], table.cell(colspan: 3)[注：无])"""
    assert read(source) == [
        "收入总表",
        "部门：办公室 单位：元",
        [["项目", "上年", "本年"], ["合计", "1", "2"]],
        "注：无",
    ]


def _blank() -> bytes:
    file = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(file)
    return file.getvalue()


def _with_a_scan() -> bytes:
    """Two pages with words, a page that is a picture, and one with nothing at all."""
    file = BytesIO()
    with pikepdf.open(BytesIO(printed("公开 #pagebreak() 预算"))) as document:
        document.add_blank_page(page_size=(300, 220))
        document.add_blank_page(page_size=(300, 220))
        picture = pikepdf.Stream(document, b"\0\0\0", Width=1, Height=1, ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)  # fmt: skip
        page = document.pages[2]
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        page.Contents = document.make_stream(b"q 300 0 0 220 0 0 cm /P Do Q")
        document.save(file)
    return file.getvalue()


def test_a_page_that_is_a_picture_is_listed_and_an_empty_one_is_nothing() -> None:
    published = read_pdf("a.pdf", _with_a_scan())
    assert shown(published) == ["公开", "预算"]
    (passage,) = published.unread
    assert passage.text == "［第3页是图片，没有文字 / page 3 is a picture without text］"
    (piece,) = passage.pieces
    assert published.source.text[piece.start :].startswith(piece.text)


def _protected() -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(printed("公开"))) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "zh", "en"),
    [
        (lambda: b"", "PDF", "PDF"),
        (lambda: b"%PDF-1.7\n%%EOF", "PDF", "PDF"),
        (lambda: "公园".encode(), "PDF", "PDF"),
        (lambda: printed("公开")[:500], "PDF", "PDF"),
        (_blank, "扫描", "scanned"),
        (_protected, "密码", "password"),
    ],
)
def test_what_cannot_be_read_says_why(make: Callable[[], bytes], zh: str, en: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_pdf("a.pdf", make())
    assert zh in caught.value.zh and en in caught.value.en
    assert "a.pdf" in caught.value.zh and "a.pdf" in caught.value.en


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(library, "import_module", missing)
    with pytest.raises(UnreadableError, match=r"budgetlang\[import\]"):
        read_pdf("a.pdf", b"")
