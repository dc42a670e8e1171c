"""Forms such as a project's performance goals, lowered to a grid of cells.

A form is eight columns wide: a title, a class, then the whole period (kind, name, goal) beside the year (the same).
Everything that is printed and is not of the project comes from the layout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field

from budgetlang.check.run import CheckedBudget
from budgetlang.cube.cube import Slice
from budgetlang.document.nodes import Cell, Form
from budgetlang.document.origins import Origins
from budgetlang.document.tables import words_of
from budgetlang.model.budget import Project
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Stated
from budgetlang.model.layout import FormGoals, FormLine, FormMoney, FormSpec
from budgetlang.values.codes import natural_key
from budgetlang.values.money import Amount
from budgetlang.values.style import NumberStyle, format_fen, measured

WIDTH = 8
MOST_PAIRS = 4
TOTAL = ("合计", "total")
FIELDS = {
    "名称": "name", "name": "name", "编码": "code", "code": "code", "部门": "department", "department": "department",
}  # fmt: skip
"""fields that the budget says itself, under their Chinese and English names"""

Grid = list[list[Cell]]
Kinds = tuple[tuple[str, str], ...]


@define(eq=False, repr=False)
class _Goal:
    """A line of indicators: of the whole period and of the year, each name and goal."""

    whole: tuple[str, str] = ("", "")
    annual: tuple[str, str] = ("", "")


@define(eq=False, repr=False)
class _Subject:
    """A project with the facts of its money in the year."""

    project: Project
    facts: Slice
    goals: dict[tuple[str, str], list[_Goal]] = field(factory=dict)
    """by class and kind"""

    @property
    def code(self) -> str:
        return self.project.member.code


def build_forms(
    spec: FormSpec, checked: CheckedBudget, origins: Origins, styles: Mapping[str, NumberStyle]
) -> list[Form]:
    """A form for each project in the region of the form, in the order of their codes."""
    builder = _FormBuilder(spec, checked, origins, styles)
    return [builder.form(subject) for subject in builder.subjects()]


class _FormBuilder:
    def __init__(
        self, spec: FormSpec, checked: CheckedBudget, origins: Origins, styles: Mapping[str, NumberStyle]
    ) -> None:
        self.spec = spec
        self.budget = checked.budget
        self.cube = checked.cube
        self.origins = origins
        self.units = self.budget.profile.currency.units
        self.comma = self.budget.profile.words.joint("comma")
        self.style = styles.get("forms", NumberStyle("forms", grouping=True, zero="0"))
        self.words = words_of(checked.budget)
        self.origin = checked.budget.profile.kind("origin")

    def subjects(self) -> Iterator[_Subject]:
        """The projects that get a form: those inside its region, by what they say of themselves or by their money."""
        for code in sorted(self.budget.projects, key=natural_key):
            project = self.budget.projects[code]
            facts = self.facts(project.member)
            if project.coords[self.spec.dimension] is not project.member:
                continue
            inside = all(condition.accepts(project.coords[condition.dimension]) for condition in self.spec.region)
            if facts or inside:
                yield _Subject(project, facts, _goals(project))

    def facts(self, member: Member) -> Slice:
        """The money of a project in the year, in the first view that knows projects."""
        dimension = self.spec.dimension
        facts = frozenset(self.cube.index(0, dimension).get(member, ()))
        for condition in self.spec.region:
            facts &= self.cube.matching(0, condition)
        measure = self.budget.profile.measures[0]
        view = next((view for view in measure.views if dimension in dict(view.depths)), None)
        return facts if view is None else facts & self.cube.view(0, view)

    def form(self, subject: _Subject) -> Form:
        """One form."""
        rows: Grid = []
        for item in self.spec.items:
            if isinstance(item, FormLine):
                rows.extend(self.line(subject, item))
            elif isinstance(item, FormMoney):
                rows.extend(self.money(subject, item))
            else:
                rows.extend(self.goals(subject, item))
        fill = self.words.fill
        rounded = any(self.cube.facts[position].half for position in subject.facts)
        notes = [fill(self.spec.words["rounded"])] if rounded and self.spec.words.get("rounded") else []
        return Form(
            f"form-{subject.code}",
            fill(self.spec.title),
            fill(self.spec.subtitle),
            WIDTH,
            rows,
            notes,
            subject.project.member.name,
        )

    def line(self, subject: _Subject, item: FormLine) -> Iterator[list[Cell]]:
        """Titles with the fields beside them, at most four to a row."""
        for start in range(0, len(item.cells), MOST_PAIRS):
            pairs = item.cells[start : start + MOST_PAIRS]
            row: list[Cell] = []
            for (title, name), (label, value) in zip(pairs, _widths(len(pairs)), strict=True):
                row.append(Cell(self.words.fill(title), "header", colspan=label))
                row.append(Cell(self.value(subject, name), colspan=value))
            yield row

    def value(self, subject: _Subject, name: str) -> str:
        """What a field of the project says; empty where it says nothing."""
        project = subject.project
        kind = FIELDS.get(name)
        if kind == "name":
            return project.member.name
        if kind == "code":
            return project.member.code
        if kind == "department":
            return "-".join(text for text in (self.budget.code, self.budget.department) if text)
        dimension = self.budget.profile.dimension(name)
        if dimension is not None:
            member = project.coords[dimension.index]
            return member.name if member is not None else ""
        prose = project.fields.get(name)
        return "\n".join(line.strip() for line in prose.text.strip().split("\n")) if prose else ""

    def money(self, subject: _Subject, item: FormMoney) -> Grid:
        """The money of the whole period beside that of the year, by where it comes from."""
        rows: Grid = []
        whole, annual = (self.words.fill(self.spec.words.get(word, "")) for word in ("whole", "annual"))
        if whole or annual:
            rows.append([Cell(whole, "header", colspan=4), Cell(annual, "header", colspan=3)])
        for title, name in item.lines:
            facts, stated = self.source_of(subject, name)
            label = self.words.fill(title)
            rows.append(
                [
                    Cell(label, "header", colspan=2),
                    self.whole(subject, name, facts, stated),
                    Cell(label, "header"),
                    self.amount(facts, f"{subject.project.member.name}{self.comma}{label}"),
                ]
            )
        if rows:
            rows[0].insert(0, Cell(self.words.fill(item.title), "header", rowspan=len(rows)))
        return rows

    def source_of(self, subject: _Subject, name: str) -> tuple[Slice, dict[str, Stated]]:
        """The facts of one origin of money, or of all; and what is stated of the whole period for it."""
        stated = {
            origin: Stated(origin, amount, subject.project.source, start, end)
            for origin, (amount, start, end) in subject.project.whole.items()
        }
        if name in TOTAL or self.origin is None:
            return subject.facts, stated
        origin = self.origin.find(name)
        facts = frozenset(p for p in subject.facts if self.at_origin(p) is origin and origin is not None)
        return facts, {key: value for key, value in stated.items() if origin is not None and key == origin.name}

    def at_origin(self, position: int) -> Member | None:
        return None if self.origin is None else self.cube.facts[position].coords[self.origin.index]

    def amount(self, facts: Slice, rule: str) -> Cell:
        """The money of the year."""
        if not facts:
            return self.cell(0, None)
        return self.cell(self.cube.amount(facts), self.origins.of_slice(facts, rule))

    def whole(self, subject: _Subject, name: str, facts: Slice, stated: dict[str, Stated]) -> Cell:
        """The money of the whole period: what is stated, and for every other origin what the year has."""
        rule = self.comma.join([subject.project.member.name, self.spec.words.get("whole", ""), name])
        rest = frozenset(p for p in facts if (at := self.at_origin(p)) is None or at.name not in stated)
        if not stated:
            return self.amount(facts, rule)
        amounts: list[Amount] = [each.amount for each in stated.values()]
        fen = sum(amount.value for amount in amounts) + (self.cube.sum(rest)[1] if rest else 0)
        currency = self.budget.profile.currency
        plain = NumberStyle("", decimals=currency.decimals(currency.plain), grouping=True)
        exact = measured(format_fen(fen, currency.units[currency.plain], plain), currency.plain)
        return self.cell(fen, self.origins.of_rule(rule, exact, rest, stated.values()))

    def cell(self, fen: int, origin: int | None) -> Cell:
        text = format_fen(fen, self.units[self.style.unit or self.budget.profile.unit], self.style)
        return Cell(text, "number", colspan=2, origin=origin, fen=fen)

    def goals(self, subject: _Subject, item: FormGoals) -> Grid:
        """The indicators: every class and kind of the layout, also where nothing is said."""
        rows = self.goal_titles()
        for name, title, kinds in _with_unlisted(item.classes, subject.goals):
            block: Grid = []
            for kind, label in kinds:
                block.extend(_kind_rows(self.words.fill(label), subject.goals.get((name, kind)) or [_Goal()]))
            if block:
                block[0].insert(0, Cell(self.words.fill(title), "header", rowspan=len(block)))
                rows.extend(block)
        if rows:
            rows[0].insert(0, Cell(self.words.fill(item.title), "header", rowspan=len(rows)))
        return rows

    def goal_titles(self) -> Grid:
        """The two rows above the indicators, if the layout has words for them."""
        words = {name: self.words.fill(text) for name, text in self.spec.words.items()}
        if not any(words.get(name) for name in ("whole", "annual", "class", "kind", "indicator", "goal")):
            return []
        spans = [Cell(words.get(name, ""), "header", colspan=3) for name in ("whole", "annual")]
        half = [words.get(name, "") for name in ("kind", "indicator", "goal")]
        return [
            [Cell(words.get("class", ""), "header", rowspan=2), *spans],
            [Cell(text, "header") for text in (*half, *half)],
        ]


def _widths(pairs: int) -> list[tuple[int, int]]:
    """How many columns each title and each field of a row takes. Two pairs divide the form as the goals do."""
    if pairs == 1:
        return [(2, WIDTH - 2)]
    if pairs == 2:
        return [(2, 3), (1, 2)]
    share, rest = divmod(WIDTH, pairs)
    return [(1, share - 1 + (index < rest)) for index in range(pairs)]


def _goals(project: Project) -> dict[tuple[str, str], list[_Goal]]:
    """The indicators by class and kind; one that stands in both halves is one line, whatever the order."""
    found: dict[tuple[str, str], list[_Goal]] = {}
    for indicator in sorted(project.indicators, key=lambda each: each.start):
        parent = indicator.member.parent
        lines = found.setdefault((parent.name if parent else "", indicator.member.name), [])
        said = (indicator.name, indicator.goal)
        half, other = ("whole", "annual") if indicator.span == "whole" else ("annual", "whole")
        for line in lines:
            if getattr(line, half) == ("", "") and getattr(line, other)[0] == indicator.name:
                break
        else:
            line = _Goal()
            lines.append(line)
        setattr(line, half, said)
    return found


def _kind_rows(label: str, goals: list[_Goal]) -> Grid:
    """The lines of one kind of indicator, in both halves."""
    rows: Grid = []
    for goal in goals:
        halves = [[Cell(name), Cell(value)] for name, value in (goal.whole, goal.annual)]
        if not rows:
            for half in halves:
                half.insert(0, Cell(label, "header", rowspan=len(goals)))
        rows.append([*halves[0], *halves[1]])
    return rows


def _with_unlisted(
    classes: tuple[tuple[str, str, Kinds], ...], goals: Mapping[tuple[str, str], object]
) -> Iterator[tuple[str, str, Kinds]]:
    """The classes of the layout, and after them what a project says that the layout has forgotten."""
    listed = {(name, kind) for name, _, kinds in classes for kind, _ in kinds}
    more: dict[str, Kinds] = {}
    for name, kind in goals:
        if (name, kind) not in listed:
            more[name] = (*more.get(name, ()), (kind, kind))
    for name, title, kinds in classes:
        yield name, title, (*kinds, *more.pop(name, ()))
    for name, kinds in more.items():
        yield name, name, kinds
