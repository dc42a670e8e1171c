"""Workbooks: sheets and names, layout for screen and paper, what is a sum of what, text that stays text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from book_samples import HOSTILE, amount, empty, form, forms, hostile, panels, pie, small
from workbook_reading import Book, shown

from budgetlang.backends.xlsx.amounts import figure, unit_of
from budgetlang.backends.xlsx.book import render
from budgetlang.backends.xlsx.grid_sheet import total
from budgetlang.backends.xlsx.layout import lines, plain, row_heights, stack, tiles, width
from budgetlang.backends.xlsx.names import SheetNames
from budgetlang.backends.xlsx.sums import form_sums, plan, table_sums
from budgetlang.document.nodes import Cell, Chart, Document, Origin, Section, Slice, Table


def book(*blocks: object, document: Document | None = None) -> Book:
    """The workbook of a document, or of some blocks."""
    made = document or small()
    if blocks:
        made.sections = [Section("s", "s", 1, list(blocks))]  # type: ignore[arg-type]
    return Book(render(made)["book.xlsx"])


def table(rows: list[list[Cell]], columns: list[str], header: list[list[Cell]] | None = None) -> Table:
    return Table("01", "表", "", "左", "单位：万元", header or [], columns, rows)


def parts(data: bytes, pattern: str) -> list[str]:
    """The XML parts of a file whose names match."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [archive.read(name).decode() for name in sorted(archive.namelist()) if re.search(pattern, name)]


def test_sheets() -> None:
    assert book().names == ["目录", "表1", "表3", "表7", "图表", "项目支出绩效目标表", "明细"]


def test_sheets_of_an_english_book() -> None:
    document = small()
    document.language = "en"
    made = book(document=document)
    assert made.names[:2] == ["Contents", "Table 1"] and made.names[-1] == "Facts"
    assert made.sheet("Table 1").oddFooter.center.text == "Page &P of &N"


def test_nothing_but_tables_and_no_facts() -> None:
    document = small()
    document.facts, document.origins = [], []
    made = book(table([[Cell("甲"), Cell("1.00", "number", fen=1000000)]], ["a", "b"]), document=document)
    assert made.names == ["目录", "表1"]


def test_names_of_sheets() -> None:
    names = SheetNames()
    wanted = ["表1", "表1", "a/b[1]:*?\\", "", "'", "History", "x" * 40, "X" * 40, "甲😀乙"]
    assert [names.claim(each) for each in wanted] == [
        *("表1", "表1-2", "a b 1", "_", "_-2", "History-2", "x" * 31, "X" * 29 + "-2", "甲 乙"),
    ]


def test_a_table_on_the_screen() -> None:
    sheet = book().formulas["表3"]
    merged = sorted(map(str, sheet.merged_cells.ranges))
    assert merged == ["A11:D11", "A2:D2", "A5:B5", "A8:B8", "C5:D5"]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=7, max_col=4)]
    assert texts[0][0] == "← 目录" and texts[1][0] == "支出总表" and texts[2][0] == "预算公开表3"
    assert (texts[3][0], texts[3][3]) == ("部门名称：某办公室", "单位：万元")
    assert texts[4:] == [["项目", None, "预算数", None], ["编码", "名称", "合计", "基本支出"], [1, 2, 3, 4]]
    assert sheet.freeze_panes == "A8"
    assert sheet["A11"].value == "注：部分金额可能存在尾差"


def test_a_table_on_paper() -> None:
    sheet = book().formulas["表3"]
    assert sheet.print_title_rows == "$5:$7"
    assert sheet.print_area == "'表3'!$A$2:$D$11"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)


def test_a_wide_table_lies_across_and_keeps_its_labels() -> None:
    row = [Cell("2010301"), Cell("行政运行"), *(amount("12345678.00") for _ in range(9))]
    sheet = book(table([row], [f"列{n}" for n in range(11)])).formulas["表1"]
    assert sheet.page_setup.orientation == "landscape" and sheet.freeze_panes == "C5"


