"""A text that was read: its figures, and what it says about them. It knows no budget."""

from __future__ import annotations

from functools import cached_property

from budgetlang.prose.comparisons import Comparison, Product, Share, comparisons, products, shares
from budgetlang.prose.groups import Entry, Group, groups
from budgetlang.prose.listings import Listing, listings
from budgetlang.prose.scan import has_figures, scan
from budgetlang.prose.sums import Sums, sums
from budgetlang.prose.vocabulary import Vocabulary


class Passage:
    """The part of a text from `start` to `end`: a paragraph, a field of a form. What it says is read when asked for."""

    def __init__(self, text: str, words: Vocabulary, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.words = words
        self.start = start
        self.end = len(text) if end is None else end

    @property
    def silent(self) -> bool:
        """Whether it has no figure at all."""
        return has_figures(self.words).search(self.text, self.start, self.end) is None

    @property
    def filled(self) -> bool:
        """Whether some of its figures are filled in when it is printed: then its sums cannot be told."""
        return self.text.find("{{", self.start, self.end) >= 0 or self.text.find("{%", self.start, self.end) >= 0

    @cached_property
    def groups(self) -> list[Group]:
        return groups(self.text, scan(self.text, self.words, self.start, self.end), self.start)

    @cached_property
    def entries(self) -> list[Entry]:
        """The figures outside of all brackets, in order."""
        return self.groups[0].entries

    @cached_property
    def every(self) -> list[Entry]:
        """All figures, in order."""
        entries = [entry for group in self.groups for entry in group.entries]
        return sorted(entries, key=lambda entry: entry.mention.start)

    @cached_property
    def sums(self) -> Sums:
        return sums(self.groups, self.words)

    @cached_property
    def tops(self) -> frozenset[int]:
        """Where the amounts stand that are no part of a sum."""
        return frozenset(entry.mention.start for entry in self.sums.top)

    @cached_property
    def listings(self) -> list[Listing]:
        return list(listings(self.text, self.entries, self.words, self.end))

    @cached_property
    def comparisons(self) -> list[Comparison]:
        return list(comparisons(self.entries))

    @cached_property
    def shares(self) -> list[Share]:
        return list(shares(self.entries))

    @cached_property
    def products(self) -> list[Product]:
        return list(products(self.text, self.entries, self.words))
