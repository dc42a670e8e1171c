"""Charts of the printed book: greys and hatchings that tell slices apart without colour, and labels as real text."""

from __future__ import annotations

from math import ceil, floor
from typing import Any

from budgetlang.backends.charts import COLOURS, Drawing, Mark, Size, draw
from budgetlang.backends.pdf.text import printable
from budgetlang.document.nodes import Chart

SIZE = Size("print", 440, 82, 10, 20)
"""in points; the type area is 442 wide"""

_DIAGONAL = "M-1 1L1 -1M0 6L6 0M5 7L7 5"
_FILLS: tuple[tuple[str, str], ...] = (
    ("#93a1b3", ""),
    ("#ffffff", _DIAGONAL),
    ("#3d4f66", ""),
    ("#ffffff", "M3 0V6"),
    ("#6d7c90", "M-1 5L1 7M0 0L6 6M5 -1L7 1"),
    ("#e4e8ed", ""),
    ("#ffffff", "M0 3H6M3 0V6"),
    ("#222b38", ""),
    ("#cfd6de", "M0 3H6"),
    ("#a9b4c2", ""),
)
"""Ground and hatching of the slices, dark beside light; a tile is 6 × 6."""
_INK = "#2b3645"


def chart(node: Chart, words: dict[str, str]) -> dict[str, Any]:
    """The drawing for the template: shapes as SVG, labels with their places, and the whole chart in words."""
    drawing = draw(node, SIZE)
    shift = (SIZE.width / 2, drawing.height / 2) if node.kind != "bar" else (0.0, 0.0)
    top, bottom = _extent(drawing, shift[1])
    return {
        "svg": _svg(drawing, shift, top, bottom),
        "width": SIZE.width,
        "height": bottom - top,
        "size": SIZE.font,
        "labels": [label for mark in drawing.marks for label in _labels(mark, shift, top)],
        "alt": _in_words(node, words),
    }


def _extent(drawing: Drawing, middle: float) -> tuple[int, int]:
    """Top and bottom of what is drawn."""
    if middle == 0.0:
        return 0, drawing.height
    baselines = [float(baseline) for mark in drawing.marks for baseline, _ in mark.lines]
    highest = min([-SIZE.radius - 2.0, *(each - SIZE.line for each in baselines)])
    lowest = max([SIZE.radius + 2.0, *(each + 4 for each in baselines)])
    return floor(highest + middle), ceil(lowest + middle)


def _labels(mark: Mark, shift: tuple[float, float], top: int) -> list[list[Any]]:
    """Text, left or right end, baseline, and whether it ends there."""
    left = float(mark.x) + shift[0]
    return [
        [printable(text), round(left, 1), round(float(baseline) + shift[1] - top, 1), mark.anchor == "end"]
        for baseline, text in mark.lines
    ]


def _in_words(node: Chart, words: dict[str, str]) -> str:
    parts = [words["chart_summary"].format(label=part.label, share=part.share) for part in node.slices]
    return printable(f"{node.title}: " + ("; ".join(parts) or words["chart_empty"]))


def _svg(drawing: Drawing, shift: tuple[float, float], top: int, bottom: int) -> str:
    used = sorted({mark.colour for mark in drawing.marks})
    place = f' transform="translate({shift[0]:g} {shift[1]:g})"' if shift != (0.0, 0.0) else ""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {SIZE.width} {bottom - top}" '
        f'width="{SIZE.width}" height="{bottom - top}">',
        f"<defs>{''.join(map(_pattern, used))}</defs>",
        f'<g stroke="{_INK}" stroke-width=".7" stroke-linejoin="round"{place}>',
        *_circle(drawing),
        *(f'<path d="{mark.path}" fill="{_fill(mark.colour)}"/>' for mark in drawing.marks if mark.path),
        *(f'<path d="{mark.leader}" fill="none" stroke-width=".5"/>' for mark in drawing.marks if mark.leader),
        "</g></svg>",
    ]
    return "".join(parts)


def _circle(drawing: Drawing) -> list[str]:
    """A pie that is one slice, or none."""
    if drawing.circle is None:
        return []
    colour = drawing.circle[3]
    fill = _fill(colour) if colour >= 0 else "none"
    return [f'<circle r="{drawing.circle[2]}" fill="{fill}"/>']


def _pattern(colour: int) -> str:
    ground, lines = _FILLS[colour % COLOURS]
    if not lines:
        return ""
    return (
        f'<pattern id="p{colour}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{ground}" stroke="none"/>'
        f'<path d="{lines}" fill="none" stroke="{_INK}" stroke-width=".8"/></pattern>'
    )


def _fill(colour: int) -> str:
    ground, lines = _FILLS[colour % COLOURS]
    return f"url(#p{colour})" if lines else ground
