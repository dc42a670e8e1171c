"""Table statements of a profile → `model.layout.TableSpec`."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlang.model.dimension import Member
from budgetlang.model.layout import Column, Layout, Panel, RowSpec, TableSpec, Walk
from budgetlang.model.profile import Profile, Region
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.resolve.profile import region_of
from budgetlang.source.text import Source
from budgetlang.syntax.ast import layout as ast
from budgetlang.syntax.ast.base import Word
from budgetlang.syntax.ast.budget import Setting

CODE_COLUMNS = ("编码", "code")
NOTE_CONDITIONS = {"尾差": "residue", "residue": "residue", "空表": "empty", "empty": "empty"}
YES = ("是", "yes")
_SETTINGS = {
    "标签": "label", "label": "label", "列序号": "numbers", "column_numbers": "numbers",
    "单位": "unit", "unit": "unit", "数字": "style", "number": "style",
}  # fmt: skip
Lists = dict[str, tuple[int, tuple[tuple[Member, str], ...]]]


class TableResolver:
    """Tables of one profile. `lists` are the named lists of members that rows may go through."""

    def __init__(self, profile: Profile, report: Report, layout: Layout, lists: Lists) -> None:
        self.profile = profile
        self.report = report
        self.layout = layout
        self.lists = lists

    def table(self, source: Source, node: ast.Table) -> None:
        if any(table.code == node.code.text for table in self.layout.tables):
            self.report.add("B204", at(source, node.code), name=node.code.text)
            return
        settings = self.settings(source, node)
        panels = [item for item in node.items if isinstance(item, ast.Panel)]
        outer = [item for item in node.items if not isinstance(item, ast.Panel | Setting | ast.Note)]
        if panels:
            resolved = tuple(self.panel(source, panel.title.text, [*outer, *panel.items], panel) for panel in panels)
        else:
            resolved = (self.panel(source, "", outer, node),)
        spec = TableSpec(
            node.code.text, node.title.text, settings.get("label", ""), resolved, self.notes(source, node),
            settings.get("numbers", "") in YES, settings.get("unit", ""), settings.get("style", ""),
            source, node.start, node.end,
        )  # fmt: skip
        self.layout.tables.append(spec)

    def settings(self, source: Source, node: ast.Table) -> dict[str, str]:
        found: dict[str, str] = {}
        for item in node.items:
            if isinstance(item, Setting):
                key, text = _SETTINGS.get(item.name.text), item.value.text.strip()
                value = Word(text, start=item.value.start, end=item.value.end)
                if key is None:
                    unknown(self.report, "B205", source, item.name, _SETTINGS)
                elif key == "unit" and text not in self.profile.currency.units:
                    unknown(self.report, "B227", source, value, self.profile.currency.units)
                elif key == "style" and text not in self.layout.styles:
                    unknown(self.report, "B730", source, value, self.layout.styles)
                else:
                    found[key] = text
        return found

    def notes(self, source: Source, node: ast.Table) -> tuple[tuple[str, str], ...]:
        found: list[tuple[str, str]] = []
        for item in node.items:
            if isinstance(item, ast.Note):
                when = NOTE_CONDITIONS.get(item.when.text) if item.when else ""
                if when is None and item.when is not None:
                    unknown(self.report, "B704", source, item.when, NOTE_CONDITIONS)
                    continue
                found.append((when or "", item.text.text))
        return tuple(found)

    def panel(self, source: Source, title: str, items: Sequence[object], node: ast.Panel | ast.Table) -> Panel:
        measures: tuple[int, ...] = ()
        view: int | None = None
        region: Region = ()
        columns: tuple[Column, ...] = ()
        rows: tuple[RowSpec, ...] = ()
        for item in items:
            if isinstance(item, ast.Of):
                measures = self.measures(source, item.measures)
                view = self.view(source, measures, item.view)
            elif isinstance(item, ast.WhereLine):
                region += region_of(self.profile, self.report, source, item.where)
            elif isinstance(item, ast.ColumnBlock):
                columns = tuple(self.columns(source, item.columns, (), ()))
            elif isinstance(item, ast.RowBlock):
                rows = self.rows(source, item.rows)
        words = ((not measures, "量", "measure"), (not columns, "列", "columns"), (not rows, "各行", "rows"))
        for missing, name, name_en in words:
            if missing:
                self.report.add("B705", at(source, node.title), name=name, name_en=name_en)
        return Panel(title, measures, view, region, columns, rows)

    def measures(self, source: Source, words: Sequence[Word]) -> tuple[int, ...]:
        found: list[int] = []
        for word in words:
            measure = self.profile.measure(word.text)
            if measure is None:
                unknown(self.report, "B208", source, word, (m.name for m in self.profile.measures))
            else:
                found.append(measure.index)
        return tuple(found)

    def view(self, source: Source, measures: tuple[int, ...], word: Word | None) -> int | None:
        if word is None or not measures:
            return None
        measure = self.profile.measures[measures[0]]
        for view in measure.views:
            if view.name == word.text:
                return view.index
        unknown(self.report, "B210", source, word, (v.name for v in measure.views), measure=measure.name)
        return None

    def columns(self, source: Source, nodes: Sequence[object], titles: tuple[str, ...], region: Region) -> list[Column]:
        found: list[Column] = []
        for node in nodes:
            if isinstance(node, ast.ColumnGroup):
                inner = region + region_of(self.profile, self.report, source, node.where)
                found += self.columns(source, node.columns, (*titles, node.title.text), inner)
            elif isinstance(node, ast.LabelColumn):
                found.append(self.label(source, node, (*titles, node.title.text)))
            elif isinstance(node, ast.SumColumn):
                inner = region + region_of(self.profile, self.report, source, node.where)
                measures = self.measures(source, node.measures)
                column = Column("sum", (*titles, node.title.text), measures=measures, region=inner, years=node.years)
                column.start, column.end = node.start, node.end
                found.append(column)
        return found

    def label(self, source: Source, node: ast.LabelColumn, titles: tuple[str, ...]) -> Column:
        kind = "code" if node.kind.text in CODE_COLUMNS else "name"
        if node.depth is None:
            return Column(kind, titles)
        index = self.dimension(source, node.depth.dimension)
        levels = () if index is None or node.depth.level is None else self.levels(source, index, [node.depth.level])
        return Column(kind, titles, index, levels[0] if levels else -1)

    def levels(self, source: Source, index: int, words: Sequence[Word]) -> tuple[int, ...]:
        """The depths of named levels of a dimension; unknown ones are reported."""
        dimension = self.profile.dimensions[index]
        found = [(word, dimension.level(word.text)) for word in words]
        for word, level in found:
            if level is None:
                unknown(self.report, "B207", source, word, dimension.levels, dimension=dimension.name)
        return tuple(level for _, level in found if level is not None)

    def dimension(self, source: Source, word: Word | None) -> int | None:
        if word is None:
            return None
        dimension = self.profile.dimension(word.text)
        if dimension is None:
            unknown(self.report, "B201", source, word, (d.name for d in self.profile.dimensions))
            return None
        return dimension.index

    def rows(self, source: Source, nodes: Sequence[ast.RowItem]) -> tuple[RowSpec, ...]:
        found = tuple(self.row(source, node) for node in nodes)
        for row, node in zip(found, nodes, strict=True):
            row.start, row.end = node.start, node.end
        return found

    def row(self, source: Source, node: ast.RowItem) -> RowSpec:
        if isinstance(node, ast.Align):
            return RowSpec("align")
        if isinstance(node, ast.TotalRow):
            return RowSpec("total", node.title.text, self.measures(source, node.measures))
        region = region_of(self.profile, self.report, source, node.where)
        if isinstance(node, ast.FixedRow):
            return RowSpec("fixed", node.title.text, self.measures(source, node.measures), region)
        rows = self.rows(source, node.rows)
        if isinstance(node, ast.RowGroup):
            return RowSpec("group", region=region, rows=rows)
        listed = node.among.text if node.among else ""
        among = self.among(source, node.among)
        walks = tuple(walk for item in node.walks if (walk := self.walk(source, item, among, listed)) is not None)
        numbered = node.numbered.text if node.numbered else ""
        return RowSpec("each", region=region, walks=walks, numbered=numbered, rows=rows)

    def among(self, source: Source, word: Word | None) -> tuple[int, tuple[tuple[Member, str], ...]] | None:
        if word is None:
            return None
        if word.text not in self.lists:
            unknown(self.report, "B706", source, word, self.lists)
            return None
        return self.lists[word.text]

    def walk(
        self, source: Source, node: ast.Walk, among: tuple[int, tuple[tuple[Member, str], ...]] | None, listed: str
    ) -> Walk | None:
        index = self.dimension(source, node.dimension)
        if index is None:
            return None
        if among is not None and among[0] != index:
            self.report.add("B707", at(source, node), name=self.profile.dimensions[index].name, list=listed)
            among = None
        return Walk(index, self.levels(source, index, node.levels), among[1] if among else None)
