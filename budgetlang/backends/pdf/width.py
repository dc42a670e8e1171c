"""How wide texts are, in half-width characters: estimates that serve any font."""

from __future__ import annotations

import re
from functools import lru_cache

LATIN = 1.12
"""what a Latin letter or digit takes, a little more than half a Chinese character"""

NARROWER = 2 - LATIN

_WORD = re.compile(r"[!-~]+")


@lru_cache(8192)
def text_width(text: str) -> float:
    """What a text takes on one line; whatever is not ASCII is taken for a whole character."""
    if text.isascii():
        return LATIN * len(text)
    return 2 * len(text) - NARROWER * len(text.encode("ascii", "ignore"))


@lru_cache(8192)
def longest_word(text: str) -> float:
    """What its longest word takes, which is not broken."""
    return max([len(word) for word in _WORD.findall(text)], default=0) * LATIN
