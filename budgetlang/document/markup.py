"""Rendered text → blocks of the book.

One line is one paragraph; a line that ends in `\\` goes on in the next. `# …` is a heading, `> …` a note,
`::chart NAME`, `::table CODE` and `::forms NAME` put something in. A `\\` in front takes that meaning away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from budgetlang.document.nodes import Block, Inline, Paragraph

Kind = Literal["chart", "table", "forms"]
DIRECTIVES: dict[str, Kind] = {
    "chart": "chart", "图": "chart", "table": "table", "表": "table", "forms": "forms", "表单": "forms",
}  # fmt: skip
"""what may be put in, under its English and its Chinese name"""

_JOINED = re.compile(r"([ \t]?)[ \t]*\\\n[ \t\u3000]*")
_DIRECTIVE = re.compile(r"::(\S*)[ \t\u3000]*(.*)")
_STYLES = {"#": "heading", ">": "note"}


class DirectiveError(Exception):
    """A directive that puts nothing in. `code`: B725 for an unknown kind, B726 for an unknown name."""

    def __init__(self, code: str, line: str, name: str) -> None:
        super().__init__(line)
        self.code = code
        self.line = line
        self.name = name


def blocks(
    text: str, inlines: Callable[[str], list[Inline]], embed: Callable[[Kind, str], list[Block] | None]
) -> tuple[list[Block], list[DirectiveError]]:
    """The blocks of a text. `inlines` splits a line into words and numbers, `embed` finds what a directive names."""
    made: list[Block] = []
    problems: list[DirectiveError] = []
    for line in _JOINED.sub(r"\1", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        line = line.strip()
        if line.startswith("::"):
            try:
                made.extend(_embedded(line, embed))
            except DirectiveError as problem:
                problems.append(problem)
        elif line:
            style, words = _styled(line)
            if words:
                made.append(Paragraph(inlines(words), style))
    return made, problems


def _styled(line: str) -> tuple[str, str]:
    style = _STYLES.get(line[0])
    if style is not None and line[1:2] in ("", " ", "\t", "\u3000"):
        return style, line[1:].strip()
    return "body", line[1:].strip() if line[0] == "\\" else line


def _embedded(line: str, embed: Callable[[Kind, str], list[Block] | None]) -> list[Block]:
    match = _DIRECTIVE.fullmatch(line)
    assert match is not None, "a line that starts with :: is a directive"
    kind = DIRECTIVES.get(match[1])
    if kind is None:
        raise DirectiveError("B725", line, match[1])
    found = embed(kind, match[2].strip())
    if found is None:
        raise DirectiveError("B726", line, match[2].strip())
    return found
