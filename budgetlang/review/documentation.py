"""The documentation of a profile, made from the profile: what a book has, and what a department fills in. Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from budgetlang.document.rules import called, condition_words, formula_words
from budgetlang.model.dimension import Dimension
from budgetlang.model.layout import Column, Panel, RowSpec
from budgetlang.model.profile import Formula, Region, View
from budgetlang.review.subject import Subject

_MEMBERS = 30
"""so many members of a list are printed"""
_SIGNS = {"==": "＝", "<=": "≤", ">=": "≥"}


def documentation(subject: Subject, lang: str) -> str:
    """A page about a profile in Chinese (`zh`) or English (`en`)."""
    return "\n".join(_Page(subject, lang).lines()).rstrip("\n") + "\n"


class _Page:
    def __init__(self, subject: Subject, lang: str) -> None:
        self.profile, self.layout, self.chinese = subject.profile, subject.layout, lang == "zh"

    def say(self, zh: str, en: str) -> str:
        return zh if self.chinese else en

    def lines(self) -> Iterator[str]:
        profile = self.profile
        yield f"# {profile.path} {profile.title}"
        yield ""
        unit, language = profile.unit, profile.language
        yield self.say(f"金额单位：{unit}；语言：{language}。", f"Unit of money: {unit}; language: {language}.")
        yield from self.part("要填写的", "What a department fills in", self.asked())
        yield from self.part("维度", "Dimensions", map(self.dimension, profile.dimensions))
        yield from self.part("数的种类和口径", "Measures and their views", self.measures())
        yield from self.tables()
        yield from self.part("数据", "Figures", self.figures())
        yield from self.part("检查", "Checks", self.checks())
        yield from self.part("书的各部分", "Parts of the book", self.book())

    def part(self, zh: str, en: str, items: Iterable[str]) -> Iterator[str]:
        """A heading and a list, where there is something to list."""
        found = [f"- {item}" for item in items]
        if found:
            yield from ("", f"## {self.say(zh, en)}", "", *found)

    def asked(self) -> Iterator[str]:
        for figure in self.profile.figures.values():
            if figure.compared:
                reason = self.say("，变动要写原因", ", with the reason of a change") if figure.reasoned else ""
                yield self.say(f"上年数：{figure.name}{reason}", f"last year's value: {figure.name}{reason}")
        for each in self.profile.inputs.values():
            yield self.say(f"填报：{each.name}（{each.unit}）", f"input: {each.name} ({each.unit})")
        for slot in self.profile.slots.values():
            must = self.say("，必填", ", required") if slot.required else ""
            yield self.say(f"文本：{slot.name}（{slot.title}{must}）", f"text: {slot.name} ({slot.title}{must})")

    def dimension(self, dimension: Dimension) -> str:
        kinds = {
            "catalog": (f"目录 {dimension.catalog}", f"catalogue {dimension.catalog}"),
            "unit": ("各单位，由预算列出", "the units that a budget lists"),
            "project": ("各项目，由预算列出", "the projects that a budget lists"),
        }
        members = [called(dimension, member) for member in list(dimension)[:_MEMBERS]]
        more = "…" if len(dimension.members) > _MEMBERS else ""
        listed = self.list(members) + more
        what = self.say(*kinds[dimension.kind]) if dimension.kind in kinds else listed
        levels = self.say("；级次：", "; levels: ") + self.list(dimension.levels) if dimension.levels else ""
        own = [name + (f" ({self.list(values)})" if values else "") for name, values in dimension.attributes.items()]
        attributes = self.say("；属性：", "; attributes: ") + self.list(own) if own else ""
        return f"**{dimension.name}**: {what}{levels}{attributes}"

    def list(self, words: Sequence[str]) -> str:
        return self.say("、", ", ").join(words)

    def measures(self) -> Iterator[str]:
        for measure in self.profile.measures:
            base = ""
            if measure.base is not None:
                name = self.profile.measures[measure.base].name
                base = self.say(
                    f"（来自{name}{self.where(measure.region)}）", f" (from {name}{self.where(measure.region)})"
                )
            yield f"**{measure.name}**{base}: " + self.say("；", "; ").join(map(self.view, measure.views))

    def view(self, view: View) -> str:
        names = []
        for index, level in view.depths:
            dimension = self.profile.dimensions[index]
            named = 0 <= level < len(dimension.levels)
            names.append(dimension.name + (f":{dimension.levels[level]}" if named else ""))
        return f"{view.name} = {' × '.join(names)}{self.where(view.region)}"

    def where(self, region: Region) -> str:
        if not region:
            return ""
        words = self.list([condition_words(self.profile, condition) for condition in region])
        words = words if self.chinese else words.replace("、", ", ")
        return self.say(f"，其中 {words}", f", where {words}")

    def tables(self) -> Iterator[str]:
        if self.layout.tables:
            yield from ("", f"## {self.say('表', 'Tables')}")
        for table in self.layout.tables:
            yield from ("", f"### {table.code} {table.title}", "")
            for panel in table.panels:
                yield from (f"- {line}" for line in self.panel(panel))
            for when, text in table.notes:
                condition = {
                    "residue": self.say("有尾差时", "with residues"),
                    "empty": self.say("空表时", "when empty"),
                }
                yield f"- {self.say('注', 'note')} {condition.get(when, '')}: {text}"

    def panel(self, panel: Panel) -> Iterator[str]:
        names = self.list([self.profile.measures[measure].name for measure in panel.measures])
        yield f"{panel.title + ': ' if panel.title else ''}{names}{self.where(panel.region)}"
        stop = self.say("；", "; ")
        yield self.say("列：", "columns: ") + stop.join(map(self.column, panel.columns))
        yield self.say("行：", "rows: ") + stop.join(self.rows(panel.rows))

    def column(self, column: Column) -> str:
        kinds = {"code": self.say("编码", "code"), "name": self.say("名称", "name")}
        title = " / ".join(column.titles)
        if column.kind in kinds:
            return title + self.say(f"（{kinds[column.kind]}）", f" ({kinds[column.kind]})")
        return title + self.where(column.region)

    def rows(self, rows: Iterable[RowSpec]) -> Iterator[str]:
        for row in rows:
            inner = list(self.rows(row.rows))
            inside = f" {{ {self.say('；', '; ').join(inner)} }}" if inner else ""
            if row.kind in ("fixed", "total"):
                yield f"“{row.title}”{self.where(row.region)}"
            elif row.kind == "group":
                yield f"{self.where(row.region).lstrip('，, ')}{inside}"
            elif row.kind == "each":
                walks = " × ".join(self.walk(walk.dimension, walk.levels) for walk in row.walks)
                yield self.say("逐个", "each ") + walks + self.where(row.region) + inside

    def walk(self, index: int, levels: Sequence[int]) -> str:
        dimension = self.profile.dimensions[index]
        named = [dimension.levels[level] for level in levels if level < len(dimension.levels)]
        return dimension.name + (f" ({self.list(named)})" if named else "")

    def figures(self) -> Iterator[str]:
        for figure in self.profile.figures.values():
            yield f"**{figure.name}** = {self.formula(figure.formula)}"

    def formula(self, formula: Formula) -> str:
        words = formula_words(self.profile, formula)
        return words if self.chinese else words.replace("，", ", ").replace("、", ", ")

    def checks(self) -> Iterator[str]:
        for check in self.profile.checks:
            sides = [self.formula(side) for side in (check.left, check.right)]
            soft = self.say("（提示）", " (soft)") if check.soft else ""
            yield f"{check.title}{soft}: {sides[0]} {_SIGNS[check.comparison]} {sides[1]}"

    def book(self) -> Iterator[str]:
        for part in self.layout.parts:
            titles = [section.title for section in part.sections]
            tables = [self.say("全部表格", "all tables")] if part.tables else []
            yield f"**{part.title}**: {self.list([*tables, *titles])}"
        for chart in self.layout.charts.values():
            yield self.say(f"图：{chart.name}（{chart.series}）", f"chart: {chart.name} ({chart.series})")
        for form in self.layout.forms.values():
            yield self.say(f"表单：{form.title}", f"form: {form.title}")
