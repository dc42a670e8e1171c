"""The little Markdown of the explain pages, for a terminal: headings, paragraphs, lists, code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.render.wrap import clean, wrap

_FENCE = re.compile(r"\s*(```+|~~~+)")
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_ITEM = re.compile(r"(\s*)([-*]|[0-9]+[.)])\s+(.*)")
_MARKS = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)]+\)")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)


def markdown_lines(text: str, terminal: Terminal) -> Iterator[str]:
    """The lines of a page; code keeps its layout, everything else is broken to the width of the terminal."""
    fence = ""
    paragraph: list[str] = []
    for line in _COMMENT.sub("", text).splitlines():
        mark = _FENCE.match(line)
        if mark or fence or not line.strip() or _HEADING.match(line) or _ITEM.match(line) or line.startswith("|"):
            yield from _wrapped(paragraph, terminal)
            paragraph = []
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        elif fence or line.startswith("|"):
            yield terminal.paint("36", "    " + clean(line)) if line.strip() else ""
        elif heading := _HEADING.match(line):
            yield terminal.paint("1", _plain(heading[1]))
        elif line.strip():
            paragraph.append(line)
        else:
            yield ""
    yield from _wrapped(paragraph, terminal)


def _wrapped(paragraph: list[str], terminal: Terminal) -> Iterator[str]:
    if not paragraph:
        return
    item = _ITEM.match(paragraph[0])
    head = f"{item[1]}{item[2]} " if item else ""
    body = [item[3], *paragraph[1:]] if item else paragraph
    text = _plain(_joined(body))
    for number, line in enumerate(wrap(text, terminal.width - len(head))):
        yield (" " * len(head) if number else head) + line


def _joined(lines: list[str]) -> str:
    """Lines as one: with a blank between, but not between two Chinese characters."""
    text = ""
    for line in map(str.strip, lines):
        blank = " " if text and (text[-1].isascii() or line[:1].isascii()) else ""
        text += blank + line
    return text


def _plain(text: str) -> str:
    return _MARKS.sub(lambda match: match[1] or match[2] or match[3], text)
