"""Charts as geometry: where slices, bars, labels and leader lines go. No colours; the style sheet has them.

Angles are floats, made from exact amounts and written with one decimal of a pixel, so the same chart gives the
same characters on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from unicodedata import east_asian_width

from attrs import define

from budgetlang.document.nodes import Chart, Slice
from budgetlang.values.style import measured

COLOURS = 10
"""classes `s0` … `s9` of the style sheet"""

LINES = 3
"""of a name that a label shows; the table beside the chart has the whole name"""


@define(frozen=True, repr=False)
class Size:
    """How large a chart is drawn, in pixels of its own grid."""

    name: str
    width: int
    radius: int
    font: int
    label: int
    """width of a label, in half-width characters"""

    @property
    def line(self) -> int:
        """Distance of two lines of a label."""
        return self.font + 5


SIZES = (Size("wide", 760, 128, 14, 26), Size("narrow", 340, 62, 12, 13))
"""for a desk and for a phone; the style sheet shows the one that fits"""


@define(eq=False, repr=False)
class Mark:
    """A slice or bar with its label."""

    colour: int
    path: str
    """SVG path data"""
    leader: str
    """SVG path data of the line from the mark to its label; empty if it needs none"""
    x: str
    anchor: str
    """SVG text-anchor"""
    lines: list[tuple[str, str]]
    """baseline and text of every line of the label"""


@define(eq=False, repr=False)
class Drawing:
    """A chart at one size."""

    size: Size
    height: int
    circle: tuple[int, int, int, int] | None
    """centre, radius and colour of a pie that is one slice (a path cannot draw a whole circle); colour -1: no data"""
    marks: list[Mark]


def draw(chart: Chart, size: Size) -> Drawing:
    """The chart at that size: bars for `bar`, else a pie."""
    return _bars(chart, size) if chart.kind == "bar" else _pie(chart, size)


def wrap(text: str, width: int) -> list[str]:
    """Text in at most `LINES` lines of so many half-width characters; the last ends in `…` if more was there."""
    lines, used = [""], 0
    for char in " ".join(text.split()):
        wide = 2 if east_asian_width(char) in "WF" else 1
        if used + wide > width:
            if len(lines) == LINES:
                lines[-1] = lines[-1][:-1] + "…"
                break
            lines.append("")
            used = 0
        lines[-1] += char
        used += wide
    return lines


@define(eq=False, repr=False)
class _Label:
    colour: int
    path: str
    angle: float
    lines: list[str]
    top: float = 0.0


def _pie(chart: Chart, size: Size) -> Drawing:
    parts = [(number, part) for number, part in enumerate(chart.slices) if part.fen > 0]
    total = sum(part.fen for _, part in parts)
    turn = _turn([part.fen for _, part in parts])
    labels, before = [], 0
    for number, part in parts:
        start, end = before / total + turn, (before + part.fen) / total + turn
        before += part.fen
        path = _wedge(size, start, end) if len(parts) > 1 else ""
        labels.append(_Label(number % COLOURS, path, (start + end) / 2 % 1, _label(part, size)))
    labels.sort(key=lambda label: label.angle)
    right = [label for label in labels if label.angle < 0.5]
    left = [label for label in labels if label.angle >= 0.5][::-1]
    gap = 8
    needed = max(sum(len(label.lines) * size.line + gap for label in side) for side in (right, left))
    height = max(2 * size.radius + 5 * size.line, needed + 2 * gap)
    for side in (right, left):
        _spread(side, size, height, gap)
    centre = (size.width // 2, height // 2, size.radius)
    circle = None if len(parts) > 1 else (*centre, labels[0].colour if parts else -1)
    return Drawing(size, height, circle, [_mark(label, size, height, label.angle < 0.5) for label in labels])


def _turn(amounts: Sequence[int]) -> float:
    """Where the first slice begins: at 12 o'clock, unless one slice is more than half. Then that slice faces right,
    so that all the small ones face left, where their labels have room above and below."""
    total, before = sum(amounts), 0
    for amount in amounts:
        if 2 * amount > total:
            return 0.25 - (before + amount / 2) / total
        before += amount
    return 0.0


def _label(part: Slice, size: Size) -> list[str]:
    return [*wrap(part.label, size.label), f"{part.share}%"]


def _point(turn: float, radius: float) -> tuple[float, float]:
    """A point around the origin; turn 0 is 12 o'clock, 0.25 is 3 o'clock."""
    return radius * sin(2 * pi * turn), -radius * cos(2 * pi * turn)


def _wedge(size: Size, start: float, end: float) -> str:
    (x1, y1), (x2, y2) = _point(start, size.radius), _point(end, size.radius)
    far = 1 if end - start > 0.5 else 0
    return f"M0 0L{_n(x1)} {_n(y1)}A{size.radius} {size.radius} 0 {far} 1 {_n(x2)} {_n(y2)}Z"


def _spread(side: Sequence[_Label], size: Size, height: int, gap: int) -> None:
    """Place labels, sorted from top to bottom, as near their slices as they can be without touching.

    Less the room that the labels above take, the tops must not decrease: runs that do are set to their mean.
    """
    runs: list[tuple[float, int]] = []
    above = 0.0
    for label in side:
        room = len(label.lines) * size.line
        wish = height / 2 + _point(label.angle, size.radius + 12)[1] - room / 2 - above
        above += room + gap
        count = 1
        while runs and runs[-1][0] > wish:
            before, members = runs.pop()
            wish = (before * members + wish * count) / (members + count)
            count += members
        runs.append((wish, count))
    last = max(gap, height - above)
    tops = [min(max(top, gap), last) for top, count in runs for _ in range(count)]
    above = 0.0
    for label, top in zip(side, tops, strict=True):
        label.top = top + above
        above += len(label.lines) * size.line + gap


def _mark(label: _Label, size: Size, height: int, right: bool) -> Mark:
    """The label beside the pie, and the line to it; coordinates are around the centre of the pie."""
    sign = 1 if right else -1
    middle = label.top + len(label.lines) * size.line / 2 - height / 2
    start, bend = (_point(label.angle, size.radius + away) for away in (2, 9))
    elbow, end = sign * (size.radius + 18), sign * (size.radius + 24)
    leader = "M{} {}L{} {}L{} {}H{}".format(*map(_n, (*start, *bend, elbow, middle, end)))
    lines = [
        (_n(label.top - height / 2 + size.line * (number + 0.78)), text) for number, text in enumerate(label.lines)
    ]
    return Mark(label.colour, label.path, leader, _n(end + sign * 4), "start" if right else "end", lines)


def _bars(chart: Chart, size: Size) -> Drawing:
    """Bars from left to right, one below the other, each under its label; those below zero go the other way."""
    low = min([0, *(part.fen for part in chart.slices)])
    span = max([1, *(part.fen - low for part in chart.slices)], default=1)
    span = max(span, -low)
    inner = size.width - 16
    zero = 8 + inner * -low / span
    marks, top = [], 4.0
    for number, part in enumerate(chart.slices):
        label = " ".join([wrap(part.label, 2 * size.label)[0], measured(part.text, chart.unit)])
        length = inner * part.fen / span
        if 0 < abs(length) < 1:
            length = 1.0 if length > 0 else -1.0
        top += size.line
        path = f"M{_n(zero)} {_n(top + 4)}h{_n(length)}v{size.font}h{_n(-length)}Z"
        marks.append(Mark(number % COLOURS, path, "", "8", "start", [(_n(top - 2), label)]))
        top += size.font + 14
    return Drawing(size, int(top) + 4, None, marks)


def _n(value: float) -> str:
    """A coordinate with at most one decimal, and no minus before zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
