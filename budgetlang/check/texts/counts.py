"""How many people, visits or things a form speaks of, against its indicators of the same unit."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.goals import each, read
from budgetlang.check.projects import ProjectMoney, money_of
from budgetlang.check.texts.spoken import Spoken, fields, words_of
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import IndicatorGoal, Project
from budgetlang.prose.groups import Entry
from budgetlang.prose.mention import COUNT, MILLION, MONEY, Mention
from budgetlang.prose.vocabulary import Vocabulary

NEAR = 16
"""how many characters before a number say what it is a number of"""

Read = tuple[IndicatorGoal, Mention]


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B619: a number that an indicator of the same thing excludes."""
    words = words_of(figures)
    for spoken in fields(figures):
        project = spoken.project
        assert project is not None
        entries = [entry for entry in spoken.passage.every if entry.mention.kind == COUNT and entry.plain]
        goals = _goals(project, words) if entries else []
        for entry in entries:
            about = [pair for pair in goals if _same_thing(spoken, entry, pair)]
            if about and all(_excluded(entry.mention, pair, goals, money_of(figures, project)) for pair in about):
                yield _finding(spoken, entry, about[0])


def _goals(project: Project, words: Vocabulary) -> list[Read]:
    return [(goal, limit) for goal in project.indicators if (limit := read(goal.goal, words)) is not None]


def _same_thing(spoken: Spoken, entry: Entry, pair: Read) -> bool:
    """The same unit, and most of the indicator's name near the number: 遗属…补助三人 for 遗属补助人数."""
    goal, limit = pair
    if limit.kind != COUNT or limit.unit != entry.mention.unit or each(limit):
        return False
    before = spoken.source.text[max(spoken.passage.start, entry.mention.start - NEAR) : entry.mention.start]
    name = words_of_name(goal.name, limit.unit)
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return bool(pairs) and 2 * sum(pair in before for pair in pairs) >= len(pairs)


def words_of_name(name: str, unit: str) -> str:
    """The name of an indicator without the unit that it ends with, and what stands behind that: 出差 of 出差人次."""
    head, found, _ = name.rpartition(unit)
    return head if found and head else name


def _excluded(said: Mention, pair: Read, goals: list[Read], funds: ProjectMoney) -> bool:
    """Whether the goal leaves no room for the number. `≤` is the number itself where it times a price is the money."""
    limit = pair[1]
    low = limit.value if limit.hedge == "most" and _priced(limit, goals, funds) else limit.low
    if said.high is not None and low is not None and said.high < low:
        return True
    return said.low is not None and limit.high is not None and said.low > limit.high


def _priced(quantity: Mention, goals: list[Read], funds: ProjectMoney) -> bool:
    """Whether some price among the indicators, times this quantity, is the money of the project."""
    for _, price in goals:
        if price.kind == MONEY and any(quantity.unit.startswith(part) for part in each(price)):
            product = price.value * quantity.value // MILLION
            if funds.annual[0] <= product <= funds.annual[2]:
                return True
    return False


def _finding(spoken: Spoken, entry: Entry, pair: Read) -> Diagnostic:
    goal = pair[0]
    place = Label(goal.source, goal.goal_start, goal.goal_end, "indicator_here", {"name": goal.name})
    args = {"said": spoken.said(entry.mention), "name": goal.name, "goal": goal.goal}
    return Diagnostic("B619", (spoken.label(entry.mention), place), args, expected=goal.goal, found=args["said"])
