"""Charts as native drawings that stay editable: the chart, and the small workbook that holds its data."""

from __future__ import annotations

import re
from functools import cache

from attrs import define

from budgetlang.backends.docx.package import archive, one_line
from budgetlang.backends.docx.parts import render_part
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Chart, Document

PATTERNS = (
    ("", "C9D6EA"),
    ("wdUpDiag", "1F3864"),
    ("", "595959"),
    ("pct20", "8C2D19"),
    ("horz", "2F5D3A"),
    ("wdDnDiag", "7F6000"),
    ("smGrid", "5B3A7E"),
    ("vert", "1F6E79"),
    ("lgCheck", "404040"),
    ("pct60", "1F3864"),
)
"""Pattern and colour of the slices, in turn; without a pattern the slice is solid. Neighbours differ without colour."""

LONGEST = 24
"""characters of a name in a legend; the description of the drawing has all of it"""

LEAST = 3
"""percent of a slice that bears a label; the legend names all"""

APART = 6
"""percent of the circle between the middles of two slices with labels, so that the labels do not touch"""

_PRINTED = re.compile(r"-?[0-9]{1,3}(?:,?[0-9]{3})*(?:\.[0-9]+)?")


@define
class Point:
    number: int
    """from 0"""
    label: str
    """name and share, as printed"""
    value: str
    """what the drawing is made of, as a number of a spreadsheet"""
    pattern: str
    colour: str
    note: str
    """what the drawing says beside the slice or bar; empty if there is no room"""


@define
class ChartPart:
    """A chart with its number in the file, from 1."""

    chart: Chart
    number: int
    points: list[Point]
    drawn: bool
    """whether there is anything to draw"""

    @classmethod
    def of(cls, chart: Chart, number: int) -> ChartPart:
        """The chart as points. A pie leaves out what is not above zero, for it has no slice."""
        values = _values(chart)
        pie = chart.kind != "bar"
        kept = [(part, value) for part, value in zip(chart.slices, values, strict=True) if part.fen > 0 or not pie]
        labelled = _labelled([part.fen for part, _ in kept]) if pie else set(range(len(kept)))
        points = []
        for at, (part, value) in enumerate(kept):
            pattern, colour = PATTERNS[at % len(PATTERNS)]
            label = f"{_short(part.label)} {part.share}%"
            note = one_line(f"{part.share}%" if pie else part.text) if at in labelled else ""
            points.append(Point(at, label, value, pattern, colour, note))
        return cls(chart, number, points, bool(points))

    @property
    def description(self) -> str:
        """The chart in words, for those who cannot see it."""
        return one_line(
            "；".join(f"{part.label} {part.text}{self.chart.unit}（{part.share}%）" for part in self.chart.slices)
        )

    @property
    def turn(self) -> int:
        """Degrees from 12 o'clock at which the first slice begins.

        A slice that is more than half faces right, so that the small ones face left, where their labels stand one
        below the other.
        """
        amounts = [max(0, part.fen) for part in self.chart.slices]
        total, before = sum(amounts), 0
        for amount in amounts:
            if 2 * amount > total:
                return (90 - (360 * (2 * before + amount) + total) // (2 * total)) % 360
            before += amount
        return 0

    @property
    def title(self) -> str:
        return one_line(self.chart.title)


def _short(label: str) -> str:
    """A name that a legend has room for."""
    line = one_line(label)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _labelled(amounts: list[int]) -> set[int]:
    """Which slices have room for a label, the larger first."""
    whole, before, middles = sum(amounts), 0, []
    for amount in amounts:
        middles.append(before + amount / 2)
        before += amount
    chosen: set[int] = set()
    for at in sorted(range(len(amounts)), key=lambda n: -amounts[n]):
        gaps = [abs(middles[at] - middles[other]) for other in chosen]
        if amounts[at] * 100 >= LEAST * whole and all(min(gap, whole - gap) * 100 >= APART * whole for gap in gaps):
            chosen.add(at)
    return chosen


def _values(chart: Chart) -> list[str]:
    """The printed amounts without separators; where one of them is no number, the amounts in 分."""
    if all(_PRINTED.fullmatch(part.text) for part in chart.slices):
        return [part.text.replace(",", "") for part in chart.slices]
    return [str(part.fen) for part in chart.slices]


def chart_parts(charts: list[ChartPart], document: Document) -> dict[str, str | bytes]:
    """The parts of all charts by name: drawing, relations, workbook."""
    parts: dict[str, str | bytes] = {}
    words = words_for(document.language)
    for part in charts:
        name = f"chart{part.number}.xml"
        unit = part.chart.unit
        amount = words["amount_in"].format(unit=unit) if unit else words["amount"]
        context = {"part": part, "chart": part.chart, "amount": amount, "words": words, "language": document.language}
        parts[f"word/charts/{name}"] = render_part("chart.xml", **context)
        parts[f"word/charts/_rels/{name}.rels"] = render_part("chart.rels", number=part.number)
        sheet = render_part("sheet.xml", **context)
        parts[f"word/embeddings/chart{part.number}.xlsx"] = archive(
            _workbook() | {"xl/worksheets/sheet1.xml": sheet}, document.date
        )
    return parts


@cache
def _workbook() -> dict[str, str | bytes]:
    """The parts of a workbook of one sheet, but for the sheet."""
    return {
        "[Content_Types].xml": render_part("workbook-types.xml"),
        "_rels/.rels": render_part("workbook-root.rels"),
        "xl/workbook.xml": render_part("workbook.xml"),
        "xl/_rels/workbook.xml.rels": render_part("workbook.rels"),
    }
