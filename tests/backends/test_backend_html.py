"""The page: well-formed, self-contained, literal, and with the right headers for every number."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest
from book_samples import HOSTILE, forms, functions, hostile, panels, small
from html_reading import Element, Page

from budgetlang.backends.html.page import render
from budgetlang.backends.words import EN, ZH, words_for
from budgetlang.document.nodes import Cell, Document, Section, Table

DOCUMENTS = {"small": small(), "hostile": hostile(), "forms": forms(200)}


@pytest.fixture(scope="module", params=DOCUMENTS)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(render(DOCUMENTS[request.param])["index.html"])


def test_well_formed(page: Page) -> None:
    assert page.faults == []


def test_ids_are_unique(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.root.walk() if "id" in e.attributes]
    assert len(set(ids)) == len(ids) > 10
    assert not any(re.search(r"\s", name) or not name for name in ids)


def test_links_and_references_resolve(page: Page) -> None:
    links = [e.attributes["href"] for e in page.root.all("a")]
    assert links and all(link.startswith("#") and unquote(link[1:]) in page.by_id for link in links)
    for element in page.root.walk():
        for name in ("headers", "aria-labelledby", "aria-controls", "aria-describedby"):
            assert all(target in page.by_id for target in element.attributes.get(name, "").split())


def test_no_network(page: Page) -> None:
    for element in page.root.walk():
        for name in {"src", "srcset", "action", "poster", "data", "xlink:href", "style"} & element.attributes.keys():
            pytest.fail(f"<{element.tag} {name}={element.attributes[name]}>")
    assert [e.attributes["href"] for e in page.root.all("link")] == ["data:,"]
    own = [e.text for e in [*page.root.all("style"), *page.root.all("script")] if "type" not in e.attributes]
    assert len(own) == 3
    assert not any(re.search(r"url\(|@import|https?:|fetch\(|XMLHttp|innerHTML|\beval\b", text) for text in own)


def test_the_policy_allows_exactly_what_is_there(page: Page) -> None:
    metas = {
        e.attributes.get("http-equiv"): e.attributes["content"]
        for e in page.root.all("meta")
        if "content" in e.attributes
    }
    policy = metas["Content-Security-Policy"]
    allowed = set(re.findall(r"'sha256-[^']+'", policy))
    blocks = [e for e in page.root.walk() if e.tag in ("style", "script") and "type" not in e.attributes]
    assert allowed == {f"'sha256-{b64encode(sha256(e.text.encode()).digest()).decode()}'" for e in blocks}
    assert policy.startswith("default-src 'none'; ")


def test_only_our_elements_and_attributes(page: Page) -> None:
    assert len(page.root.all("script")) == 3
    assert not {"img", "iframe", "object", "base", "form", "b:"} & {e.tag for e in page.root.walk()}
    assert not any(name.startswith("on") for e in page.root.walk() for name in e.attributes)


def printable(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # as a browser reads it
    return "".join("\ufffd" if (ord(c) < 32 and c not in "\n\t") or ord(c) == 127 else c for c in text)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text])
def test_hostile_text_is_shown_literally(text: str) -> None:
    document = small()
    document.title = text
    document.sections[0].title = text
    table = document.sections[0].blocks[1]
    assert isinstance(table, Table)
    table.title = table.rows[1][1].text = table.notes[0] = text
    page = Page(render(document)["index.html"])
    seen = "\n".join(child for e in page.root.walk() for child in e.children if isinstance(child, str))
    shown = printable(text)
    places = {"h1", "h2", "h3", "th", "p", "caption", "a"}
    assert places <= {e.tag for e in page.root.walk() if shown in e.text}, seen[:200]


def test_data_of_the_page_is_the_document() -> None:
    document = hostile()
    page = Page(render(document)["index.html"])
    data = json.loads(page.by_id["data"].text)
    assert data["facts"] == [[f.file, f.line, f.name, f.amount] for f in document.facts]
    assert data["origins"] == [[o.rule, o.exact, o.facts, o.claim] for o in document.origins]


def test_every_number_with_an_origin_opens() -> None:
    page = Page(render(small())["index.html"])
    found = [(e.text, e.attributes["data-o"]) for e in page.root.all("span", class_="n")]
    assert found.count(("12.35", "0")) == 6
    assert ("12.35", "1") in found and ("1.00", "1") in found
    assert "100" not in [text for text, _ in found]


def one_table(table: Table) -> Element:
    document = small()
    document.sections = [Section("s", "s", 1, [table])]
    return Page(render(document)["index.html"]).root.all("table")[0]


def headers_of(table: Element, text: str) -> list[list[str]]:
    names = {e.attributes["id"]: e.text for e in table.walk() if "id" in e.attributes}
    cells = [e for e in table.all("td") if e.text == text]
    return [[names[name] for name in cell.attributes["headers"].split()] for cell in cells]


def test_numbers_name_their_headers_over_two_rows() -> None:
    table = one_table(functions())
    assert headers_of(table, "12.35") == [
        ["预算数", "合计", "合计"],
        ["预算数", "基本支出", "合计"],
        ["预算数", "合计", "201", "一般公共服务支出"],
        ["预算数", "基本支出", "201", "一般公共服务支出"],
        ["预算数", "合计", "20103", "政府办公厅（室）及相关机构事务"],
    ]
    assert [e.attributes["scope"] for e in table.all("thead")[0].all("th")] == [*["colgroup"] * 2, *["col"] * 4]
    assert [e.attributes["span"] for e in table.all("colgroup")] == ["2", "2"]
    assert [e.text for e in table.all("tr", class_="numbers")[0].all("td")] == ["1", "2", "3", "4"]


def test_a_number_belongs_to_its_own_panel() -> None:
    table = one_table(panels())
    assert headers_of(table, "12.35") == [["金额", "一、一般公共预算"]]
    assert headers_of(table, "1.00") == [["金额", "一、教育支出"]]
    assert headers_of(table, "11.35") == [["金额", "二、其他支出"]]


def test_a_row_header_that_spans_rows_heads_them_all() -> None:
    table = functions()
    table.column_numbers = False
    table.rows = [
        [Cell("甲", rowspan=2), Cell("一"), Cell("1", "number"), Cell("2", "number")],
        [Cell("二"), Cell("3", "number"), Cell("", "number")],
        [Cell("乙"), Cell("三"), Cell("4", "number"), Cell("", "number")],
    ]
    found = one_table(table)
    assert headers_of(found, "3") == [["预算数", "合计", "甲", "二"]]
    assert headers_of(found, "4") == [["预算数", "合计", "乙", "三"]]
    assert "data-whole" in found.attributes


def test_a_plain_table_needs_no_ids() -> None:
    table = functions()
    table.header = [[Cell(name, "header") for name in table.columns]]
    found = one_table(table)
    assert not [e for e in found.walk() if "headers" in e.attributes or "id" in e.attributes]
    assert {e.attributes["scope"] for e in found.all("th")} == {"col", "row"}


def test_words_of_the_page_follow_the_language() -> None:
    assert ZH.keys() == EN.keys()
    assert all(
        sorted(re.findall(r"{\w+}", ZH[key])) == sorted(re.findall(r"{\w+}", re.sub(r":[^}]+}", "}", EN[key])))
        for key in ZH
    )
    assert (words_for("zh"), words_for("zh-TW"), words_for("en-GB"), words_for("fr")) == (ZH, ZH, EN, EN)
    document = small()
    document.language = "en"
    text = render(document)["index.html"].decode()
    assert '<html lang="en"' in text and "Skip to the text" in text
    ours = re.sub(r"<style>.*?</style>|<script.*?</script>", "", text, flags=re.DOTALL)
    assert not [word for word in ZH.values() if len(word) > 3 and "{" not in word and word in ours]


def test_every_word_is_used(root: Path) -> None:
    files = (root / "budgetlang" / "backends").rglob("*")
    sources = "".join(p.read_text("utf-8") for p in files if p.suffix in (".j2", ".js", ".py") and p.name != "words.py")
    unused = [key for key in ZH if not re.search(rf"words\.{key}\b|[\"']{key}[\"']", sources)]
    assert unused == []


def test_contents_list_sections_tables_and_forms() -> None:
    document: Document = DOCUMENTS["forms"]
    page = Page(render(document)["index.html"])
    links = [e.text for e in page.by_id["contents"].all("a")]
    assert links[:4] == ["第一部分 报表", "收支总表", "支出总表", "基金收入表"]
    assert links[-200:] == [f"项目{number}" for number in range(200)]
    assert [e.text for e in page.by_id["contents"].all("summary")] == ["200 张项目表"]
