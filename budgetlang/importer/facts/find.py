"""The facts of all views: first what statements leave no choice about, then what they leave some choice about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define

from budgetlang.importer.facts.atoms import Atoms, Key, ViewAtoms, above
from budgetlang.importer.facts.choice import choose
from budgetlang.importer.facts.opened import Open, empty, solve
from budgetlang.importer.published import Passage
from budgetlang.importer.tables.statement import Place, Statement
from budgetlang.model.profile import Profile


@define(eq=False)
class Found:
    """A fact: an amount of a measure at a place at the lowest level. `text` is empty where no cell says the amount."""

    measure: int
    view: int
    place: Place
    fen: int
    text: str
    unit: str
    passage: Passage
    name: Passage
    assumed: bool
    """whether the tables leave open where it belongs"""


def facts(statements: Iterable[Statement], profile: Profile) -> list[Found]:
    """The facts of all views of all measures, in the order in which the document names them."""
    every = list(statements)
    found: list[Found] = []
    for measure, view in dict.fromkeys((each.measure, each.view) for each in every):
        atoms = ViewAtoms(profile, measure, profile.measures[measure].views[view])
        if not atoms.atoms:
            continue
        keys = _keys(atoms, [each for each in every if (each.measure, each.view) == (measure, view)])
        for open_key in keys.values():
            solve(open_key)
        choose(atoms, keys, [each for each in every if each.measure == measure])
        for key, open_key in keys.items():
            found += _found(atoms, key, open_key)
    return found


def _keys(atoms: ViewAtoms, stated: Sequence[Statement]) -> dict[Key, Open]:
    """The keys at which facts stand, with what is stated about them."""
    by_key: dict[Key, list[tuple[Atoms, Statement]]] = {}
    for each in stated:
        by_key.setdefault(atoms.key(each.place), []).append((atoms.region(each.place), each))
    nothing_at = {key: empty(pairs) for key, pairs in by_key.items()}
    keys: dict[Key, Open] = {}
    for key, pairs in by_key.items():
        if atoms.at_the_bottom(key):
            nothing = frozenset[int]().union(*(nothing_at.get(outer, frozenset()) for outer in above(key)))
            keys[key] = Open([pair for pair in pairs if pair[1].fen], nothing)
    return keys


def _found(atoms: ViewAtoms, key: Key, open_key: Open) -> Iterator[Found]:
    for atom, amount in open_key.solved.items():
        if amount.fen:
            source = amount.statement or open_key.pairs[0][1]
            text = source.text if amount.statement is not None and source.fen == amount.fen else ""
            where = (atoms.measure, atoms.view.index, atoms.place(key, atom))
            yield Found(*where, amount.fen, text, source.unit, source.passage, source.name, amount.assumed)
