"""The texts of a budget, read: fields of projects as wholes, texts and reasons paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.budget import Project
from budgetlang.model.facts import Prose
from budgetlang.prose.mention import MONEY, Mention
from budgetlang.prose.passage import Passage
from budgetlang.prose.vocabulary import Vocabulary
from budgetlang.source.text import Source
from budgetlang.values.money import Currency
from budgetlang.values.style import NumberStyle, format_fen, format_quantity, measured

MILLIONTHS = 6


class Spoken(NamedTuple):
    """A passage with the file that it stands in; `project` and `field` where it is a field of a form."""

    source: Source
    passage: Passage
    currency: Currency
    project: Project | None = None
    field: str = ""

    def label(self, mention: Mention, note: str = "", **args: object) -> Label:
        """The place of a figure."""
        return Label(self.source, mention.start, mention.end, note, dict(args))

    def said(self, mention: Mention) -> str:
        """A figure as it is written."""
        return self.source.text[mention.start : mention.end].strip()

    def shown(self, value: int, like: Mention) -> str:
        """An amount or a number in the unit of a figure, with as many decimals as it takes."""
        if like.kind != MONEY:
            number = format_quantity(value, MILLIONTHS, NumberStyle("", decimals=MILLIONTHS, trim=True))
            return measured(number, like.unit)
        units, plain = self.currency.units, self.currency.plain
        unit = next((unit for unit, fen in units.items() if fen == like.size), plain)
        style = NumberStyle("", decimals=self.currency.decimals(unit), trim=True)
        return measured(format_fen(value, units[unit], style), unit)


def words_of(figures: Figures) -> Vocabulary:
    """The words of the language of the book."""
    return figures.profile.words


def fields(figures: Figures) -> Iterator[Spoken]:
    """The fields of all projects in which there is a figure."""
    words = words_of(figures)
    for project in figures.budget.projects.values():
        for name, prose in project.fields.items():
            passage = Passage(prose.source.text, words, prose.start, prose.end)
            if not passage.silent:
                yield Spoken(prose.source, passage, figures.profile.currency, project, name)


def texts(figures: Figures) -> Iterator[Spoken]:
    """The paragraphs of texts and reasons in which there is a figure."""
    words = words_of(figures)
    for prose in (*figures.budget.texts.values(), *figures.budget.reasons.values()):
        for start, end in _paragraphs(prose):
            passage = Passage(prose.source.text, words, start, end)
            if not passage.silent:
                yield Spoken(prose.source, passage, figures.profile.currency)


def _paragraphs(prose: Prose) -> Iterator[tuple[int, int]]:
    start = prose.start
    for line in prose.source.text[prose.start : prose.end].split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