@pytest.mark.parametrize(
    ("count", "height", "smaller"),
    [
        (20, 20.25, False),
        (33, 20.25, False),
        (36, 18, False),
        (40, 15.75, False),
        (46, 15.75, True),
        (60, 20.25, False),
    ],
)
def test_rows_are_lower_and_all_is_smaller_where_that_saves_a_page(count: int, height: float, smaller: bool) -> None:
    rows = [[Cell("名称"), amount("1.00")] for _ in range(count)]
    sheet = book(table(rows, ["a", "b"])).formulas["表1"]
    found = [sheet.row_dimensions[row].height for row in range(5, 5 + count)]
    assert set(found) == {height}
    assert sheet.page_setup.fitToHeight == (None if smaller else 0), "one page is what a sheet without a number has"
    room = 842 - 72 * (sheet.page_margins.top + sheet.page_margins.bottom)
    assert (sum(found) + 30 + 15 + 24 < room) is (count < 46)


def test_columns_of_codes_are_narrow_and_short_headers_whole() -> None:
    header = [[Cell(text, "header") for text in ("类", "款", "科目编码", "科目名称", "合计")]]
    rows = [[Cell("201"), Cell("03"), Cell("2010301"), Cell("行" * 8), amount("")] for _ in range(3)]
    sheet = book(table(rows, ["a"] * 5, header)).formulas["表1"]
    first, third, last = (sheet.column_dimensions[letter] for letter in "ACE")
    assert (first.min, first.max) == (1, 2) and 1.7 * first.width < last.width, "amounts have room for some"
    assert third.width > 1.7 * first.width


def test_the_first_sheet_says_whose_book_it_is() -> None:
    sheet = book().sheet("目录")
    assert [(sheet[f"A{row}"].value, sheet[f"B{row}"].value) for row in range(3, 7)] == [
        ("部门", "某办公室"),
        ("部门编码", "002"),
        ("预算年度", "2026"),
        ("金额单位", "万元"),
    ]
    assert [sheet[f"{letter}8"].value for letter in "AB"] == ["工作表", "名称"] and sheet.freeze_panes == "A9"


def test_an_empty_table_has_its_header_and_note() -> None:
    sheet = book(empty()).formulas["表7"]
    assert [cell.value for cell in sheet[4][:2]] == ["科目", "数"] and sheet["A5"].value == "无数据"


def test_two_panels() -> None:
    made = book(panels())
    assert next(made.body("表1", 4)) == ["一、一般公共预算", "12.35", "一、教育支出", "1.00"]


def test_codes_are_text_and_names_are_set_in() -> None:
    sheet = book().formulas["表3"]
    assert (sheet["A9"].value, sheet["A9"].data_type) == ("201", "s")
    assert [sheet[f"B{row}"].alignment.indent for row in (9, 10)] == [0, 1]
    assert [sheet[f"A{row}"].font.b for row in (8, 9)] == [True, False]


def test_the_column_that_is_set_in_is_blank_in_no_row() -> None:
    rows = [
        [Cell("工资", level=1), Cell("", level=1), Cell("3.00", "number", level=1)],
        [Cell("基本工资", level=2), Cell("工资奖金", level=2), Cell("3.00", "number", level=2)],
    ]
    sheet = book(table(rows, ["a", "b", "c"])).formulas["表1"]
    assert [sheet[at].alignment.indent for at in ("A5", "A6", "B6")] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "fen", "value", "written", "shape"),
    [
        ("12.35", 12_345_678, 12.345678, 12_345_678, "0.00"),  # the exact amount, shown rounded
        ("12.34", 12_345_678, 12.34, 12_340_000, "0.00"),  # published otherwise
        ("-1.5", -1_500_000, -1.5, -1_500_000, "0.0"),
        ("1,234", 1_234_000_000, 1234.0, 1_234_000_000, "0"),
        ("33", None, 33.0, None, "0"),
        ("0.0000001", 1, 1e-7, None, "0.0000000"),  # finer than 分
    ],
)
def test_what_a_cell_holds(text: str, fen: int | None, value: float, written: int | None, shape: str) -> None:
    found = figure(Cell(text, "number", fen=fen), 1_000_000, grouped=False)
    assert found is not None and (found.value, found.fen, found.format) == (value, written, shape)


