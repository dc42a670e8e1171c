"""How many columns a text takes in a terminal: a Chinese character takes two."""

from __future__ import annotations

from unicodedata import category, east_asian_width

_INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def char_width(char: str) -> int:
    """Columns of one character: 2 for a wide one, 0 for a combining or invisible one, else 1."""
    if char.isascii():
        return 1
    if east_asian_width(char) in "WF":
        return 2
    return 0 if category(char) in _INVISIBLE else 1


def display_width(text: str) -> int:
    """Columns of a text on one line."""
    if text.isascii():
        return len(text)
    return sum(map(char_width, text))


def utf16_length(text: str) -> int:
    """UTF-16 units of a text, in which editors count: a character beyond U+FFFF takes two."""
    return len(text) + sum(char > "\uffff" for char in text)


def utf16_offset(text: str, units: int) -> int:
    """The code points in the first `units` UTF-16 units of a line; in the middle of a character, those before it."""
    for offset, char in enumerate(text):
        units -= 1 + (char > "\uffff")
        if units < 0:
            return offset
    return len(text)
