"""Characters that have no place in a budget: they cannot be seen, or only seem to be something else.

Findings of this folder are plain tuples, because `diagnostics` stands above it; see `Fault`.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

LONGEST_LINE: Final = 100_000
"""Characters. A longer line is not read: it is no text that somebody wrote."""

MOST_FAULTS: Final = 100
"""So many strange characters of a text are reported; a file with more is no budget at all."""


class Fault(NamedTuple):
    """A finding: its code, its place in the text, and what the message needs."""

    code: str
    start: int
    end: int
    args: dict[str, Any]


_STRANGE: Final = (
    r"\x00+|[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]+|[\x0b\x0c\x1c-\x1f]+|[\x85\u2028\u2029]+"
    r"|\r(?!\n)|[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+|[\u200b\u2060\ufeff\u00ad\u200c\u200d]+"
)
_CODES: Final = (
    ("\0", "B004"),
    ("\x0b\x0c\x1c\x1d\x1e\x1f", "B007"),
    ("\x85\u2028\u2029", "B008"),
    ("\r", "B009"),
    ("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "B011"),
    ("\u200b\u2060\ufeff\u00ad\u200c\u200d", "B013"),
)


def inspect(text: str) -> list[Fault]:
    """The strange characters and overlong lines of a text, in order; empty for nearly every file."""
    return sorted([*_characters(text), *overlong(text)], key=lambda fault: fault.start)


def _characters(text: str) -> list[Fault]:
    """Runs of characters that cannot be seen or that end a line only for some programs."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return []
    found = []
    for match in re.finditer(_STRANGE, text):
        char = match[0][0]
        code = next((code for chars, code in _CODES if char in chars), "B006")
        found.append(Fault(code, match.start(), match.end(), {"char": f"U+{ord(char):04X}"}))
        if len(found) == MOST_FAULTS:
            break
    return found


def overlong(text: str) -> list[Fault]:
    """Lines of more than `LONGEST_LINE` characters."""
    found: list[Fault] = []
    pos = 0
    while pos + LONGEST_LINE < len(text):
        last = text.rfind("\n", pos, pos + LONGEST_LINE + 1)
        if last >= 0:
            pos = last + 1
            continue
        end = text.find("\n", pos)
        end = len(text) if end < 0 else end
        found.append(Fault("B012", pos, pos + 1, {"length": end - pos, "limit": LONGEST_LINE}))
        pos = end + 1
    return found
