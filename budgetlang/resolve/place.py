"""Statements in the wrong kind of file: a budget holds figures, a profile says what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlang.resolve.context import Report, at
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File, Node

Files = Sequence[tuple[Source, File]]
_BUDGET = ("budgetlang.syntax.ast.budget", "budgetlang.syntax.ast.years")
_BOTH = frozenset({"NumberStyle"})
"""statements that stand in either"""


def misplaced(budget: Files, profile: Files, report: Report) -> None:
    """B212 for each statement that stands in the wrong kind of file."""
    for source, file in budget:
        for statement in file.statements:
            if type(statement).__module__ not in _BUDGET and type(statement).__name__ not in _BOTH:
                _report(source, statement, "只能写在样式里", "it belongs in a profile", report)
    for source, file in profile:
        for statement in file.statements:
            if type(statement).__module__ in _BUDGET:
                _report(source, statement, "只能写在预算里", "it belongs in a budget", report)


def _report(source: Source, statement: Node, where: str, where_en: str, report: Report) -> None:
    keyword = source.text[statement.start : statement.start + 20].split()[0]
    report.add("B212", at(source, statement), keyword=keyword, where=where, where_en=where_en)
