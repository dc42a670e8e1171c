"""DOCX: what stands in the file, as another reader finds it."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from book_samples import HOSTILE, amount, hostile, small
from docx_reading import RELATION, Parts, W, grid, headers, style, text, value

from budgetlang.backends import BadReferenceError
from budgetlang.backends.docx.book import render, render_with
from budgetlang.backends.docx.charts import ChartPart
from budgetlang.backends.docx.measure import ems
from budgetlang.backends.docx.tables import LEAST, NORMAL, SMALL, TINY, form_grids, table_grid
from budgetlang.document.nodes import Cell, Chart, Document, Form, Paragraph, Section, Slice, Table, Text

docx = pytest.importorskip("docx", reason="python-docx is not installed")


def made(document: Document) -> bytes:
    return render(document)["book.docx"]


def only(*blocks: Paragraph | Table | Chart | Form) -> Document:
    document = small()
    document.sections = [Section("s", "第一部分", 1, list(blocks))]
    return document


def paragraphs(parts: Parts) -> list[tuple[str | None, str]]:
    return [(style(p), text(p)) for p in parts.body.findall(f"{W}p")]


def legal(string: str) -> str:
    string = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", string)
    return string.replace("\r\n", "\n").replace("\r", "\n")


def test_parts_are_well_formed_sorted_and_dated_by_the_year() -> None:
    for document in (small(), hostile()):
        parts = Parts(made(document))
        assert parts.names == sorted(parts.names) and parts.names[0] == "[Content_Types].xml"
        assert parts.dates == {(2026, 1, 1, 0, 0, 0)}
        known = {name for name in parts.names if not name.startswith(("[", "_rels")) and "/_rels/" not in name}
        types = parts.trees["[Content_Types].xml"]
        named = {item.get("PartName", "").lstrip("/") for item in types} | {n for n in known if n.endswith(".xlsx")}
        assert known <= named


@pytest.mark.parametrize("year", [0, 1979, 2026, 12345])
def test_any_year_makes_a_file(year: int) -> None:
    document = small()
    document.year = year
    assert "word/document.xml" in Parts(made(document)).names


@pytest.mark.parametrize("document", [small(), hostile()], ids=["small", "hostile"])
def test_every_link_leads_somewhere_and_no_id_is_used_twice(document: Document) -> None:
    parts = Parts(made(document))
    body = parts.body
    marks = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    ids = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks)) == len(set(ids)) > 3
    assert sorted(ids) == sorted(mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkEnd"))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= set(marks)
    drawings = [element.get("id") for element in body.iter() if element.tag.endswith("}docPr")]
    assert len(drawings) == len(set(drawings)) > 0
    relations = {item.get("Id") for item in parts.trees["word/_rels/document.xml.rels"]}
    assert {element.get(RELATION) for element in body.iter() if element.get(RELATION)} <= relations
    defined = {item.get(f"{W}styleId") for item in parts.trees["word/styles.xml"].iter(f"{W}style")}
    assert {item.get(f"{W}val") for item in body.iter() if item.tag.endswith("Style")} <= defined


def test_headings_have_levels_and_stand_in_the_contents() -> None:
    parts = Parts(made(small()))
    found = [(name, words) for name, words in paragraphs(parts) if name and re.match("Heading|TableTitle|FormTi", name)]
    assert found == [
        ("Heading1", "第一部分 报表"),
        *(("TableTitle", name) for name in ("收支总表", "支出总表", "基金收入表")),
        ("Heading1", "第二部分 说明"),
        ("Heading2", "一、收支"),
        ("Heading3", "（一）变动"),
        ("Heading2", "二、结构"),
        ("Heading2", "三、绩效"),
        ("FormTitle", "项目支出绩效目标表（项目1）"),
        ("FormTitle", "项目支出绩效目标表（项目2）"),
    ]
    levels = {item.get(f"{W}styleId"): value(item, "pPr/outlineLvl") for item in parts.trees["word/styles.xml"]}
    assert [levels[name] for name in ("Heading1", "Heading2", "Heading3", "TableTitle", "FormTitle")] == [*"01212"]
    listed = [(name, words.rstrip("\t")) for name, words in paragraphs(parts) if name in ("TOC1", "TOC2")]
    titles = [("TOC1" if name == "Heading1" else "TOC2", words) for name, words in found if words[0] not in "（项"]
    assert listed == titles


def test_contents_are_a_field_that_word_fills_in() -> None:
    parts = Parts(made(small()))
    fields = [(item.text or "").strip() for item in parts.body.iter(f"{W}instrText")]
    assert fields[0] == r'TOC \o "1-2" \h \z \u'
    assert len(fields) == 9 and all(re.fullmatch(r"PAGEREF _Toc\d+ \\h", field) for field in fields[1:])
    kinds = [item.get(f"{W}fldCharType") for item in parts.body.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 9
    assert value(parts.trees["word/settings.xml"], "updateFields") == "true"


def test_cover_names_the_year_only_if_the_title_does_not() -> None:
    document = small()
    assert "CoverYear" not in dict(paragraphs(Parts(made(document))))
    document.title = "部门预算公开"
    names = dict(paragraphs(Parts(made(document))))
    assert (names["Title"], names["CoverDepartment"], names["CoverYear"]) == ("部门预算公开", "某办公室", "2026")


def wide() -> Table:
    names = [f"第{number}栏很长的名称" for number in range(9)]
    row = [Cell("一个很长很长的名称，占了许多地方"), *(amount("123456789.00") for _ in names[1:])]
    header = [[Cell(name, "header") for name in names]]
    return Table("02", "宽表", "", "部门", "单位", header, names, [row])


def test_wide_tables_lie_across_and_take_their_heading_along() -> None:
    narrow, prose = small().sections[0].blocks[1], Paragraph([Text("文")])
    document = only(prose, narrow)
    document.sections.append(Section("w", "第二部分", 1, [wide(), prose]))
    sections = docx.Document(BytesIO(made(document))).sections
    sizes = [(s.page_width.mm, s.page_height.mm, s.orientation) for s in sections]
    upright, across = (pytest.approx((210, 297), abs=0.1), 0), (pytest.approx((297, 210), abs=0.1), 1)
    assert [((w, h), o) for w, h, o in sizes] == [upright, upright, upright, across, upright]
    for section in sections:
        top, bottom, left, right = (37, 35, 28, 26) if not section.orientation else (28, 26, 35, 37)
        margins = (section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm)
        assert margins == pytest.approx((top, bottom, left, right), abs=0.1)
    pages: list[list[str]] = [[]]
    for paragraph in Parts(made(document)).body.findall(f"{W}p"):
        pages[-1].append(text(paragraph))
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            pages.append([])
    assert "第二部分" in pages[3] and "宽表" in pages[3] and "文" in pages[4]


def test_pages_are_numbered_from_the_first_part_on() -> None:
    parts = Parts(made(small()))
    sections = list(parts.body.iter(f"{W}sectPr"))
    assert sections[0].find(f"{W}footerReference") is None
    numbers = [section.find(f"{W}pgNumType") for section in sections]
    assert [n is not None and n.get(f"{W}start") for n in numbers] == [False, "1", "1"]
    for name, side in (("word/footer1.xml", "right"), ("word/footer2.xml", "left")):
        (line,) = parts.trees[name].findall(f"{W}p")
        assert (text(line), value(line, "pPr/jc")) == ("— 1 —", side)
        assert [item.text for item in line.iter(f"{W}instrText")] == [" PAGE "]
    assert parts.trees["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_the_number_of_a_page_that_lies_across_stands_where_the_others_have_it() -> None:
    """GB/T 9704, clause 8: at the left edge, turned; the head of the table is at its top."""
    parts = Parts(made(only(Paragraph([Text("文")]), wide())))
    targets = {item.get("Id"): item.get("Target") for item in parts.trees["word/_rels/document.xml.rels"]}
    upright, across = list(parts.body.iter(f"{W}sectPr"))[-2:]
    used = [
        {each.get(f"{W}type"): targets[each.get(RELATION)] for each in section.findall(f"{W}footerReference")}
        for section in (upright, across)
    ]
    assert used[0] == {"default": "footer1.xml", "even": "footer2.xml"}
    assert used[1] == {"default": "footer3.xml", "even": "footer4.xml"}
    for name, side, top in (("footer3", "right", 8615), ("footer4", "left", 1531)):
        footer = parts.trees[f"word/{name}.xml"]
        (cell,) = footer.iter(f"{W}tc")
        assert (value(cell, "tcPr/textDirection"), value(cell, "p/pPr/jc"), text(cell)) == ("tbRl", side, "— 1 —")
        place = footer.find(f"{W}tbl/{W}tblPr/{W}tblpPr")
        assert place is not None and place.get(f"{W}tblpY") == str(top)


def test_a_table_with_header_numbers_and_notes() -> None:
    parts = Parts(made(small()))
    table = parts.body.findall(f"{W}tbl")[1]
    assert headers(table) == 3
    assert grid(table) == [
        ["项目", "预算数"],
        ["编码", "名称", "合计", "基本支出"],
        ["1", "2", "3", "4"],
        ["合计", "12.35", "12.35"],
        ["201", "一般公共服务支出", "12.35", "12.35"],
        ["20103", "政府办公厅（室）及相关机构事务", "12.35", ""],
    ]
    cells = table.findall(f"{W}tr")[3].findall(f"{W}tc")
    assert [style(p) for cell in cells for p in cell.iter(f"{W}p")] == ["TableText", "TableNumber", "TableNumber"]
    styles = {item.get(f"{W}styleId"): item for item in parts.trees["word/styles.xml"]}
    assert value(styles["TableNumber"], "pPr/jc") == "right"
    lines = [words for _, words in paragraphs(parts)]
    at = lines.index("预算公开表3")
    assert lines[at : at + 4] == [
        "预算公开表3",
        "支出总表",
        "部门名称：某办公室\t单位：万元",
        "注：部分金额可能存在尾差",
    ]


def test_a_table_without_rows_keeps_its_title_and_note() -> None:
    parts = Parts(made(small()))
    lines = [words for _, words in paragraphs(parts)]
    assert lines[lines.index("部门名称：某办公室\t单位：万元", lines.index("支出总表") + 2) + 1] == "无数据"


def test_merged_cells_of_a_form() -> None:
    parts = Parts(made(small()))
    form = parts.body.findall(f"{W}tbl")[2]
    assert grid(form)[2:] == [
        ["产出", "数量", "购置数量", "≤50件/年"],
        *(["质量", f"合格率{n}", "≥98%"] for n in (0, 1)),
    ]
    merges = [value(row.findall(f"{W}tc")[0], "tcPr/vMerge") for row in form.findall(f"{W}tr")]
    assert merges == [None, None, "restart", "continue", "continue"]
    assert value(form.findall(f"{W}tr")[0].findall(f"{W}tc")[1], "tcPr/gridSpan") == "3"


def test_spans_that_overlap_or_reach_out_lose_no_text() -> None:
    rows = [
        [Cell("甲", rowspan=9, colspan=2), Cell("乙")],
        [Cell("丙", colspan=3), Cell("丁")],
        [Cell("戊", rowspan=3)],
    ]
    (form,) = form_grids(Form("f", "表", "", 3, rows), 0)
    shown = [str(cell.content) for row in form.rows for cell in row.cells if cell.content]
    assert [re.sub("<[^>]*>", "", item) for item in shown] == ["甲", "乙", "丙", "丁", "戊"]
    assert all(sum(cell.span for cell in row.cells) == len(form.widths) for row in form.rows)
    assert sum(form.widths) == 8845


def test_header_spans_end_with_the_header() -> None:
    table = Table(
        "1", "表", "", "", "", [[Cell("头", "header", rowspan=5), Cell("头二")]], ["a", "b"], [[Cell("1"), Cell("2")]]
    )
    rows = table_grid(table, 0).rows
    assert [[cell.merge for cell in row.cells] for row in rows] == [["", ""], ["", ""]]


def test_long_rows_may_break_over_pages_and_short_ones_not() -> None:
    (form,) = form_grids(Form("f", "表", "", 1, [[Cell("短")], [Cell("长" * 3000)]]), 0)
    assert [row.whole for row in form.rows] == [True, False]


def test_small_type_keeps_a_table_on_its_page() -> None:
    def small_type(count: int, taken: int = 0) -> bool:
        rows = [[Cell("名称"), amount("1.00")] for _ in range(count)]
        return table_grid(Table("1", "表", "", "", "", [], ["a", "b"], rows), taken).size == SMALL

    assert [small_type(10), small_type(33), small_type(35, 1000), small_type(38), small_type(90)] == [
        *(False, False, True, True, False)
    ]


def test_lines_of_names_count_for_the_type() -> None:
    def size(name: str) -> int:
        rows = [[Cell(name), amount("1.00")] for _ in range(20)]
        return table_grid(Table("1", "表", "", "", "", [], ["a", "b"], rows), 0).size

    assert [size("名称"), size("名" * 60)] == [NORMAL, SMALL], "60 characters take two lines in 五号"


@pytest.mark.parametrize(("count", "size"), [(5, NORMAL), (8, SMALL), (9, TINY), (12, LEAST)])
def test_type_is_made_smaller_before_a_number_is_broken(count: int, size: int) -> None:
    number = "191,016,775.35"
    row = [Cell("2130301"), Cell("水利工程运行与维护支出"), *(amount(number) for _ in range(count))]
    table = table_grid(Table("1", "表", "", "", "", [], ["a"] * len(row), [row] * 20), 0)
    assert (table.size, table.landscape, sum(table.widths)) == (size, True, 12756)
    assert min(table.widths[2:]) >= ems(number) * size * 10 + 120


@pytest.mark.parametrize("text", ["科目编码", "2025年", "绩效指标"])
def test_a_short_header_is_not_broken(text: str) -> None:
    header = [
        [Cell("预算数", "header", 9)],
        [Cell(text, "header", 1, 2), *(Cell("合计", "header") for _ in range(8))],
        [],
    ]
    rows = [[Cell("1"), *(amount("1234567.00") for _ in range(8))]]
    table = table_grid(Table("1", "表", "", "", "", header, ["a"] * 9, rows), 0)
    assert table.widths[0] >= ems(text) * table.size * 10 + 120


def forms_of(count: int) -> Form:
    """A form with a second block of headers, of which one reaches down to the end."""
    top = [[Cell("项目名称", "header"), Cell("名", colspan=3)], [Cell("概况", "header"), Cell("文", colspan=3)]]
    head = [
        [Cell("绩效指标", "header", 1, count + 2), Cell("一级", "header", 1, 2), Cell("年度", "header", 2)],
        [Cell("二级", "header"), Cell("指标值", "header")],
    ]
    first = [Cell("产出", "header", 1, count), Cell("数量"), Cell("≥1")]
    return Form("f", "表", "副题", 4, [*top, *head, first, *([Cell(f"质量{n}"), Cell("≥2")] for n in range(count - 1))])


def test_a_form_that_fits_its_page_is_one_table() -> None:
    sizes = [[grid.size for grid in form_grids(forms_of(count), 0)] for count in (3, 37, 44, 60)]
    assert sizes == [[SMALL], [SMALL], [TINY], [SMALL, SMALL]]


def test_the_headers_of_a_longer_form_repeat() -> None:
    parts = Parts(made(only(forms_of(60))))
    upper, lower = parts.body.findall(f"{W}tbl")
    assert (headers(upper), headers(lower)) == (0, 2)
    assert grid(upper) == [["项目名称", "名"], ["概况", "文"]]
    assert grid(lower)[:3] == [["绩效指标", "一级", "年度"], ["二级", "指标值"], ["", "产出", "数量", "≥1"]]
    assert grid(lower)[3:] == [[f"质量{n}", "≥2"] for n in range(59)]
    between = list(parts.body)[list(parts.body).index(upper) + 1]
    assert between.tag == f"{W}p" and style(between) == "SectionEnd"
    cut = [row.find(f"{W}tc/{W}tcPr/{W}tcBorders") for row in lower.findall(f"{W}tr")]
    edges = [None if each is None else each[0].tag.removeprefix(W) for each in cut]
    assert edges == ["bottom", "bottom", *["top"] * 60], "the cut is not seen"


def test_a_form_without_headers_inside_is_never_cut() -> None:
    rows = [[Cell("名", "header"), Cell("文" * 30)] for _ in range(90)]
    assert len(form_grids(Form("f", "表", "", 2, rows), 0)) == 1


def breaks(*blocks: Paragraph | Table | Chart | Form) -> list[tuple[str, bool]]:
    """The titles of tables, and whether each begins a page."""
    titles = [p for p in Parts(made(only(*blocks))).body.findall(f"{W}p") if style(p) == "TableTitle"]
    return [(text(title), title.find(f"{W}pPr/{W}pageBreakBefore") is not None) for title in titles]


def short(name: str, rows: int = 3) -> Table:
    header = [[Cell("名称", "header"), Cell("数", "header")]]
    cells = [[Cell("名"), amount("1")] for _ in range(rows)]
    return Table("1", name, "", "", "", header, ["名称", "数"], cells, notes=["注"])


def test_short_tables_share_a_page() -> None:
    blocks = [short("甲"), short("乙"), short("丙", 9), short("丁")]
    assert breaks(*blocks) == [("甲", False), ("乙", False), ("丙", True), ("丁", True)]


def test_rows_stay_together_where_a_page_must_not_end() -> None:
    def kept(table: Table) -> list[bool]:
        found = Parts(made(only(table))).body.find(f"{W}tbl")
        assert found is not None
        return [row.find(f".//{W}keepNext") is not None for row in found.findall(f"{W}tr")]

    assert kept(short("甲")) == [True] * 4, "to its note"
    long = short("乙", 9)
    long.notes = []
    assert kept(long) == [True, *[False] * 6, True, True, False], "the header, and the last three"


def test_headings_among_the_paragraphs_are_not_listed() -> None:
    document = only(Paragraph([Text("某项目")], "heading"), Paragraph([Text("文")]))
    assert ("Heading3", "某项目") in paragraphs(Parts(made(document)))
    assert [words for name, words in paragraphs(Parts(made(document))) if name and name.startswith("TOC")] == [
        "目录",
        "第一部分\t",
    ]


def test_the_cover_has_the_department_above_the_title_in_even_lines() -> None:
    document = small()
    document.title = "2026年某某区某某街道办事处部门预算（与2025年对比）"
    cover = Parts(made(document)).body.findall(f"{W}p")[:3]
    assert [style(p) for p in cover] == ["CoverDepartment", "Title", "Subtitle"]
    indent = cover[1].find(f"{W}pPr/{W}ind")
    assert indent is not None and int(indent.get(f"{W}left", "0")) > 400
    assert Parts(made(small())).body.findall(f"{W}p")[1].find(f"{W}pPr/{W}ind") is None, "one line"


def test_a_long_name_above_a_table_leaves_the_unit_whole() -> None:
    table = short("甲")
    table.left, table.right = "部门名称：" + "某" * 40, "单位：万元"
    found = [
        (text(p), value(p, "pPr/jc")) for p in Parts(made(only(table))).body.findall(f"{W}p") if style(p) == "TableLine"
    ]
    assert found == [(table.left, None), (table.right, "right")]


@pytest.mark.parametrize(("title", "apart"), [("目录", True), ("Contents", False)])
def test_only_a_title_of_two_characters_is_set_apart(title: str, apart: bool) -> None:
    document = small()
    document.contents_title = title
    (line,) = [p for p in Parts(made(document)).body.findall(f"{W}p") if style(p) == "TOCHeading"]
    assert (text(line), line.find(f"{W}r/{W}rPr/{W}spacing") is not None) == (title, apart)


@pytest.mark.parametrize("string", [item for item in HOSTILE if item.strip()])
def test_text_comes_out_literally(string: str) -> None:
    table = Table(
        "1", string, string, string, string, [[Cell(string, "header")]], [string], [[Cell(string)]], notes=[string]
    )
    form = Form("f", "表", string, 1, [[Cell(string)]], [string])
    document = only(Paragraph([Text(string)]), table, form)
    parts = Parts(made(document))
    shown = [text(p) for p in parts.body.iter(f"{W}p")]
    beside = legal(f"{string}\t{string}") in shown
    assert shown.count(legal(string)) == (9 if beside else 11)


def test_the_hostile_book_opens() -> None:
    book = docx.Document(BytesIO(made(hostile())))
    assert len(book.tables) == 5, "the form of 60 rows is cut"
    rows = book.tables[0].rows
    assert [row.cells[0].text for row in rows][1:] == [legal(item) for item in HOSTILE]
    assert [len(table.rows) for table in book.tables[3:]] == [1, 61]


def pie(*slices: tuple[str, str, str, int], kind: str = "pie") -> Chart:
    return Chart("图", "结构图", kind, "万元", [Slice(*part) for part in slices])


C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_a_chart_is_native_and_described_in_words() -> None:
    parts = Parts(made(only(pie(("教育", "1,090.00", "99.00", 109000), ("农林水", "11.01", "1.00", 1101)))))
    (drawing,) = (item for item in parts.body.iter() if item.tag.endswith("}docPr"))
    assert drawing.get("descr") == "教育 1,090.00万元（99.00%）；农林水 11.01万元（1.00%）"
    chart = parts.trees["word/charts/chart1.xml"]
    assert [item.text for item in chart.iter(f"{C}v")] == [
        "金额（万元）",
        "教育 99.00%",
        "农林水 1.00%",
        "1090.00",
        "11.01",
    ]
    assert [item.find(f"{C}delete") is None for item in chart.iter(f"{C}dLbl")] == [True, False], "one is small"
    assert [item.text for item in chart.iter() if item.tag.endswith("}t")] == ["99.00%"]
    fills = [point.find(f"{C}spPr")[0].tag for point in chart.iter(f"{C}dPt")]
    assert len(set(fills)) == 2, "told apart without colour"
    assert ("Caption", "结构图") in paragraphs(parts)


def test_the_workbook_of_a_chart_holds_what_is_drawn() -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    parts = Parts(made(only(pie(("=1+1", "2.00", "66.67", 200), ("其他", "1.00", "33.33", 100)))))
    sheet = openpyxl.load_workbook(BytesIO(parts.octets["word/embeddings/chart1.xlsx"])).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        *(["名称 占比", "金额（万元）"], ["=1+1 66.67%", 2], ["其他 33.33%", 1])
    ]
    assert sheet["A2"].data_type == "s"


def test_a_pie_leaves_out_what_has_no_slice_and_a_bar_chart_does_not() -> None:
    parts = (("甲", "1.00", "100", 100), ("乙", "-1.00", "0", -100), ("丙", "无", "0", 0))
    for kind, values in (("pie", ["100"]), ("bar", ["100", "-100", "0"])):
        chart = Parts(made(only(pie(*parts, kind=kind)))).trees["word/charts/chart1.xml"]
        numbers = chart.find(f".//{C}val")
        assert numbers is not None and [item.text for item in numbers.iter(f"{C}v")] == values


@pytest.mark.parametrize(
    ("amounts", "turn"),
    [((1, 1, 1), 0), ((3, 1), 315), ((1, 3), 225), ((1, 8, 1), 270), ((7,), 270), ((1, 99, 0), 268)],
)
def test_a_slice_of_more_than_half_faces_right(amounts: tuple[int, ...], turn: int) -> None:
    chart = ChartPart.of(pie(*((str(n), "", "1", amount) for n, amount in enumerate(amounts))), 1)
    assert chart.turn == turn


@pytest.mark.parametrize(
    ("amounts", "labelled"),
    [
        ((50, 50), [0, 1]),
        ((2, 98), [1]),
        ((4, 5, 91), [1, 2]),
        ((90, 4, 4, 2), [0, 1]),
        ((7,), [0]),
        ((40, 8, 8, 44), [0, 1, 2, 3]),
    ],
)
def test_labels_of_small_slices_do_not_crowd(amounts: tuple[int, ...], labelled: list[int]) -> None:
    chart = ChartPart.of(pie(*((str(n), "", "1", amount) for n, amount in enumerate(amounts))), 1)
    assert [point.number for point in chart.points if point.note] == labelled


def test_a_chart_without_data_says_so() -> None:
    parts = Parts(made(only(pie())))
    assert ("Figure", "没有数据") in paragraphs(parts)
    assert not [name for name in parts.names if "chart" in name]


def test_english_book() -> None:
    document = small()
    document.language = "en"
    parts = Parts(made(document))
    language = next(parts.trees["word/styles.xml"].iter(f"{W}lang"))
    assert (language.get(f"{W}val"), language.get(f"{W}eastAsia")) == ("en", "zh-CN")
    assert ("FormTitle", "项目支出绩效目标表 (项目1)") in paragraphs(parts)


def template() -> bytes:
    """A house template: headings of its own, numbered; no style of ours but one that has the id of another."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "House"
    custom = document.styles.add_style("House Note", 1)
    custom.element.set(f"{W}styleId", "TableText")
    properties = document.styles["Heading 2"].element.get_or_add_pPr()
    properties.append(properties.makeelement(f"{W}numPr", {}))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_house_styles_are_kept_and_ours_added() -> None:
    reference = template()
    parts = Parts(render_with(small(), reference)["book.docx"])
    styles = {item.get(f"{W}styleId"): item for item in parts.trees["word/styles.xml"].iter(f"{W}style")}
    fonts = styles["Heading1"].find(f"{W}rPr/{W}rFonts")
    assert fonts is not None and fonts.get(f"{W}ascii") == "House"
    assert value(styles["TableText"], "name") == "House Note"
    assert value(styles["BudgetTableText"], "name") == "表格文字"
    assert value(styles["TableNumber"], "basedOn") == "BudgetTableText"
    assert not list(parts.trees["word/styles.xml"].iter(f"{W}numPr")), "our titles bring their numbers"
    used = {item.get(f"{W}val") for item in parts.body.iter() if item.tag.endswith("Style")}
    assert used <= styles.keys() and "BudgetTableText" in used
    names = [value(item, "name") for item in styles.values()]
    assert len(names) == len(set(names)) and len(styles) == len(names)
    assert parts.octets["word/theme.xml"] != Parts(made(small())).octets["word/theme.xml"]
    assert render_with(small(), reference) == render_with(small(), reference)


