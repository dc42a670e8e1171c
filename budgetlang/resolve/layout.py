"""Profile statements about the book → `model.Layout`: series, charts, forms, parts, number styles.

Tables and number styles have modules of their own (`resolve.tables`, `resolve.styles`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.dimension import Member
from budgetlang.model.layout import (
    ChartSpec,
    FormGoals,
    FormLine,
    FormMoney,
    FormSpec,
    Layout,
    PartSpec,
    SectionSpec,
    Series,
)
from budgetlang.model.profile import Profile
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.resolve.profile import region_of
from budgetlang.resolve.styles import StyleResolver
from budgetlang.resolve.tables import TableResolver
from budgetlang.source.text import Source
from budgetlang.syntax.ast import layout as ast
from budgetlang.syntax.ast.base import File, Node, Word
from budgetlang.syntax.ast.budget import Setting

CHART_KINDS = {"饼图": "pie", "pie": "pie", "柱图": "bar", "bar": "bar"}
_FORM_SETTINGS = {
    "副标题": "subtitle", "subtitle": "subtitle", "实施期": "whole", "whole": "whole",
    "年度": "annual", "annual": "annual", "一级指标": "class", "class": "class", "二级指标": "kind", "kind": "kind",
    "三级指标": "indicator", "indicator": "indicator", "指标值": "goal", "goal": "goal",
    "四舍五入": "rounded", "rounded": "rounded",
}  # fmt: skip


Files = Sequence[tuple[Source, File]]


def resolve_layout(files: Files, profile: Profile, report: Report, own: Files = ()) -> Layout:
    """The layout that these files say. The number styles of a budget's `own` files go over those of the profile."""
    return _LayoutResolver(profile, report).run(files, own)


class _LayoutResolver:
    """Lists and styles first, then what uses them."""

    def __init__(self, profile: Profile, report: Report) -> None:
        self.profile = profile
        self.report = report
        self.layout = Layout()
        self.lists: dict[str, tuple[int, tuple[tuple[Member, str], ...]]] = {}

    def run(self, files: Files, own: Files) -> Layout:
        self.layout.styles.update(StyleResolver(self.profile, self.report).run(files, own))
        tables = TableResolver(self.profile, self.report, self.layout, self.lists)
        phases: tuple[dict[type[Node], Callable[..., None]], ...] = (
            {ast.NamedList: self.named_list},
            {ast.Table: tables.table, ast.Series: self.series, ast.Form: self.form},
            {ast.Chart: self.chart, ast.Part: self.part},
        )
        for phase in phases:
            for source, file in files:
                for statement in file.statements:
                    handle = phase.get(type(statement))
                    if handle is not None:
                        handle(source, statement)
        return self.layout

    def named_list(self, source: Source, node: ast.NamedList) -> None:
        dimension = self.profile.dimension(node.dimension.text)
        if dimension is None:
            unknown(self.report, "B201", source, node.dimension, (d.name for d in self.profile.dimensions))
            return
        members: list[tuple[Member, str]] = []
        for item in node.members:
            member = dimension.find(item.code.text)
            if member is None:
                unknown(self.report, "B202", source, item.code, dimension.names, dimension=dimension.name)
            else:
                members.append((member, item.name.text))
        self.lists[node.name.text] = (dimension.index, tuple(members))

    def series(self, source: Source, node: ast.Series) -> None:
        measure = self.profile.measure(node.measure.text)
        dimension = self.profile.dimension(node.depth.dimension.text)
        if measure is None:
            unknown(self.report, "B208", source, node.measure, (m.name for m in self.profile.measures))
        elif dimension is None:
            unknown(self.report, "B201", source, node.depth.dimension, (d.name for d in self.profile.dimensions))
        else:
            level = dimension.level(node.depth.level.text) if node.depth.level else -1
            if level is None and node.depth.level:
                unknown(self.report, "B207", source, node.depth.level, dimension.levels, dimension=dimension.name)
            region = region_of(self.profile, self.report, source, node.where)
            name = node.name.text
            self.layout.series[name] = Series(
                name,
                measure.index,
                dimension.index,
                -1 if level is None else level,
                region,
                node.compared,
                source,
                node.start,
                node.end,
            )

    def chart(self, source: Source, node: ast.Chart) -> None:
        kind = CHART_KINDS.get(node.kind.text)
        if kind is None:
            unknown(self.report, "B702", source, node.kind, CHART_KINDS)
        elif node.series.text not in self.layout.series:
            unknown(self.report, "B703", source, node.series, self.layout.series)
        else:
            self.layout.charts[node.title.text] = ChartSpec(node.title.text, kind, node.series.text)

    def form(self, source: Source, node: ast.Form) -> None:
        dimension = self.profile.dimension(node.dimension.text)
        if dimension is None:
            unknown(self.report, "B201", source, node.dimension, (d.name for d in self.profile.dimensions))
            return
        words: dict[str, str] = {}
        for setting in (item for item in node.items if isinstance(item, Setting)):
            key = _FORM_SETTINGS.get(setting.name.text)
            if key is None:
                unknown(self.report, "B205", source, setting.name, _FORM_SETTINGS)
            else:
                words[key] = setting.value.text
        items = [_form_item(item) for item in node.items if not isinstance(item, Setting)]
        region = region_of(self.profile, self.report, source, node.where)
        subtitle = words.pop("subtitle", "")
        spec = FormSpec(node.name.text, node.title.text, subtitle, dimension.index, region, tuple(items), words)
        self.layout.forms[spec.name] = spec

    def part(self, source: Source, node: ast.Part) -> None:
        sections = tuple(
            SectionSpec(i.name.text, i.title.text, i.template.text, source, i.start, i.end)
            for i in node.items
            if isinstance(i, ast.Section)
        )
        self.names(source, [i.name for i in node.items if isinstance(i, ast.Section)])
        tables = any(isinstance(i, ast.PartTables) for i in node.items)
        self.layout.parts.append(PartSpec(node.title.text, tables, sections))

    def names(self, source: Source, words: list[Word]) -> None:
        """Each section has a name of its own."""
        seen = {section.name: section for part in self.layout.parts for section in part.sections}
        for word in words:
            first = seen.get(word.text)
            if first is not None:
                other = Label(first.source, first.start, first.end, "declared_here")
                self.report.add("B204", at(source, word), other, name=word.text)


def _form_item(node: ast.Line | ast.MoneyGrid | ast.GoalGrid) -> FormLine | FormMoney | FormGoals:
    if isinstance(node, ast.Line):
        return FormLine(tuple((title.text, name.text) for title, name in node.cells))
    if isinstance(node, ast.MoneyGrid):
        return FormMoney(node.title.text, tuple((line.title.text, line.member.text) for line in node.lines))
    classes = tuple(
        (c.name.text, c.title.text, tuple((kind.name.text, kind.title.text) for kind in c.kinds)) for c in node.classes
    )
    return FormGoals(node.title.text, classes)
