"""Which blocks are open, and what the indentation says about braces that are missing or too many."""

from __future__ import annotations

from typing import Final

from attrs import define

from budgetlang.syntax.recovery.lines import CLOSE, OPEN, PLAIN, Line

REGULAR: Final = 0.8
"""The share of blocks whose first line must be indented for the indentation to be believed."""

LOOK_AHEAD: Final = 20_000
"""Lines that are looked at to find the end of a block."""


@define
class Block:
    """An open block. `height` is the stack below it; `lost` blocks leave nothing in the tree, `unknown` ones are not read."""

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
        end = self._end(index + 1, self.lines[index].indent)
        return end < len(self.lines) and self._closes(end, self.lines[index].indent)

    def _end(self, index: int, indent: int) -> int:
        """The first line from `index` that is not deeper than `indent`."""
        last = min(len(self.lines), index + LOOK_AHEAD)
        return next((i for i in range(index, last) if self.lines[i].indent <= indent), len(self.lines))

    def _closes(self, index: int, indent: int) -> bool:
        line = self.lines[index]
        return line.kind == CLOSE and line.indent == indent

    def closed_later(self, index: int, block: Block) -> bool:
        """Whether the `}` of `block` seems to come at or after `index`, before another block begins at its depth."""
        if not self.regular:
            return False
        known = self._ends.get(id(block.line), -1)
        if known < index:
            known = self._ends[id(block.line)] = self._decision(index, block.indent)
        return known < len(self.lines) and self._closes(known, block.indent)

    def _decision(self, index: int, indent: int) -> int:
        """The first line from `index`, not deeper than `indent`, that opens or closes a block."""
        last = min(len(self.lines), index + LOOK_AHEAD)
        for i in range(index, last):
            line = self.lines[i]
            if line.indent <= indent and line.kind in (OPEN, CLOSE):
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
