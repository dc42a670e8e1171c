"""The page in a real browser: accessibility by axe-core, and everything that needs JavaScript.

See README.md in this folder for what must be installed; without it these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from book_samples import forms, hostile, small
from browser import Browser

from budgetlang.backends.html.page import render
from budgetlang.document.nodes import Document, Paragraph, Text

DOCUMENTS = {"small": small, "hostile": hostile, "forms": lambda: forms(200)}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("chromium and chromedriver are not installed")
    found = Browser(chromium, driver, tmp_path_factory.mktemp("browser"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def axe(root: Path) -> str:
    folder = Path(os.environ.get("AXE_CORE") or root / "node_modules" / "axe-core")
    script = folder / "axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not here: set AXE_CORE, or `npm install axe-core` in the project's folder")
    return script.read_text("utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    return {name: write(make(), folder / f"{name}.html") for name, make in DOCUMENTS.items()}


def write(document: Document, path: Path) -> Path:
    path.write_bytes(render(document)["index.html"])
    return path


def violations(browser: Browser, axe: str) -> list[tuple[str, str]]:
    browser.run(axe)
    found: list[dict[str, Any]] = browser.run("return axe.run().then(result => result.violations)")
    return [(rule["id"], node["html"][:200]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["small", "hostile"])
def test_axe_finds_nothing(
    browser: Browser, axe: str, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    browser.open(pages[name], width=width, scheme=scheme)
    browser.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(browser, axe) == []
    browser.run("document.querySelector('.n').click()")
    assert violations(browser, axe) == []


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_sticks_out_and_nothing_complains(
    browser: Browser, pages: dict[str, Path], name: str, width: int
) -> None:
    browser.open(pages[name], width=width)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert list(browser.complaints()) == []


def test_a_number_opens_with_the_keyboard_and_focus_returns(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.run("document.querySelector('#table-03 .n').focus()")
    browser.keys("ArrowDown", "ArrowDown", "Enter")
    assert browser.run("return document.getElementById('origin').open")
    shown = browser.run("return document.getElementById('origin').innerText")
    for part in ("这个数怎么来的", "支出总表 · 预算数 · 合计 · 20103 · 政府办公厅（室）及相关机构事务", "12.35万元"):
        assert part in shown
    for part in ("支出，功能科目 = 20103", "支出.budget:7", "2010301 行政运行", "a/b.budget:9", "公布数", "共 1 条"):
        assert part in shown
    assert browser.run("return document.activeElement.className") == "close"
    browser.keys("Escape")
    assert not browser.run("return document.getElementById('origin').open")
    assert browser.run("return document.activeElement.closest('tr').rowIndex") == 5
    assert browser.run("return document.activeElement.dataset.o") == "1"


def test_a_click_elsewhere_closes_and_keeps_the_focus_there(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.click("#s1 .n")
    browser.click("#search")
    assert not browser.run("return document.getElementById('origin').open")
    assert browser.run("return document.activeElement.id") == "search"


def test_rounding_is_told(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.click("#s1 .n")
    shown = browser.run("return document.getElementById('origin').innerText")
    assert "12.3456万元" in shown and "四舍五入" in shown and "共 2 条" in shown


def test_panel_stays_in_view_and_does_not_scroll_the_page(browser: Browser, pages: dict[str, Path]) -> None:
    for width in (1280, 390):
        browser.open(pages["small"], width=width)
        browser.run("document.querySelector('#s1').scrollIntoView()")
        before = browser.run("return scrollY")
        browser.click("#s1 .n")
        box = browser.run("return document.getElementById('origin').getBoundingClientRect().toJSON()")
        assert box["left"] >= 0 and box["top"] >= 0 and box["right"] <= width and box["bottom"] <= 901
        assert browser.run("return scrollY") == before


def test_hostile_facts_are_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    browser.run("document.querySelectorAll('.n')[3].click()")
    assert browser.run("return document.querySelectorAll('#origin script, #origin img').length") == 0
    assert "</script><script>" in browser.run("return document.getElementById('origin').textContent")


def test_long_lists_of_facts_are_cut(browser: Browser, tmp_path: Path) -> None:
    document = small()
    document.origins[0].facts = [0, 1] * 60
    browser.open(write(document, tmp_path / "long.html"))
    browser.click("#s1 .n")
    count = "return document.querySelectorAll('#origin .made li').length"
    assert browser.run(count) == 50
    assert "共 120 条，这里列出前 50 条" in browser.run("return document.getElementById('origin').innerText")
    browser.click("#origin .more")
    browser.click("#origin .more")
    assert browser.run(count) == 120
    assert not browser.run("return document.querySelector('#origin .more').checkVisibility()")


VISIBLE_ROWS = """
return [...document.querySelectorAll('#table-03 tbody tr')]
  .filter(row => row.checkVisibility()).map(row => row.innerText.split('\\t')[0].trim())
