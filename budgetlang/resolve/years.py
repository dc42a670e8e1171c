"""What changed between two years → `model.years.Change`. Old names are those of last year, new ones of this year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.years import Change, Share
from budgetlang.resolve.amounts import AmountReader
from budgetlang.resolve.budget import Files, statements
from budgetlang.resolve.codes import find_member
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.resolve.profile import region_of
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Word
from budgetlang.syntax.ast.years import Changed, Split

NOBODY = "-"
"""in the place of a new code: there is none"""


def resolve_changes(files: Files, before: Budget, budget: Budget, report: Report) -> list[Change]:
    """The changes that these files state between `before` and `budget`. Each old member changes once."""
    reader = _ChangeReader(before, budget, report)
    for source, node in statements(files, Changed):
        assert isinstance(node, Changed)
        reader.changed(source, node)
    for source, node in statements(files, Split):
        assert isinstance(node, Split)
        reader.split(source, node)
    return reader.changes


def unused_changes(files: Files, report: Report) -> None:
    """B289: changes are stated, but no lines of last year that they could be about."""
    for kind in (Changed, Split):
        for source, node in statements(files, kind):
            report.add("B289", at(source, node))


class _ChangeReader:
    def __init__(self, before: Budget, budget: Budget, report: Report) -> None:
        self.before = before
        self.budget = budget
        self.report = report
        self.amounts = AmountReader(budget, report)
        self.changes: list[Change] = []
        self.places: dict[Member, Label] = {}

    def changed(self, source: Source, node: Changed) -> None:
        """`变更 单位 02 03 = 05`. With several new codes it is a split that does not say how: that is found later."""
        found = self.old(source, node.dimension, node.old)
        if found is None:
            return
        dimension, old = found
        targets = list(self.targets(dimension, source, node.new))
        if targets and old:
            shares = tuple(Share(target, None, (), at(source, node)) for target in targets)
            self.changes.append(Change(dimension.index, old, shares, at(source, node)))

    def split(self, source: Source, node: Split) -> None:
        """`变更 单位 04 { … }`."""
        found = self.old(source, node.dimension, node.old)
        if found is None:
            return
        dimension, old = found
        shares: list[Share] = []
        for item in node.items:
            region = region_of(self.budget.profile, self.report, source, item.where)
            amount = self.amounts.money(item.amount.text, at(source, item.amount)) if item.amount else None
            targets = self.targets(dimension, source, [item.code])
            shares += [Share(each, amount.value if amount else None, region, at(source, item)) for each in targets]
        if shares and old:
            self.changes.append(Change(dimension.index, old, tuple(shares), at(source, node)))

    def old(self, source: Source, name: Word, words: Sequence[Word]) -> tuple[Dimension, tuple[Member, ...]] | None:
        """This year's dimension, and the members of last year's that are meant."""
        dimension = self.budget.profile.dimension(name.text)
        older = self.before.profile.dimension(name.text)
        if dimension is None or older is None:
            unknown(self.report, "B201", source, name, (each.name for each in self.budget.profile.dimensions))
            return None
        members: list[Member] = []
        for word in words:
            member = find_member(older, word, source, self.report)
            if member is None:
                continue
            first = self.places.setdefault(member, at(source, word, "declared_here"))
            if first.source is source and first.start == word.start:
                members.append(member)
            else:
                self.report.add("B204", at(source, word), first, name=word.text)
        return dimension, tuple(members)

    def targets(self, dimension: Dimension, source: Source, words: Sequence[Word]) -> Iterator[Member | None]:
        """The new members; what is unknown is reported and left out."""
        for word in words:
            member = find_member(dimension, word, source, self.report)
            if member is not None or word.text == NOBODY:
                yield member