@pytest.mark.parametrize("text", ["", "—", "***", "1,23", "1.", "+1", "１", "1e5", "12%", "1" * 16])
def test_what_is_no_number(text: str) -> None:
    assert figure(Cell(text, "number", fen=5), 1_000_000, grouped=False) is None


def test_the_unit_is_the_one_that_is_printed() -> None:
    cells = [Cell("196,040", "number", fen=19_604_000), Cell("0", "number", fen=0), Cell("7", "number", fen=5)]
    assert unit_of(cells, small()) == 100
    assert unit_of(cells[1:2], small()) == 1_000_000


def test_grouping_is_as_printed() -> None:
    rows = [[Cell("甲"), Cell(text, "number", fen=fen)] for text, fen in (("1,234.50", 123450), ("7.00", 700))]
    sheet = book(table(rows, ["a", "b"])).formulas["表1"]
    assert [sheet[f"B{row}"].number_format for row in (5, 6)] == ["#,##0.00"] * 2


def cell(fen: int, *facts: int, level: int = 0, text: str | None = None, origins: list[Origin]) -> Cell:
    """An amount in 元 that rests on some facts."""
    origins.append(Origin("", "", list(facts)))
    printed = f"{fen / 100:.2f}" if text is None else text
    return Cell(printed, "number", origin=len(origins) - 1, fen=fen, level=level)


def sums(rows: list[list[tuple[int, tuple[int, ...]]]], levels: list[int], panel: bool = True) -> dict[str, str]:
    """The live cells of a table of labels and amounts, as `D1: D2 D3` by row and column from 1, A the label."""
    origins: list[Origin] = []
    grid = []
    for level, row in zip(levels, rows, strict=True):
        numbers = [
            cell(fen, *facts, level=level, origins=origins) if facts else Cell("", "number", level=level)
            for fen, facts in row
        ]
        grid.append([Cell("名", level=level), *numbers])
    placed = tiles(grid)
    paths = {column: [column] for column in range(9)}
    relations = table_sums(placed, origins, paths) if panel else form_sums(placed, origins)
    written = {(t.row, t.column): t.cell.fen for t in placed if t.cell.fen is not None}
    made = plan(relations, written, {(t.row, t.column): t.cell.text for t in placed})
    named = {at: f"{'ABCDEF'[at[1]]}{at[0] + 1}" for at in ((t.row, t.column) for t in placed)}
    return {named[at]: " ".join(named[part] for part in below) for at, below in sorted(made.formulas.items())}


ONE, TWO, BOTH, NONE = (100, (1,)), (200, (2,)), (300, (1, 2)), (0, ())


def test_a_total_above_and_a_total_below() -> None:
    assert sums([[BOTH], [ONE], [TWO]], [0, 1, 1]) == {"B1": "B2 B3"}
    assert sums([[ONE], [TWO], [BOTH]], [1, 1, 0]) == {"B3": "B1 B2"}


def test_a_tree_with_blank_rows() -> None:
    rows = [[BOTH], [BOTH], [ONE], [NONE], [TWO], [NONE]]
    assert sums(rows, [0, 1, 2, 2, 2, 1]) == {"B1": "B2 B6", "B2": "B3 B4 B5"}


def test_rows_with_parts_that_are_not_below_them() -> None:
    three = (600, (1, 2, 3))
    assert sums([[ONE], [TWO], [BOTH], [(300, (3,))], [three]], [1, 1, 0, 1, 0]) == {"B3": "B1 B2", "B5": "B3 B4"}
    assert sums([[BOTH], [ONE], [TWO]], [1, 1, 1]) == {"B1": "B2 B3"}


def test_the_same_facts_twice_are_a_sum_only_where_the_place_says_so() -> None:
    assert sums([[ONE], [ONE]], [1, 1]) == {}
    assert sums([[ONE], [ONE]], [0, 1]) == {"B1": "B2"}
    assert sums([[ONE], [ONE], [ONE]], [1, 0, 0]) == {"B2": "B1", "B3": "B2"}


