"""Paths and links in the documentation lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetlang.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
TOP_FILES = ("pyproject.toml", "Makefile", "CHANGELOG.md", "README.md", "README.zh-CN.md", "LICENSE")
PREFIXES = ("budgetlang", "grammar", "examples", "tests", "docs", "tools", "benchmarks", ".ci")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "diagnostics").glob("*/*.md")])

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^budgetc ([a-z]+)", re.MULTILINE)


def links(text: str) -> Iterator[str]:
    """Targets of links within the project, without their anchors."""
    for target in LINK.findall(FENCED.sub("", text)):
        if not re.match(r"[a-z]+:|#", target):
            yield target.partition("#")[0]


def paths(text: str) -> Iterator[str]:
    """Paths from the top of the project that a text names as code."""
    for code in CODE.findall(FENCED.sub("", text)):
        path = code.split("#")[0].strip()
        if re.fullmatch(r"[\w.*/-]+", path, re.ASCII) and (path in TOP_FILES or path.partition("/")[0] in PREFIXES):
            yield path


def exists(path: str) -> bool:
    return any(True for _ in ROOT.glob(path)) if "*" in path else (ROOT / path).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_and_paths(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    broken = [target for target in links(text) if not (page.parent / target).exists()]
    assert broken == [], "broken links"
    assert [path for path in paths(text) if not exists(path)] == [], "paths that are not there"


def test_what_is_no_path_is_noticed() -> None:
    text = (
        "See `budgetlang/nowhere.py`, [there](nowhere.md#part) and <https://example.org>, [web](https://example.org)."
    )
    assert [path for path in paths(text) if not exists(path)] == ["budgetlang/nowhere.py"]
    assert list(links(text)) == ["nowhere.md"]


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages <= set(links(index))


def test_every_command_in_the_documentation_exists() -> None:
    named = {word for page in PAGES for word in COMMAND.findall(page.read_text(encoding="utf-8"))}
    assert named <= COMMANDS.keys()


def test_the_architecture_names_every_folder_of_the_package() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "budgetlang").glob("*/__init__.py")}
    assert {name for name in folders if f"`budgetlang/{name}/`" not in text} == set()
