"""How the printed page is planned: whole grids, widths of columns, which way a sheet lies, which fonts it takes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from book_samples import amount, form, functions, head
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.backends.grid import laid, place
from budgetlang.backends.pdf.columns import FOR_FORMS, FOR_TABLES, columns
from budgetlang.backends.pdf.fonts import ROLES, SERIF, chains
from budgetlang.backends.pdf.grids import MOST_HEADERS, form_grids, table_grid, whole
from budgetlang.backends.pdf.page import INSET, LANDSCAPE, PORTRAIT, Columns
from budgetlang.backends.pdf.rows import lines, long
from budgetlang.backends.pdf.text import LONGEST, printable, title
from budgetlang.backends.pdf.view import view
from budgetlang.document.nodes import Cell, Document, Form, Paragraph, Section, Text

spans = st.integers(1, 4)
rows_of_cells = st.lists(st.lists(st.builds(Cell, st.just("x"), st.just("text"), spans, spans), max_size=4), max_size=6)


@given(rows_of_cells)
def test_a_whole_grid_is_filled_exactly_once(rows: list[list[Cell]]) -> None:
    placed = list(place(rows))
    width = max((each.stop for each in placed), default=0)
    result = whole(placed, len(rows), width)
    taken = [
        (each.row + down, each.column + right)
        for each in place(result)
        for down in range(each.cell.rowspan)
        for right in range(each.cell.colspan)
    ]
    assert sorted(taken) == [(row, column) for row in range(len(rows)) for column in range(width)]
    assert sum(cell.text == "x" for row in result for cell in row) == sum(map(len, rows))


def texts(rows: list[list[Cell]]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def test_a_form_is_cut_at_its_last_row_of_headers() -> None:
    (facts, goals), width = form_grids(form(1, 3))
    assert width == 4
    assert texts(facts.head) == [["项目名称", "项目1"]] and facts.body == []
    assert texts(goals.head) == [["一级", "二级", "三级", "指标值"]]
    assert texts(goals.body) == [
        ["产出", "数量", "购置数量", "≤50件/年"],
        ["质量", "合格率0", "≥98%"],
        ["质量", "合格率1", "≥98%"],
    ]


def test_a_header_that_reaches_into_the_body_is_cut_there() -> None:
    rows = [
        [head("名称"), Cell("甲", colspan=2)],
        [head("指标", 1, 4), head("年度", 2)],
        [head("目标"), head("值")],
        [Cell("数量"), Cell("1")],
        [Cell("质量"), Cell("2")],
    ]
    (_, goals), _ = form_grids(Form("f", "t", "", 3, rows))
    assert texts(goals.head) == [["指标", "年度"], ["目标", "值"]]
    assert [cell.rowspan for cell in goals.head[0]] == [2, 1]
    assert texts(goals.body) == [["", "数量", "1"], ["质量", "2"]]
    assert goals.body[0][0].rowspan == 2
    assert goals.upper == [goals.head[0][0]] and goals.lower == [goals.body[0][0]]


@given(rows_of_cells)
def test_any_form_keeps_all_its_texts(rows: list[list[Cell]]) -> None:
    for number, row in enumerate(rows):
        for cell in row:
            cell.kind = "header" if number % 2 else "text"
    halves, width = form_grids(Form("f", "t", "", 1, rows))
    cells = [cell for half in halves for row in (*half.head, *half.body) for cell in row]
    assert sum(cell.text == "x" for cell in cells) == sum(map(len, rows))
    for half in halves:
        assert 1 <= len(half.head) <= MOST_HEADERS
        area = sum(cell.colspan * cell.rowspan for row in (*half.head, *half.body) for cell in row)
        assert area == width * (len(half.head) + len(half.body))


def test_column_numbers_belong_to_the_header() -> None:
    grid, width = table_grid(functions())
    assert width == 4 and texts(grid.head)[-1] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("sheets", [FOR_TABLES, FOR_FORMS], ids=["table", "form"])
@pytest.mark.parametrize("count", [1, 3, 8, 40])
def test_columns_fill_the_page(count: int, sheets: object) -> None:
    body = [[Cell("一" * (7 * n % 30)) for n in range(count)], [amount("1234567.89") for _ in range(count)]]
    result = columns(laid([[head("栏目名称") for _ in range(count)]]), [laid(body)], count, 100, sheets)
    assert sum(result.widths) == pytest.approx((LANDSCAPE if result.landscape else PORTRAIT)[0])
    assert min(result.widths) > 0


def test_letters_shrink_before_a_sheet_is_turned() -> None:
    seen = []
    for count in range(2, 14):
        body = [[Cell("机关事业单位基本养老保险缴费支出"), *(amount("12345.67") for _ in range(count))]]
        result = columns(laid([]), [laid(body)], count + 1, 100, FOR_TABLES)
        seen.append((result.landscape, -result.size))
        assert all(width > 8 * result.size / 2 for width in result.widths[1:])
    assert seen == sorted(seen) and {lies for lies, _ in seen} == {False, True}
    assert (False, -9.0) in seen


def test_a_page_is_filled_but_not_more() -> None:
    for count in (1, 20, 30, 36):
        result = columns(laid([]), [laid([[Cell("甲"), amount("1.00")] for _ in range(count)])], 2, 100, FOR_TABLES)
        height = count * (result.size + 2 * result.padding)
        assert height <= PORTRAIT[1] - 100
    assert columns(laid([]), [laid([[Cell("甲")]])], 1, 100, FOR_TABLES).padding == 5.0
    long = columns(laid([]), [laid([[Cell("甲")] for _ in range(300)])], 1, 100, FOR_TABLES)
    assert (long.size, long.padding) == (10.5, 3.6)


def test_levels_of_headings_never_skip() -> None:
    sections = [Section("s", "题", level, [Paragraph([Text("内")], "heading")]) for level in (3, 1, 6, 2, 7, 7)]
    document = Document("t", "", "", "", 2026, "", "zh-CN", "目录", sections)
    levels = [node["level"] for sheet in view(document)["sheets"] for node in sheet["nodes"]]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("tag", "lang", "region"),
    [("zh-CN", "zh", "CN"), ("zh-Hans-CN", "zh", "CN"), ("en", "en", None), ("?", "zh", None)],
)
def test_language(tag: str, lang: str, region: str | None) -> None:
    shown = view(Document("t", "", "", "", 2026, "", tag, "目录", []))
    assert (shown["lang"], shown["region"]) == (lang, region)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("行政运行", "行政运行"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("\x00\x1b[1m\ufffd", "〓〓[1m〓"),
        ("制\t表", "制 表"),
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * 30, "a" * 12 + "\u200b" + "a" * 12 + "\u200b" + "a" * 6),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_title_is_one_line_and_never_blank() -> None:
    assert title(" 一\n二 ") == "一 二" and title(" \n") == "—"


def test_faces_of_the_machine_come_first() -> None:
    roles, own = chains(["Noto Serif SC", "FangSong_GB2312", "FZXiaoBiaoSong-B05S", "Noto Sans SC", "Extra"])
    assert roles["body"] == ["FangSong_GB2312", "Noto Serif SC", "Extra", "FZXiaoBiaoSong-B05S", "Noto Sans SC"]
    assert roles["title"][0] == "FZXiaoBiaoSong-B05S" and roles["hei"][0] == "Noto Sans SC"
    assert roles["kai"][0] == "Noto Serif SC" and own == {"title", "body", "hei", "song"}
    assert set(roles) == set(ROLES)


def test_fonts_of_the_folders_of_the_user_come_before_those_of_pip() -> None:
    roles, _ = chains(
        ["Noto Serif SC", "Noto Sans SC", "Source Han Serif SC", "SimHei", "Rare"], {"Source Han Serif SC", "Rare"}
    )
    assert roles["body"] == ["Source Han Serif SC", "Noto Serif SC", "Rare", "Noto Sans SC", "SimHei"]
    assert roles["hei"][:2] == ["SimHei", "Noto Sans SC"], "the better face, where the folder has none"


def test_only_families_that_are_there_are_asked_for() -> None:
    present = [SERIF[0]]
    roles, own = chains(present)
    assert all(chain == present for chain in roles.values()) and own == {"song"}


def test_the_indentation_of_a_name_counts_for_its_lines() -> None:
    """Else a table is thought to stay on its page, and its last row stands alone on the next."""
    room = Columns(10.0, [2 * INSET + 100.0], landscape=False)
    counted = {level: lines(1, long(laid([[Cell("一般公共预算财政拨款", level=level)]])), room) for level in (1, 2, 3)}
    assert counted == {1: [1], 2: [2], 3: [2]}


def test_a_column_asks_for_the_indentation_of_its_names() -> None:
    names = [[Cell("一般公共预算财政拨款收入", level=level), Cell("1", "number")] for level in (1, 4)]
    plain, deep = (columns(laid([]), [laid([row])], 2, 0, FOR_TABLES).widths[0] for row in names)
    assert deep > plain
