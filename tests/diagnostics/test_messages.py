"""The tables of words."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from budgetlang.diagnostics import messages
from budgetlang.diagnostics.messages import codes, documents, names, profiles, projects, source, sums, syntax

RANGES = {
    source: "B0", syntax: "B1", names: "B2", codes: "B3", sums: "B[45]", projects: "B6", documents: "B8",
    profiles: "B[79]",
}  # fmt: skip
TEMPLATES = {
    (module.__name__.rpartition(".")[2], table, key): entry[-2:]
    for module in RANGES
    for table in ("MESSAGES", "HINTS", "NOTES")
    for key, entry in getattr(module, table).items()
}


def gaps(template: str) -> set[str]:
    """The gaps of a template; `x_en` is the English of `x`."""
    return {name.removesuffix("_en") for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("module", RANGES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_codes_stand_in_their_range_and_in_order(module: object) -> None:
    table = module.MESSAGES  # type: ignore[attr-defined]
    assert [code for code in table if not re.fullmatch(RANGES[module] + "[0-9]+", code)] == []  # type: ignore[index]
    assert [code for code in table if len(code) != 4] == []
    assert list(table) == sorted(table)


@pytest.mark.parametrize("table", ["MESSAGES", "HINTS", "NOTES"])
def test_no_word_stands_in_two_modules(table: str) -> None:
    assert sum(len(getattr(module, table)) for module in RANGES) == len(
        {key for module in RANGES for key in getattr(module, table)}
    )


def test_severities_are_known() -> None:
    found = {messages.severity(code) for module in RANGES for code in module.MESSAGES}
    assert found <= {"error", "warning", "note"}
    assert messages.severity("B000") == "error"


@pytest.mark.parametrize("key", TEMPLATES, ids="-".join)
def test_both_languages_say_the_same(key: tuple[str, str, str]) -> None:
    chinese, english = TEMPLATES[key]
    assert gaps(chinese) == gaps(english)
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert not re.search("[\u4e00-\u9fff]", re.sub(r"[`“‘].*?[`”’]", "", english))
    for text in (chinese, english):
        assert text == text.strip()
        assert not text.endswith((".", "。"))
        text.encode("gbk")


def test_words_of_each_language() -> None:
    assert (messages.lang_index("zh"), messages.lang_index("en"), messages.lang_index("fr")) == (0, 1, 1)
