"""What a published table says about the cube: a figure for a place in it, with the cell that says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import define

from budgetlang.importer.published import Passage
from budgetlang.importer.vocabulary import plain
from budgetlang.model.dimension import Member
from budgetlang.model.layout import Panel
from budgetlang.model.profile import Condition, Profile, View

Place = dict[int, Member]
"""by dimension: the member within which the figure is"""


@define(eq=False)
class Statement:
    """A figure of a measure at a place. `text` is as source writes it, `""` where the cell is blank and means zero."""

    measure: int
    view: int
    place: Place
    text: str
    fen: int
    half: int
    passage: Passage
    """of the cell, or of the name of its row where the cell is blank"""
    name: Passage
    """what the row is called, empty where it is a total"""
    unit: str
    """in which the text is"""
    others: tuple[int, ...] = ()
    """measures that are added to it in the same cell"""


@define(eq=False)
class Declared:
    """A unit or a project that a document names."""

    member: Member
    passage: Passage
    """where it is named first"""


class Members:
    """The units or the projects of a document by name; they get codes in the order in which they are named."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.all: dict[str, Declared] = {}

    def add(self, passage: Passage) -> Member | None:
        """The member that a passage names, a new one if there is none of that name; None for an empty passage."""
        key = plain(passage.text)
        if not key:
            return None
        if key not in self.all:
            self.all[key] = Declared(Member(f"{self.prefix}{len(self.all) + 1:02}", passage.text), passage)
        return self.all[key].member


def view_of(profile: Profile, panel: Panel, measure: int, dimensions: Collection[int]) -> View | None:
    """The view of a measure that a panel shows: the named one, else the first that knows these dimensions."""
    views = profile.measures[measure].views
    if panel.view is not None and panel.measures[:1] == (measure,):
        return views[panel.view]
    return next((view for view in views if {dimension for dimension, _ in view.depths}.issuperset(dimensions)), None)


def within(place: Place | None, region: Iterable[Condition]) -> Place | None:
    """The place within conditions; None where they exclude each other, or where a place cannot say one of them."""
    for condition in region:
        if place is None or condition.attribute or condition.excluded or len(condition.members) != 1:
            return None
        member, own = condition.members[0], place.get(condition.dimension)
        if own is None or member.inside(own):
            place = {**place, condition.dimension: member}
        elif not own.inside(member):
            return None
    return place
