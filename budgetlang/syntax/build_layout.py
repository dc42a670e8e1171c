"""What the rules of profiles about the book make; see `build`."""

from __future__ import annotations

from typing import Any

from budgetlang.syntax.ast import layout
from budgetlang.syntax.build import Build


def _fixed_row(args: list[Any], start: int, end: int) -> layout.FixedRow:
    return layout.FixedRow(args[1], _measures(args), args[-1] or [], start=start, end=end)


_YEARS = {"上年": "prior", "prior": "prior", "增减": "change", "change": "change", "增长率": "rate", "rate": "rate"}


def _sum_column(args: list[Any], start: int, end: int) -> layout.SumColumn:
    years = _YEARS[word.text] if (word := args.pop(2)) else ""
    return layout.SumColumn(args[1], _measures(args), args[-1] or [], years, start=start, end=end)


def _measures(args: list[Any]) -> list[Any]:
    """Of `行 "…" 取 a + b where …`: title, OF, first measure, more of them, condition."""
    return [args[3], *args[4:-1]] if args[3] else []


def _each(args: list[Any], start: int, end: int) -> layout.EachRow:
    """EACH, walks, then IN and name, NUMBERED and text, condition, each None if absent, then the rows inside."""
    count = next(index for index, arg in enumerate(args) if index and not isinstance(arg, layout.Walk))
    among, numbered, where = args[count + 1], args[count + 3], args[count + 4]
    return layout.EachRow(args[1:count], among, numbered, where or [], args[count + 5 :], start=start, end=end)


def _line(args: list[Any], start: int, end: int) -> layout.Line:
    return layout.Line(list(zip(args[1::2], args[2::2], strict=True)), start=start, end=end)


def _of(args: list[Any], start: int, end: int) -> layout.Of:
    """MEASURE, measures, then BY and view, both None if absent."""
    return layout.Of(args[1:-2], args[-1], start=start, end=end)


def _label(args: list[Any], start: int, end: int) -> layout.LabelColumn:
    return layout.LabelColumn(args[0], args[1], args[2], start=start, end=end)


BUILDERS: dict[str, Build] = {
    "series": lambda a, s, e: layout.Series(a[1], a[2], a[4], a[6] or [], a[5] is not None, start=s, end=e),
    "list": lambda a, s, e: layout.NamedList(a[1], a[2], a[3:], start=s, end=e),
    "table": lambda a, s, e: layout.Table(a[1], a[2], a[3:], start=s, end=e),
    "panel": lambda a, s, e: layout.Panel(a[1], a[2:], start=s, end=e),
    "of": _of,
    "where_line": lambda a, s, e: layout.WhereLine(a[0], start=s, end=e),
    "note": lambda a, s, e: layout.Note(a[2], a[3], start=s, end=e),
    "column_block": lambda a, s, e: layout.ColumnBlock(a[1:], start=s, end=e),
    "label_column": _label,
    "sum_column": _sum_column,
    "column_group": lambda a, s, e: layout.ColumnGroup(a[1], a[2] or [], a[3:], start=s, end=e),
    "row_block": lambda a, s, e: layout.RowBlock(a[1:], start=s, end=e),
    "total_row": lambda a, s, e: layout.TotalRow(a[1], [word for word in a[3:] if word], start=s, end=e),
    "fixed_row": _fixed_row,
    "each_row": _each,
    "each_block": _each,
    "row_group": lambda a, s, e: layout.RowGroup(a[0], a[1:], start=s, end=e),
    "align": lambda _, s, e: layout.Align(start=s, end=e),
    "walk": lambda a, s, e: layout.Walk(a[0], a[1:], start=s, end=e),
    "chart": lambda a, s, e: layout.Chart(a[1], a[2], a[4], start=s, end=e),
    "form": lambda a, s, e: layout.Form(a[1], a[2], a[4], a[5] or [], a[6:], start=s, end=e),
    "line": _line,
    "money_grid": lambda a, s, e: layout.MoneyGrid(a[1], a[2:], start=s, end=e),
    "money_line": lambda a, s, e: layout.MoneyLine(a[0], a[1], start=s, end=e),
    "goal_grid": lambda a, s, e: layout.GoalGrid(a[1], a[2:], start=s, end=e),
    "goal_class": lambda a, s, e: layout.GoalClass(a[0], a[1], a[2:], start=s, end=e),
    "goal_kind": lambda a, s, e: layout.GoalKind(a[0], a[1], start=s, end=e),
    "part": lambda a, s, e: layout.Part(a[1], a[2:], start=s, end=e),
    "part_tables": lambda _, s, e: layout.PartTables(start=s, end=e),
    "section": lambda a, s, e: layout.Section(a[1], a[2], a[3], start=s, end=e),
}
