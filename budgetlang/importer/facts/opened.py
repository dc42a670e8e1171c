"""What is stated about one key, and the amounts that it leaves no choice about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import define, field

from budgetlang.importer.facts.atoms import Atoms
from budgetlang.importer.tables.statement import Statement


@define(eq=False)
class Amount:
    """An amount at one combination, and the statement that says just this, if there is one."""

    fen: int
    statement: Statement | None = None
    assumed: bool = False


@define(eq=False)
class Open:
    """What is stated about one key, what was found of it, and where nothing can be."""

    pairs: list[tuple[Atoms, Statement]]
    nothing: Atoms
    solved: dict[int, Amount] = field(factory=dict)

    def left(self, atoms: Iterable[int]) -> list[int]:
        """Combinations of which nothing is known yet."""
        return [atom for atom in atoms if atom not in self.nothing and atom not in self.solved]

    def rest(self, atoms: Atoms, statement: Statement) -> int:
        """What a statement leaves for the combinations that are still open."""
        return statement.fen - sum(self.solved[atom].fen for atom in atoms if atom in self.solved)

    def tail(self, atoms: Atoms, statement: Statement) -> bool:
        """Whether what a statement leaves may be nothing but the roundings of what was found, and its own."""
        count = sum(1 for atom in atoms if atom in self.solved and self.solved[atom].fen)
        return abs(self.rest(atoms, statement)) <= (count + 1) * statement.half

    @property
    def choices(self) -> bool:
        """Whether some statement says more than what was found."""
        return any(self.left(atoms) and not self.tail(atoms, each) for atoms, each in self.pairs)


def empty(pairs: Sequence[tuple[Atoms, Statement]]) -> Atoms:
    """Combinations where nothing is: within a zero, or within one amount but outside of an equal one inside it."""
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


def solve(key: Open) -> None:
    """Find, again and again, the combinations of which some statement leaves no choice; the most votes go first."""
    while votes := _votes(key):
        atom = max(votes, key=lambda each: (votes[each][1], -each))
        key.solved[atom] = votes[atom][0]


def _votes(key: Open) -> dict[int, tuple[Amount, int]]:
    """Combinations that are the only open one of some statement: the amount that most say, and how many do."""
    said: dict[int, list[tuple[int, bool, int, Statement]]] = {}
    for atoms, statement in key.pairs:
        left = key.left(atoms)
        if len(left) == 1:
            rest = key.rest(atoms, statement)
            direct = rest == statement.fen
            tail = not direct and key.tail(atoms, statement)
            said.setdefault(left[0], []).append((0 if tail else rest, direct, len(atoms), statement))
    votes: dict[int, tuple[Amount, int]] = {}
    for atom, each in said.items():
        counted = Counter(rest for rest, *_ in each)
        rest, direct, _, statement = max(each, key=lambda one: (counted[one[0]], one[1], -one[2]))
        votes[atom] = (Amount(rest, statement if direct else None), counted[rest] + direct)
    return votes
