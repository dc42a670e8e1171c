"""What is written in words: fields of forms, texts and reasons. Loaded only for a budget that has any."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from budgetlang.check import indicators, projects, years
from budgetlang.check.texts import counts, figures, funds, itself
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic

RULES: tuple[Callable[[Figures], Iterator[Diagnostic]], ...] = (
    projects.check,
    indicators.check,
    years.check,
    itself.check,
    funds.check,
    counts.check,
    figures.check,
)
"""every rule takes the figures of one budget and yields what its words contradict"""