def test_the_first_column_is_the_sum_of_its_neighbours() -> None:
    assert sums([[BOTH, ONE, TWO, NONE]], [1]) == {"B1": "C1 D1 E1"}
    assert sums([[ONE, ONE, NONE]], [1]) == {"B1": "C1 D1"}


def test_equal_amounts_are_no_sum_without_equal_facts() -> None:
    assert sums([[(300, (9,))], [ONE], [TWO]], [0, 1, 1]) == {}


def test_overlapping_parts_are_no_sum() -> None:
    assert sums([[(600, (1, 2, 3))], [BOTH], [(500, (2, 3))]], [0, 1, 1]) == {}


def test_a_sum_that_does_not_hold_is_not_live() -> None:
    assert sums([[(301, (1, 2))], [ONE], [TWO]], [0, 1, 1]) == {}


def test_a_form_adds_up_to_its_first_line() -> None:
    assert sums([[ONE], [NONE], [ONE]], [0, 0, 0], panel=False) == {"B1": "B2 B3"}
    assert sums([[BOTH], [ONE], [NONE], [TWO]], [0] * 4, panel=False) == {"B1": "B2 B3 B4"}


def test_columns_under_another_header_are_no_parts() -> None:
    origins: list[Origin] = []
    row = [Cell("名"), *(cell(fen, *facts, origins=origins) for fen, facts in (ONE, ONE, ONE))]
    relations = table_sums(tiles([row]), origins, {1: [0, 1], 2: [0, 2], 3: [3]})
    assert [(each.whole, each.parts) for each in relations] == [((0, 1), [(0, 2)])]


def test_words_in_place_of_an_amount_stop_the_sum() -> None:
    origins: list[Origin] = []
    rows = [[Cell("名"), cell(300, 1, 2, origins=origins)], [Cell("名"), cell(100, 1, level=1, origins=origins)]]
    rows.append([Cell("名"), cell(200, 2, level=1, text="***", origins=origins)])
    made = book(table(rows, ["a", "b"]), document=with_origins(origins))
    assert made.live("表1") == {} and made.sheet("表1")["B7"].value == "***"


def with_origins(origins: list[Origin]) -> Document:
    document = small()
    document.origins, document.unit = origins, "元"
    return document


def test_a_published_figure_has_its_residue_beside_the_page() -> None:
    origins: list[Origin] = []
    whole = cell(301, 1, 2, text="2.99", origins=origins)
    below = [cell(100, 1, level=1, origins=origins), cell(200, 2, level=1, origins=origins)]
    made = book(table([[Cell("名"), each] for each in (whole, *below)], ["项", "数"]), document=with_origins(origins))
    assert made.live("表1") == {"D5": "=SUM(B6:B7)", "E5": "=B5-D5"}
    sheet = made.sheet("表1")
    assert [shown(sheet[at]) for at in ("B5", "D4", "E4", "D5", "E5")] == [
        *("2.99", "数：各行之和", "尾差", "3.00", "-0.01"),
    ]
    assert sheet.print_area == "'表1'!$A$2:$B$7"


def test_formulas_of_many_cells() -> None:
    assert total([(0, 1), (1, 1), (3, 1)]) == "=SUM(B1:B2,B4)"
    assert total([(0, 1), (0, 2), (0, 4)]) == "=SUM(B1:C1,E1)"
    assert total([]) == ""
    assert total([(row, 0) for row in range(0, 402, 2)]).count("SUM(") == 2
    assert total([(row, 0) for row in range(0, 9000, 2)]) == ""


def test_spans_end_where_others_stand() -> None:
    grid = [[Cell("a"), Cell("b", rowspan=9)], [Cell("c", colspan=3)]]
    assert [(t.row, t.column, t.rows, t.columns) for t in tiles(grid)] == [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)]


