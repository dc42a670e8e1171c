"""One line of source as a terminal shows it, with the columns of a mark under it."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetlang.diagnostics.render.wrap import clean, take, take_last
from budgetlang.source.text import Source
from budgetlang.source.width import display_width

_LINE_END = re.compile(r"[\r\n]")


class View(NamedTuple):
    """`text` is what is shown of line `line`; the mark begins after `column` columns and is `length` wide."""

    line: int
    text: str
    column: int
    length: int


def line_view(source: Source, start: int, end: int, room: int) -> View:
    """The line that `start` stands in, in `room` columns; a longer line is cut around the mark.

    Only the neighbourhood of the mark is looked at, so a line of ten megabytes costs nothing.
    """
    text = source.text
    start = min(start, len(text))
    line_start = start - source.column_of(start) + 1
    reach = start + room + 1
    match = _LINE_END.search(text, start, reach)
    line_end = match.start() if match else min(reach, len(text))
    # Every shown character takes at least one column, but for combining ones, which are rare.
    left = clean(text[max(line_start, start - room - 1) : start])
    mark_end = max(start, min(end, line_end))
    marked = clean(text[start:mark_end])
    right = marked + clean(text[mark_end:line_end])
    left, right = _cut(left, right, room)
    kept = marked if right.startswith(marked) else right.removesuffix("…")
    return View(source.line_of(start), left + right, display_width(left), max(1, display_width(kept)))


def _cut(left: str, right: str, room: int) -> tuple[str, str]:
    """Both sides of the mark's beginning, cut with `…` to take `room` columns together."""
    left_width, right_width = display_width(left), display_width(right)
    if left_width + right_width <= room:
        return left, right
    left_room = min(left_width, max(room // 3, room - right_width))
    if left_width > left_room:
        left = "…" + take_last(left, left_room - 1)
    right_room = room - display_width(left)
    if right_width > right_room:
        right = take(right, right_room - 1) + "…"
    return left, right
