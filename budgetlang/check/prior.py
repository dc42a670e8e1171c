"""Last year's values against each other: that of a whole is the sum of those of its parts (domain.md §2.4).

So it is where a check of the profile says that figures are equal: it held last year, too.

Parts are figures of the same measure that differ from the whole by one member of one dimension, if there is one for
each member that the whole has there: the kinds of an official expense, the funds of an appropriation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetlang.check.describe import money
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.facts import Stated
from budgetlang.model.profile import Figure, Formula, Profile, Ref, Sum
from budgetlang.values.money import interval

Place = dict[int, Member]


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B418: last year's value of a whole cannot be the sum of those of its parts."""
    prior = figures.budget.prior
    found = {name: _place(figures.profile, name) for name in prior}
    places = {name: place for name, place in found.items() if place is not None}
    for name, (whole, place) in places.items():
        for dimension in figures.profile.dimensions:
            parts = [n for n, (part, inner) in places.items() if part == whole and _part(place, inner, dimension)]
            if _complete(dimension, place, [places[part][1][dimension.index] for part in parts]):
                yield from _compared(figures, prior[name], [prior[part] for part in parts])
    for rule in figures.profile.checks:
        names = [_names(side) for side in (rule.left, rule.right)]
        if not rule.soft and rule.comparison == "==" and len(names[0]) == 1 and prior.keys() >= {*names[0], *names[1]}:
            yield from _compared(figures, prior[names[0][0]], [prior[name] for name in names[1]])


def _names(formula: Formula) -> list[str]:
    """The figures that a formula adds up; an empty name for whatever else it has."""
    return [term.name if sign == 1 and isinstance(term, Ref) else "" for sign, term in formula]


def _place(profile: Profile, name: str) -> tuple[int, Place] | None:
    """The measure of a figure that is one sum, and where it is taken; None for any other."""
    figure: Figure | None = profile.figures.get(name)
    if figure is None or len(figure.formula) != 1:
        return None
    sign, term = figure.formula[0]
    if sign != 1 or not isinstance(term, Sum):
        return None
    place: Place = {}
    for condition in term.region:
        if condition.attribute or condition.excluded or len(condition.members) != 1 or condition.dimension in place:
            return None
        place[condition.dimension] = condition.members[0]
    return term.measure, place


def _part(whole: Place, part: Place, dimension: Dimension) -> bool:
    """Whether a place is that of the whole, but for a member right below it in one dimension."""
    member = part.get(dimension.index)
    if dimension.kind != "list" or member is None or member.parent is not whole.get(dimension.index):
        return False
    return {**part, dimension.index: None} == {**whole, dimension.index: None}


def _complete(dimension: Dimension, whole: Place, members: Sequence[Member]) -> bool:
    """Whether these are all members below the whole."""
    above = whole.get(dimension.index)
    every = above.children if above is not None else [member for member in dimension if member.parent is None]
    return len(members) > 1 and set(members) == set(every)


def _compared(figures: Figures, whole: Stated, parts: Sequence[Stated]) -> Iterator[Diagnostic]:
    bounds = [interval(part.amount.value, part.amount.half) for part in parts]
    low, high = interval(whole.amount.value, whole.amount.half)
    if sum(least for least, _ in bounds) <= high and low <= sum(most for _, most in bounds):
        return
    total = sum(part.amount.value for part in parts)
    labels = [Label(part.source, part.start, part.end, "stated_here") for part in parts]
    yield Diagnostic(
        "B418", (Label(whole.source, whole.start, whole.end), *labels),
        {
            "name": whole.name,
            "parts": " + ".join(f"“{part.name}”" for part in parts),
            "parts_en": " + ".join(part.name for part in parts),
        },
        expected=money(figures.budget, total), found=money(figures.budget, whole.amount.value),
        difference=money(figures.budget, whole.amount.value - total),
    )  # fmt: skip
