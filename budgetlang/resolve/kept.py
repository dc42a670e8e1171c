"""A built-in profile as it was resolved once and for all; see `keep`, which makes the files.

Reading and resolving a profile takes longer than all the rest of a small check, and gives the same each time. So what
it gives is kept beside its source, as plain values in the form of `marshal`: no names of code, nothing that runs.
It is used only while the source is, character for character, the text that it was made from.
"""

from __future__ import annotations

import marshal
from functools import partial
from typing import Any, Final

from budgetlang.model.dimension import Dimension, Mapping, Member
from budgetlang.model.profile import (
    Check,
    Condition,
    Count,
    Crosswalk,
    Figure,
    Input,
    Measure,
    Profile,
    Ref,
    Slot,
    Sum,
    View,
)
from budgetlang.resolve.codes import catalog_entry
from budgetlang.source.text import Source
from budgetlang.values.money import Currency

FILE: Final = "profile.kept"
CLASSES: Final[tuple[Any, ...]] = (
    Check, Condition, Count, Crosswalk, Figure, Input, Mapping, Measure, Ref, Slot, Sum, View
)  # fmt: skip
SOURCE, MEMBER = -1, -2
"""what stands for the source and for a member of a dimension, where objects have the number of their class"""


def shapes(*classes: Any) -> tuple[tuple[str, ...], ...]:
    """Classes and their fields: what was kept for others is not used."""
    return tuple([(each.__name__, *each.__match_args__) for each in classes])


SHAPES: Final = shapes(*CLASSES, Dimension, Member, Profile)


def unkept(data: bytes, source: Source) -> Profile | None:
    """The profile that was kept; None if it was made from another text, or for other classes than those of now."""
    try:
        shapes, text, head, money, dimensions, values = marshal.loads(data)
    except (EOFError, ValueError, TypeError):
        return None
    if shapes != SHAPES or text != source.text:
        return None
    path, title, language, unit, book = head
    profile = Profile(path, title, language, unit, Currency(*money), book)
    for row in dimensions:
        profile.dimensions.append(_dimension(len(profile.dimensions), *row))
    reader = Reader(CLASSES, source, profile.dimensions)
    mappings, measures, figures, inputs, slots, checks, crosswalks = reader.value(values)
    for dimension, own in zip(profile.dimensions, mappings, strict=True):
        dimension.mappings.extend(own)
    profile.measures.extend(measures)
    profile.figures.update((figure.name, figure) for figure in figures)
    profile.inputs.update((each.name, each) for each in inputs)
    profile.slots.update((slot.name, slot) for slot in slots)
    profile.checks.extend(checks)
    profile.crosswalks.extend(crosswalks)
    return profile


def _dimension(
    index: int,
    name: str,
    kind: str,
    levels: tuple[str, ...],
    attributes: dict[str, tuple[str, ...]],
    catalog: str,
    renamed: dict[str, str],
    members: list[tuple[str, str, str, bool, dict[str, str]]],
) -> Dimension:
    dimension = Dimension(index, name, kind, levels, attributes, catalog=catalog, renamed=renamed)
    if catalog:
        dimension.lookup = partial(catalog_entry, catalog)
    for code, label, above, sourced, own in members:
        dimension.add(code, label, dimension.members.get(above), sourced).attributes.update(own)
    return dimension


class Reader:
    """Makes objects of some classes, of one source, again of what `keep` made of them."""

    def __init__(self, classes: tuple[Any, ...], source: Source, dimensions: list[Dimension]) -> None:
        self.classes = classes
        self.source = source
        self.dimensions = dimensions

    def value(self, plain: Any) -> Any:
        if type(plain) is tuple:
            return tuple([self.value(item) for item in plain])
        if type(plain) is not list:
            return plain
        number, *fields = plain
        if number == SOURCE:
            return self.source
        if number == MEMBER:
            index, code = fields
            return self.dimensions[index].get(code)
        return self.classes[number](*[self.value(field) if type(field) in (tuple, list) else field for field in fields])
