"""Tables of a page by the lines that are drawn: which lines touch each other, and which cells they part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import define, field

NEAR = 2.5
"""points within which two lines are one, or touch"""

MOST = 1500
"""lines of a page, the longest of them: what has more is a drawing"""


@define(frozen=True)
class Rule:
    """A line across (from `start` to `end` at the height `at`) or down; points from the lower left corner."""

    across: bool
    at: float
    start: float
    end: float


@define
class Frame:
    """The lines of a table, and the cells between them."""

    xs: list[float]
    """from left to right"""
    ys: list[float]
    """from the top down"""
    cells: dict[tuple[int, int], tuple[int, int, int, int]] = field(factory=dict)
    """row, column, rows and columns of the cell that covers a place between the lines"""

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is within the frame."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def cell(self, x: float, y: float) -> tuple[int, int, int, int]:
        """The cell that holds a point within the frame."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right([-each for each in self.ys], -y) - 1, 0), len(self.ys) - 2)
        return self.cells[row, column]


def frames(rules: Iterable[Rule]) -> list[Frame]:
    """The tables that lines make: lines across and lines down that touch, with more than one cell."""
    found = []
    lines = sorted(_joined(rules), key=lambda rule: rule.start - rule.end)[:MOST]
    for group in _touching(lines):
        across = [rule for rule in group if rule.across]
        down = [rule for rule in group if not rule.across]
        if len(across) < 2 or not down:
            continue
        xs = _merged([*(rule.at for rule in down), min(r.start for r in across), max(r.end for r in across)])
        ys = _merged([*(rule.at for rule in across), min(r.start for r in down), max(r.end for r in down)])[::-1]
        if len(xs) > 1 and len(ys) > 1 and len(xs) + len(ys) > 4:
            found.append(Frame(xs, ys, _cells(xs, ys, across, down)))
    return found


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines without those that only go on where another ends."""
    joined: list[Rule] = []
    open_at: dict[tuple[bool, int], list[int]] = {}
    for rule in sorted(rules, key=lambda rule: (rule.across, rule.start)):
        key = round(rule.at / NEAR)
        near = [at for each in (key - 1, key, key + 1) for at in open_at.get((rule.across, each), ())]
        for at in near:
            before = joined[at]
            if abs(before.at - rule.at) <= NEAR / 2 and rule.start <= before.end + NEAR:
                joined[at] = Rule(rule.across, before.at, before.start, max(before.end, rule.end))
                break
        else:
            open_at.setdefault((rule.across, key), []).append(len(joined))
            joined.append(rule)
    return joined


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    parents = list(range(len(rules)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    down = [at for at, rule in enumerate(rules) if not rule.across]
    for one, rule in enumerate(rules):
        if rule.across:
            for other in down:
                if _meet(rule, rules[other]):
                    parents[root(one)] = root(other)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _meet(across: Rule, down: Rule) -> bool:
    return across.start - NEAR <= down.at <= across.end + NEAR and down.start - NEAR <= across.at <= down.end + NEAR


def _merged(places: Iterable[float]) -> list[float]:
    """Places in order, those that are near each other as one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > NEAR:
            merged.append(place)
    return merged


def _cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Rule], down: Sequence[Rule]
) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """Places that no line parts are one cell, the rectangle around them."""
    owner = {(row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}

    def root(at: tuple[int, int]) -> tuple[int, int]:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    walls = [[rule for rule in down if abs(rule.at - x) <= NEAR] for x in xs]
    floors = [[rule for rule in across if abs(rule.at - y) <= NEAR] for y in ys]
    for row, column in list(owner):
        if column + 1 < len(xs) - 1 and not _parted(walls[column + 1], (ys[row] + ys[row + 1]) / 2):
            owner[root((row, column + 1))] = root((row, column))
        if row + 1 < len(ys) - 1 and not _parted(floors[row + 1], (xs[column] + xs[column + 1]) / 2):
            owner[root((row + 1, column))] = root((row, column))
    areas: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        areas.setdefault(root(place), []).append(place)
    found = {}
    for places in areas.values():
        rows, columns = [row for row, _ in places], [column for _, column in places]
        cell = (min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1)
        found.update(dict.fromkeys(places, cell))
    return found


def _parted(rules: Sequence[Rule], through: float) -> bool:
    return any(rule.start - NEAR <= through <= rule.end + NEAR for rule in rules)
