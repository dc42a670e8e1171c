"""Facts out of statements: which amounts at the lowest level say what the tables of a document say.

Tables show the same money from several sides, and no table shows all of them: one has the kinds of spending, another
the funds. For each code (unit, project) the unknown amounts at all combinations of the other dimensions are found
from everything that is stated about it; blank cells, and those of the levels above, say where nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from attrs import define

from budgetlang.importer.published import Passage
from budgetlang.importer.tables.statement import Place, Statement
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.profile import Profile, View

Key = tuple[Member | None, ...]
Atoms = frozenset[int]
LARGEST = 2_000
"""combinations of the small dimensions of a view: more are not looked through"""


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
    groups: dict[tuple[int, int], list[Statement]] = {}
    for each in statements:
        groups.setdefault((each.measure, each.view), []).append(each)
    found: list[Found] = []
    for (measure, view), stated in groups.items():
        found.extend(_View(profile, profile.measures[measure].views[view], measure).facts(stated))
    return found


class _View:
    """The search in one view."""

    def __init__(self, profile: Profile, view: View, measure: int) -> None:
        self.measure, self.view = measure, view
        dimensions = [(profile.dimensions[index], level) for index, level in view.depths]
        self.keys = [(d, level) for d, level in dimensions if d.kind in ("catalog", "unit", "project")]
        self.small = [d for d, _ in dimensions if d.kind not in ("catalog", "unit", "project")]
        choices = [
            [member for member in d if _deep(d, level, member) and _allowed(view, d, member)]
            for d, level in dimensions
            if d.kind not in ("catalog", "unit", "project")
        ]
        size = 1
        for choice in choices:
            size *= len(choice)
        self.atoms: list[tuple[Member, ...]] = list(product(*choices)) if size <= LARGEST else []
        self._regions: dict[tuple[Member | None, ...], Atoms] = {}

    def facts(self, stated: Sequence[Statement]) -> Iterator[Found]:
        """The amounts at each key, the keys in the order of the document."""
        if not self.atoms:
            return
        by_key: dict[Key, list[tuple[Atoms, Statement]]] = {}
        for each in stated:
            by_key.setdefault(self.key(each.place), []).append((self.region(each.place), each))
        empty = {key: _empty(pairs) for key, pairs in by_key.items()}
        for key, pairs in by_key.items():
            if self.at_the_bottom(key):
                nothing = frozenset[int]().union(*(empty.get(above, frozenset()) for above in _above(key)))
                yield from self.solve(key, pairs, nothing)

    def key(self, place: Place) -> Key:
        return tuple(place.get(d.index) for d, _ in self.keys)

    def at_the_bottom(self, key: Key) -> bool:
        return all(m is not None and _deep(d, level, m) for m, (d, level) in zip(key, self.keys, strict=True))

    def region(self, place: Place) -> Atoms:
        """The combinations of the small dimensions within a place."""
        wanted = tuple(place.get(d.index) for d in self.small)
        if wanted not in self._regions:
            self._regions[wanted] = frozenset(
                number
                for number, atom in enumerate(self.atoms)
                if all(w is None or member.inside(w) for w, member in zip(wanted, atom, strict=True))
            )
        return self._regions[wanted]

    def solve(self, key: Key, pairs: Sequence[tuple[Atoms, Statement]], nothing: Atoms) -> Iterator[Found]:
        """The amounts at one key: again and again the combination of which a statement leaves no choice."""
        solved: dict[int, tuple[int, Statement | None]] = {}
        open_pairs = [(atoms, each) for atoms, each in pairs if each.fen]
        while True:
            votes = _votes(open_pairs, solved, nothing)
            assumed = not votes
            if not votes:
                votes = _guess(open_pairs, solved, nothing)
                if not votes:
                    break
            atom, (fen, statement) = max(votes.items(), key=lambda vote: (vote[1][2], -vote[0]))[0], (0, None)
            fen, statement, _ = votes[atom]
            solved[atom] = (fen, statement)
            if fen:
                yield self.found(key, atom, fen, statement, pairs[0][1], assumed)

    def found(
        self, key: Key, atom: int, fen: int, statement: Statement | None, first: Statement, assumed: bool
    ) -> Found:
        place: Place = {d.index: m for (d, _), m in zip(self.keys, key, strict=True) if m is not None}
        place |= {d.index: m for d, m in zip(self.small, self.atoms[atom], strict=True)}
        source = statement or first
        text = statement.text if statement is not None and statement.fen == fen else ""
        return Found(self.measure, self.view.index, place, fen, text, source.unit, source.passage, source.name, assumed)


Vote = tuple[int, "Statement | None", int]


def _votes(
    pairs: Sequence[tuple[Atoms, Statement]], solved: dict[int, tuple[int, Statement | None]], nothing: Atoms
) -> dict[int, Vote]:
    """Combinations that are the only open one of some statement: the amount that most say, who says it, how many."""
    said: dict[int, list[tuple[int, bool, int, Statement]]] = {}
    for atoms, statement in pairs:
        left = [atom for atom in atoms if atom not in nothing and atom not in solved]
        if len(left) == 1:
            rest = statement.fen - sum(solved[atom][0] for atom in atoms if atom in solved)
            direct = rest == statement.fen
            tail = not direct and abs(rest) <= 2 * statement.half * max(len(atoms), 2)
            said.setdefault(left[0], []).append((0 if tail else rest, direct, len(atoms), statement))
    votes: dict[int, Vote] = {}
    for atom, each in said.items():
        counted = Counter(rest for rest, *_ in each)
        rest, direct, _, statement = max(each, key=lambda one: (counted[one[0]], one[1], -one[2]))
        votes[atom] = (rest, statement if direct else None, counted[rest] + direct)
    return votes


def _guess(
    pairs: Sequence[tuple[Atoms, Statement]], solved: dict[int, tuple[int, Statement | None]], nothing: Atoms
) -> dict[int, Vote]:
    """Where the statements leave a choice: all that the smallest of them still says at its first combination."""
    choices = []
    for order, (atoms, statement) in enumerate(pairs):
        left = [atom for atom in atoms if atom not in nothing and atom not in solved]
        rest = statement.fen - sum(solved[atom][0] for atom in atoms if atom in solved)
        if left and abs(rest) > 2 * statement.half:
            choices.append((len(left), order, min(left), rest, statement))
    if not choices:
        return {}
    _, _, atom, rest, statement = min(choices)
    return {atom: (rest, statement if rest == statement.fen else None, 1)}


def _empty(pairs: Sequence[tuple[Atoms, Statement]]) -> Atoms:
    """Combinations where nothing is: within a zero, or within one amount but not within the same amount further inside."""
    zero: set[int] = set()
    amounts: dict[Atoms, int] = {}
    for atoms, statement in pairs:
        amounts.setdefault(atoms, statement.fen)
        if not statement.fen:
            zero |= atoms
    for outer, fen in amounts.items():
        for inner, other in amounts.items():
            if fen == other and fen and inner < outer:
                zero |= outer - inner
    return frozenset(zero)


def _above(key: Key) -> Iterator[Key]:
    """The key and everything that it is within."""
    return product(*((None, *(member.lineage if member is not None else ())) for member in key))


def _deep(dimension: Dimension, level: int, member: Member) -> bool:
    """Whether a member is where the facts of a view stand."""
    if dimension.kind == "catalog":
        return member.level == (len(dimension.levels) - 1 if level < 0 else level)
    if level < 0:
        return not member.children
    return member.level == level or (member.level < level and not member.children)


def _allowed(view: View, dimension: Dimension, member: Member) -> bool:
    return all(condition.accepts(member) for condition in view.region if condition.dimension == dimension.index)
