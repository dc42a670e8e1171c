"""What every node of the syntax tree has: a place, and words as they were written.

The tree says what the text says, before any name is resolved; one class for each rule of `grammar/budget.lark`.
`start` and `end` are code-point offsets into the text of the file; they take no part in comparison,
so two trees are equal when they say the same. Words that the grammar leaves open (names, codes, amounts)
stay the text that was written; `resolve` gives them their meaning.

The classes are split by who needs them, because defining one costs half a millisecond at start-up:
`budget` (what a department writes), `cube` (what a profile says about the figures), `layout` (tables and book).
"""

from __future__ import annotations

from typing import Any

from attrs import define, field, fields


@define(eq=False, repr=False)
class Node:
    """A piece of text with its place."""

    start: int = field(default=0, eq=False, kw_only=True)
    end: int = field(default=0, eq=False, kw_only=True)

    # Written once here, not made for each class: that halves what defining a class costs.

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self._said())

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._said())
        return f"{type(self).__name__}({shown})"

    def _said(self) -> list[str]:
        """The names of the fields that take part in comparison."""
        own: tuple[Any, ...] = fields(type(self))
        return [attribute.name for attribute in own if attribute.eq]


@define(eq=False, repr=False)
class Word(Node):
    """A name, a code, an amount or a keyword, as written."""

    text: str


@define(eq=False, repr=False)
class Value(Node):
    """The right side of a setting: the rest of a line, or a fenced text.

    `text` of a fenced value is what stands between the fences, with its line ends;
    `start` is the place of its first character.
    """

    text: str
    fenced: bool = False


@define(eq=False, repr=False)
class File(Node):
    """All statements of one file, in order. Statements that could not be read are missing."""

    statements: list[Node]
