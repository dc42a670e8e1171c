"""Characters of a page with their places: lines of words, and the words of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from attrs import define, field

GAP = 1.2
"""em: what is further apart in a line does not belong together"""
_BLANK = 0.15
"""em between the words of a language that parts them"""
_GAP_IN_CHINESE = 0.6
"""em that no line gets by being filled"""
_EM = 0.75
"""of the height of a line"""


@define(frozen=True)
class Glyph:
    """A character and its box; points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    turned: bool = False
    """whether it is written upwards or downwards"""
    spaced: bool = False
    """whether a blank is written before it"""

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


@define
class Seen:
    """Where which characters are, to know those that are written twice over each other to look bold."""

    _places: dict[tuple[str, int, int], tuple[float, float]] = field(factory=dict)

    def adds(self, char: str, left: float, bottom: float, near: float) -> bool:
        """Notes a character; False if the same one is as near as that."""
        column, row = int(left), int(bottom)
        for key in ((char, column + x, row + y) for x in (0, -1, 1) for y in (0, -1, 1)):
            other = self._places.get(key)
            if other is not None and abs(other[0] - left) < near and abs(other[1] - bottom) < near:
                return False
        self._places[char, column, row] = (left, bottom)
        return True


@define
class Line:
    """Characters in one line, from left to right."""

    glyphs: list[Glyph]

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """An em: the width of a Chinese character, or what is usual for the height of letters."""
        wide = [glyph.right - glyph.left for glyph in self.glyphs if not glyph.text.isascii()]
        return median(wide) if wide else _EM * median(glyph.height for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        return median(glyph.middle[1] for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return " ".join(part.words for part in self.parts())

    @property
    def words(self) -> str:
        """The characters, with a blank where there is room for one between letters or digits."""
        size = self.size
        parts = [self.glyphs[0].text]
        for before, glyph in pairwise(self.glyphs):
            gap = glyph.left - before.right
            latin = before.text.isascii() and glyph.text.isascii()
            if glyph.spaced or gap > size * (_BLANK if latin else _GAP_IN_CHINESE):
                parts.append(" ")
            parts.append(glyph.text)
        return "".join(parts)

    def parts(self) -> list[Line]:
        """The line where wide gaps part it."""
        found = [[self.glyphs[0]]]
        room = GAP * self.size
        for before, glyph in pairwise(self.glyphs):
            if glyph.left - before.right > room:
                found.append([])
            found[-1].append(glyph)
        return [Line(each) for each in found]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from the top down. Small signs beside a line belong to it."""
    found: list[tuple[float, float, list[Glyph]]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.middle[1]):
        if found:
            bottom, top, line = found[-1]
            if bottom <= glyph.middle[1] <= top:
                line.append(glyph)
                continue
        margin = glyph.height * 0.2
        found.append((glyph.bottom + margin, glyph.top - margin, [glyph]))
    return [Line(sorted(line, key=lambda glyph: glyph.left)) for _, _, line in found]


def words_of(glyphs: Iterable[Glyph]) -> str:
    """The words of a cell: its lines joined, with a blank only between letters or digits and letters."""
    return joined([line.text for line in lines_of(glyphs)])


def joined(texts: Sequence[str]) -> str:
    """Lines as one text: Chinese goes on without a blank, a number that is broken too."""
    words = ""
    for text in texts:
        blank = words and text and words[-1].isascii() and words[-1].isalpha() and text[0].isascii()
        words += (" " if blank else "") + text
    return words
