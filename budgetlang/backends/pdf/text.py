"""Text made ready for the page: what no font can show is marked, and no word is too long to be broken."""

from __future__ import annotations

import re
from functools import partial

GETA = "\u3013"
"""〓, which printers set where a character is missing"""

NAMELESS = "—"
"""stands where a title is blank: a heading or bookmark without words leads nobody"""

LONGEST = 24
"""half-width characters without a blank that stay together"""

_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile(r"\t")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\uffff]")
_LONG = re.compile(rf"[!-~]{{{LONGEST + 1},}}")
_chunks = partial(re.compile(rf".{{{LONGEST // 2}}}(?!$)").sub, "\\g<0>\u200b")


def printable(text: str) -> str:
    """The text with line breaks as `\\n`, and zero-width blanks where a long word may be broken."""
    if text.isalnum() and len(text) <= LONGEST:
        return text
    text = _UNPRINTABLE.sub(GETA, _BLANK.sub(" ", _BREAK.sub("\n", text)))
    return _LONG.sub(lambda match: _chunks(match[0]), text)


def title(text: str) -> str:
    """The text on one line, never blank."""
    return " ".join(printable(text).split()) or NAMELESS