"""


def search(browser: Browser, text: str) -> None:
    browser.run("document.getElementById('search').value = ''")
    browser.run("document.getElementById('search').focus()")
    browser.keys(text)
    browser.wait("return document.getElementById('status').textContent !== ''")


def test_search_keeps_matching_rows_and_the_rows_above(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    search(browser, "政府办公厅")
    assert browser.run("return document.getElementById('status').textContent") == "找到 1 处"
    assert browser.run(VISIBLE_ROWS) == ["合计", "201", "20103"]
    assert not browser.run("return document.getElementById('s1').checkVisibility()")
    assert (
        browser.run("return [...document.querySelectorAll('#contents a')].filter(a => a.checkVisibility()).length") == 2
    )
    browser.keys("Escape")
    browser.wait("return document.getElementById('status').textContent === ''")
    assert browser.run("return document.getElementById('s1').checkVisibility()")


def test_search_opens_forms_and_says_when_there_is_nothing(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["forms"])
    assert browser.run("return document.querySelectorAll('details.form[open]').length") == 0
    search(browser, "项目137")
    assert browser.run("return [...document.querySelectorAll('details.form[open]')].map(f => f.id)") == ["form-137"]
    browser.open(pages["forms"])
    search(browser, "没有这个")
    assert browser.run("return document.querySelector('.nothing').innerText") == "没有找到与“没有这个”相符的内容"


def test_search_ignores_thousands_separators(browser: Browser, tmp_path: Path) -> None:
    document = small()
    document.sections[1].sections[0].blocks[1] = Paragraph([Text("总计3,134.44万元")])
    browser.open(write(document, tmp_path / "n.html"))
    search(browser, "3134.44")
    assert browser.run("return document.getElementById('s1').checkVisibility()")


def test_colours_are_chosen_and_remembered(browser: Browser, pages: dict[str, Path]) -> None:
    colour = "return getComputedStyle(document.body).backgroundColor"
    browser.open(pages["small"], scheme="dark")
    dark = browser.run(colour)
    assert browser.run("return document.querySelector('.theme').getAttribute('aria-pressed')") == "true"
    browser.click(".theme")
    light = browser.run(colour)
    browser.open(pages["small"], scheme="dark")
    assert browser.run(colour) == light != dark
    browser.run("localStorage.clear()")


def test_contents_are_a_drawer_on_a_phone(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"], width=390)
    visible = "return getComputedStyle(document.getElementById('contents')).visibility"
    assert browser.run(visible) == "hidden"
    browser.click(".menu")
    browser.wait(f"{visible} === 'visible'")
    assert browser.run("return document.getElementById('contents').contains(document.activeElement)")
    browser.keys("Escape")
    browser.wait(f"{visible} === 'hidden'")
    assert browser.run("return document.activeElement.className.includes('menu')")


def test_reads_without_javascript(browser: Browser, pages: dict[str, Path]) -> None:
    browser.cdp("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(pages["forms"], width=390)
        text = browser.run("return document.body.innerText")
    finally:
        browser.cdp("Emulation.setScriptExecutionDisabled", {"value": False})
    assert "政府办公厅（室）及相关机构事务" in text and "合格率1" in text and "搜索" not in text


def test_paper_has_everything_and_no_buttons(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.cdp("Emulation.setEmulatedMedia", {"media": "print"})
    text = browser.run("return document.body.innerText")
    assert "12.35" in text and "复制表格" not in text and "回到开头" not in text
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    beyond = "[...document.querySelectorAll('table')].filter(t => t.clientWidth >= t.parentElement.clientWidth).length"
    assert browser.run(f"return {beyond}") == 0, "the line at the right edge is not cut off"
    printed = browser.cdp("Page.printToPDF", {"preferCSSPageSize": True})
    assert printed["data"].startswith("JVBER")  # %PDF
    browser.cdp("Emulation.setEmulatedMedia", {"media": ""})
