"""Facts and published figures as `明细` blocks: what a block shares stands above its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field

from budgetlang.importer.draft import Draft
from budgetlang.importer.facts.find import Found
from budgetlang.importer.published import Passage
from budgetlang.importer.tables.statement import Place, Statement
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.profile import Profile
from budgetlang.values.money import Currency
from budgetlang.values.style import NumberStyle, format_fen

AMOUNT = "金额"
_OPEN = ("catalog", "unit", "project")
"""kinds of dimensions whose members stand in rows"""


@define(frozen=True)
class Value:
    """An amount as source writes it, and the cell that says so."""

    text: str
    passage: Passage


@define(eq=False)
class Line:
    """A row of a block: its members, the name that the document gives it, and its amounts by column."""

    members: tuple[Member | None, ...]
    name: Passage
    values: dict[str, Value] = field(factory=dict)


Shared = tuple[tuple[int, Member], ...]
Block = tuple[int, int, Shared]
"""measure, view, and what all rows of a block share"""
Members = tuple[Member | None, ...]


class AmountWriter:
    """Writes the amounts of one budget in `unit`."""

    def __init__(self, draft: Draft, profile: Profile, unit: str) -> None:
        self.draft, self.profile, self.unit = draft, profile, unit

    def facts(self, found: Sequence[Found]) -> None:
        """A block for each combination of what neither rows nor columns say."""
        spread = {key: self._spread(key, found) for key in dict.fromkeys((each.measure, each.view) for each in found)}
        blocks: dict[Block, dict[Members, Line]] = {}
        for each in found:
            column = spread[each.measure, each.view]
            shared, members = self._divided(each.measure, each.view, each.place, column)
            lines = blocks.setdefault((each.measure, each.view, shared), {})
            line = lines.setdefault(members, Line(members, each.name))
            title = each.place[column.index].name if column is not None else AMOUNT
            line.values[title] = Value(self._text(each), each.passage)
        for key, lines in blocks.items():
            self._block(key, list(lines.values()), spread[key[0], key[1]])

    def claims(self, stated: Iterable[Statement]) -> dict[int, Statement]:
        """Published figures, each place and amount once; where each of them is written."""
        blocks: dict[Block, list[tuple[Statement, Members]]] = {}
        seen: set[tuple[Block, Members, int, int]] = set()
        for each in stated:
            shared, members = self._divided(each.measure, each.view, each.place, None)
            key = (each.measure, each.view, shared)
            if (key, members, each.fen, each.half) not in seen:
                seen.add((key, members, each.fen, each.half))
                blocks.setdefault(key, []).append((each, members))
        places: dict[int, Statement] = {}
        for key, pairs in blocks.items():
            texts = [written(each.text or "0", each.unit, self.unit) for each, _ in pairs]
            lines = [
                Line(members, each.name, {AMOUNT: Value(text, each.passage)})
                for (each, members), text in zip(pairs, texts, strict=True)
            ]
            offsets = self._block(key, lines, None, "= ")
            places.update(zip(offsets, (each for each, _ in pairs), strict=True))
        return places

    def _text(self, found: Found) -> str:
        """An amount as the document writes it, else exactly."""
        return written(found.text or plainly(found.fen, self.profile.currency, found.unit), found.unit, self.unit)

    def _divided(self, measure: int, view: int, place: Place, column: Dimension | None) -> tuple[Shared, Members]:
        """What a block says of a place, and what its rows say."""
        rows = self._rows(measure, view)
        inside = {d.index for d in rows} | ({column.index} if column is not None else set())
        shared = tuple(sorted(((i, m) for i, m in place.items() if i not in inside), key=lambda pair: pair[0]))
        return shared, tuple(place.get(d.index) for d in rows)

    def _dimensions(self, measure: int, view: int) -> list[Dimension]:
        depths = self.profile.measures[measure].views[view].depths
        return [self.profile.dimensions[index] for index, _ in depths]

    def _rows(self, measure: int, view: int) -> list[Dimension]:
        """The dimensions whose members stand in the rows: those that are open, else the first."""
        dimensions = self._dimensions(measure, view)
        return [d for d in dimensions if d.kind in _OPEN] or dimensions[:1]

    def _spread(self, key: tuple[int, int], found: Sequence[Found]) -> Dimension | None:
        """The dimension whose members become columns: that of which the facts have the most, if more than one."""
        rows = self._rows(*key)
        own = [each.place for each in found if (each.measure, each.view) == key]
        best: tuple[int, Dimension | None] = (1, None)
        for dimension in self._dimensions(*key):
            names = {place[dimension.index].name for place in own if dimension.index in place}
            if dimension not in rows and len(names) > best[0] and all(map(self._is_column, names)):
                best = (len(names), dimension)
        return best[1]

    def _is_column(self, name: str) -> bool:
        """Whether a name may head a column: one word, and that of one member."""
        lists = [d for d in self.profile.dimensions if d.kind != "catalog"]
        return len(name.split()) == 1 and sum(name in d.names for d in lists) == 1

    def _block(self, key: Block, lines: Sequence[Line], column: Dimension | None, mark: str = "") -> list[int]:
        """Write one block. Returns where the amounts of the rows begin."""
        measure, rows, draft = self.profile.measures[key[0]], self._rows(key[0], key[1]), self.draft
        used = [i for i in range(len(rows)) if any(line.members[i] is not None for line in lines)] or [0]
        by = f" by {measure.views[key[1]].name}" if len(measure.views) > 1 else ""
        draft.put(f"\n明细 {measure.name}{by} {{\n")
        for index, member in key[2]:
            draft.put(
                f"  {self.profile.dimensions[index].name} = {reference(self.profile.dimensions[index], member)}\n"
            )
        names = [AMOUNT]
        if column is not None:
            names = [m.name for m in column if any(m.name in line.values for line in lines)]
        draft.put(f"  列  {'  '.join([*(rows[i].name for i in used), *names])}\n")
        offsets = [self._line(line, names, [line.members[i] for i in used], mark) for line in lines]
        draft.put("}\n")
        return offsets

    def _line(self, line: Line, names: Sequence[str], members: Sequence[Member | None], mark: str) -> int:
        draft = self.draft
        draft.put("  ")
        draft.anchor(next(iter(line.values.values())).passage)
        draft.put(f"{mark}{'  '.join(_code(member, mark) for member in members)}")
        offset = draft.length + 2
        for name in names:
            draft.put("  ")
            value = line.values.get(name)
            if value is not None:
                draft.anchor(value.passage)
            draft.put(value.text if value is not None else "-")
        if line.name.pieces and len(members) == 1 and members[0] is not None:
            draft.put("  ")
            draft.quote(line.name)
        draft.put("\n")
        return offset


def _code(member: Member | None, mark: str) -> str:
    return member.code if member is not None else ("*" if mark else "-")


def reference(dimension: Dimension, member: Member) -> str:
    """How a setting names a member: by its name where that is one word and its own."""
    own = dimension.names.get(member.name) if dimension.kind == "list" else None
    return member.name if own is not None and own.code == member.code and " " not in member.name else member.code


def written(text: str, unit: str, default: str) -> str:
    """A figure with its unit, if that is not the one of the budget."""
    return text if unit == default else f"{text}{unit}"


def plainly(fen: int, currency: Currency, unit: str) -> str:
    """An amount in a unit, with as many decimals as it needs."""
    return format_fen(fen, currency.units[unit], NumberStyle("", decimals=currency.decimals(unit), trim=True))
