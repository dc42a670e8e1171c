"""The reader of web pages."""

from __future__ import annotations

import pytest

from budgetlang.importer.published import Grid, Published, UnreadableError
from budgetlang.importer.readers import library
from budgetlang.importer.readers.html import read_html


def read(page: str, encoding: str = "utf-8") -> Published:
    return read_html("a.html", page.encode(encoding))


def shown(published: Published) -> list[object]:
    """Paragraphs as texts, with their level where they have one; tables as rows of texts with spans."""
    return [
        _grid(block)
        if isinstance(block, Grid)
        else (block.level, block.passage.text)
        if block.level
        else block.passage.text
        for block in published.blocks
    ]


def _grid(grid: Grid) -> list[list[object]]:
    return [
        [cell.text if cell.rowspan == cell.colspan == 1 else (cell.text, cell.rowspan, cell.colspan) for cell in row]
        for row in grid.rows
    ]


def test_paragraphs_headings_and_tables_in_order() -> None:
    page = """<h2>收支总表</h2><p>单位：<b>万元</b></p>
    <table><thead><tr><th rowspan=2>项目<th colspan=2>金额<tr><th>上年<th>本年</thead>
    <tr><td>&nbsp;&nbsp;行政<br>运行<td>1,027.03<td></table>完"""
    assert shown(read(page)) == [
        (2, "收支总表"),
        "单位：万元",
        [[("项目", 2, 1), ("金额", 1, 2)], ["上年", "本年"], ["行政 运行", "1,027.03", ""]],
        "完",
    ]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_a_page_in_the_encoding_of_its_time(encoding: str) -> None:
    page = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'><p>部门预算公开</p>"
    assert shown(read(page, encoding)) == ["部门预算公开"]


def test_what_is_not_the_document_is_left_out() -> None:
    page = """<title>t</title><a href=#content>跳到正文</a><header>网站</header><nav>首页</nav>
    <script>let a = 1</script><style>p {}</style>
    <main id=content><p>甲<button>复制</button><span style="DISPLAY: none">看不见</span><svg><text>图</text></svg>乙</p>
    <div role=tooltip>来源</div><p hidden>提示</p><p style='mso-hide:all'>域</p>
    <table hidden><tr><td>1<td>2</table><select><option>2025年</select></main><footer>版权</footer>"""
    assert shown(read(page)) == ["甲乙"]


def test_lines_that_a_program_wrapped_within_chinese_words_are_one() -> None:
    assert shown(read("<p class=MsoNormal>管理\r\n  公园 and\r\nforest</p><p>一<br>二</p>")) == [
        "管理公园 and forest",
        "一",
        "二",
    ]


def test_a_table_that_arranges_the_page_is_none() -> None:
    page = """<table><tr><td>菜单</td><td><p>正文</p><table><tr><td>项目<td>金额<tr><td>合计<td>12</table></td></tr>
    <tr><td colspan=2><table><tr><td>只有一格</table></td></tr></table>"""
    assert shown(read(page)) == ["菜单", "正文", [["项目", "金额"], ["合计", "12"]], "只有一格"]


def test_a_table_within_a_cell_is_words_of_the_cell() -> None:
    page = "<table><tr><td>办公费、印刷费、咨询费、手续费<td>12<tr><td>其中<td><table><tr><td>甲<td>乙</table></table>"
    assert shown(read(page)) == [[["办公费、印刷费、咨询费、手续费", "12"], ["其中", "甲 乙"]]]


def test_a_caption_is_said_once() -> None:
    table = "<table><caption>收入总表（万元）</caption><tr><td>1<td>2</table>"
    assert shown(read(f"<h3>收入总表</h3>{table}")) == [(3, "收入总表"), [["1", "2"]]]
    assert shown(read(table)) == ["收入总表（万元）", [["1", "2"]]]


def test_the_numbers_of_a_drawing_are_no_table() -> None:
    table = "<table><tr><td>教育支出<td>1.16</table>"
    assert shown(read(f"<div role=figure><h4>结构图</h4><svg></svg>{table}</div>")) == [(4, "结构图")]
    assert shown(read(f"<figure>{table}</figure>")) == [[["教育支出", "1.16"]]]


@pytest.mark.parametrize(("span", "meant"), [("0", 3), ("99999999999", 3), ("x", 1), ("-2", 1), ("²", 1)])
def test_spans_end_with_their_section(span: str, meant: int) -> None:
    page = f"<table><tbody><tr><td rowspan={span}>甲<td>1<tr><td>2<tr><td>3</tbody><tbody><tr><td>乙<td>4</table>"
    grid = read(page).blocks[0]
    assert isinstance(grid, Grid)
    assert grid.rows[0][0].rowspan == meant


def test_a_page_may_be_nested_to_any_depth() -> None:
    deep = 20_000
    assert shown(read("<div>" * deep + "深" + "</div>" * deep)) == ["深"]
    assert read("<table><tr><td>" * 300 + "深").blocks


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02PK", b"<html><script src=app.js></script><div id=app></div>"])
def test_what_says_nothing_says_why(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html("a.html", data)
    assert "a.html" in caught.value.zh and "a.html" in caught.value.en


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(library, "import_module", missing)
    with pytest.raises(UnreadableError, match=r"budgetlang\[import\]"):
        read_html("a.html", b"<p>1")
