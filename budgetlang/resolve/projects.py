"""Project blocks → members of the project dimension, their facts, fields and performance indicators."""

from __future__ import annotations

from collections.abc import Mapping

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.budget import Budget, IndicatorGoal, Own, Project
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Fact, Prose
from budgetlang.resolve.amounts import AmountReader
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.resolve.rows import owned, setting
from budgetlang.source.text import Source
from budgetlang.syntax.ast import budget as ast
from budgetlang.syntax.ast.base import Word

WHOLE = ("实施期", "whole")


class ProjectReader:
    """Reads the project blocks of one budget: all are declared before any is read."""

    def __init__(self, budget: Budget, report: Report, amounts: AmountReader, owners: Mapping[Source, Own]) -> None:
        self.owners = owners
        self.budget = budget
        self.dimensions = budget.profile.dimensions
        self.report = report
        self.amounts = amounts
        self.dimension = budget.profile.kind("project")
        self.origins = budget.profile.kind("origin")
        self.goals = budget.profile.kind("indicator")

    def declare(self, source: Source, node: ast.Project) -> None:
        """A member of the project dimension, at the coordinates of its settings."""
        dimension = self.dimension
        if dimension is None:
            self.report.add("B229", at(source, node))
            return
        first = self.budget.projects.get(node.code.text)
        if first is not None:
            label = Label(first.source, first.start, first.end, "declared_here")
            self.report.lost.add("PROJECT")
            self.report.add("B204", at(source, node.code), label, name=node.code.text)
            return
        member = dimension.add(node.code.text, node.name.text)
        coords: list[Member | None] = [None] * len(self.dimensions)
        coords[dimension.index] = member
        project = Project(member, source, node.start, node.name.end, ())
        for item in node.items:
            if not isinstance(item, ast.Setting):
                continue
            before = len(self.report.diagnostics)
            if not setting(self.dimensions, self.report, source, item, coords):
                self.field(source, item, project)
            elif len(self.report.diagnostics) > before:
                project.unclear = True
                self.report.lost.add("PROJECT")
        owned(self.dimensions, self.report, source, self.owners, coords, (node.start, node.name.end))
        project.coords = tuple(coords)
        own = (i for i in node.items if isinstance(i, ast.Money) and (i.span is None or i.span.text not in WHOLE))
        project.money = next(((item.start, item.end) for item in own), None)
        self.budget.projects[node.code.text] = project

    def field(self, source: Source, node: ast.Setting, project: Project) -> None:
        """A field of the project, such as 概况, that the profile declares as an attribute."""
        assert self.dimension is not None
        name = node.name.text
        allowed = self.dimension.attributes.get(name)
        if allowed is None:
            known = [*self.dimension.attributes, *(d.name for d in self.dimensions)]
            unknown(self.report, "B225", source, node.name, known)
            return
        if name in project.fields:
            self.report.add("B224", at(source, node.name), name=name)
            return
        value = node.value
        if allowed and value.text not in allowed:
            word = Word(value.text, start=value.start, end=value.end)
            unknown(self.report, "B202", source, word, allowed, dimension=name)
        project.fields[name] = Prose(value.text, source, value.start, value.end)
        project.member.attributes[name] = value.text

    def read(self, source: Source, node: ast.Project) -> None:
        """Money and indicators."""
        project = self.budget.projects.get(node.code.text)
        if project is None or project.source is not source or project.start != node.start:
            return
        for item in node.items:
            if isinstance(item, ast.Money):
                self.money(source, item, project)
            elif isinstance(item, ast.Indicators):
                self.indicators(source, item, project)

    def money(self, source: Source, node: ast.Money, project: Project) -> None:
        amount = self.amounts.money(node.amount.text, at(source, node.amount))
        if self.origins is None or not self.budget.profile.measures:
            self.report.add("B229", at(source, node))
            return
        origin = self.origins.find(node.name.text)
        if origin is None:
            unknown(self.report, "B202", source, node.name, self.origins.names, dimension=self.origins.name)
        if origin is None or amount is None:
            self.report.lost.add("PROJECT")
            return
        if node.span is not None and node.span.text in WHOLE:
            if origin.name in project.whole:
                self.report.add("B204", at(source, node.name), name=origin.name)
            project.whole[origin.name] = (amount, node.start, node.end)
            return
        coords = list(project.coords)
        coords[self.origins.index] = origin
        if project.unclear:
            self.budget.unclear.add(len(self.budget.facts))
        self.budget.facts.append(Fact(0, tuple(coords), amount.value, amount.half, source, node.start, node.end))

    def indicators(self, source: Source, node: ast.Indicators, project: Project) -> None:
        spans: tuple[str, ...] = ("whole", "annual")
        if node.span is not None:
            spans = ("whole",) if node.span.text in WHOLE else ("annual",)
        for item in node.items:
            kind = self.kind(source, item)
            if kind is None:
                continue
            goal = item.goal
            for span in spans:
                project.indicators.append(
                    IndicatorGoal(
                        kind, goal.text, item.name.text, span, source, item.start, item.end, goal.start, goal.end
                    )
                )

    def kind(self, source: Source, node: ast.Indicator) -> Member | None:
        """The kind of indicator: its class and its kind must belong together."""
        if self.goals is None:
            self.report.add("B229", at(source, node))
            return None
        top = self.goals.find(node.class_.text)
        if top is None:
            names = [member.name for member in self.goals if member.parent is None]
            unknown(self.report, "B202", source, node.class_, names, dimension=self.goals.name)
            return None
        found = next((child for child in top.children if node.kind.text in (child.name, child.code)), None)
        if found is None:
            names = [child.name for child in top.children]
            unknown(self.report, "B202", source, node.kind, names, dimension=top.name)
        return found
