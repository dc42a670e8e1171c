"""The money of projects: what a form says of the whole period against what the year has (domain.md §2.2: X15)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetlang.check.describe import money, overlap
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import Project
from budgetlang.model.dimension import Dimension
from budgetlang.model.profile import ONE_YEAR
from budgetlang.values.money import interval

Bounds = tuple[int, int, int]


class ProjectMoney(NamedTuple):
    """(lower bound, sum, upper bound) of the year and of the whole period, in 分, and where the year's money is."""

    annual: Bounds
    whole: Bounds
    place: Label | None


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B601: no money. B603: a one-year project with two sums. B606: less for the whole period than for the year."""
    one_year = role(figures.profile.kind("indicator"), ONE_YEAR)
    for project in figures.budget.projects.values():
        funds = money_of(figures, project)
        if funds.place is None:
            name = project.member.name
            yield Diagnostic("B601", (Label(project.source, project.start, project.end),), {"name": name})
        elif project.whole:
            yield from _whole(figures, project, funds, one_year)


def role(dimension: Dimension | None, names: tuple[str, str]) -> tuple[str, ...]:
    """What a dimension declares under one of its reserved attributes, by its Chinese or English name."""
    attributes = dimension.attributes if dimension else {}
    return next((attributes[name] for name in names if name in attributes), ())


def money_of(figures: Figures, project: Project) -> ProjectMoney:
    """The money of a project. A source of the whole period that is not stated has as much as in the year."""
    cube = figures.cube
    projects, origins = figures.profile.kind("project"), figures.profile.kind("origin")
    assert projects is not None
    annual: dict[str, list[Bounds]] = {}
    first: Label | None = None
    facts = cube.index(0, projects.index) if figures.profile.measures else {}
    for position in sorted(facts.get(project.member, ())):
        fact = cube.facts[position]
        first = first or Label(fact.source, fact.start, fact.end)
        origin = fact.coords[origins.index] if origins else None
        least, most = interval(fact.fen, fact.half)
        annual.setdefault(origin.name if origin else "", []).append((least, fact.fen, most))
    whole = dict(annual)
    for name, (amount, _, _) in project.whole.items():
        least, most = interval(amount.value, amount.half)
        whole[name] = [(least, amount.value, most)]
    return ProjectMoney(_total(annual), _total(whole), first)


def _total(parts: dict[str, list[Bounds]]) -> Bounds:
    every = [bounds for group in parts.values() for bounds in group]
    return sum(b[0] for b in every), sum(b[1] for b in every), sum(b[2] for b in every)


def _whole(figures: Figures, project: Project, funds: ProjectMoney, one_year: tuple[str, ...]) -> Iterator[Diagnostic]:
    annual, whole = funds.annual, funds.whole
    single = next((field.text for field in project.fields.values() if field.text in one_year), "")
    if single and not overlap(annual, whole):
        code = "B603"
    elif whole[2] < annual[0]:
        code = "B606"
    else:
        return
    places = [Label(project.source, start, end) for _, start, end in project.whole.values()]
    others = (Label(funds.place.source, funds.place.start, funds.place.end, "annual_here"),) if funds.place else ()
    yield Diagnostic(
        code, (places[0], *others), {"name": project.member.name, "term": single},
        expected=money(figures.budget, annual[1], exact=True),
        found=money(figures.budget, whole[1], exact=True),
        difference=money(figures.budget, whole[1] - annual[1], exact=True),
    )  # fmt: skip
