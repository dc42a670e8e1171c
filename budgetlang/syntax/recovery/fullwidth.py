"""Characters of an input method that stand where the language has ASCII: ｛ ＝ １ and the like."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

WIDE: Final = "｛｝＝，：＋－＊＃＜＞！．％０１２３４５６７８９“”＂｜"
ASCII: Final = '{}=,:+-*#<>!.%0123456789"""|'
BLANKS: Final = "\u3000\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
UNSEEN: Final = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\r"
"""Blanks for Python that `source.hygiene` has reported already."""

TABLE: Final = str.maketrans(WIDE + BLANKS + UNSEEN, ASCII + " " * len(BLANKS + UNSEEN))
MOST_RUNS: Final = 50
"""Replacements in one line; each of them reads the line again."""

_CANDIDATE = re.compile(f"[{WIDE}{BLANKS}{UNSEEN}]")
_RUN = re.compile(f"[０-９．，％－]+|[{BLANKS}{UNSEEN}]+|.", re.DOTALL)


def has_wide(text: str) -> bool:
    """Whether there is anything to replace."""
    return not text.isascii() and _CANDIDATE.search(text) is not None


def narrowed(line: str, stops: Callable[[str], int | None]) -> str | None:
    """The line with the fewest such characters replaced so that it can be read, or None if that does not help.

    `stops` says at which offset reading a line stops, or None if it can be read.
    What stands in names and texts stays as it is: characters are replaced where reading stops,
    and everywhere only if that is not enough.
    """
    text, at = line, stops(line)
    for _ in range(MOST_RUNS):
        if at is None:
            break
        found = _CANDIDATE.search(text, at)
        if found is None:
            break
        run = _RUN.match(text, found.start())
        end = run.end() if run else found.end()
        text = text[: found.start()] + text[found.start() : end].translate(TABLE) + text[end:]
        at = stops(text)
    if at is None:
        return text
    everywhere = line.translate(TABLE)
    return everywhere if stops(everywhere) is None else None
