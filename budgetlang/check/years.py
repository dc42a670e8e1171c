"""Years in the plans and goals of a project: last year's form, filled in again, speaks of last year.

Which fields and kinds of indicator speak of the year of the budget, the profile says (attribute 当年).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlang.check.projects import role
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import Project
from budgetlang.model.profile import CURRENT

# Compiled when a project is first looked at: a budget without projects does not pay for it.
_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})年"
_TIME = r"\Z|\n|[0-9]|度|全年|底|末|初|上半年|下半年|至|到|[-—–~～]"
_CLAUSE = r"[^，。；\n]*"
_DOCUMENT = ("印发", "发布", "修订", "起")
"""a year in such a clause dates a document, or a beginning"""


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B605: a plan or goal of a past year. A span of time that reaches into the budget's year is none."""
    words = role(figures.profile.kind("indicator"), CURRENT)
    year = figures.budget.year
    for project in figures.budget.projects.values():
        for start, end in _texts(project, words):
            text = project.source.text[start:end]
            for offset, found in stale(text, year):
                label = Label(project.source, start + offset, start + offset + 5)
                yield Diagnostic("B605", (label,), {"found": found, "year": year})


def stale(text: str, year: int) -> Iterator[tuple[int, int]]:
    """Offset and year of the past years of which a text speaks, if it speaks of none but those."""
    found = [(match.start(), int(match[1]), match.end()) for match in re.finditer(_YEAR, text)]
    if any(mentioned >= year for _, mentioned, _ in found):
        return
    for start, mentioned, end in found:
        rest = text[end:]
        clause = match[0] if (match := re.match(_CLAUSE, rest)) else ""
        if re.match(_TIME, rest) and not any(word in clause for word in _DOCUMENT):
            yield start, mentioned


def _texts(project: Project, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the texts stand that speak of the year."""
    for name, prose in project.fields.items():
        if name in words:
            yield prose.start, prose.end
    for goal in project.indicators:
        if goal.span == "annual" and any(member.name in words for member in goal.member.lineage):
            yield goal.goal_start, goal.goal_end
