"""A finding in words: its tables' templates, filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import HINTS, MESSAGES, NOTES, lang_index, severity
from budgetlang.values.style import Counted

SEVERITIES = {"error": ("错误", "error"), "warning": ("提醒", "warning"), "note": ("说明", "note")}
"""The word for each severity."""

_COUNTED = {"error": "个错误", "warning": "个提醒", "note": "条说明"}


_LONGEST = 60
_ENGLISH = str.maketrans({"、": ", ", "，": ", ", "；": "; "})


def shortened(text: str) -> str:
    """`text`, cut in the middle if it is too long for a message."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 20]}…{text[-19:]}"


class _Args(dict[str, object]):
    """What fills a template. A gap that nothing fills stays as it is; in English, lists have English commas."""

    def __init__(self, args: dict[str, Any], lang: str) -> None:
        signs = _ENGLISH if lang_index(lang) else {}
        shown = {name: shortened(arg.translate(signs)) for name, arg in args.items() if isinstance(arg, str)}
        counts = {name: Counted(arg) for name, arg in args.items() if type(arg) is int}
        super().__init__({**args, **shown, **counts})

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def headline(diagnostic: Diagnostic, lang: str) -> str:
    """What is wrong, in one sentence."""
    if diagnostic.code not in MESSAGES:
        return shortened(" ".join([diagnostic.code, *map(str, diagnostic.args.values())]))
    return MESSAGES[diagnostic.code][1 + lang_index(lang)].format_map(_Args(diagnostic.args, lang))


def hint(diagnostic: Diagnostic, lang: str) -> str:
    """What to do about it; may be empty."""
    return _filled(HINTS, diagnostic.hint, diagnostic.args, lang)


def note(label: Label, lang: str) -> str:
    """What the label points at; may be empty."""
    return _filled(NOTES, label.note, label.args, lang)


def _filled(table: dict[str, tuple[str, str]], word: str, args: dict[str, Any], lang: str) -> str:
    if word not in table:
        return word
    return table[word][lang_index(lang)].format_map(_Args(args, lang))


def count(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """How many findings there are of each severity."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for diagnostic in diagnostics:
        counts[severity(diagnostic.code)] += 1
    return counts


def summary(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """`2 个错误，1 个提醒`, `2 errors, 1 warning`."""
    index = lang_index(lang)
    parts = []
    for name, number in count(diagnostics).items():
        if number:
            parts.append((f"{number} {_COUNTED[name]}", f"{Counted(number):{SEVERITIES[name][1]}}")[index])
    if not parts:
        return ("没有发现问题", "no problems found")[index]
    return ("，", ", ")[index].join(parts)
