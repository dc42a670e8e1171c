"""The lines of a text: words, comments, blank lines, and the blocks that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define, field

from budgetlang.formatter.tokens import Token

OFF: Final = "# fmt: off"
ON: Final = "# fmt: on"
_BLANKS: Final = " \t"


@define(eq=False)
class Line:
    """A statement, the head or end of a block, or (without tokens) a comment alone.

    `level` is the number of open blocks; `block` the number of the innermost one, 0 outside of all. `width` is how
    many columns the `列` line above a row names, and `segment` the number of that line. `blank`: a blank line stands
    above. `raw`: the text between `# fmt: off` and `# fmt: on`, which stays as it is.
    """

    start: int
    level: int
    block: int
    blank: bool
    tokens: list[Token] = field(factory=list)
    comment: str = ""
    width: int = 0
    segment: int = 0
    raw: bool = False

    @property
    def opens(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind == "LBRACE"

    @property
    def closes(self) -> bool:
        return bool(self.tokens) and self.tokens[0].kind == "RBRACE"

    @property
    def alone(self) -> bool:
        """Whether this is a comment on a line of its own."""
        return not self.tokens

    @property
    def is_row(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].kind == "ROW"

    @property
    def is_columns(self) -> bool:
        return len(self.tokens) > 1 and self.tokens[0].kind == "COLUMNS" and self.tokens[1].kind == "NAME"


class _Reader:
    """Puts words and what stands between them together again as lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.blocks: list[int] = []
        self.opened = 0
        self.blank = False

    def read(self, tokens: Sequence[Token]) -> list[Line]:
        current: Line | None = None
        end = 0
        for token in tokens:
            gap = self.text[end : token.start]
            if current is None or "\n" in gap:
                self._between(current, gap, end)
                current = self._add(token.start)
            current.tokens.append(token)
            end = token.end
        self._between(current, self.text[end:], end)
        return self.lines

    def _add(self, start: int) -> Line:
        line = Line(start, len(self.blocks), self.blocks[-1] if self.blocks else 0, self.blank)
        self.blank = False
        self.lines.append(line)
        return line

    def _between(self, current: Line | None, gap: str, start: int) -> None:
        """What follows a line up to the next one: its own comment, then comments alone and blank lines."""
        first, *others = gap.split("\n") if current else ["", *gap.split("\n")]
        if current:
            current.comment = first.strip()
            self._blocks(current)
            start += len(first) + 1
        for piece in others[:-1]:
            bare = piece.strip()
            if bare:
                self._add(start + piece.index("#")).comment = bare
            else:
                self.blank = True
            start += len(piece) + 1

    def _blocks(self, line: Line) -> None:
        """Counts the block that a line opens or closes."""
        if line.closes:
            self.blocks.pop()
            line.level = len(self.blocks)
            line.block = self.blocks[-1] if self.blocks else 0
        if line.opens:
            self.opened += 1
            self.blocks.append(self.opened)


def read_lines(text: str, tokens: Sequence[Token]) -> list[Line]:
    """The lines of a text without faults, in order."""
    lines = _Reader(text).read(tokens)
    width, segment, off = 0, 0, False
    for number, line in enumerate(lines, 1):
        if line.opens:
            width = 0
        elif line.is_columns:
            width, segment = len(line.tokens) - 1, number
        elif line.is_row:
            line.width, line.segment = width, segment
        if line.alone and line.comment == ON:
            off = False
        line.raw = off
        if line.alone and line.comment == OFF:
            off = True
    return lines
