"""One page about every code: fixed headings, a wrong example that shows the fault and a right one that does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fragments import MISSING, UNFINISHED, blocks, codes, faults, said

from budgetlang.diagnostics.messages import MESSAGES

PAGES = Path(__file__).parents[2] / "docs" / "diagnostics"
HEADINGS = {
    "zh": ["什么意思", "为什么", "错误的写法", "正确的写法", "怎么改"],
    "en": ["Meaning", "Why", "Wrong", "Right", "How to mend it"],
}
EXAMPLES = slice(2, 4)
NO_EXAMPLE = re.compile(r"^<!-- no-example: (.+) -->$", re.MULTILINE)
MOST_WITHOUT = 14
"""pages of one language that may do without an example"""

LANGUAGES = pytest.mark.parametrize("lang", HEADINGS)
EVERY_PAGE = pytest.mark.parametrize(
    "page",
    [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in sorted(PAGES.glob("*/B*.md"))],
)


def names(lang: str) -> set[str]:
    return {path.stem for path in (PAGES / lang).glob("*.md")}


@LANGUAGES
def test_every_code_has_a_page_and_every_page_a_code(lang: str) -> None:
    missing, superfluous = MESSAGES.keys() - names(lang), names(lang) - MESSAGES.keys()
    assert not missing and not superfluous, f"missing {sorted(missing)}, superfluous {sorted(superfluous)}"


@LANGUAGES
def test_few_pages_have_no_example(lang: str) -> None:
    without = [path.stem for path in (PAGES / lang).glob("*.md") if NO_EXAMPLE.search(path.read_text(encoding="utf-8"))]
    assert len(without) <= MOST_WITHOUT, sorted(without)


@EVERY_PAGE
def test_headings(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = HEADINGS[page.parent.name]
    if NO_EXAMPLE.search(text):
        headings = [heading for heading in headings if heading not in headings[EXAMPLES]]
    assert re.match(rf"# {page.stem} \S", text), "the title is the code and a name"
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == headings
    assert all(part.strip() for part in re.split(r"^## .*$", text, flags=re.MULTILINE)), "no section is empty"


@EVERY_PAGE
def test_examples(page: Path) -> None:
    """The wrong example has the fault. The right one has not, nor any other error of its own."""
    code, examples = page.stem, blocks(page)
    if not examples:
        assert NO_EXAMPLE.search(page.read_text(encoding="utf-8")), "a page has examples or says why not"
        return
    wrong, right = examples
    assert [wrong.heading, right.heading] == HEADINGS[page.parent.name][EXAMPLES]
    assert code in codes(wrong), codes(wrong)
    assert not faults(right, (code, *UNFINISHED))
    if code in MISSING:
        assert said(right, code) < said(wrong, code), "the right example mends at least one, and breaks nothing"
    else:
        assert code not in codes(right)


def test_both_languages_show_examples_of_the_same_codes() -> None:
    shown = {lang: {path.stem for path in (PAGES / lang).glob("*.md") if blocks(path)} for lang in HEADINGS}
    assert shown["zh"] == shown["en"]
