"""The words of each language: every kind is there, every word is found, none is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.prose import vocabulary as module
from budgetlang.prose.vocabulary import SPOKEN, Vocabulary, languages, vocabulary

FILES = sorted((Path(module.__file__).parent / "words").glob("*.tsv"))
EVERY = pytest.mark.parametrize("language", languages())
DOUBLE = {"frame", "filler", "loose", "named_total", "list_after"}
"""kinds that are made of words of others"""


def test_the_languages_are_the_files() -> None:
    assert [path.stem for path in FILES] == list(languages()) == ["en", "zh"]


def test_languages_have_the_same_kinds() -> None:
    assert vocabulary("zh").kinds.keys() == vocabulary("en").kinds.keys()
    assert set(SPOKEN) <= vocabulary("zh").kinds.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_comes_back_from_what_was_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    said = Vocabulary(text).kinds
    written = ["\t".join([kind, *map(_written, words.items())]) for kind, words in said.items()]
    assert [line.rstrip("\t") for line in lines] == [line.rstrip("\t") for line in written]


def _written(entry: tuple[str, str]) -> str:
    word, value = entry
    return word if value == word else f"{word}={value}"


@EVERY
def test_every_word_is_found(language: str) -> None:
    words = vocabulary(language)
    for kind in SPOKEN:
        for word in words.words(kind):
            assert words.inside(kind).search(f" {word} "), (kind, word)
            assert words.spoken[word] == kind


@EVERY
def test_no_word_says_two_things(language: str) -> None:
    words = vocabulary(language)
    seen: dict[str, str] = {}
    for kind in SPOKEN:
        for word in words.words(kind):
            assert seen.setdefault(word, kind) == kind, word


@pytest.mark.parametrize(
    ("language", "short"), [("zh-CN", "zh"), ("en-GB", "en"), ("EN", "en"), ("bo", "zh"), ("", "zh")]
)
def test_the_language_of_a_profile(language: str, short: str) -> None:
    assert vocabulary(language).kinds == vocabulary(short).kinds
