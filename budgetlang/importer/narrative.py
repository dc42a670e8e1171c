"""What only the narrative of a document says: inputs, last year's figures, and the reasons of changes.

Inputs are found by writing the profile's own sentences with numbers that stand for them, and looking for the words
around those numbers in the document. Last year's figures follow from the changes that are said of this year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define

from budgetlang.check.run import CheckedBudget
from budgetlang.check.texts.figures import ParagraphFigures
from budgetlang.check.texts.known import Known, Quantity
from budgetlang.check.texts.spoken import Spoken, texts
from budgetlang.document.nodes import Document, Paragraph, Section
from budgetlang.importer.published import Passage
from budgetlang.importer.tables.sheet import number
from budgetlang.importer.vocabulary import pattern
from budgetlang.prose.comparisons import Comparison

STAND_IN = 987_001
"""the number of the first input; no document has it by chance"""
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AROUND = ((12, 6), (12, 2), (6, 6), (6, 2), (4, 1), (12, 0), (6, 0))
"""characters before and behind a number by which it is found, the surest first"""
_NEAR = 25
"""characters between a change and the reason that is given for it"""


@define(eq=False)
class Said:
    """What a document says of a name, as source writes it, with its place."""

    name: str
    text: str
    passage: Passage


def stand_ins(units: Mapping[str, str]) -> Iterator[str]:
    """A line of source for each input, with a number of its own."""
    for position, (name, unit) in enumerate(units.items()):
        yield f"{STAND_IN + position}{unit}  {name}"


def inputs(document: Document, units: Mapping[str, str], passages: Sequence[Passage]) -> Iterator[Said]:
    """The inputs that the passages say. `document` has stand-ins in their place, `units` are their units by name."""
    numbers = {STAND_IN + position: name for position, name in enumerate(units)}
    found: set[str] = set()
    for sentence in _sentences(document.sections):
        for match in _FIGURE.finditer(sentence):
            name = numbers.get(int(match.group().replace(",", "").partition(".")[0]), "")
            passage = None
            if name and name not in found:
                passage = _around(sentence[: match.start()], sentence[match.end() :], passages)
            if passage is not None:
                found.add(name)
                yield Said(name, number(passage.text) + units[name], passage)


def _sentences(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield from (block.text for block in section.blocks if isinstance(block, Paragraph))
        yield from _sentences(section.sections)


def _around(before: str, behind: str, passages: Sequence[Passage]) -> Passage | None:
    """The one figure that stands between the same words."""
    left, right = _FIGURE.split(before)[-1], _FIGURE.split(behind)[0]
    for lead, tail in _AROUND:
        if len(left) < min(lead, 2):
            continue
        wanted = re.compile(re.escape(left[-lead:]) + r"(\d[\d,]*(?:\.\d+)?)" + re.escape(right[:tail]))
        hits = [(passage, match) for passage in passages for match in wanted.finditer(passage.text)]
        if len({match.group(1) for _, match in hits}) == 1:
            passage, match = hits[0]
            return passage.part(match.start(1), match.end(1))
    return None


@define(eq=False)
class Change:
    """A change against last year that a text says of a figure of the book."""

    quantity: Quantity
    said: Comparison
    spoken: Spoken

    @property
    def prior(self) -> int:
        """Last year's value in 分: this year's less the change."""
        change = self.said.change.value * self.said.direction if self.said.change is not None else 0
        return self.quantity.shown - change

    @property
    def place(self) -> tuple[int, int]:
        """Where the change is said."""
        mention = self.said.change or self.said.currents[0]
        return mention.start, mention.end

    def reason(self) -> tuple[int, int] | None:
        """Where the reason stands that is given right behind the change."""
        end = max(mention.end for mention in (self.said.change, self.said.rate, *self.said.currents[:1]) if mention)
        text, passage = self.spoken.source.text, self.spoken.passage
        match = pattern("reason").search(text, end, passage.end)
        if match is None or match.start() - end > _NEAR:
            return None
        start, stop = match.span(1)
        label = next((entry.start for entry in passage.every if start < entry.start < stop), stop)
        return start, start + len(text[start:label].rstrip("，,、 "))


def changes(checked: CheckedBudget) -> Iterator[Change]:
    """The changes of figures that the profile compares with last year, the first of each figure."""
    figures = checked.figures
    known = Known(figures)
    found: set[str] = set()
    for spoken in texts(figures):
        for said, quantity in ParagraphFigures(figures, known, spoken).compared():
            figure = figures.profile.figures.get(quantity.name)
            if figure is not None and figure.compared and quantity.name not in found:
                found.add(quantity.name)
                yield Change(quantity, said, spoken)
