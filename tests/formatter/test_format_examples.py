"""The examples and the built-in profiles: laid out they say the same, in Chinese and in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetlang.formatter.format import Formatted, format_text
from budgetlang.formatter.names import catalog_names
from budgetlang.formatter.proof import same_statements
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.parser import parse

ROOT = Path(__file__).resolve().parents[2]
PROFILES = sorted((ROOT / "budgetlang" / "profiles").rglob("*.budget"))
FILES = [*sorted((ROOT / "examples" / "changzhi-2026").rglob("*.budget")), *PROFILES]
ALL = sorted({*(ROOT / "examples").rglob("*.budget"), *PROFILES})

every_file = pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(ROOT).as_posix())
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())


def formatted(text: str, keywords: str | None = None) -> Formatted:
    found = format_text(Source("a.budget", text), keywords=keywords)
    assert found.diagnostics == []
    return found


def tree(text: str) -> File:
    parsed = parse(Source("a.budget", text))
    assert parsed.diagnostics == []
    return parsed.file


def test_there_are_files() -> None:
    assert len(FILES) > 25 and len(PROFILES) >= 2


@each_file
def test_a_committed_file_is_in_its_layout(path: Path) -> None:
    assert not formatted(path.read_text(encoding="utf-8")).changed


@each_file
def test_a_squeezed_file_comes_back(path: Path) -> None:
    """Without indentation, but for that of texts in fences, a file gets its layout again."""
    text = path.read_text(encoding="utf-8")
    squeezed = re.sub(r"^ *" if '"""' not in text else r"^ (?= )", "", text, flags=re.MULTILINE)
    assert formatted(squeezed).text == text


@every_file
def test_a_file_says_the_same_when_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert same_statements(tree(text), tree(formatted(text).text))


@every_file
def test_keywords_there_and_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chinese, english = formatted(text, "zh").text, formatted(text, "en").text
    assert english != chinese or not tree(text).statements
    assert same_statements(tree(text), tree(english))
    assert formatted(english, "zh").text == chinese
    assert formatted(chinese, "en").text == english


def test_names_of_the_example_are_official() -> None:
    """Taking away the names of all rows with a catalogue code and filling them in again gives the same text."""
    names = catalog_names((tree(path.read_text(encoding="utf-8")) for path in PROFILES), 2026)
    text = (ROOT / "examples" / "changzhi-2026" / "basic.budget").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    bare = [line.rpartition("  ")[0].rstrip() + "\n" if line.startswith("  2") else line for line in lines]
    assert len([line for line in lines if line.startswith("  2")]) > 10
    found = format_text(Source("a.budget", "".join(bare)), names=names)
    assert (found.text, found.diagnostics) == (text, [])