def test_widths_count_as_a_chinese_font_does() -> None:
    assert [width(text) for text in ("abc", "中文", "≥5“a”", "a\n中文", "")] == [3, 4, 8, 4, 0]
    assert [lines("中文中文", room) for room in (8, 7, 4, 0)] == [1, 2, 2, 4]


def test_a_row_is_as_high_as_its_text() -> None:
    cells = tiles([[Cell("中" * 50), Cell("短", rowspan=2)], [Cell("短")]])
    high, low = row_heights(cells, [20.0, 9.0], 2, 18.0)
    assert high > 5 * 14 > low
    tall = tiles([[Cell("短"), Cell("中" * 100, rowspan=2)], [Cell("短")]])
    assert sum(row_heights(tall, [9.0, 20.0], 2, 18.0)) > 10 * 14


def test_a_row_that_is_too_high_for_a_sheet_takes_several() -> None:
    rows = stack([20.0, 1000.0, 30.0], 5)
    assert rows.first == [5, 6, 9, 10] and rows.last(1) == 8
    assert max(rows.heights.values()) <= 400 and sum(rows.heights.values()) == pytest.approx(1050, abs=1)
    long = form(1)
    long.rows[0][1].text = "长" * 4000
    sheet = book(long).formulas["项目支出绩效目标表"]
    assert any(each.bounds[3] - each.bounds[1] > 1 for each in sheet.merged_cells.ranges)
    assert sheet["B4"].value == "长" * 4000


def test_text_as_a_cell_can_hold_it() -> None:
    assert plain("a\r\nb\rc\x0b\uffff") == "a\nb\nc\ufffd\ufffd"
    assert plain("字" * 40_000) == "字" * 16_383 + "…"
    assert plain("字" * 32_767) == "字" * 32_767


def test_forms_stand_below_each_other_each_on_its_page() -> None:
    made = book(document=forms(200))
    sheet = made.formulas["项目支出绩效目标表"]
    starts = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "项目支出绩效目标表"]
    assert len(starts) == 200 and starts[0] == 2
    assert [each.id for each in sheet.row_breaks.brk] == [start - 1 for start in starts[1:]]
    links = [each.hyperlink.location for each in made.formulas["目录"]["B"] if each.hyperlink]
    assert [f"'项目支出绩效目标表'!A{start}" for start in starts] == links[-201:-1]