@pytest.mark.parametrize("octets", [b"", b"PK", b"<html>", "workbook"])
def test_what_is_no_template(octets: bytes | str) -> None:
    if isinstance(octets, str):
        octets = Parts(made(only(pie(("甲", "1", "100", 1))))).octets["word/embeddings/chart1.xlsx"]
    with pytest.raises(BadReferenceError) as caught:
        render_with(small(), octets)
    assert "DOCX" in caught.value.zh and "DOCX" in caught.value.en


@pytest.mark.parametrize("name", ["small", "hostile", "house"])
def test_audit_finds_nothing(name: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    data = {"small": render(small()), "hostile": render(hostile()), "house": render_with(hostile(), template())}[name]
    file = tmp_path / "book.docx"
    file.write_bytes(data["book.docx"])
    result = audit.OpenXmlValidator().validate(file)
    assert result.is_valid, [str(error) for error in result.errors]


def test_libreoffice_breaks_pages_as_wanted(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    file = tmp_path / "book.docx"
    forms = [evolve(forms_of(count), name=f"第{count}项") for count in (20, 43, 60)]
    file.write_bytes(made(only(short("甲"), short("乙"), *forms, wide())))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", file.name]
    subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=True)
    with (tmp_path / "book.pdf").open("rb") as stream:
        pdf = pdfium.PdfDocument(stream)
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
        sizes = [page.get_width() > page.get_height() for page in pdf]
    body = pages[2:]
    assert "甲" in body[0] and "乙" in body[0]
    assert [name in page for name, page in zip(("（第20项）", "（第43项）", "（第60项）"), body[1:], strict=False)] == [
        True
    ] * 3
    assert "质量58" in body[4] and "绩效指标一级" in body[4], "the headers repeat"
    assert "宽表" in body[5] and "—6—" in body[5] and sizes == [False] * 7 + [True]
