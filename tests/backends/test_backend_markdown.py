"""Markdown: what a reader of GitHub Markdown makes of it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from book_samples import HOSTILE, hostile, small

from budgetlang.backends.markdown import escape, render
from budgetlang.document.nodes import Document, Table

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py is not installed")


def shown(html: str) -> str:
    """The characters that a browser shows, white space folded."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html.replace("<br>", " "))).split())


def to_html(markdown: str) -> str:
    parser = markdown_it.MarkdownIt("gfm-like", {"html": True, "linkify": False})
    rendered: str = parser.render(markdown)
    return rendered


def folded(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]", "\ufffd", text).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_out_literally(text: str) -> None:
    html = to_html(escape(text))
    assert shown(html) == folded(text)
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "br"}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_text_in_a_table_comes_out_literally(text: str) -> None:
    document = small()
    table = document.sections[0].blocks[1]
    assert isinstance(table, Table)
    table.rows[1][1].text = text
    html = to_html(render(document)["book.md"].decode())
    row = next(row for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL) if shown(row).startswith("201 "))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    assert [shown(cell) for cell in cells] == ["201", folded(text), "12.35", "12.35"]


def test_the_hostile_book_has_only_our_elements() -> None:
    html = to_html(render(hostile())["book.md"].decode())
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "ul", "li", "br"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not re.search(r"href=\"(?!#)", html)


@pytest.mark.parametrize("document", [small(), hostile()], ids=["small", "hostile"])
def test_contents_lead_somewhere(document: Document) -> None:
    text = render(document)["book.md"].decode()
    anchors = re.findall(r'^<a id="([^"]+)"></a>$', text, re.MULTILINE)
    links = [unquote(link) for link in re.findall(r"^ *- \[.*\]\(#([^)]*)\)$", text, re.MULTILINE)]
    assert links == anchors and len(set(anchors)) == len(anchors) > 5


def test_a_table() -> None:
    text = render(small())["book.md"].decode()
    assert (
        "预算公开表3\\\n部门名称：某办公室　单位：万元\n\n"
        "| 项目 / 编码 | 项目 / 名称 | 预算数 / 合计 | 预算数 / 基本支出 |\n"
        "| --- | --- | ---: | ---: |\n"
        "| 1 | 2 | 3 | 4 |\n"
        "| 合计 |  | 12.35 | 12.35 |\n"
        "| 201 | 一般公共服务支出 | 12.35 | 12.35 |\n"
        "| 20103 | 政府办公厅（室）及相关机构事务 | 12.35 |  |\n\n"
        "注：部分金额可能存在尾差\n"
    ) in text


def test_chart_and_form_are_tables() -> None:
    text = render(small())["book.md"].decode()
    assert "| 名称 | 金额（万元） | 占比 |\n| --- | ---: | ---: |\n| 教育 | 90 | 90.00% |\n" in text
    assert "| 项目名称 | 项目1 |  |  |\n| 一级 | 二级 | 三级 | 指标值 |\n" in text
    assert "| 产出 | 数量 | 购置数量 | ≤50件/年 |\n|  | 质量 |" in text
