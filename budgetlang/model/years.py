"""What became of units, codes and projects between two years, as a budget says it."""

from __future__ import annotations

from attrs import define

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.dimension import Member
from budgetlang.model.profile import Region


@define(eq=False, repr=False)
class Share:
    """A part of the money of old members, and the member that has it now.

    `target` is None for what has no successor; `fen` is None for all that the region selects, or what is left of it.
    """

    target: Member | None
    fen: int | None
    region: Region
    place: Label


@define(eq=False, repr=False)
class Change:
    """Members of last year's dimension and where their money stands this year.

    With one share that says nothing else the members were renamed or merged, with several they were split.
    """

    dimension: int
    """of this year's profile"""
    old: tuple[Member, ...]
    shares: tuple[Share, ...]
    place: Label
