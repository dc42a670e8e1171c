"""Amounts that the statements about their key leave open: the others of the measure, also of other views, decide.

The open amounts are unknown whole numbers, every statement is a sum over them that may be off by what rounding allows.
Bounds are carried along the sums; where they leave a choice, one amount is set to its least or greatest, and so on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from budgetlang.importer.facts.atoms import Key, ViewAtoms, above
from budgetlang.importer.facts.opened import Amount, Open, solve
from budgetlang.importer.tables.statement import Statement
from budgetlang.proof.propagation import propagate, uses
from budgetlang.proof.system import System

MOST_TRIALS = 2_000
"""amounts that are set before the search is given up"""
MOST_TAILS = 2
"""different amounts about one key that may be off"""


def choose(atoms: ViewAtoms, keys: Mapping[Key, Open], stated: Sequence[Statement]) -> None:
    """Decide what is open. `stated`: everything that is said of the measure."""
    open_keys = {key: each for key, each in keys.items() if each.choices}
    if not open_keys:
        return
    values = _solution(atoms, keys, open_keys, stated)
    if values is None:  # the document contradicts itself: what is said of each key has to do
        values = _solution(atoms, keys, open_keys, ())
    for (key, atom), fen in (values or {}).items():
        open_keys[key].solved[atom] = _amount(open_keys[key], atom, fen)
    for each in open_keys.values():
        _guess(each)


def _amount(key: Open, atom: int, fen: int) -> Amount:
    """An amount that was chosen; a statement that says it is where it stands."""
    said = next((each for atoms, each in key.pairs if atom in atoms and each.fen == fen), None)
    return Amount(fen, said, assumed=True)


def _guess(key: Open) -> None:
    """Whatever still is open: all that the smallest statement says at its first combination."""
    while key.choices:
        choices = [
            (len(left), order, min(left), key.rest(atoms, statement), statement)
            for order, (atoms, statement) in enumerate(key.pairs)
            if (left := key.left(atoms)) and not key.tail(atoms, statement)
        ]
        _, _, atom, rest, statement = min(choices, key=lambda choice: choice[:3])
        key.solved[atom] = Amount(rest, statement if rest == statement.fen else None, assumed=True)
        solve(key)


def _solution(
    atoms: ViewAtoms, keys: Mapping[Key, Open], open_keys: Mapping[Key, Open], stated: Sequence[Statement]
) -> dict[tuple[Key, int], int] | None:
    search = _Search()
    for key, each in open_keys.items():
        _own(search, key, each, _tails(each))
    for statement in stated:
        if atoms.sayable(statement.place) and not atoms.at_the_bottom(atoms.key(statement.place)):
            _outer(search, atoms, keys, statement)
    found = search.run()
    return {place: found[number] for place, number in search.unknowns.items()} if found is not None else None


Tails = dict[int, int]
"""by how much a statement about one key is off, by its position"""


def _tails(key: Open) -> Tails:
    """The fewest amounts of a key that must be off by one unit of rounding, those about the most first."""
    alike: dict[int, list[int]] = {}
    for i in sorted(range(len(key.pairs)), key=lambda i: -len(key.pairs[i][0])):
        alike.setdefault(key.pairs[i][1].fen, []).append(i)
    for count in range(MOST_TAILS + 1):
        for chosen in combinations(alike.values(), count):
            for signs in product((1, -1), repeat=count):
                signed = zip(chosen, signs, strict=True)
                tails = {i: sign * 2 * key.pairs[i][1].half for group, sign in signed for i in group}
                search = _Search()
                _own(search, (), key, tails)
                if search.run() is not None:
                    return tails
    return {}


def _own(search: _Search, key: Key, each: Open, tails: Tails) -> None:
    """The statements about one key."""
    for atom in each.left(frozenset[int]().union(*(region for region, _ in each.pairs))):
        rests = [
            max(each.rest(region, said) + tails.get(i, 0), 0)
            for i, (region, said) in enumerate(each.pairs)
            if atom in region
        ]
        search.unknowns[key, atom] = search.amount(rests)
    for i, (region, said) in enumerate(each.pairs):
        terms = [search.unknowns[key, atom] for atom in each.left(region)]
        if terms:
            search.sum(terms, each.rest(region, said) + tails.get(i, 0), 0)


class _Search:
    """Open amounts as unknown whole numbers, each with some values that are likely, and sums of them."""

    def __init__(self) -> None:
        self.system = System()
        self.unknowns: dict[tuple[Key, int], int] = {}
        self.likely: dict[int, tuple[int, ...]] = {}
        """the likeliest first"""

    def amount(self, rests: Sequence[int]) -> int:
        """An open amount: nothing, or one of what statements leave for it."""
        number = self.system.unknown(0, min(rests))
        self.likely[number] = (*sorted(set(rests), reverse=True), 0)
        return number

    def sum(self, terms: Sequence[int], fen: int, off: int) -> None:
        """The terms add up to an amount, or are off by what rounding allows."""
        slack = self.system.unknown(-off, off)
        self.system.add([*((term, 1) for term in terms), (slack, 1)], -fen)

    def run(self) -> list[int] | None:
        """Values that satisfy all sums, found by setting one unknown after the other; None where none are found."""
        where = uses(self.system)
        stack: list[tuple[list[int], list[int], Sequence[int]]] = [
            (list(self.system.low), list(self.system.high), range(len(self.system.equations)))
        ]
        for _ in range(MOST_TRIALS):
            if not stack:
                return None
            low, high, first = stack.pop()
            if propagate(self.system, low, high, where, first) is not None:
                continue
            chosen = next((number for number in self.likely if low[number] < high[number]), None)
            if chosen is None:
                return low
            values = [value for value in self.likely[chosen] if low[chosen] <= value <= high[chosen]]
            for value in reversed(dict.fromkeys((*values, low[chosen], high[chosen]))):  # the last is tried first
                lower, higher = list(low), list(high)
                lower[chosen] = higher[chosen] = value
                stack.append((lower, higher, where[chosen]))
        return None


def _outer(search: _Search, atoms: ViewAtoms, keys: Mapping[Key, Open], statement: Statement) -> None:
    """A statement about several keys."""
    region, outer = atoms.region(statement.place), atoms.key(statement.place)
    terms: list[int] = []
    rest, count = statement.fen, 1
    for key, each in keys.items():
        if outer in set(above(key)):
            known = [each.solved[atom].fen for atom in region if atom in each.solved]
            rest -= sum(known)
            open_here = [search.unknowns[key, atom] for atom in region if (key, atom) in search.unknowns]
            terms += open_here
            count += len(known) + len(open_here)
    if terms and region:
        search.sum(terms, rest, 2 * statement.half * count)
