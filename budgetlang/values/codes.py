"""Classification codes: which stand above one, and their order."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTS = re.compile(r"([0-9]+)|[^0-9]+")


def parents(code: str, lengths: Sequence[int]) -> list[str]:
    """The codes above `code`, from the top, where `lengths` are the code lengths of the levels.

    `parents("2010301", (3, 5, 7))` is `["201", "20103"]`.
    """
    return [code[:length] for length in lengths if length < len(code)]


def natural_key(code: str) -> tuple[tuple[int, int, str, str], ...]:
    """A sort key that takes runs of digits as numbers: P2 before P10, 01 before 02."""
    key = []
    for match in _PARTS.finditer(code):
        text = match[0]
        digits = text.lstrip("0") if match[1] else ""
        key.append((0, len(digits), digits, text) if match[1] else (1, 0, "", text))
    return tuple(key)
