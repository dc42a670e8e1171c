"""Which blocks are open, and what the indentation says about braces that are missing or too many."""

from __future__ import annotations

from typing import Final

from attrs import define

from budgetlang.syntax.recovery.lines import CLOSE, OPEN, PLAIN, Line

REGULAR: Final = 0.8
"""The share of blocks whose first line must be indented for the indentation to be believed."""

LOOK_AHEAD: Final = 20_000
"""Lines that are looked at to find the end of a block."""

MOST_LOOKS: Final = 2_000_000
"""Lines that are looked at in all; after that blocks have no end."""


@define
class Block:
    """An open block. `height` is the stack below it.

    A `lost` block leaves nothing in the tree, because its header is broken; an `unknown` one is not even read.
    """

    line: Line
    height: int
    lost: bool = False
    unknown: bool = False

    @property
    def indent(self) -> int:
        return self.line.indent


class Layout:
    """The lines of a text as their indentation tells it."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.surplus = sum(line.kind == OPEN for line in lines) - sum(line.kind == CLOSE for line in lines)
        self.regular = self._regular()
        self._ends: dict[int, int] = {}
        self._looks = 0

    def _regular(self) -> bool:
        """Whether lines in blocks are indented: where they are not, only the braces count."""
        pairs = list(zip(self.lines, self.lines[1:], strict=False))
        inside = [(a, b) for a, b in pairs if a.kind == OPEN and b.kind != CLOSE]
        return sum(b.indent > a.indent for a, b in inside) >= REGULAR * len(inside)

    def deeper(self, index: int) -> bool:
        """Whether the line after `index` is indented more."""
        return self._next_indent(index) > self.lines[index].indent

    def _next_indent(self, index: int) -> int:
        return self.lines[index + 1].indent if index + 1 < len(self.lines) else -1

    def headless(self, index: int) -> bool:
        """Whether a line without `{` is followed by deeper lines and a `}` below its own beginning."""
        if not self.regular or not self.deeper(index):
            return False
        indent = self.lines[index].indent
        return self._closes(self._decision(index + 1, indent, statements=True), indent)

    def closed_next(self, index: int, block: Block) -> bool:
        """Whether the first line from `index` that is not in `block` is its `}`."""
        return self._closes(self._decision(index, block.indent, statements=True), block.indent)

    def _closes(self, index: int, indent: int) -> bool:
        if index >= len(self.lines):
            return False
        line = self.lines[index]
        return line.kind == CLOSE and line.indent == indent

    def closed_later(self, index: int, block: Block) -> bool:
        """Whether the `}` of `block` seems to come at or after `index`, before another block begins at its depth."""
        if not self.regular:
            return False
        known = self._ends.get(id(block.line), -1)
        if known < index:
            known = self._ends[id(block.line)] = self._decision(index, block.indent)
        return self._closes(known, block.indent)

    def _decision(self, index: int, indent: int, statements: bool = False) -> int:
        """The first line from `index`, not deeper than `indent`, that opens or closes a block (or is a statement).

        A `}` that a deeper `{` waits for is not counted.
        """
        waiting = 0
        start = self._looks
        for i in range(index, min(len(self.lines), index + LOOK_AHEAD)):
            self._looks = start + i - index
            if self._looks > MOST_LOOKS:
                break
            line = self.lines[i]
            if line.indent > indent:
                waiting = max(0, waiting + (line.kind == OPEN) - (line.kind == CLOSE))
            elif line.kind == CLOSE and waiting:
                waiting = 0
            elif statements or line.kind in (OPEN, CLOSE):
                return i
        return len(self.lines)

    def opens(self, index: int) -> bool:
        """Whether lines of a block follow a line that ends with `{` but cannot be read."""
        if not self.regular:
            return True
        after = index + 1
        return self.deeper(index) or (after < len(self.lines) and self._closes(after, self.lines[index].indent))

    def children(self, index: int, most: int) -> list[Line]:
        """The first lines directly in the block that begins at `index`."""
        found: list[Line] = []
        depth = 0
        for line in self.lines[index + 1 : index + 1 + LOOK_AHEAD]:
            if line.kind == CLOSE:
                depth -= 1
                if depth < 0:
                    break
                continue
            if depth == 0 and not line.skip and line.kind in (PLAIN, OPEN):
                found.append(line)
                if len(found) == most:
                    break
            depth += line.kind == OPEN
        return found
