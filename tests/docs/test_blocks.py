"""Every block of budget language in the documentation is compiled; the tutorials are followed to the end."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fragments import UNFINISHED, Block, blocks, codes, faults
from walkthrough import Walkthrough, missing

from budgetlang.syntax._tables import KEYWORDS

ROOT = Path(__file__).parents[2]
TUTORIALS = ("tutorial.zh.md", "tutorial.en.md", "profile-tutorial.zh.md", "profile-tutorial.en.md")
PAGES = [
    *sorted(ROOT.glob("README*.md")),
    *sorted(path for path in (ROOT / "docs").glob("*.md") if path.name not in TUTORIALS),
]
BLOCKS = [block for page in PAGES for block in blocks(page)]
PAIR = re.compile(r"^\| `([^`]+)` \| `([^`]+)` \|$", re.MULTILINE)
ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS")


@pytest.mark.parametrize("block", BLOCKS, ids=[block.place.rpartition("/")[2] for block in BLOCKS])
def test_block_compiles(block: Block) -> None:
    meant = block.words[block.words.index("wrong") + 1 :] if "wrong" in block.words else ()
    assert faults(block, (*UNFINISHED, *meant)) == []
    assert set(meant) <= set(codes(block))


@pytest.mark.parametrize("page", ["language.md", "language.zh.md"])
def test_the_language_reference_shows_every_statement(page: str) -> None:
    text = "\n".join(block.text for block in blocks(ROOT / "docs" / page))
    words = set(re.findall(r'[^\s"{}=:,]+', text))
    lacking = [name for name, pairs in KEYWORDS.items() if not words & {word for pair in pairs for word in pair}]
    assert lacking == []


@pytest.mark.parametrize("page", ["language.md", "language.zh.md"])
def test_the_table_of_keywords_is_that_of_the_grammar(page: str) -> None:
    table = PAIR.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    known = sorted({(english, chinese) for pairs in KEYWORDS.values() for chinese, english in pairs})
    assert table == known


@pytest.mark.parametrize("page", TUTORIALS)
def test_tutorial(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands print what it shows, and every state that it calls good checks without an error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8" if ".zh." in page else "en_US.UTF-8")
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    reader = Walkthrough(tmp_path)
    steps = blocks(ROOT / "docs" / page, "")
    wrong = {step.place: found for step in steps if (found := reader.step(step))}
    assert wrong == {}
    assert sum(step.language == "sh" for step in steps) >= 6
    assert reader.code == 0, "the last command succeeds"


def test_a_tutorial_that_shows_something_else_is_noticed() -> None:
    printed = "错误[B301]: 一\n  --> basic.budget:15:17\n1 个错误\n"
    assert missing("错误[B301]: 一\n…\n1 个错误\n", printed) == []
    assert missing("错误[B302]: 一\n…\n1 个错误\n", printed) == ["错误[B302]: 一"]
    assert missing("1 个错误\n…\n错误[B301]: 一\n", printed) == ["错误[B301]: 一"]
