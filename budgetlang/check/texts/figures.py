"""Texts and reasons against the figures of the book (domain.md §2.3: N1, N3, N4).

A number that is typed by hand and equals a known figure can be bound to it, one that contradicts the figure that it is
named as is an error, and one that nothing ties to anything is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlang.check.describe import money
from budgetlang.check.texts.known import Found, Known, Quantity
from budgetlang.check.texts.spoken import Spoken, texts
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.prose.comparisons import Comparison
from budgetlang.prose.groups import Entry
from budgetlang.prose.mention import MONEY, PERCENT, Mention
from budgetlang.prose.scan import DIGITS
from budgetlang.values.rounding import rate
from budgetlang.values.style import NumberStyle, format_quantity

MOST_LABELS = 8
PRIOR, CHANGE, RATE = "上年", "增减", "增长率"
_ENGLISH = {PRIOR: "prior", CHANGE: "change", RATE: "rate"}
"""what a template calls the parts of a figure, in Chinese and in English"""
_NUMBER = rf"[{DIGITS},，.．]+"


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B620, B627, B629: words contradict a figure. B622: they equal one. B623: nothing is known of them."""
    known: Known | None = None
    for spoken in texts(figures):
        known = known or Known(figures)
        yield from ParagraphFigures(figures, known, spoken).findings()


