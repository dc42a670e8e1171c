"""Which cells of a table are the sums of which others.

A cell is the sum of some others if the facts behind those make up the facts behind it, each once: that holds
whatever the amounts are. So whole rows and whole columns are compared, by the facts of all their cells; only where
two have the very same facts does their place in the tree of rows decide which is the sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from attrs import define

from budgetlang.backends.xlsx.layout import Tile
from budgetlang.document.nodes import Origin

Place = tuple[int, int]
"""row and column of the body, from 0"""

Parts = dict[int, list[int]]
"""a row (or column) → the rows (columns) that it is the sum of"""

Facts = frozenset[int]
"""facts by their numbers, each below the mark of a cell"""

_BITS = 40
"""bits of the number of a fact"""


@define
class Relation:
    """A cell and the cells that it is the sum of; all in one column (`down`) or all in one row."""

    whole: Place
    parts: list[Place]
    down: bool


@define
class Panel:
    """Neighbouring columns of numbers, with the labels to their left."""

    columns: list[int]
    rows: list[int]
    """rows that have a cell for a number here"""


@define
class _Body:
    """The cells for numbers, and the facts behind those that have any."""

    cells: dict[Place, Tile]
    facts: dict[Place, list[int]]

    def sets(self, places: Iterable[Iterable[tuple[int, Place]]]) -> list[Facts]:
        """For each row or column the facts of its cells, each with the mark of its cell."""
        return [
            frozenset([mark << _BITS | fact for mark, at in line for fact in self.facts.get(at, ())]) for line in places
        ]


def table_sums(cells: Sequence[Tile], origins: Sequence[Origin], paths: Mapping[int, Sequence[int]]) -> list[Relation]:
    """What the cells of a table are the sums of, rows before columns.

    `paths`: for each grid column the header cells above it, from the top, each as a number of its own.
    """
    body = _body(cells, origins)
    found: list[Relation] = []
    for panel in panels(cells):
        found.extend(_down(body, panel, _row_parts(body, panel)))
        found.extend(_across(body, panel, _column_parts(body, panel, paths)))
    return found


def form_sums(cells: Sequence[Tile], origins: Sequence[Origin]) -> list[Relation]:
    """What the amounts of a form are the sums of: in a run of amounts below each other, one of all the others."""
    body = _body(cells, origins)
    found: list[Relation] = []
    for column in sorted({column for _, column in body.cells}):
        rows = sorted(row for row, at in body.cells if at == column)
        for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            block = Panel([column], [row for _, row in run])
            sets = body.sets([(column, (row, column))] for row in block.rows)
            parts = _splits(sets, lambda whole, part: part > whole)
            found.extend(_down(body, block, {block.rows[i]: [block.rows[j] for j in js] for i, js in parts.items()}))
    return found


def panels(cells: Sequence[Tile]) -> list[Panel]:
    """The panels of a table, from left to right."""
    numbers = [tile for tile in cells if tile.cell.kind == "number"]
    columns = sorted({tile.column for tile in numbers})
    found: list[Panel] = []
    for _, run in groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0]):
        inside = [column for _, column in run]
        found.append(Panel(inside, sorted({tile.row for tile in numbers if inside[0] <= tile.column <= inside[-1]})))
    return found


def _body(cells: Sequence[Tile], origins: Sequence[Origin]) -> _Body:
    numbers = {(tile.row, tile.column): tile for tile in cells if tile.cell.kind == "number"}
    facts = {at: origins[tile.cell.origin].facts for at, tile in numbers.items() if tile.cell.origin is not None}
    return _Body(numbers, facts)


def _down(body: _Body, panel: Panel, parts: Parts) -> Iterable[Relation]:
    for row, below in sorted(parts.items()):
        for column in panel.columns:
            if (row, column) in body.facts:
                places = [(part, column) for part in below if (part, column) in body.cells]
                yield Relation((row, column), places, True)


def _across(body: _Body, panel: Panel, parts: Parts) -> Iterable[Relation]:
    for column, beside in sorted(parts.items()):
        for row in panel.rows:
            if (row, column) in body.facts:
                places = [(row, part) for part in beside if (row, part) in body.cells]
                yield Relation((row, column), places, False)


def _row_parts(body: _Body, panel: Panel) -> Parts:
    """By the tree of rows, blank rows included; else by the facts alone, for rows that are not below it in the tree."""
    sets = body.sets(((column, (row, column)) for column in panel.columns) for row in panel.rows)
    levels = [
        next(body.cells[row, column].cell.level for column in panel.columns if (row, column) in body.cells)
        for row in panel.rows
    ]
    holders: dict[int, list[int]] = {}
    for index, facts in enumerate(sets):
        for fact in facts:
            holders.setdefault(fact, []).append(index)

    def under(whole: int, part: int) -> bool:
        """Whether a row with the same facts as another is a part of it, not the other way round."""
        return levels[part] > levels[whole] or (levels[part] == levels[whole] == 0 and part < whole)

    found: Parts = {}
    for index, facts in enumerate(sets):
        if not facts:
            continue
        parts = _children(index, sets, levels) or _children(index, sets, levels, back=True)
        if not parts:
            near = {other for fact in facts for other in holders[fact] if levels[other] >= levels[index]}
            parts = _partition(index, sets, sorted(near, key=lambda other: (levels[other], other)), under)
        if parts:
            found[panel.rows[index]] = [panel.rows[part] for part in parts]
    return found


def _children(index: int, sets: Sequence[Facts], levels: Sequence[int], back: bool = False) -> list[int]:
    """The rows of the next level below (or, for a total at the end, above) a row, if they are what it is made of."""
    inside: list[int] = []
    for other in range(index - 1, -1, -1) if back else range(index + 1, len(levels)):
        if levels[other] <= levels[index]:
            break
        inside.append(other)
    top = min((levels[other] for other in inside), default=0)
    parts = sorted(other for other in inside if levels[other] == top)
    made = frozenset().union(*(sets[part] for part in parts))
    whole = made == sets[index] and sum(len(sets[part]) for part in parts) == len(made)
    return parts if whole else []


def _column_parts(body: _Body, panel: Panel, paths: Mapping[int, Sequence[int]]) -> Parts:
    """Among the columns below the header that a column shares with them."""
    found: Parts = {}
    sets = body.sets(((row, (row, column)) for row in panel.rows) for column in panel.columns)
    above = [tuple(paths.get(column, ()))[:-1] for column in panel.columns]
    for shared in sorted(set(above)):
        group = [i for i, column in enumerate(panel.columns) if tuple(paths.get(column, ()))[: len(shared)] == shared]
        for whole, parts in _splits([sets[i] for i in group], lambda whole, part: part > whole).items():
            if above[group[whole]] == shared:
                found[panel.columns[group[whole]]] = [panel.columns[group[part]] for part in parts]
    return found


def _splits(sets: Sequence[Facts], under: Callable[[int, int], bool]) -> Parts:
    """The parts of each line among the others; if those are all that have facts, the empty lines with them."""
    filled = [index for index, facts in enumerate(sets) if facts]
    found: Parts = {}
    for index in filled:
        parts = _partition(index, sets, filled, under)
        if parts and len(parts) == len(filled) - 1:
            parts = [other for other in range(len(sets)) if other != index]
        if parts:
            found[index] = parts
    return found


def _partition(
    index: int,
    sets: Sequence[Facts],
    among: Iterable[int],
    under: Callable[[int, int], bool],
) -> list[int]:
    """Those of some lines that make up a line, the largest first; empty if they do not."""
    whole = sets[index]
    inside = [
        other
        for other in among
        if other != index and sets[other] <= whole and (len(sets[other]) < len(whole) or under(index, other))
    ]
    inside.sort(key=lambda other: -len(sets[other]))
    rest, parts = set(whole), []
    for other in inside:
        if sets[other] and sets[other] <= rest:
            rest -= sets[other]
            parts.append(other)
    return [] if rest else sorted(parts)


@define
class Plan:
    """What is live in a table: the sums that hold for what is written, and those that rounding broke."""

    formulas: dict[Place, list[Place]]
    tails: list[Relation]


def plan(relations: Iterable[Relation], written: Mapping[Place, int], texts: Mapping[Place, str]) -> Plan:
    """Sort relations by whether they hold in 分. `written`: what is in the cells; `texts`: what is printed there.

    A cell without a number counts as nothing if it is blank; with any other text nothing can be said.
    """
    made = Plan({}, [])
    for relation in relations:
        if relation.whole not in written or any(at not in written and texts[at] for at in relation.parts):
            continue
        if sum(written.get(at, 0) for at in relation.parts) != written[relation.whole]:
            made.tails.append(relation)
        else:
            made.formulas.setdefault(relation.whole, relation.parts)
    return made
