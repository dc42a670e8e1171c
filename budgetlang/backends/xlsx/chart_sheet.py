"""Charts as the spreadsheet draws them, beside their data.

Patterns and greys with black lines, so that a black and white print is as good; each slice has its name and share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.chart_pie import ChartPie
from xlsxwriter.worksheet import Worksheet

from budgetlang.backends.xlsx.amounts import figure, groups, unit_of
from budgetlang.backends.xlsx.context import Context
from budgetlang.backends.xlsx.layout import SIZE, plain, width
from budgetlang.backends.xlsx.styles import HEAD, HEADING, NUMBER, TEXT
from budgetlang.document.nodes import Cell, Chart, Slice
from budgetlang.values.rounding import round_half_up

Options = dict[str, Any]

FILLS = (
    ("", "#E6E6E6"),
    ("wide_upward_diagonal", "#404040"),
    ("", "#7F7F7F"),
    ("dark_horizontal", "#7F7F7F"),
    ("", "#FFFFFF"),
    ("large_grid", "#595959"),
    ("", "#404040"),
    ("wide_downward_diagonal", "#7F7F7F"),
    ("", "#BFBFBF"),
    ("percent_20", "#404040"),
)
"""pattern (none: plain) and colour of a slice, over and over"""

LINE = {"color": "#000000", "width": 0.75}

WIDTH, OFFSET = 640, 4
"""pixels of a chart, and from the edge of the sheet"""

DIGIT, EDGE = 7, 5
"""pixels of a half-width character, and what a column is wider than those it is said to hold"""

HEIGHT = 15
"""rows of the sheet that a chart takes"""

ROW = 17
"""points of a row"""

ON_PAGE = 43
"""rows on a page"""


def write_charts(context: Context, sheet: Worksheet, charts: Sequence[Chart]) -> list[int]:
    """The whole sheet. The row at which each chart begins."""
    context.page(sheet)
    names = [width(plain(part.label)) for chart in charts for part in chart.slices]
    first, others = min(40, max([16, *names]) + 2), 16
    # the last two columns are blank: the drawings reach as far
    rest = (WIDTH + 2 * OFFSET - 5 * EDGE) / DIGIT - first - 2 * others
    sheet.set_column(0, 0, first)
    sheet.set_column(1, 2, others)
    sheet.set_column(3, 4, max(10, rest / 2))
    context.back(sheet)
    sheet.freeze_panes(1, 0)
    sheet.set_default_row(ROW)
    starts, breaks, row = [], [1], 1
    for chart in charts:
        starts.append(row)
        below = _chart(context, sheet, chart, row)
        if below - breaks[-1] > ON_PAGE and row > breaks[-1]:
            breaks.append(row)
        row = below
    sheet.set_h_pagebreaks(breaks[1:])
    sheet.fit_to_pages(1, 0)
    sheet.print_area(1, 0, max(row - 1, 1), 4)
    context.aside(sheet, (0, 0, max(row - 1, 1), 4))
    return starts


def _chart(context: Context, sheet: Worksheet, chart: Chart, top: int) -> int:
    """The data of a chart, the chart below. The row at which the next begins."""
    styles, words = context.styles, context.words
    sheet.set_row(top, 26)
    sheet.write_string(top, 0, plain(chart.title), styles(HEADING))
    amount = words["amount_in"].format(unit=chart.unit) if chart.unit else words["amount"]
    for column, text in enumerate((words["name"], amount, words["share"])):
        sheet.write_string(top + 1, column, plain(text), styles(HEAD))
    first = top + 2
    _data(context, sheet, chart.slices, first)
    below = first + len(chart.slices)
    drawn = _native(context, sheet, chart, top, first)
    if drawn is None:
        sheet.write_string(below, 0, words["chart_empty"])
        return below + 2
    drawn.set_size({"width": WIDTH, "height": (HEIGHT - 1) * ROW * 4 // 3})
    summary = "；".join(words["chart_summary"].format(label=part.label, share=part.share) for part in chart.slices)
    options = {"x_offset": OFFSET, "y_offset": 8, "description": plain(f"{chart.title}：{summary}")[:2000]}
    sheet.insert_chart(below, 0, drawn, options)
    return below + HEIGHT + 1


def _data(context: Context, sheet: Worksheet, slices: Sequence[Slice], first: int) -> None:
    """Name, amount and share; the share is a formula where that gives the printed one."""
    styles = context.styles
    cells = [Cell(part.text, "number", fen=part.fen) for part in slices]
    unit, grouped = unit_of(cells, context.document), groups(cells)
    numbers = [figure(cell, unit, grouped) for cell in cells]
    whole = sum(part.fen for part in slices)
    exact = all(number is not None and number.fen == part.fen for number, part in zip(numbers, slices, strict=True))
    for row, (part, number) in enumerate(zip(slices, numbers, strict=True), first):
        sheet.write_string(row, 0, plain(part.label), styles(TEXT))
        if number is None:
            sheet.write_string(row, 1, plain(part.text), styles(NUMBER))
        else:
            sheet.write_number(row, 1, number.value, styles(NUMBER, num_format=number.format))
        share = figure(Cell(part.share, "number"), unit, False)
        if share is None:
            sheet.write_string(row, 2, plain(part.share), styles(NUMBER))
            continue
        form = styles(NUMBER, num_format=share.format + "%")
        decimals = len(share.format.partition(".")[2])
        if exact and whole and round_half_up(part.fen * 100 * 10**decimals, whole) == round(share.value * 10**decimals):
            area = f"B${first + 1}:B${first + len(slices)}"
            sheet.write_formula(row, 2, f"=B{row + 1}/SUM({area})", form, part.fen / whole)
        else:
            sheet.write_number(row, 2, share.value / 100, form)


def _native(context: Context, sheet: Worksheet, chart: Chart, top: int, first: int) -> NativeChart | None:
    """The chart over the data that begin in the row `first`; None if there is nothing to draw."""
    if not chart.slices or (chart.kind != "bar" and all(part.fen <= 0 for part in chart.slices)):
        return None
    last = first + len(chart.slices) - 1
    font = {"size": SIZE, "name": context.styles.font}
    series = {
        # a text that began with `=` would be taken for a formula; a reference is never
        "name": [sheet.name, first - 1, 1],
        "categories": [sheet.name, first, 0, last, 0],
        "values": [sheet.name, first, 1, last, 1],
        "border": LINE,
    }
    drawn = _bars(context, series, font) if chart.kind == "bar" else _pie(context, series, font, chart.slices)
    drawn.set_title({"name": [sheet.name, top, 0], "name_font": font | {"size": 13, "bold": True}})
    drawn.set_legend({"none": True})
    return drawn


def _bars(context: Context, series: Options, font: Options) -> NativeChart:
    drawn = cast(NativeChart, context.workbook.add_chart({"type": "bar"}))
    labels = {"font": font, "value": True}
    drawn.add_series(series | {"fill": {"color": "#A6A6A6"}, "data_labels": labels, "gap": 60})
    drawn.set_y_axis({"reverse": True, "num_font": font, "label_position": "low"})
    drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    return drawn


def _pie(context: Context, series: Options, font: Options, slices: Sequence[Slice]) -> NativeChart:
    drawn = cast(ChartPie, context.workbook.add_chart({"type": "pie"}))
    labels = {
        "category": True,
        "percentage": True,
        "separator": "\n",
        "position": "best_fit",
        "leader_lines": True,
        "font": font,
        "num_format": "0.00%",
        "fill": {"color": "#FFFFFF"},
        "custom": [None if part.fen > 0 else {"delete": True} for part in slices],
    }
    points = [_point(number) for number in range(len(slices))]
    drawn.add_series(series | {"points": points, "data_labels": labels})
    drawn.set_rotation(_turn([max(part.fen, 0) for part in slices]))
    return drawn


def _point(number: int) -> Options:
    pattern, colour = FILLS[number % len(FILLS)]
    if pattern:
        return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}, "border": LINE}
    return {"fill": {"color": colour}, "border": LINE}


def _turn(amounts: Sequence[int]) -> int:
    """Degrees at which the first slice begins: 0, but a slice of more than half faces right and leaves the left
    side to the labels of the small ones."""
    whole, before = sum(amounts), 0
    for amount in amounts:
        if 2 * amount > whole:
            return round(90 - 360 * (before + amount / 2) / whole) % 360
        before += amount
    return 0
