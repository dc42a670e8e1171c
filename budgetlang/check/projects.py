"""Performance forms against the money of their projects (domain.md §2.2: X15)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic


def check(figures: Figures) -> Iterator[Diagnostic]:
    """Every project has money."""
    return iter(())
