"""A certificate: amounts that explain every figure of a budget, or figures that no amounts can explain.

`check` finds contradictions; finding none is not yet a proof that there are none. Here it becomes one: a *witness*, one
amount for every line, which rounds to every line, every published total and every stated figure, and satisfies every
sum, as whole numbers of 分 that anybody can add up again.
"""

from __future__ import annotations

from attrs import define, field

from budgetlang.check.contradictions import explained
from budgetlang.check.together import Together, together
from budgetlang.cube.cube import Cube
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.model.facts import Claim, Fact, Stated
from budgetlang.proof.explanation import contradiction
from budgetlang.proof.linear import SolverMissingError, wish
from budgetlang.proof.linear import contradiction as refuted
from budgetlang.proof.system import FAR
from budgetlang.proof.witness import witness
from budgetlang.values.money import interval


@define(eq=False)
class Explained:
    """A figure and the amount that explains it, in 分."""

    figure: Fact | Claim | Stated
    written: int
    amount: int


@define(eq=False)
class Certificate:
    """`verdict` is `consistent`, with the amounts; `contradiction`, with the finding where it is a new one;
    `undecided`; or `solver`: the optional solver is missing, and without it nothing more can be said.
    """

    verdict: str
    figures: int
    equations: int
    amounts: list[Explained] = field(factory=list)
    deviation: int = 0
    """the largest distance of an amount from its figure, in 分"""
    finding: Diagnostic | None = None


def prove(figures: Figures, faulty: bool = False) -> Certificate:
    """The certificate of a budget; `faulty` says that the checks have found errors in its figures."""
    found = together(figures)
    certificate = Certificate("contradiction", _count(figures), len(found.system.equations))
    if faulty or contradiction(found.system) is not None:
        return certificate
    try:
        values = witness(found.system, found.wishes)
        if values is None:
            values = _with_solver(found)
        if values is None and (why := refuted(found.system)) is not None:
            certificate.finding = explained(figures.cube, found, why, "B420")
            return certificate
    except SolverMissingError:
        certificate.verdict = "solver"
        return certificate
    certificate.verdict = "undecided"
    if values is not None:
        certificate.amounts = _amounts(figures.cube, found, values)
        certificate.deviation = max((abs(each.amount - each.written) for each in certificate.amounts), default=0)
        certificate.verdict = "consistent"
    return certificate


def _with_solver(found: Together) -> list[int] | None:
    near = wish(found.system, found.wishes)
    return witness(found.system, near) if near is not None else None


def _count(figures: Figures) -> int:
    budget = figures.budget
    return len(budget.facts) + len(budget.claims) + len(budget.stated) + len(budget.prior) + len(budget.inputs)


def _amounts(cube: Cube, found: Together, values: list[int]) -> list[Explained]:
    """The amount of every figure that stands in a sum, lines first; rates have none."""
    lines: dict[int, int] = {}
    others: list[Explained] = []
    for number, figure in enumerate(found.figures):
        if isinstance(figure, frozenset):
            lines.update(shared_out(cube, sorted(figure), values[number]))
        elif figure is not None and found.system.high[number] < FAR:
            others.append(Explained(figure, found.wishes[number], values[number]))
    facts = [Explained(fact, fact.fen, lines.get(position, fact.fen)) for position, fact in enumerate(cube.facts)]
    return [*facts, *others]


def shared_out(cube: Cube, positions: list[int], total: int) -> dict[int, int]:
    """Amounts for facts that add up to `total`, each within its rounding, all moved by as equal parts as may be.

    `total` lies between the sums of their bounds, so there always are such amounts. Those with the least room go first:
    what they cannot take, the others can.
    """
    left = total - sum(cube.facts[position].fen for position in positions)
    sign, left = (1, left) if left > 0 else (-1, -left)
    rooms = []
    for position in positions:
        fact = cube.facts[position]
        low, high = interval(fact.fen, fact.half)
        rooms.append((high - fact.fen if sign > 0 else fact.fen - low, position))
    found = {}
    for number, (room, position) in enumerate(sorted(rooms)):
        move = min(room, left // (len(rooms) - number))
        found[position] = cube.facts[position].fen + sign * move
        left -= move
    return found
