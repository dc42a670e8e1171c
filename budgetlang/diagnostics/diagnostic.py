"""A finding about a source: what is wrong, where, what it contradicts, and how to mend it.

A finding is a value. It is made where the fault is seen, collected, sorted, and only then turned into words:
`messages` holds the words in Chinese and English, `render` the output formats.
"""

from __future__ import annotations

from typing import Any

from attrs import define, field

from budgetlang.source.text import Source


@define(frozen=True, repr=False)
class Label:
    """A place in a source. `note` is a key of `messages.NOTES` (`declared_here`), or empty."""

    source: Source
    start: int
    end: int
    note: str = ""
    args: dict[str, Any] = field(factory=dict)


def start_of(source: Source) -> Label:
    """The place of what is said of a whole file: that of its first line that says something."""
    return Label(source, source.begin, source.begin)


@define(frozen=True, repr=False)
class Edit:
    """Replace `start`…`end` of `source` by `text`."""

    source: Source
    start: int
    end: int
    text: str


@define(frozen=True, repr=False)
class Diagnostic:
    """A finding. The first label is where it is reported; the others are what it contradicts.

    `expected`, `found` and `difference` are shown on lines of their own, in that order.
    `hint` is a key of `messages.HINTS`, or empty. A finding about the environment has no label.
    """

    code: str
    labels: tuple[Label, ...] = ()
    args: dict[str, Any] = field(factory=dict)
    expected: str = ""
    found: str = ""
    difference: str = ""
    hint: str = ""
    edits: tuple[Edit, ...] = ()
