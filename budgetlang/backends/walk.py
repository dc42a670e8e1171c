"""Walking a document in reading order, and names that are safe as anchors and as file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlang.document.nodes import Block, Document, Section, Table

LONGEST_NAME = 60
"""characters; 60 Chinese characters are 180 bytes, and file systems take 255"""

_UNSAFE = re.compile(r"[^\w.-]+")


def sections(document: Document) -> Iterator[Section]:
    """Every section, a parent before its children."""
    stack = document.sections[::-1]
    while stack:
        section = stack.pop()
        yield section
        stack.extend(reversed(section.sections))


def blocks(document: Document) -> Iterator[Block]:
    """Every block, in reading order."""
    for section in sections(document):
        yield from section.blocks


def tables(document: Document) -> Iterator[Table]:
    """Every table, in reading order."""
    return (block for block in blocks(document) if isinstance(block, Table))


class Names:
    """Hands out names of word characters, `-` and `.`, each only once, whatever was asked for."""

    def __init__(self, *taken: str) -> None:
        self._last = dict.fromkeys(taken, 1)

    def claim(self, wanted: str) -> str:
        """`wanted` where it is safe and free; else its nearest safe form, with `-2`, `-3` … if that is taken.

        Upper and lower case count as one, as they do on many file systems.
        """
        base = name = _UNSAFE.sub("-", wanted)[:LONGEST_NAME].strip("-.") or "x"
        number = self._last.get(base.casefold(), 0)
        while name.casefold() in self._last:
            number += 1
            name = f"{base}-{number}"
        self._last[base.casefold()] = max(number, 1)
        self._last.setdefault(name.casefold(), 1)
        return name
