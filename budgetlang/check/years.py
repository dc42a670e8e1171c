"""Years in the plans and goals of a project: last year's form, filled in again, speaks of last year.

Which fields and kinds of indicator speak of the year of the budget, the profile says (attribute 当年).
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.projects import role
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import Project
from budgetlang.model.profile import CURRENT
from budgetlang.prose.years import stale


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B605: a plan or goal of a past year. A span of time that reaches into the budget's year is none."""
    names = role(figures.profile.kind("indicator"), CURRENT)
    words = figures.profile.words
    year = figures.budget.year
    for project in figures.budget.projects.values():
        for start, end in _texts(project, names):
            text = project.source.text[start:end]
            for offset, found in stale(text, year, words):
                label = Label(project.source, start + offset, start + offset + 5)
                yield Diagnostic("B605", (label,), {"found": found, "year": year})


def _texts(project: Project, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the texts stand that speak of the year."""
    for name, prose in project.fields.items():
        if name in names:
            yield prose.start, prose.end
    for goal in project.indicators:
        if goal.span == "annual" and any(member.name in names for member in goal.member.lineage):
            yield goal.goal_start, goal.goal_end
