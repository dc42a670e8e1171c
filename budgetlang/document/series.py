"""Series: one amount for each member of a dimension, for enumerations in sentences and for charts."""

from __future__ import annotations

from attrs import define

from budgetlang.cube.cube import EMPTY, Cube, Slice
from budgetlang.document.nodes import Chart
from budgetlang.document.nodes import Slice as Part
from budgetlang.document.origins import Origins
from budgetlang.model.dimension import Member
from budgetlang.model.layout import ChartSpec, Series
from budgetlang.values.codes import natural_key
from budgetlang.values.style import NumberStyle, format_fen, format_percent


@define(eq=False, repr=False)
class Item:
    """One member of a series with its facts and the amount to show, in 分."""

    member: Member
    facts: Slice
    fen: int
    last: Slice = EMPTY
    """last year's facts, in a series that is compared"""
    prior: int = 0


def items_of(cube: Cube, series: Series) -> tuple[list[Item], int]:
    """The members where something other than zero stands, in the order of their codes; and the amount of all.

    In a series that is compared a member counts where something stood last year, too.
    """
    view = next((v for v in cube.views_for(series.measure, series.region) if series.dimension in dict(v.depths)), None)
    if view is None:
        return [], 0
    facts = cube.slice(series.measure, view, series.region)
    last = cube.slice(cube.last(series.measure), view, series.region) if series.compared else EMPTY
    groups: dict[Member, set[int]] = {}
    for position in facts | last:
        member = cube.facts[position].coords[series.dimension]
        if member is not None and series.level < len(member.lineage):
            groups.setdefault(member if series.level < 0 else member.lineage[series.level], set()).add(position)
    found = []
    for member, inside in groups.items():
        now, then = facts & inside, last & inside
        found.append(Item(member, now, cube.amount(now) if now else 0, then, cube.amount(then) if then else 0))
    found.sort(key=lambda item: [natural_key(above.code) for above in item.member.lineage])
    return [item for item in found if item.fen or item.prior], cube.amount(facts) if facts else 0


def build_chart(
    cube: Cube, spec: ChartSpec, series: Series, origins: Origins, style: NumberStyle, percent: NumberStyle
) -> Chart:
    """A chart of a series: a slice for each member, with its share of the whole."""
    items, total = items_of(cube, series)
    profile = cube.budget.profile
    unit, comma = style.unit or profile.unit, profile.words.joint("comma")
    slices = [
        Part(
            item.member.name,
            format_fen(item.fen, profile.currency.units[unit], style),
            format_percent(item.fen, total, percent),
            item.fen,
            origins.of_slice(item.facts, f"{spec.name}{comma}{item.member.name}"),
        )
        for item in items
        if item.fen
    ]
    return Chart(spec.name, spec.name, spec.kind, unit, slices)
