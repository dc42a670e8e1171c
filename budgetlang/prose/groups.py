"""The figures of a text with the words that belong to each, inside their brackets.

A group is what stands at one level of brackets; a bracket right behind a figure belongs to that figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetlang.prose.mention import COUNT, MONEY, Mention
from budgetlang.prose.scan import CLOSE, FIGURE, MARK, OPEN, STOP, Token
from budgetlang.prose.vocabulary import NAME

FULL_STOPS = "。！？\n."
HALF_STOPS = "；;" + FULL_STOPS
COLONS = "：:"
"""what stands between a label and its figure, too"""


class Entry:
    """A figure with its place in the text: its label (`印刷费`), what its words say, the bracket behind it.

    `segment`, `sentence`, `number`: which part between semicolons, which sentence, which number of a list it is in.
    """

    __slots__ = (
        "between",
        "group",
        "label",
        "mention",
        "number",
        "open",
        "same",
        "segment",
        "sentence",
        "start",
        "words",
    )

    def __init__(self, mention: Mention, start: int, label: str, words: frozenset[str], group: Group) -> None:
        self.mention = mention
        self.start = start
        self.label = label
        self.words = words
        self.segment = group.segment
        self.sentence = group.sentence
        self.number = group.number
        self.between = group.between
        self.group: Group | None = None
        self.same = False
        """whether 持平 stands behind it"""
        self.open = False
        """whether 等 stands behind it: what it is the last of is not complete"""

    @property
    def alike(self) -> tuple[str, str]:
        """Figures can only be added to those of the same kind and unit."""
        return self.mention.kind, self.mention.unit

    @property
    def plain(self) -> bool:
        """Whether it is an amount of the text's own: no price, no change, nothing of last year, no threshold."""
        mention = self.mention
        if mention.kind not in (MONEY, COUNT) or mention.hedge in ("least", "most", "range") or self.price:
            return False
        return not self.words & {"up", "down", "last_year"}

    @property
    def year(self) -> int | None:
        """The year that its label names."""
        years = re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", self.label)
        return int(years[-1]) if years else None

    @property
    def price(self) -> bool:
        """Whether it is what one of something costs."""
        return "per" in self.words or "month" in self.words or any(part not in _YEAR for part in self.mention.per)


_YEAR = ("年", "a", "year")


class Group:
    """What stands at one level of brackets: entries, and the words between them, in order."""

    __slots__ = ("among", "between", "entries", "marks", "number", "owner", "segment", "sentence", "start", "words")

    def __init__(self, owner: Entry | None = None, start: int = 0) -> None:
        self.owner = owner
        self.start = start
        self.entries: list[Entry] = []
        self.among: list[int] = []
        """how many entries stand before each 其中"""
        self.words: set[str] = set()
        self.between: tuple[str, ...] = ()
        self.segment = self.sentence = self.number = 0
        self.marks = 0


class _Reader:
    """Builds the groups of one text from its tokens."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.group = Group()
        self.groups = [self.group]
        self.open: list[tuple[Group, int, set[str]]] = []
        self.boundary = start
        self.seen: set[str] = set()
        self.last: Entry | None = None

    def take(self, token: Token) -> None:
        if token.kind == FIGURE:
            self._figure(token)
        elif token.kind == STOP:
            self._stop(token)
        elif token.kind == OPEN:
            self._open(token)
        elif token.kind == CLOSE:
            if self.open:
                self.group, self.boundary, self.seen = self.open.pop()
                self.last = None
        elif token.kind == MARK:
            self.group.marks += 1
            self.group.number = self.group.marks
            self._fresh(token.end)
        elif token.kind != NAME:
            if token.kind == "among":
                self.group.among.append(len(self.group.entries))
                self._fresh(token.end)
            self._behind(token.kind)
            self.seen.add(token.kind)
            self.group.words.add(token.kind)

    def _behind(self, kind: str) -> None:
        """What a word says of the figure before it."""
        last = self.group.entries[-1] if self.group.entries else None
        if last is not None and last.segment == self.group.segment:
            last.same = last.same or kind == "same"
            last.open = last.open or kind == "etcetera"

    def _figure(self, token: Token) -> None:
        mention = token.mention
        assert mention is not None
        label = self.text[self.boundary : token.start]
        entry = Entry(mention, self.boundary, label.strip(), frozenset(self.seen), self.group)
        self.group.entries.append(entry)
        self.group.between = ()
        self.last = entry
        self._fresh(token.end)

    def _stop(self, token: Token) -> None:
        char = self.text[token.start]
        if char in COLONS:
            return
        group = self.group
        group.between = (*group.between, char)[-4:]
        if char in HALF_STOPS:
            group.segment += 1
        if char in FULL_STOPS:
            group.sentence += 1
        self.last = None
        self._fresh(token.end)

    def _open(self, token: Token) -> None:
        owner = (
            self.last if self.last is not None and not self.text[self.last.mention.end : token.start].strip() else None
        )
        self.open.append((self.group, self.boundary, self.seen))
        self.group = Group(owner, token.end)
        self.groups.append(self.group)
        if owner is not None:
            owner.group = self.group
        self.last = None
        self._fresh(token.end)

    def _fresh(self, boundary: int) -> None:
        self.boundary = boundary
        self.seen = set()


def groups(text: str, tokens: Iterator[Token], start: int = 0) -> list[Group]:
    """All groups of a text that begins at `start`; the first is what stands in no bracket."""
    reader = _Reader(text, start)
    for token in tokens:
        reader.take(token)
    return reader.groups
