"""The words of a text with their places, as the parser took them."""

from __future__ import annotations

from typing import NamedTuple

from budgetlang.syntax._tables import TERMINALS
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.machine import END, NL, Machine


class Token(NamedTuple):
    """A word, as written. `kind` is its terminal in the grammar."""

    kind: str
    text: str
    start: int
    end: int


class Recorder(Machine):
    """A machine that also keeps the words that it reads, without the line ends."""

    __slots__ = ("tokens",)

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[Token] = []

    def shift(self, token: int, text: str, start: int, stop: int, base: int) -> bool:
        taken = super().shift(token, text, start, stop, base)
        if taken and token not in (NL, END):
            self.tokens.append(Token(TERMINALS[token], text[start:stop], base + start, base + stop))
        return taken

    def _rows(self, text: str, pos: int, end: int, base: int) -> int:
        before = len(self.values[-1])
        pos = super()._rows(text, pos, end, base)
        self.tokens += [Token("ROW", row.text, row.start, row.end) for row in self.values[-1][before:]]
        return pos


def read(text: str) -> tuple[list[Token], File] | None:
    """The words and the tree of a text that ends with a line end; None if it does not follow the grammar."""
    machine = Recorder()
    if machine.feed(text, 0, len(text)) is not None:
        return None
    file: File | None = machine.finish()
    return (machine.tokens, file) if file is not None else None
