"""The finished book: tables, narrative, charts and forms in the parts and sections that the profile names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetlang.check.run import CheckedBudget
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.document.forms import build_forms
from budgetlang.document.markup import Kind
from budgetlang.document.narrative import Narrative
from budgetlang.document.nodes import Block, Document, MoneyUnit, Section
from budgetlang.document.origins import Origins
from budgetlang.document.series import build_chart
from budgetlang.document.tables import TableBuilder, words_of
from budgetlang.model.layout import Layout, PartSpec, TableSpec
from budgetlang.values.style import NumberStyle


def assemble(
    checked: CheckedBudget, layout: Layout, templates: Mapping[str, str], folder: str | None = None
) -> tuple[Document, list[Diagnostic]]:
    """The book of a checked budget, and what is wrong with its words. `templates` are the narrative's, by file name;
    `folder` is where they stand, if they come with the compiler.
    """
    return _Assembler(checked, layout, templates, folder).run()


class _Assembler:
    def __init__(
        self, checked: CheckedBudget, layout: Layout, templates: Mapping[str, str], folder: str | None
    ) -> None:
        self.checked = checked
        self.layout = layout
        self.book = checked.budget.profile.book
        self.words = words_of(checked.budget)
        self.origins = Origins(checked)
        captions = (self.book.get("table_left", ""), self.book.get("table_right", ""))
        self.tables = TableBuilder(checked.cube, layout, self.origins, captions).build_all()
        self.narrative = Narrative(checked, layout, templates, self.origins, self.embed, folder)
        self.diagnostics: list[Diagnostic] = [*self.without_last_year()]

    def without_last_year(self) -> Iterator[Diagnostic]:
        """B293: tables have columns of last year, and nobody names a file that gives them."""
        budget = self.checked.budget
        tables = [table.title for table in self.layout.tables if _compares(table)]
        if tables and budget.before is None and not budget.unread_before:
            place = next(iter(budget.prior.values()), None)
            label = Label(place.source, place.start, place.end) if place else Label(budget.source, 0, 0)
            yield Diagnostic("B293", (label,), {"tables": self.words.fill("、".join(tables))})

    def run(self) -> tuple[Document, list[Diagnostic]]:
        budget = self.checked.budget
        sections = [self.part(number, part) for number, part in enumerate(self.layout.parts, 1)]
        origins, facts = self.origins.result()
        document = Document(
            title=self.words.fill(self.book.get("title", "")),
            subtitle=self.words.fill(self.book.get("subtitle", "")),
            department=budget.department,
            code=budget.code,
            year=budget.year,
            profile=budget.profile.path,
            language=budget.profile.language,
            contents_title=self.words.fill(self.book.get("contents", "")),
            sections=sections,
            origins=origins,
            facts=facts,
            unit=budget.profile.unit,
            units=[MoneyUnit(name, size) for name, size in budget.profile.currency.units.items()],
        )
        return document, self.diagnostics

    def part(self, number: int, spec: PartSpec) -> Section:
        """A part of the book: its tables, then its sections."""
        part = Section(f"part-{number}", self.words.fill(spec.title), 1)
        if spec.tables:
            part.blocks.extend(self.tables)
        for index, section in enumerate(spec.sections, 1):
            blocks, found = self.narrative.render_section(section)
            self.diagnostics.extend(found)
            title = self.words.fill(section.title)
            if title:
                part.sections.append(Section(f"section-{number}-{index}", title, 2, blocks))
            else:
                part.blocks.extend(blocks)
        return part

    def embed(self, kind: Kind, name: str) -> list[Block] | None:
        """The blocks that a directive of the narrative names; None where there is no such thing."""
        if kind == "table":
            return [table for table in self.tables if table.code == name] or None
        if kind == "forms":
            form = self.layout.forms.get(name)
            return None if form is None else [*build_forms(form, self.checked, self.origins, self.layout.styles)]
        chart = self.layout.charts.get(name)
        if chart is None:
            return None
        styles = self.layout.styles
        text, percent = styles.get("text", NumberStyle("text")), styles.get("percent", NumberStyle("percent"))
        series = self.layout.series[chart.series]
        return [build_chart(self.checked.cube, chart, series, self.origins, text, percent)]


def _compares(table: TableSpec) -> bool:
    """Whether a table has columns of last year."""
    return any(column.years for panel in table.panels for column in panel.columns)
