"""Facts and claims: figures at coordinates of the cube, each with the place where it is written."""

from __future__ import annotations

from attrs import define, field

from budgetlang.model.dimension import Member
from budgetlang.source.text import Source
from budgetlang.values.money import Amount


@define(eq=False, repr=False)
class Fact:
    """An amount of a measure at coordinates in some dimensions (None: the fact says nothing about it)."""

    measure: int
    coords: tuple[Member | None, ...]
    fen: int
    half: int
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class Claim:
    """A figure that somebody states for a region of the cube. It is checked, never added."""

    measure: int
    view: int | None
    """index of the view that it was stated in, if the author named one"""
    region: tuple[tuple[int, Member], ...]
    """(dimension, member) pairs, sorted by dimension"""
    fen: int
    half: int
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class Stated:
    """A figure stated under a name: last year's value, an input, a published figure."""

    name: str
    amount: Amount
    source: Source
    start: int
    end: int
    aspect: str = ""
    """of a published figure: `增减`, `增长率`, or empty for the figure itself"""


@define(eq=False, repr=False)
class Sic:
    """Words that contradict something and stay as they are, for a reason; they stand between `first` and `last`."""

    quote: str
    reason: str
    source: Source
    start: int
    end: int
    first: int
    last: int


@define(eq=False, repr=False)
class Prose:
    """Words of the author: a reason, a text, a field of a form."""

    text: str
    source: Source
    start: int
    end: int
    used: bool = field(default=False)
