"""What the rules of profiles about figures make; see `build`."""

from __future__ import annotations

from typing import Any

from budgetlang.syntax.ast import cube
from budgetlang.syntax.ast.base import Word
from budgetlang.syntax.build import Build


def _expr(args: list[Any], start: int, end: int) -> cube.Expr:
    """Terms with the signs between them: `a + b - c`."""
    signs = ["+", *(sign.text for sign in args[1::2])]
    return cube.Expr(list(zip(signs, args[::2], strict=True)), start=start, end=end)


def _measure(args: list[Any], start: int, end: int) -> cube.Measure:
    """MEASURE, name, FROM, base, condition, views."""
    return cube.Measure(args[1], args[3], args[4] or [], args[5:], start=start, end=end)


def _figure_ref(args: list[Word], start: int, end: int) -> cube.FigureRef:
    return cube.FigureRef(args[0], start=start, end=end)


BUILDERS: dict[str, Build] = {
    "profile": lambda a, s, e: cube.Profile(a[1], a[2], a[3:], start=s, end=e),
    "number": lambda a, s, e: cube.NumberStyle(a[1], a[3], a[4:], start=s, end=e),
    "dimension": lambda a, s, e: cube.Dimension(a[1], a[3], a[4:], start=s, end=e),
    "currency": lambda a, s, e: cube.Currency(a[1], a[3], a[4:], start=s, end=e),
    "levels": lambda a, s, e: cube.Levels(a[1:], start=s, end=e),
    "attribute": lambda a, s, e: cube.Attribute(a[1], a[2:], start=s, end=e),
    "map": lambda a, s, e: cube.Map(a[1], a[2], a[3], start=s, end=e),
    "member": lambda a, s, e: cube.Member(a[0], a[1], a[2:], start=s, end=e),
    "crosswalk": lambda a, s, e: cube.Crosswalk(a[1], a[2], a[4], a[6], start=s, end=e),
    "measure": _measure,
    "view": lambda a, s, e: cube.View(a[1], a[2:-1], a[-1] or [], start=s, end=e),
    "depth": lambda a, s, e: cube.Depth(a[0], a[1], start=s, end=e),
    "where": lambda a, *_: a[1:],
    "condition": lambda a, s, e: cube.Condition(a[0], a[1:], start=s, end=e),
    "exclusion": lambda a, s, e: cube.Condition(a[0], a[1:], True, start=s, end=e),
    "figure": lambda a, s, e: cube.Figure(a[1], a[2], start=s, end=e),
    "compare": lambda a, s, e: cube.Compare(a[1], a[2] is not None, start=s, end=e),
    "check": lambda a, s, e: cube.Check(a[1] is not None, a[2], a[3], a[4], a[5], start=s, end=e),
    "input": lambda a, s, e: cube.Input(a[1], a[2], start=s, end=e),
    "slot": lambda a, s, e: cube.Slot(a[1], a[2], a[4], a[5] is not None, start=s, end=e),
    "expr": _expr,
    "figure_ref": _figure_ref,
    "sum_of": lambda a, s, e: cube.SumOf(a[1], a[3], a[4] or [], start=s, end=e),
    "count_of": lambda a, s, e: cube.CountOf(a[1], a[2] or [], start=s, end=e),
    "constant": lambda a, s, e: cube.Constant(a[0], start=s, end=e),
}
