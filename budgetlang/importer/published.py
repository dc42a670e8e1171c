"""A published document without its format: blocks in order, each character with its place.

Readers make it, recognition reads it. A place is an offset in a `Source`: for a text the file itself, for other formats
a text that the reader makes (a page, a sheet), whose path tells people where to look.
"""

from __future__ import annotations

from attrs import define

from budgetlang.source.text import Source


class UnreadableError(Exception):
    """A file that is no document of its kind: why, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


@define(frozen=True)
class Piece:
    """Characters that stand together in the source, from offset `start` on."""

    text: str
    start: int


@define(frozen=True)
class Passage:
    """A text made of one or more pieces; more than one where lines or pages break it."""

    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        pieces = self.pieces
        return pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])

    def after(self, count: int) -> Passage:
        """The passage without its first characters and the blanks behind them."""
        text = self.text
        return self.part(len(text) - len(text[count:].lstrip()), len(text))

    def part(self, start: int, end: int) -> Passage:
        """The characters from `start` up to `end`."""
        pieces: list[Piece] = []
        offset = 0
        for piece in self.pieces:
            low, high = max(start - offset, 0), min(end - offset, len(piece.text))
            if low < high:
                pieces.append(Piece(piece.text[low:high], piece.start + low))
            offset += len(piece.text)
        return Passage(tuple(pieces))

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.pieces + other.pieces)


@define(frozen=True)
class Paragraph:
    """A paragraph; `level` is that of a heading where the format says so, else 0."""

    passage: Passage
    level: int = 0


@define(frozen=True)
class Cell:
    """A cell of a grid, and how many rows and columns it covers."""

    passage: Passage
    rowspan: int = 1
    colspan: int = 1

    @property
    def text(self) -> str:
        return self.passage.text


@define(frozen=True)
class Grid:
    """A table as it is drawn, before anything is known about it."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Grid


@define(frozen=True, eq=False)
class Published:
    """A document: its text, its blocks in reading order, and what its reader could not read, said in brackets."""

    source: Source
    blocks: tuple[Block, ...]
    unread: tuple[Passage, ...] = ()
