"""The places of one view of a measure: keys (codes, units, projects) times combinations of the other dimensions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from budgetlang.catalogs.catalog import load
from budgetlang.importer.tables.statement import Place
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.profile import Profile, View

Key = tuple[Member | None, ...]
Atoms = frozenset[int]
"""combinations, by their number"""
LARGEST = 2_000
"""combinations of the small dimensions of a view: more are not looked through"""
_OPEN = ("catalog", "unit", "project")


class ViewAtoms:
    """The keys and combinations of one view."""

    def __init__(self, profile: Profile, measure: int, view: View) -> None:
        self.measure, self.view = measure, view
        dimensions = [(profile.dimensions[index], level) for index, level in view.depths]
        self.keys = [(d, level) for d, level in dimensions if d.kind in _OPEN]
        self.small = [d for d, _ in dimensions if d.kind not in _OPEN]
        choices = [
            [member for member in d if deep(d, level, member) and _allowed(view, d, member)]
            for d, level in dimensions
            if d.kind not in _OPEN
        ]
        size = 1
        for choice in choices:
            size *= len(choice)
        self.atoms: list[tuple[Member, ...]] = list(product(*choices)) if size <= LARGEST else []
        self._regions: dict[tuple[Member | None, ...], Atoms] = {}

    def key(self, place: Place) -> Key:
        return tuple(place.get(d.index) for d, _ in self.keys)

    def at_the_bottom(self, key: Key) -> bool:
        """Whether facts stand at a key."""
        return all(m is not None and deep(d, level, m) for m, (d, level) in zip(key, self.keys, strict=True))

    def region(self, place: Place) -> Atoms:
        """The combinations within a place."""
        wanted = tuple(place.get(d.index) for d in self.small)
        if wanted not in self._regions:
            self._regions[wanted] = frozenset(
                number
                for number, atom in enumerate(self.atoms)
                if all(w is None or member.inside(w) for w, member in zip(wanted, atom, strict=True))
            )
        return self._regions[wanted]

    def sayable(self, place: Place) -> bool:
        """Whether the view knows all dimensions of a place."""
        return place.keys() <= {d.index for d, _ in self.keys} | {d.index for d in self.small}

    def place(self, key: Key, atom: int) -> Place:
        place: Place = {d.index: m for (d, _), m in zip(self.keys, key, strict=True) if m is not None}
        return place | {d.index: m for d, m in zip(self.small, self.atoms[atom], strict=True)}


def above(key: Key) -> Iterator[Key]:
    """A key and everything that it is within."""
    return product(*((None, *(member.lineage if member is not None else ())) for member in key))


def deep(dimension: Dimension, level: int, member: Member) -> bool:
    """Whether a member is where the facts of a view stand."""
    if dimension.kind == "catalog":
        catalog = load(dimension.catalog)
        leaf = member.level == len(dimension.levels) - 1 or not catalog.children(member.code)
        return leaf if level < 0 else member.level == level
    if level < 0:
        return not member.children
    return member.level == level or (member.level < level and not member.children)


def _allowed(view: View, dimension: Dimension, member: Member) -> bool:
    return all(condition.accepts(member) for condition in view.region if condition.dimension == dimension.index)
