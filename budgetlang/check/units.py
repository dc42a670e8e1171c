"""Whether a department's lines can be told apart by unit, which the books of its units need."""

from __future__ import annotations

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import Budget


def undivided(budget: Budget) -> Diagnostic | None:
    """B241: lines that do not say whose they are. In no unit's book they could stand."""
    dimension = budget.profile.kind("unit")
    if dimension is None:
        return None
    lines = [fact for fact in budget.facts if fact.coords[dimension.index] is None]
    if not lines:
        return None
    first = lines[0]
    label = Label(first.source, first.start, first.end, "unit_missing", {"count": len(lines)})
    return Diagnostic("B241", (label,), {"count": len(lines)})
