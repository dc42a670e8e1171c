"""The text of one file, and where its lines are."""

from __future__ import annotations

import re
from bisect import bisect_right

_SAYS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?=[ \t]*[^\s#])")
_LINE_END = re.compile(r"\r\n|\n|\r")


class Source:
    """A text with the path that it is shown under.

    `path` is relative to the project, with `/`. Offsets, lines and columns count code points;
    lines and columns start at 1. Only LF, CRLF and CR end a line: a form feed or U+2028 does not.
    """

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return self._starts

    @property
    def begin(self) -> int:
        """Where the first line begins that says something: it is neither empty nor a comment."""
        found = _SAYS.match(self.text)
        return found.end() if found else 0

    @property
    def line_count(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """The line that `offset` stands in."""
        return bisect_right(self.starts, offset)

    def column_of(self, offset: int) -> int:
        """The column of `offset` in its line."""
        return offset - self.starts[self.line_of(offset) - 1] + 1

    def offset_of(self, line: int, column: int) -> int:
        """The offset of a line and column; a place beyond the line's end is its end."""
        return min(self.starts[line - 1] + column - 1, self.starts[line - 1] + len(self.line_text(line)))

    def line_text(self, line: int) -> str:
        """Line `line` without its line end."""
        starts = self.starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")

    def where(self, offset: int) -> str:
        """A place as it is shown to people: `12:5`, line and column."""
        line = self.line_of(offset)
        return f"{line}:{offset - self.starts[line - 1] + 1}"

    def cell(self, offset: int) -> str:  # noqa: ARG002
        """Of a sheet of a workbook: the address of the cell at `offset`. Empty for a text."""
        return ""

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} characters)"
