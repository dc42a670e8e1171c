"""What every node of the syntax tree has: a place, and words as they were written.

The tree says what the text says, before any name is resolved; one class for each rule of `grammar/budget.lark`.
`start` and `end` are code-point offsets into the text of the file; they take no part in comparison,
so two trees are equal when they say the same. Words that the grammar leaves open (names, codes, amounts)
stay the text that was written; `resolve` gives them their meaning.

The classes are split by who needs them, because defining one costs half a millisecond at start-up:
`budget` (what a department writes), `cube` (what a profile says about the figures), `layout` (tables and book).
"""

from __future__ import annotations

from attrs import define, field


@define
class Node:
    """A piece of text with its place."""

    start: int = field(default=0, eq=False, kw_only=True)
    end: int = field(default=0, eq=False, kw_only=True)


@define
class Word(Node):
    """A name, a code, an amount or a keyword, as written."""

    text: str


@define
class Value(Node):
    """The right side of a setting: the rest of a line, or a fenced text.

    `text` of a fenced value is what stands between the fences, with its line ends;
    `start` is the place of its first character.
    """

    text: str
    fenced: bool = False


@define
class File(Node):
    """All statements of one file, in order. Statements that could not be read are missing."""

    statements: list[Node]