@pytest.mark.parametrize(("count", "size", "pages"), [(20, 9, 1), (36, 9, 1), (46, 8, 1), (60, 9, 2)])
def test_a_form_is_made_smaller_to_stay_on_its_page(count: int, size: int, pages: int) -> None:
    sheet = book(form(1, count)).formulas["项目支出绩效目标表"]
    heights = [sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)]
    assert sheet["B5"].font.size == size
    room = 842 - 72 * (sheet.page_margins.top + sheet.page_margins.bottom)
    assert -(-sum(heights) // room) == pages


def test_labels_of_forms_are_not_broken_for_long_texts() -> None:
    rows = [[Cell("绩效指标", "header"), Cell("数量指标", "header"), Cell("名" * 30), Cell("值" * 30)]]
    long = form(1)
    long.rows, long.width = rows, 4
    sheet = book(long).formulas["项目支出绩效目标表"]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert min(widths) * 10 / 9 > 8 + 0.7


def test_forms_of_two_kinds_have_two_sheets() -> None:
    other = form(2)
    other.title = "整体绩效/目标表"
    assert book(form(1), other, form(3)).names[1:3] == ["项目支出绩效目标表", "整体绩效 目标表"]


def test_a_pie() -> None:
    data = render(small())["book.xlsx"]
    (chart,) = parts(data, r"charts/chart1\.xml")
    assert "<c:pieChart>" in chart and chart.count("<c:dPt>") == 4
    assert '<c:showCatName val="1"/>' in chart and '<c:showPercent val="1"/>' in chart
    assert "<c:f>图表!$A$2</c:f>" in chart and "<c:v>支出结构图</c:v>" in chart
    # black on white: every slice has a black line, and neighbours are filled in different ways
    fills = re.findall(r"<c:dPt>.*?</c:dPt>", chart)
    assert len({re.sub(r'<c:idx val="\d"/>', "", each) for each in fills}) == 4
    assert all('<a:srgbClr val="000000"/>' in each for each in fills)
    (drawing,) = parts(data, r"drawings/drawing1\.xml$")
    assert 'descr="支出结构图：教育 90.00%；' in drawing


def test_a_slice_of_nothing_has_no_label() -> None:
    (chart,) = parts(render_chart(pie("支出", ("教育", 90), ("农林水", 0))), r"charts/chart")
    assert re.search(r'<c:dLbl><c:idx val="1"/><c:delete val="1"/></c:dLbl>', chart)


def test_bars() -> None:
    bars = Chart("c", "对比", "bar", "万元", [Slice("上年", "2.00", "66.67", 200), Slice("本年", "-1.00", "", -100)])
    (chart,) = parts(render_chart(bars), r"charts/chart")
    assert "<c:barChart>" in chart and '<c:showVal val="1"/>' in chart
    axis = chart[chart.index("<c:valAx>") :]
    assert '<c:delete val="1"/>' in axis and "<c:majorGridlines>" not in axis, "the bars say their values"


@pytest.mark.parametrize("name", ["教育", "社会保障和就业支出及其他", "名" * 60])
def test_a_chart_stays_on_its_page(name: str) -> None:
    data = render_chart(pie("支出", (name, 90), ("农林水", 10)))
    (drawing,) = parts(data, r"drawings/drawing1\.xml$")
    to = drawing[drawing.index("<xdr:to>") :]
    found = re.search(r"<xdr:col>(\d+)</xdr:col>", to)
    assert found and int(found[1]) <= 4
    assert ":$E$" in Book(data).formulas["图表"].print_area


def test_a_chart_of_nothing_is_said_to_be_empty() -> None:
    data = render_chart(pie("空"), pie("零", ("教育", 0)))
    assert parts(data, r"charts/chart") == []
    assert [cell.value for cell in Book(data).sheet("图表")["A"]].count("没有数据") == 2


def render_chart(*charts: Chart) -> bytes:
    document = small()
    document.sections = [Section("s", "s", 1, list(charts))]
    return render(document)["book.xlsx"]


def test_text_stays_text() -> None:
    data = render(hostile())["book.xlsx"]
    made = Book(data)
    texts = {cell.value for name in made.names for row in made.sheet(name).iter_rows() for cell in row}
    assert {plain(text) for text in HOSTILE if text} <= texts
    for name in made.names:
        for formula in made.live(name).values():
            assert re.fullmatch(r"=SUM\([A-Z0-9:,]+\)|=[A-Z]+\d+-[A-Z]+\d+|=B\d+/SUM\(B\$\d+:B\$\d+\)", formula)
    assert not [rels for rels in parts(data, r"\.rels$") if "External" in rels]
    references = [found for chart in parts(data, "charts/") for found in re.findall("<c:f>(.*?)</c:f>", chart)]
    assert references and all(re.fullmatch(r"图表!\$[A-C]\$\d+(:\$[A-C]\$\d+)?", each) for each in references)


def test_hostile_workbook_is_valid(tmp_path_factory: pytest.TempPathFactory) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    path = tmp_path_factory.mktemp("xlsx") / "book.xlsx"
    path.write_bytes(render(hostile())["book.xlsx"])
    assert list(audit.OpenXmlValidator().validate(path).errors) == []


def test_a_fixed_date() -> None:
    (core,) = parts(render(small())["book.xlsx"], r"core\.xml")
    assert core.count("2026-01-01T00:00:00Z") == 2 and "某办公室" in core


def test_published_figures_are_told_from_facts() -> None:
    rows = list(book().sheet("明细").iter_rows(min_row=3, values_only=True))
    assert [row[1:5] for row in rows] == [
        ("2010301 行政运行", "数据", 12, "12.00万元"),
        ("办公家具", "公布数", 0.3456, "3456元"),
    ]
