"""A suggestion as the lines that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetlang.diagnostics.diagnostic import Edit
from budgetlang.diagnostics.render.view import View, line_view
from budgetlang.source.text import Source

_SHOWN_LINES = 4


class Correction(NamedTuple):
    """Lines of `source` after a change; none when lines `first` to `last` go away."""

    source: Source
    first: int
    last: int
    views: list[View]


def corrections(edits: Sequence[Edit], room: int) -> Iterator[Correction]:
    """What the text looks like after the edits, one piece for each run of neighbouring edits."""
    for run in _runs(edits, room):
        source, start, end = run[0].source, run[0].start, run[-1].end
        first = source.line_of(start)
        if _removes_lines(run, source):
            yield Correction(source, first, source.line_of(max(start, end - 1)), [])
        else:
            yield Correction(source, first, source.line_of(end), list(_views(run, first, room)))


def _runs(edits: Sequence[Edit], room: int) -> Iterator[list[Edit]]:
    """Edits in the order of the text, together when they stand on one line and near each other."""
    run: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.source.path, each.start, each.end)):
        if run and not _near(run[-1], edit, room):
            yield run
            run = []
        run.append(edit)
    if run:
        yield run


def _near(left: Edit, right: Edit, room: int) -> bool:
    source = left.source
    return (
        source.path == right.source.path
        and right.start - left.end < room
        and source.line_of(left.end) == source.line_of(right.start)
    )


def _removes_lines(run: Sequence[Edit], source: Source) -> bool:
    start, end = run[0].start, run[-1].end
    whole = source.column_of(start) == 1 and (source.column_of(end) == 1 or end == len(source.text))
    return whole and end > start and len(run) == 1 and not run[0].text


def _views(run: Sequence[Edit], first: int, room: int) -> Iterator[View]:
    """The changed lines, each with the columns of the new text."""
    text = run[0].source.text
    line_start = run[0].start - run[0].source.column_of(run[0].start) + 1
    new = text[max(line_start, run[0].start - 2 * room) : run[0].start]
    marks = []
    for edit, following in zip(run, [*run[1:], None], strict=True):
        marks.append((len(new), len(new) + len(edit.text)))
        new += edit.text + text[edit.end : following.start if following else edit.end + 2 * room]
    after = Source("", new)
    last = after.line_of(max(marks[-1][0], marks[-1][1] - 1))
    for line in range(1, min(last, _SHOWN_LINES) + 1):
        begin = after.starts[line - 1]
        close = begin + len(after.line_text(line))
        inside = [(max(a, begin), min(b, close)) for a, b in marks if a <= close and b >= begin]
        start, end = (inside[0][0], inside[-1][1]) if inside else (begin, begin)
        view = line_view(after, start, end, room)
        yield view._replace(line=first + line - 1)
