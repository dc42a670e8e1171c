"""The narrative of the Changzhi example is the published one, but for the deviations that the golden data lists."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from budgetlang.document.nodes import Chart, Document, Number, Paragraph
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

ORDER = "order of the item names"
UNITS = "(?:万元|%|家|个|辆|平方米|台)(?!（原值）)"


@pytest.fixture(scope="module")
def document(root: Path) -> Document:
    example = root / "examples" / "changzhi-2026"
    built = Compilation(Workspace.around(example), example).document
    assert built is not None
    return built


@pytest.fixture(scope="module")
def golden(shared: Path) -> dict[str, Any]:
    path = shared / "golden" / "changzhi-2026" / "narrative.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def printed(document: Document, number: str) -> tuple[str, list[str]]:
    """Title and paragraphs of section `number` of the narrative."""
    part = next(part for part in document.sections if "情况说明" in part.title)
    section = next(section for section in part.sections if section.title.startswith(f"{number}、"))
    lines = []
    for block in section.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Chart):
            lines.append(f"图：{block.title}")
    return section.title, lines


def expected(golden: dict[str, Any], number: str) -> tuple[str, list[str]]:
    section = next(section for section in golden["sections"] if section["number"] == number)
    text = "\n".join(section["paragraphs"])
    for deviation in golden["deviations"]:
        if deviation["section"] == number and deviation["published"] != ORDER:
            old, new = deviation["published"], deviation["expected"]
            for one, other in zip(old, new, strict=True) if isinstance(old, list) else [(old, new)]:
                assert one in text
                text = text.replace(one, other)
    return f"{number}、{section['title']}", text.split("\n")


@pytest.mark.parametrize("number", ["一", "二", "三", "四", "五", "七", "八", "九", "十", "十一", "十二"])
def test_as_published(document: Document, golden: dict[str, Any], number: str) -> None:
    assert printed(document, number) == expected(golden, number)


def test_the_basic_expenditure_names_the_same_items(document: Document, golden: dict[str, Any]) -> None:
    assert any(deviation["published"] == ORDER for deviation in golden["deviations"])
    (title, ours), (published_title, theirs) = printed(document, "六"), expected(golden, "六")
    assert title == published_title
    assert [names(line) for line in ours] == [names(line) for line in theirs]
    assert [len(names(line)[1]) for line in ours] == [0, 14, 18]


def names(line: str) -> tuple[str, frozenset[str], str]:
    """A paragraph as its words and the set of names that it lists."""
    head, colon, rest = line.partition("主要包括：")
    listed, end = rest[: rest.rfind("等")], rest[rest.rfind("等") :]
    return head + colon, frozenset(listed.split("、")) if colon else frozenset(), end if colon else rest


def test_every_amount_rate_and_count_has_an_origin(document: Document, golden: dict[str, Any]) -> None:
    """What is typed are dates, and the thresholds of equipment."""
    part = next(part for part in document.sections if "情况说明" in part.title)
    seen = 0
    for section in part.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                typed = "".join("□" if isinstance(inline, Number) else inline.text for inline in block.inlines)
                assert not re.search(f"[0-9]{UNITS}", typed)
                seen += typed.count("□")
                assert all(inline.origin is not None for inline in block.inlines if isinstance(inline, Number))
    published = "\n".join(line for section in golden["sections"] for line in section["paragraphs"])
    assert seen == len(re.findall(f"[0-9]{UNITS}", published))


def test_the_rate_of_the_operating_expenses_says_how_it_came_about(document: Document) -> None:
    part = next(part for part in document.sections if "情况说明" in part.title)
    (paragraph,) = part.sections[7].blocks
    assert isinstance(paragraph, Paragraph)
    (rate,) = [i for i in paragraph.inlines if isinstance(i, Number) and i.text == "1.43"]
    assert rate.origin is not None
    origin = document.origins[rate.origin]
    assert origin.exact == "-2.85万元 ÷ 199.07万元"
    lines = [document.facts[index] for index in origin.facts]
    assert [(line.name, line.amount) for line in lines] == [
        ("长治市人民政府办公室", "164.63万元"),
        ("长治市政府发展研究中心", "31.59万元"),
        ("机关运行经费合计", "199.07万元"),
    ]
    assert lines[-1].file.endswith("prior.budget")
