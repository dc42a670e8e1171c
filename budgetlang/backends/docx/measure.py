"""How wide texts are, and how wide the columns of a table should be. Lengths are ems, or twips (1/20 pt)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

from attrs import define

_WORDS = re.compile(r"[!-~]+")
"""what does not break at the end of a line: numbers and Latin words"""

LONGEST = 20.0
"""ems of a text beyond which a column does not grow: it breaks into lines"""

NARROWEST = 2.0
"""ems that every column has room for"""


@lru_cache(8192)
def ems(text: str) -> float:
    """Width of a text: 1 for a Chinese character, ½ for a digit or Latin letter."""
    if text.isascii():
        return len(text) / 2
    return sum(0.5 if east_asian_width(char) in "NaH" else 1.0 for char in text)


def lines_of(text: str, room: float) -> int:
    """Lines that a text takes where a line has room for so many ems, of which only whole halves are filled."""
    room = max(1.0, int(room * 2) / 2)
    if len(text) <= room:
        return 1
    return sum(max(1, ceil(ems(line) / room)) for line in text.splitlines())


def unbreakable(text: str) -> float:
    """Width of the longest part of a text that cannot be broken over lines."""
    return max((len(word) / 2 for word in _WORDS.findall(text)), default=0.0)


@define
class Need:
    """What a column asks for."""

    least: float = NARROWEST
    """ems without which numbers or words break"""
    wish: float = NARROWEST
    """ems with which no text, and no header over two lines, breaks"""

    def see(self, text: str, indent: float = 0.0, lines: int = 1) -> None:
        """Take a text of the column into account, standing in by `indent` ems or broken into so many lines."""
        if not text:
            return
        line = ems(text) if text.isprintable() else max((ems(part) for part in text.splitlines()), default=0.0)
        if lines > 1:
            line = ceil(line / lines)
        self.least = max(self.least, min(unbreakable(text), LONGEST))
        self.wish = max(self.wish, self.least, min(line, LONGEST) + indent)


def total(needs: Sequence[Need], size: int, padding: int) -> int:
    """Twips with which every wish is met, at a type size in half points."""
    return sum(_twips(need.wish, size) + padding for need in needs)


def least(needs: Sequence[Need], size: int, padding: int) -> int:
    """Twips without which numbers or words break."""
    return sum(_twips(need.least, size) + padding for need in needs)


def share_out(needs: Sequence[Need], size: int, padding: int, width: int) -> list[int]:
    """Widths of the columns in twips; they add up to `width`.

    If all wishes fit, every column gets the same more. If not, small wishes come true, and the columns with long
    texts are cut to one width.
    """
    wishes = [_twips(need.wish, size) + padding for need in needs]
    leasts = [_twips(need.least, size) + padding for need in needs]
    if sum(wishes) <= width:
        more = _portions([1] * len(wishes), width - sum(wishes))
        return [wish + one for wish, one in zip(wishes, more, strict=True)]
    if sum(leasts) >= width:
        return _portions(leasts, width)
    low, high = 0, width
    while high - low > 1:
        level = (low + high) // 2
        low, high = (level, high) if sum(_cut(wishes, leasts, level)) <= width else (low, level)
    widths = _cut(wishes, leasts, low)
    more = _portions([1] * len(widths), width - sum(widths))
    return [one + other for one, other in zip(widths, more, strict=True)]


def _cut(wishes: Sequence[int], leasts: Sequence[int], level: int) -> list[int]:
    """The wishes, none above the level unless it must."""
    return [max(least, min(wish, level)) for wish, least in zip(wishes, leasts, strict=True)]


def _portions(weights: Sequence[int], amount: int) -> list[int]:
    """`amount` divided in proportion to the weights, without remainder."""
    whole, before, done, portions = sum(weights), 0, 0, []
    for weight in weights:
        before += weight
        upto = amount * before // whole
        portions.append(upto - done)
        done = upto
    return portions


def _twips(width: float, size: int) -> int:
    return int(width * size * 10 + 0.5)