class ParagraphFigures:
    """One paragraph against what is known."""

    def __init__(self, figures: Figures, known: Known, spoken: Spoken) -> None:
        self.figures = figures
        self.known = known
        self.spoken = spoken
        self.found: dict[int, Found | None] = {}
        self.tied: set[int] = set()
        self.firsts: dict[int, Entry] = {}
        for entry in spoken.passage.entries:
            if entry.plain:
                self.firsts.setdefault(entry.sentence, entry)

    def compared(self) -> Iterator[tuple[Comparison, Quantity]]:
        """The changes that are said of figures of the book."""
        for entry in self.spoken.passage.every:
            if self._of_this_year(entry):
                list(self._figure(entry))
        for said in self.spoken.passage.comparisons:
            quantity = self._whole(said)
            if quantity is not None:
                yield said, quantity

    def _of_this_year(self, entry: Entry) -> bool:
        return entry.plain and entry.mention.exact and entry.year in (None, self.figures.budget.year)

    def findings(self) -> Iterator[Diagnostic]:
        entries = self.spoken.passage.every
        for entry in entries:
            if self._of_this_year(entry):
                yield from self._figure(entry)
            elif entry.mention.kind == MONEY and entry.year == self.figures.budget.year - 1:
                yield from self._of_last_year(entry)
        for comparison in self.spoken.passage.comparisons:
            yield from self._comparison(comparison)
        self.tied.update(share.percent.start for share in self.spoken.passage.shares)
        self.tied.update(each.rate.start for each in self.spoken.passage.comparisons if each.rate is not None)
        loose = [e.mention for e in entries if e.mention.kind in (MONEY, PERCENT) and e.mention.start not in self.tied]
        if loose:
            labels = tuple(self.spoken.label(mention) for mention in loose[:MOST_LABELS])
            yield Diagnostic("B623", labels, {"count": len(loose)})

    def _figure(self, entry: Entry) -> Iterator[Diagnostic]:
        mention = entry.mention
        every = [found for found in self.known.find(entry.label) if found.sure or mention.kind == MONEY]
        met = next((found for found in every if found.quantity is not None and found.quantity.meets(mention)), None)
        sure = next((found for found in every if found.sure), None)
        self.found[mention.start] = met or sure
        if met is not None and met.quantity is not None:
            yield self._bound(mention, met.quantity)
        elif any(self._allows(found, mention) for found in every):
            self.tied.add(mention.start)
        elif sure is not None and self._in_frame(entry) and not self._elsewhere(mention, sure):
            self.tied.add(mention.start)
            yield from self._contradicts(mention, sure)
        elif mention.kind == MONEY and mention.value and (same := self._equal(mention)):
            yield self._bound(mention, same[0], sure=len(same) == 1)

    def _of_last_year(self, entry: Entry) -> Iterator[Diagnostic]:
        """What is said of the year before, of a figure that has a value of it."""
        mention, prior = entry.mention, self.figures.budget.prior
        low, high = mention.near()
        for found in self.known.find(entry.label):
            stated = prior.get(found.quantity.name) if found.quantity else None
            if found.quantity is not None and stated is not None and not _direction(entry):
                place = Label(stated.source, stated.start, stated.end, "base_here")
                right = low <= stated.amount.value <= high
                if right or found.sure:
                    expected = "" if right else self.spoken.shown(stated.amount.value, mention)
                    yield self._compared(mention, found.quantity, PRIOR, expected, place)
                return

    def _allows(self, found: Found, mention: Mention) -> bool:
        """Whether a name has this amount somewhere in the tables, or one that rounds to it."""
        if found.quantity is not None and found.quantity.roughly(mention):
            return True
        return bool(found.members) and self.known.among_members(mention, found.members)

    def _in_frame(self, entry: Entry) -> bool:
        """Whether nothing before it in the sentence speaks of something else: the first amount there is a known one."""
        first = self.firsts.get(entry.sentence)
        return first is None or first is entry or first.mention.start in self.tied

    def _elsewhere(self, mention: Mention, found: Found) -> bool:
        """Whether some other figure has this value: names are shortened in many ways, counts to the end of a name."""
        if mention.kind == MONEY:
            return bool(mention.value and self._equal(mention))
        name = found.quantity.name if found.quantity is not None else ""
        return any(other.name.endswith(name) and other.meets(mention) for other in self.known.quantities if name)

    def _equal(self, mention: Mention) -> list[Quantity]:
        """The figures and inputs with this value."""
        return [quantity for quantity in self.known.quantities if quantity.meets(mention)]

    def _contradicts(self, mention: Mention, found: Found) -> Iterator[Diagnostic]:
        quantity = found.quantity
        if quantity is not None and quantity.alike(mention):
            args = {"name": quantity.name, "said": self.spoken.said(mention)}
            yield Diagnostic(
                "B620", (self.spoken.label(mention),), args,
                self.spoken.shown(quantity.shown, mention), self.spoken.said(mention),
                self.spoken.shown(mention.value - quantity.shown, mention), edits=self._edit(mention, quantity.name),
            )  # fmt: skip
        elif quantity is None and found.members and mention.kind == MONEY and mention.value:
            args = {"name": found.members[0][1].name, "said": self.spoken.said(mention)}
            yield Diagnostic("B629", (self.spoken.label(mention),), args)

    def _bound(self, mention: Mention, quantity: Quantity, sure: bool = True) -> Diagnostic:
        self.tied.add(mention.start)
        args = {"name": quantity.name, "said": self.spoken.said(mention)}
        edits = self._edit(mention, quantity.name) if sure else ()
        return Diagnostic("B622", (self.spoken.label(mention),), args, edits=edits)

    def _edit(self, mention: Mention, name: str, aspect: str = "") -> tuple[Edit, ...]:
        """Write the figure in place of its digits, if it is in the unit of the book."""
        profile = self.figures.profile
        if mention.kind == MONEY and mention.size != profile.currency.units[profile.unit]:
            return ()
        number = re.compile(_NUMBER).match(self.spoken.source.text, mention.start)
        if number is None:
            return ()
        chinese = profile.language.startswith("zh")
        said = name if name.isidentifier() else f'{"数据" if chinese else "figure"}("{name}")'
        part = f".{aspect if chinese else _ENGLISH[aspect]}" if aspect else ""
        return (Edit(self.spoken.source, number.start(), number.end(), f"{{{{{said}{part}}}}}"),)

    def _comparison(self, said: Comparison) -> Iterator[Diagnostic]:
        """A change that is said of a figure with a value of last year."""
        quantity = self._whole(said)
        prior = self.figures.budget.prior.get(quantity.name) if quantity else None
        if quantity is None or prior is None:
            return
        change = self._change(quantity, prior.amount.value)
        place = Label(prior.source, prior.start, prior.end, "base_here")
        if (change > 0) - (change < 0) != said.direction:
            where = said.change or said.currents[0]
            self.tied.update(m.start for m in (said.change, said.rate) if m is not None)
            args = {"name": quantity.name, "change": money(self.figures.budget, change)}
            yield Diagnostic("B627", (self.spoken.label(where), place), args, args["change"], self.spoken.said(where))
        elif said.change is not None:
            yield from self._amount_and_rate(said, quantity, change, prior.amount.value, place)

    def _whole(self, said: Comparison) -> Quantity | None:
        """The figure of the book that is compared: the first of the candidates that is no part of another."""
        top = self.spoken.passage.tops
        wholes = [mention for mention in said.currents if mention.start in top] or list(said.currents)
        found = self.found.get(wholes[0].start) if wholes else None
        return found.quantity if found is not None else None

    def _change(self, quantity: Quantity, before: int) -> int:
        return quantity.shown - before

    def _amount_and_rate(
        self, said: Comparison, quantity: Quantity, change: int, before: int, place: Label
    ) -> Iterator[Diagnostic]:
        assert said.change is not None
        low, high = said.change.near()
        right = low <= abs(change) <= high
        size = "" if right else self.spoken.shown(abs(change), said.change)
        yield self._compared(said.change, quantity, CHANGE, size, place)
        if said.rate is not None and before > 0 and right and said.holds():
            decimals = len(str(1_000_000 // said.rate.step)) - 1
            expected = rate(abs(change), before, decimals)
            fits = said.rate.value // said.rate.step == expected or said.rate_fits(said.currents[0])
            text = format_quantity(expected or 0, decimals, NumberStyle("", decimals=decimals)) + "%"
            yield self._compared(said.rate, quantity, RATE, "" if fits else text, place)

    def _compared(self, mention: Mention, quantity: Quantity, aspect: str, expected: str, place: Label) -> Diagnostic:
        """A change or a rate: right (`expected` is empty), or what it must be."""
        self.tied.add(mention.start)
        edits = self._edit(mention, quantity.name, aspect)
        args = {"name": f"{quantity.name}.{aspect}", "said": self.spoken.said(mention)}
        if not expected:
            return Diagnostic("B622", (self.spoken.label(mention),), args, edits=edits)
        return Diagnostic("B620", (self.spoken.label(mention), place), args, expected, args["said"], edits=edits)


def _direction(entry: Entry) -> bool:
    return bool(entry.words & {"up", "down"})
