"""Text broken into lines for a terminal, by display width."""

from __future__ import annotations

import re

from budgetlang.source.width import display_width

_NO_START = "，。、；：？！）》〉」』”’】…％%,.;:?!)]}"
_NO_END = "（《〈「『“‘【([{"
# A word is a run of narrow characters, or one wide one with the punctuation that must not leave it.
_WORD = rf"[{re.escape(_NO_END)}]*(?:[!-~]+|[^\s!-~])[{re.escape(_NO_START)}]*|\s+"
_UNSAFE = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"


def clean(text: str) -> str:
    """`text` on one line, harmless in a terminal: a tab as four blanks, unprintable characters as `?`."""
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, "?", text.replace("\t", "    ").replace("\n", " "))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a word that is longer is broken. At least one line."""
    lines = [""]
    used = 0
    for word in re.findall(_WORD, clean(text)):
        size = display_width(word)
        if used + size <= width:
            lines[-1] += word
            used += size
        elif word.isspace():
            used = width
        else:
            *full, rest = _pieces(word, width) if size > width else [word]
            lines += [*full, rest]
            used = display_width(rest)
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _pieces(word: str, width: int) -> list[str]:
    pieces = []
    while display_width(word) > width:
        piece = take(word, width) or word[0]
        pieces.append(piece)
        word = word[len(piece) :]
    return [*pieces, word]


def take(text: str, columns: int) -> str:
    """As much of the beginning of `text` as fits into `columns`."""
    if text.isascii():
        return text[: max(columns, 0)]
    for index, char in enumerate(text):
        columns -= display_width(char)
        if columns < 0:
            return text[:index]
    return text


def take_last(text: str, columns: int) -> str:
    """As much of the end of `text` as fits into `columns`."""
    taken = take(text[::-1], columns)
    return taken[::-1]
