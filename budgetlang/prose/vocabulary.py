"""The words by which prose says what its figures are: sums, parts, changes, shares. One data file for each language."""

from __future__ import annotations

import os
import re
from functools import cache, cached_property

FOLDER = os.path.join(os.path.dirname(__file__), "words")
SUFFIX = ".tsv"

SPOKEN = (
    "per",
    "per_time",
    "month",
    "total",
    "among",
    "etcetera",
    "mainly",
    "same",
    "up",
    "down",
    "than",
    "last_year",
    "share",
)
"""kinds of words that say what the figure behind them is"""
NAME = "name"
"""the kind of words in which others are not seen: the 共 of 公共 is no total"""

Money = tuple[tuple[str, int], ...]
"""the words for units of money with their size in 分, first that of the plain unit"""


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words of."""
    return tuple(sorted(name.removesuffix(SUFFIX) for name in os.listdir(FOLDER) if name.endswith(SUFFIX)))


@cache
def vocabulary(language: str, money: Money = ()) -> Vocabulary:
    """The words of a language (`zh-CN` is `zh`), of Chinese where there are none of it, and those of a currency."""
    short = language.partition("-")[0].lower()
    name = short if short in languages() else "zh"
    with open(os.path.join(FOLDER, name + SUFFIX), encoding="utf-8") as file:
        return Vocabulary(file.read(), money)


class Vocabulary:
    """The words of one language by kind, and the patterns that find them; each is made when first needed."""

    def __init__(self, text: str, money: Money = ()) -> None:
        self.kinds: dict[str, dict[str, str]] = {}
        self.money = money
        self.base = money[0][1] if money else 1
        """the size of the plain unit of money: what a bare `3万` is counted in"""
        for line in text.splitlines():
            if line and not line.startswith("#"):
                kind, *words = line.split("\t")
                self.kinds[kind] = dict(_entry(word) for word in words)

    def words(self, kind: str) -> dict[str, str]:
        """The words of a kind, each with what it stands for: itself, or what follows its `=`."""
        return self.kinds.get(kind, {})

    def sign(self, kind: str) -> str:
        """What a kind writes: its first word."""
        return next(iter(self.words(kind)), "")

    def joint(self, kind: str) -> str:
        """What a kind writes between two words: `，`, but `, ` in letters of the width of one."""
        sign = self.sign(kind)
        return f"{sign} " if sign.isascii() else sign

    @cached_property
    def spoken(self) -> dict[str, str]:
        """Each word that says what a figure is, with its kind."""
        return {word: kind for kind in (*SPOKEN, NAME) for word in self.words(kind)}

    @cached_property
    def units(self) -> dict[str, tuple[str, str]]:
        """Each unit with its kind and what it is counted as: `万元` is no unit, but a scale before one."""
        kinds = ("other", "count", "percent")
        known = {word: (kind, value) for kind in kinds for word, value in self.words(kind).items()}
        return {**known, **{word: ("money", str(size)) for word, size in self.money}}

    @cached_property
    def scales(self) -> dict[str, int]:
        """Words that multiply a number."""
        return {word: int(value) for word, value in self.words("scale").items()}

    def before(self, kind: str) -> re.Pattern[str]:
        """A pattern that matches a text that ends with a word of the kind, blanks aside."""
        return _compiled(self, kind, r"(?:{})\s*\Z")

    def behind(self, kind: str) -> re.Pattern[str]:
        """A pattern that matches a text that begins with a word of the kind, blanks and a bracket aside."""
        return _compiled(self, kind, r"\s*(?:[（(][^（）()]{{0,6}}[）)])?\s*(?:{})")

    def inside(self, kind: str) -> re.Pattern[str]:
        """A pattern that finds the words of the kind."""
        return _compiled(self, kind, "{}")


@cache
def _compiled(words: Vocabulary, kind: str, pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.format(alternatives(words.words(kind))), re.IGNORECASE)


def alternatives(words: dict[str, str] | dict[str, int] | dict[str, tuple[str, str]]) -> str:
    """The words as alternatives of a pattern, the longest first; a word of letters ends where a word ends."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(_bounded, ordered)) or r"(?!)"


def _bounded(word: str) -> str:
    first = r"\b" if word[0].isascii() and word[0].isalpha() else ""
    last = r"\b" if word[-1].isascii() and word[-1].isalpha() else ""
    return first + re.escape(word) + last


def _entry(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    return (name, value) if equals and name and value else (word, word)
