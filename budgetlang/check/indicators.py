"""Performance indicators against the money of their project, and the two columns of a form against each other.

Which kinds of indicator are costs, the profile says (attribute 费用 of the indicators' dimension).
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import money
from budgetlang.check.goals import contradict, is_money, read, yearly
from budgetlang.check.projects import Bounds, ProjectMoney, money_of, role
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import IndicatorGoal, Project
from budgetlang.model.profile import COST
from budgetlang.prose.mention import Mention

Read = tuple[IndicatorGoal, Mention]


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B602, B608: costs above the money. B604: a year above the whole period. B607: a whole period below the year."""
    kinds = role(figures.profile.kind("indicator"), COST)
    words = figures.profile.words
    for project in figures.budget.projects.values():
        goals = [(goal, limit) for goal in project.indicators if (limit := read(goal.goal, words)) is not None]
        costs = [pair for pair in goals if is_money(pair[1]) and _is_cost(pair[0], kinds)]
        funds = money_of(figures, project)
        if funds.place is not None:
            yield from _above(figures, costs, funds)
            yield from _sums(figures, costs, funds)
            yield from _below(figures, costs, funds)
        yield from _columns(project, goals)


def _is_cost(goal: IndicatorGoal, kinds: tuple[str, ...]) -> bool:
    return any(member.name in kinds or member.code in kinds for member in goal.member.lineage)


def _allowed(goal: IndicatorGoal, limit: Mention, funds: ProjectMoney) -> Bounds:
    """The money that a cost is measured by: `…/年` and the year's column by the year's."""
    return funds.annual if goal.span == "annual" or yearly(limit) else funds.whole


def _above(figures: Figures, costs: list[Read], funds: ProjectMoney) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for goal, limit in costs:
        allowed = _allowed(goal, limit, funds)
        if limit.value > allowed[2] and goal.start not in told:
            told.add(goal.start)
            yield _finding(figures, "B602", goal, limit.value, allowed, funds)


def _sums(figures: Figures, costs: list[Read], funds: ProjectMoney) -> Iterator[Diagnostic]:
    """Several costs, none of them the whole: not the project's money, nor the sum of the others."""
    for span in ("annual", "whole"):
        own = [(goal, limit) for goal, limit in costs if goal.span == span]
        amounts = [limit.value for _, limit in own]
        if len(own) < 2 or (span == "whole" and all(_shared(goal, costs) for goal, _ in own)):
            continue
        allowed = _allowed(*own[0], funds)
        if sum(amounts) > allowed[2] and max(amounts) < allowed[0] and 2 * max(amounts) != sum(amounts):
            yield _finding(figures, "B608", own[0][0], sum(amounts), allowed, funds)


def _shared(goal: IndicatorGoal, costs: list[Read]) -> bool:
    """Whether the same line holds for the year as well."""
    return any(other.start == goal.start and other.span != goal.span for other, _ in costs)


def _below(figures: Figures, costs: list[Read], funds: ProjectMoney) -> Iterator[Diagnostic]:
    """A cost that takes up the year's money in one column and less than that for the whole period."""
    total = {goal.name for goal, limit in costs if goal.span == "annual" and limit.value >= funds.annual[0]}
    for goal, limit in costs:
        if goal.span == "whole" and goal.name in total and limit.high is not None and limit.high < funds.annual[0]:
            yield _finding(figures, "B607", goal, limit.value, funds.annual, funds)


def _columns(project: Project, goals: list[Read]) -> Iterator[Diagnostic]:
    """The same indicator in both columns, the year allowing more than the whole period."""
    whole = {(goal.member, goal.name): (goal, limit) for goal, limit in goals if goal.span == "whole"}
    for goal, limit in goals:
        other = whole.get((goal.member, goal.name))
        if goal.span == "annual" and other is not None and contradict(limit, other[1]):
            labels = (_place(goal), _place(other[0], "whole_here"))
            args = {"name": goal.name, "project": project.member.name}
            yield Diagnostic("B604", labels, args, expected=other[0].goal, found=goal.goal)


def _place(goal: IndicatorGoal, note: str = "") -> Label:
    return Label(goal.source, goal.goal_start, goal.goal_end, note)


def _finding(
    figures: Figures, code: str, goal: IndicatorGoal, cost: int, allowed: Bounds, funds: ProjectMoney
) -> Diagnostic:
    assert funds.place is not None
    place = Label(funds.place.source, funds.place.start, funds.place.end, "annual_here")
    return Diagnostic(
        code, (_place(goal), place), {"name": goal.name, "goal": goal.goal},
        expected=money(figures.budget, allowed[1], exact=True),
        found=money(figures.budget, cost, exact=True),
        difference=money(figures.budget, cost - allowed[1], exact=True),
    )  # fmt: skip
