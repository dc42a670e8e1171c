"""Rows and columns of tables that no budget can ever fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.document.rows import PanelRows
from budgetlang.model.layout import Column, Panel, RowSpec, TableSpec
from budgetlang.model.profile import Condition, Region
from budgetlang.review.regions import contradiction, unsaid
from budgetlang.review.subject import Subject

Measures = tuple[int, ...]


@define(eq=False)
class _Leaf:
    """A row with everything that holds for it."""

    spec: RowSpec
    measures: Measures
    region: Region
    walked: Region
    """conditions without members, for the dimensions that it goes through"""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """B754: conditions that exclude each other. B755: a dimension that the view of the measure does not know."""
    for table in subject.layout.tables:
        for panel in table.panels:
            yield from _Review(subject, table, panel).findings()


class _Review:
    def __init__(self, subject: Subject, table: TableSpec, panel: Panel) -> None:
        self.profile, self.table, self.panel = subject.profile, table, panel
        self.pivot = PanelRows(subject.empty_cube(), panel)
        self.leaves = list(_leaves(panel.rows, panel.measures, panel.region, ()))
        self.sums = self.pivot.sums

    def findings(self) -> Iterator[Diagnostic]:
        whole = self.wrong(self.panel.measures, self.panel.region)
        if whole is not None:
            yield self.finding(whole, self.table)
            return
        bad: set[int] = set()
        for leaf in self.leaves:
            reason = self.wrong(leaf.measures, leaf.region + leaf.walked) or self.everywhere(leaf)
            if reason is not None:
                bad.add(id(leaf))
                yield self.finding(reason, leaf.spec)
        good = [leaf for leaf in self.leaves if id(leaf) not in bad]
        for column in self.sums:
            reasons = [self.cell(leaf, column) for leaf in good]
            if reasons and all(reasons):
                yield self.finding(reasons[0], column)

    def everywhere(self, leaf: _Leaf) -> tuple[str, str] | None:
        """Why no column has a cell in this row, where none has."""
        reasons = [self.cell(leaf, column) for column in self.sums]
        alone = [
            self.wrong(column.measures or leaf.measures, self.panel.region + column.region) for column in self.sums
        ]
        if not reasons or not all(reasons) or all(alone):
            return None
        return next(reason for reason, own in zip(reasons, alone, strict=True) if not own)

    def cell(self, leaf: _Leaf, column: Column) -> tuple[str, str] | None:
        return self.wrong(column.measures or leaf.measures, leaf.region + leaf.walked + column.region)

    def wrong(self, measures: Measures, region: Region) -> tuple[str, str] | None:
        """Why no fact of these measures is ever in a region: the code, and the dimensions. None where one may be."""
        found: tuple[str, str] | None = None
        for measure in measures:
            view = self.pivot.view(measure)
            missing = unsaid(self.profile, view, region)
            broken = contradiction(self.profile, (view.region if view else ()) + region)
            if not missing and broken is None:
                return None
            if found is None:
                found = ("B755", "、".join(missing)) if missing else ("B754", broken.name if broken else "")
        return found

    def finding(self, reason: tuple[str, str] | None, spec: TableSpec | RowSpec | Column) -> Diagnostic:
        code, names = reason or ("", "")
        whole = isinstance(spec, TableSpec)
        start, end = spec.start, spec.end
        end = min(end, self.table.source.text.find("\n", start) % (len(self.table.source.text) + 1))
        label = Label(self.table.source, start, end)
        measure = "、".join(self.profile.measures[measure].name for measure in self.panel.measures)
        what = ("这张表", "this table") if whole else ("这一列", "this column")
        what = ("这一行", "this row") if isinstance(spec, RowSpec) else what
        args = {"what": what[0], "what_en": what[1], "dimension": names, "measure": measure, "table": self.table.code}
        return Diagnostic(code, (label,), args)


def _leaves(rows: Iterable[RowSpec], measures: Measures, region: Region, walked: Region) -> Iterator[_Leaf]:
    """All rows, with what holds for them."""
    for row in rows:
        if row.kind == "align":
            continue
        inner = region + row.region
        through = walked + tuple(Condition(walk.dimension, excluded=True) for walk in row.walks)
        own = row.measures or measures
        if row.kind != "group":
            yield _Leaf(row, own, inner, through)
        if row.rows:
            yield from _leaves(row.rows, own if row.kind == "group" else measures, inner, through)
