"""Statements of a budget → `model.Budget`: every name bound, every amount in 分, every fault reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from budgetlang.diagnostics.diagnostic import Edit, Label, start_of
from budgetlang.model.budget import Budget, Own
from budgetlang.model.facts import Prose, Sic, Stated
from budgetlang.model.profile import Count, Profile, Ref
from budgetlang.resolve.amounts import AmountReader
from budgetlang.resolve.codes import find_member, use_editions
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.resolve.projects import ProjectReader
from budgetlang.resolve.rows import Data, RowReader
from budgetlang.source.text import Source
from budgetlang.syntax.ast import budget as ast
from budgetlang.syntax.ast.base import File, Node, Value, Word

PRECISIONS = {"四舍五入": True, "rounded": True, "精确": False, "exact": False}
"""what the header says of figures without a unit: whether they are roundings"""

ASPECTS = {"增减": "change", "change": "change", "增长率": "rate", "rate": "rate"}
"""what may be stated of a compared figure besides its value"""

_HEAD = (
    ("预算 2026", "budget 2026"),
    ("部门 002 某某局", "department 002 NAME"),
    ("金额 万元 四舍五入", "amounts 万元 rounded"),
)
"""the lines that every budget begins with, as examples"""

Files = Sequence[tuple[Source, File]]
Sections = Callable[[], Sequence[str]]


def resolve_budget(files: Files, profile: Profile, report: Report, sections: Sections, data: Data) -> Budget:
    """The budget that these files say; the first is the main file. `data` are the files that hold facts of theirs.

    `sections` gives the names of the narrative sections that a text block may replace; it is asked only if there is
    a text for something else than a slot.
    """
    budget = _header(files, profile, report)
    resolver = _BudgetResolver(budget, report, sections, data)
    resolver.run(files)
    return budget


def statements(files: Files, kind: type[Node]) -> Iterator[tuple[Source, Node]]:
    """All statements of one kind, in order."""
    for source, file in files:
        for statement in file.statements:
            if type(statement) is kind:
                yield source, statement


def single(files: Files, kind: type[Node], report: Report) -> tuple[Source, Node] | None:
    """The one statement of this kind; a second one is reported."""
    found = list(statements(files, kind))
    for source, node in found[1:]:
        first_source, first = found[0]
        keyword = source.text[node.start : node.end].split(None, 1)[0]
        report.add("B213", at(source, node), at(first_source, first, "declared_here"), statement=keyword)
    return found[0] if found else None


def _header(files: Files, profile: Profile, report: Report) -> Budget:
    source = files[0][0]
    header = single(files, ast.Header, report)
    department = single(files, ast.Department, report)
    amounts = single(files, ast.Amounts, report)
    for found, words in zip((header, department, amounts), _HEAD, strict=True):
        if found is None:
            report.add("B501", start_of(source), statement=words[0], statement_en=words[1])
    year = int(header[1].year.text) if header and isinstance(header[1], ast.Header) else 0
    budget = Budget(year, "", "", profile, source, rounded=True, unit=profile.unit)
    if department and isinstance(department[1], ast.Department):
        budget.code, budget.department = department[1].code.text, department[1].name.text
    if amounts and isinstance(amounts[1], ast.Amounts):
        _amounts(amounts[0], amounts[1], budget, report)
    if header and not 1949 <= year <= 2999:
        report.add("B226", at(header[0], header[1]), year=year)
        report.lost.add("BUDGET")
        budget.year = year = 0
    use_editions(profile.dimensions, year)
    return budget


def _amounts(source: Source, node: ast.Amounts, budget: Budget, report: Report) -> None:
    currency = budget.profile.currency
    if node.unit.text in currency.units:
        budget.unit = node.unit.text
    else:
        unknown(report, "B227", source, node.unit, currency.units)
        report.lost.add("AMOUNTS")
    if node.precision.text in PRECISIONS:
        budget.rounded = PRECISIONS[node.precision.text]
    else:
        unknown(report, "B228", source, node.precision, PRECISIONS)
        report.lost.add("AMOUNTS")


class _BudgetResolver:
    """Units and projects are declared first, so that rows anywhere may use them."""

    def __init__(self, budget: Budget, report: Report, sections: Sections, data: Data) -> None:
        self.budget = budget
        self.profile = budget.profile
        self.report = report
        self.sections = sections
        self.amounts = AmountReader(budget, report)
        self.owners: dict[Source, Own] = {}
        self.rows = RowReader(budget, report, data, self.owners)
        self.projects = ProjectReader(budget, report, self.amounts, self.owners)

    def run(self, files: Files) -> None:
        self.header = list(statements(files, ast.Header))[:1]
        phases: tuple[dict[type[Node], Callable[..., None]], ...] = (
            {ast.Unit: self.unit},
            {ast.Owner: self.owner},
            {ast.Project: self.projects.declare},
            {ast.Project: self.projects.read, ast.Entries: self.rows.block},
            {
                ast.Prior: self.prior,
                ast.Inputs: self.inputs,
                ast.Claims: self.claims,
                ast.Reason: self.reason,
                ast.TextBlock: self.text,
                ast.Sic: self.sic,
                ast.Project: self.doubted,
            },
        )
        for phase in phases:
            for source, file in files:
                for statement in file.statements:
                    handle = phase.get(type(statement))
                    if handle is not None:
                        handle(source, statement)
        if self.owners:
            from budgetlang.model.units import divide  # only where units have files of their own

            divide(self.budget)

    def unit(self, source: Source, node: ast.Unit) -> None:
        dimension = self.profile.kind("unit")
        if dimension is None:
            self.report.add("B229", at(source, node))
            return
        if node.code.text in dimension.members:
            self.report.add("B204", at(source, node.code), name=node.code.text)
            self.report.lost.add("UNIT")
            return
        member = dimension.add(node.code.text, node.name.text)
        for attribute, allowed in list(dimension.attributes.items())[:1]:
            if node.kind.text not in allowed:
                unknown(self.report, "B214", source, node.kind, allowed, otherwise="", allowed="、".join(allowed))
                self.report.lost.add("UNIT")
            member.attributes[attribute] = node.kind.text

    def owner(self, source: Source, node: ast.Owner) -> None:
        """The unit whose file this is."""
        dimension = self.profile.kind("unit")
        member = dimension.get(node.code.text) if dimension is not None else None
        if dimension is None or member is None:
            unknown(self.report, "B202", source, node.code, dimension.members if dimension else (), dimension="单位")
            return
        if source in self.owners or member.code in self.budget.own:
            keyword = source.text[node.start : node.end].split(None, 1)[0]
            self.report.add("B213", at(source, node), statement=keyword)
            return
        own = self.budget.own[member.code] = Own(member, source)
        self.owners[source] = own

    def of(self, source: Source) -> Budget | Own:
        """Who says what a file says: its unit, or the department."""
        return self.owners.get(source, self.budget)

    def prior(self, source: Source, node: ast.Prior) -> None:
        said = self.of(source)
        if said.prior_year is not None:
            self.report.add("B213", at(source, node), statement=source.text[node.start : node.end].split(None, 1)[0])
            return
        said.prior_year = int(node.year.text)
        if self.budget.year and said.prior_year != self.budget.year - 1:
            header = [at(*each, "year_here") for each in self.header]
            self.report.add("B230", at(source, node.year), *header, found=node.year.text, expected=self.budget.year - 1)
        compared = [figure.name for figure in self.profile.figures.values() if figure.compared]
        for item in node.items:
            if item.name.text not in compared:
                unknown(self.report, "B231", source, item.name, compared)
                self.report.lost.add("PRIOR")
                continue
            amount = self.amounts.money(item.amount.text, at(source, item.amount))
            if amount is not None:
                self.keep(said.prior, source, item, Stated(item.name.text, amount, source, item.start, item.end))
            else:
                self.report.lost.add("PRIOR")

    def inputs(self, source: Source, node: ast.Inputs) -> None:
        for item in node.items:
            declared = self.profile.inputs.get(item.name.text)
            if declared is None:
                self.unknown_input(source, item)
                continue
            amount = self.amounts.quantity(item.amount.text, declared.unit, at(source, item.amount))
            if amount is not None:
                stated = Stated(declared.name, amount, source, item.start, item.end)
                self.keep(self.of(source).inputs, source, item, stated)
            else:
                self.report.lost.add("INPUTS")

    def unknown_input(self, source: Source, item: ast.Stated) -> None:
        """An input that the profile does not ask for; or one whose unit stands apart from its number."""
        self.report.lost.add("INPUTS")
        unit, _, name = item.name.text.partition(" ")
        apart = self.profile.inputs.get(name.strip())
        if apart is None or apart.unit != unit:
            unknown(self.report, "B232", source, item.name, self.profile.inputs)
            return
        gap = Edit(source, item.amount.end, item.name.start, "")
        joined = item.amount.text + unit
        self.report.add(
            "B232", at(source, item.name), name=item.name.text, joined=joined, hint="join_count", edits=(gap,)
        )

    def keep(self, table: dict[str, Stated], source: Source, item: ast.Stated, stated: Stated) -> None:
        """The first statement of a name counts; a second one is reported."""
        first = table.setdefault(stated.name, stated)
        if first is not stated:
            other = Label(first.source, first.start, first.end, "declared_here")
            self.report.add("B204", at(source, item.name), other, name=stated.name)

    def claims(self, source: Source, node: ast.Claims) -> None:
        for item in node.items:
            name, _, aspect = item.name.text.partition(".")
            known = [*self.profile.figures, *self.profile.inputs]
            if name not in known:
                unknown(self.report, "B209", source, item.name, known)
            elif aspect and aspect not in ASPECTS:
                unknown(self.report, "B233", source, item.name, ASPECTS)
            else:
                self.claim(source, item, name, ASPECTS.get(aspect, ""))

    def claim(self, source: Source, item: ast.Stated, name: str, aspect: str) -> None:
        label = at(source, item.amount)
        unit = "%" if aspect == "rate" else self.unit_of(name)
        if unit in self.profile.currency.units:
            amount = self.amounts.claim(item.amount.text, label)
        else:
            amount = self.amounts.quantity(item.amount.text, unit, label)
        if amount is not None:
            self.of(source).stated.append(Stated(name, amount, source, item.start, item.end, aspect))

    def unit_of(self, name: str) -> str:
        """The unit of a figure or an input: money, or what its formula counts."""
        declared = self.profile.inputs.get(name)
        if declared is not None:
            return declared.unit
        figure = self.profile.figures.get(name)
        for _, term in figure.formula if figure else ():
            if isinstance(term, Count):
                return self.profile.words.sign("members")
            if isinstance(term, Ref):
                return self.unit_of(term.name)
        return self.profile.unit

    def reason(self, source: Source, node: ast.Reason) -> None:
        reasoned = [figure.name for figure in self.profile.figures.values() if figure.compared]
        if node.figure.text not in reasoned:
            unknown(self.report, "B231", source, node.figure, reasoned)
            self.report.lost.add("REASON")
        else:
            self.prose(self.of(source).reasons, source, node.figure, node.value)

    def text(self, source: Source, node: ast.TextBlock) -> None:
        name, dot, member = node.slot.text.partition(".")
        slot = self.profile.slots.get(name)
        if slot is not None and slot.dimension is not None and dot:
            word = Word(member, start=node.slot.start + len(name) + 1, end=node.slot.end)
            if find_member(self.profile.dimensions[slot.dimension], word, source, self.report, leaf=False) is None:
                return
        elif node.slot.text not in self.profile.slots and node.slot.text not in self.sections():
            unknown(self.report, "B234", source, node.slot, [*self.profile.slots, *self.sections()])
            self.report.lost.add("TEXTS")
            return
        self.prose(self.of(source).texts, source, node.slot, node.value)

    def sic(self, source: Source, node: ast.Sic, block: Node | None = None) -> None:
        """Words that stay as they are: of the block that the statement stands in, else of its file."""
        first, last = (block.start, block.end) if block else (0, len(source.text))
        said = Sic(node.quote.text, node.value.text, source, node.start, node.end, first, last)
        self.budget.sics.append(said)

    def doubted(self, source: Source, node: ast.Project) -> None:
        for item in node.items:
            if isinstance(item, ast.Sic):
                self.sic(source, item, node)

    def prose(self, table: dict[str, Prose], source: Source, name: Word, value: Value) -> None:
        new = Prose(value.text, source, value.start, value.end)
        first = table.setdefault(name.text, new)
        if first is not new:
            other = Label(first.source, first.start, first.end, "declared_here")
            self.report.add("B204", at(source, name), other, name=name.text)
