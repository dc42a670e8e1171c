"""The words of all findings, in Chinese and English; one module for each range of codes.

A code is `B` and three digits, and never changes its meaning. Templates are filled with the finding's `args`
by `str.format`. Chinese is written for a clerk: what is wrong, in the words of the trade.
English is one lower-case clause.

Each module has up to three tables: `MESSAGES` (code: severity, Chinese, English), `HINTS` and `NOTES`
(word: Chinese, English). A word stands in one module only.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from budgetlang.diagnostics.messages import (
    codes,
    documents,
    files,
    names,
    profiles,
    projects,
    source,
    sums,
    syntax,
    texts,
)

Message = tuple[str, str, str]
"""severity (`error`, `warning`, `note`), Chinese, English"""

Words = tuple[str, str]
"""Chinese, English"""

_MODULES: Final[tuple[ModuleType, ...]] = (
    source, syntax, names, files, codes, sums, projects, texts, documents, profiles,
)  # fmt: skip

MESSAGES: Final[dict[str, Message]] = {code: entry for module in _MODULES for code, entry in module.MESSAGES.items()}
"""What each code says."""

HINTS: Final[dict[str, Words]] = {word: entry for module in _MODULES for word, entry in module.HINTS.items()}
"""What to do about it."""

NOTES: Final[dict[str, Words]] = {word: entry for module in _MODULES for word, entry in module.NOTES.items()}
"""What a label points at."""


def severity(code: str) -> str:
    """`error`, `warning` or `note`. A code that is not in the table is a fault of the program, so an error."""
    return MESSAGES[code][0] if code in MESSAGES else "error"


def lang_index(lang: str) -> int:
    """The place of a language in `Words`: 0 for Chinese, 1 for English."""
    return 0 if lang == "zh" else 1
