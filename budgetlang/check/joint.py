"""All published figures at once: there must be amounts that round to every one of them (design: sums are not checked
one by one).

Each published figure is compared with the published figures inside it and the lines that are left: a few roundings
leave less room than a hundred lines. What is known of each figure is then carried along all these sums, up and down,
until nothing changes or two of them exclude each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetlang.check.describe import money, overlap, region
from budgetlang.cube.cube import Cube, Slice
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.values.money import interval

ROUNDS = 20
"""how often bounds are carried along all sums at most"""
SPLITS = 4
"""how many ways to divide one figure into published ones are tried"""

Known = dict[Slice, tuple[int, int]]
"""lower and upper bound of each published quantity"""


class Equation(NamedTuple):
    """A published quantity is the sum of others and of the lines that are left."""

    whole: Slice
    parts: tuple[Slice, ...]
    rest: Slice
    least: int
    most: int


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B416: a published figure that those inside it exclude. B417: several that exclude each other."""
    cube = figures.cube
    known = _known(cube)
    equations = list(_equations(cube, known)) if len(known) > 1 else []
    broken = [equation for equation in equations if not _possible(equation, known)]
    for equation in broken:
        yield _finding(cube, equation)
    if not broken and (reasons := _carry(equations, known)):
        yield _together(cube, reasons)


def _known(cube: Cube) -> Known:
    """What is published about sums of roundings. A figure that its own lines exclude is reported elsewhere."""
    found: Known = {}
    for facts, claim in cube.claims.items():
        low, middle, high = cube.sum(facts)
        least, most = interval(claim.fen, claim.half)
        if low != high and overlap((low, middle, high), (least, claim.fen, most)):
            found[facts] = max(low, least), min(high, most)
    return found


def _equations(cube: Cube, known: Known) -> Iterator[Equation]:
    by_size = sorted(known, key=len)
    around: dict[int, list[Slice]] = {}
    inside: dict[Slice, list[Slice]] = {}
    for facts in reversed(by_size):
        first = min(facts)
        for larger in around.get(first, ()):
            if facts < larger:
                inside.setdefault(larger, []).append(facts)
        for position in facts:
            around.setdefault(position, []).append(facts)
    for whole in by_size:
        yield from _splits(cube, whole, inside.get(whole, []))
    yield from _same_claim(cube, by_size)


def _splits(cube: Cube, whole: Slice, inside: list[Slice]) -> Iterator[Equation]:
    """Ways to divide a quantity, the largest parts first, until every part has been used."""
    unused = inside
    for _ in range(SPLITS):
        if not unused:
            return
        parts: list[Slice] = []
        left = whole
        for part in [*unused, *inside]:
            if part <= left:
                parts.append(part)
                left = left - part
        unused = [part for part in unused if part not in parts]
        least, _, most = cube.sum(left)
        yield Equation(whole, tuple(parts), left, least, most)


def _same_claim(cube: Cube, slices: list[Slice]) -> Iterator[Equation]:
    """A figure that two views can say is one and the same quantity in both."""
    first: dict[int, Slice] = {}
    for facts in slices:
        other = first.setdefault(id(cube.claims[facts]), facts)
        if other is not facts:
            yield Equation(facts, (other,), frozenset(), 0, 0)


def _sum(equation: Equation, known: Known) -> tuple[int, int]:
    least = equation.least + sum(known[part][0] for part in equation.parts)
    return least, equation.most + sum(known[part][1] for part in equation.parts)


def _possible(equation: Equation, known: Known) -> bool:
    least, most = _sum(equation, known)
    low, high = known[equation.whole]
    return least <= high and low <= most


def _carry(equations: list[Equation], known: Known) -> list[Equation]:
    """Tighten the bounds along all sums. The first sum that cannot hold any more, with those that tightened it."""
    why: dict[Slice, Equation] = {}
    for _ in range(ROUNDS):
        changed = False
        for equation in equations:
            for facts, low, high in _tightened(equation, known):
                if low > high:
                    around = [why[each] for each in (equation.whole, *equation.parts) if each in why]
                    return [equation, *(other for other in around if other is not equation)]
                if (low, high) != known[facts]:
                    known[facts], why[facts], changed = (low, high), equation, True
        if not changed:
            break
    return []


def _tightened(equation: Equation, known: Known) -> Iterator[tuple[Slice, int, int]]:
    """What a sum says of its whole and of its parts."""
    least, most = _sum(equation, known)
    low, high = known[equation.whole]
    low, high = max(low, least), min(high, most)
    yield equation.whole, low, high
    for part in equation.parts:
        own_low, own_high = known[part]
        yield part, max(own_low, low - (most - own_high)), min(own_high, high - (least - own_low))


def _together(cube: Cube, equations: list[Equation]) -> Diagnostic:
    """All figures of the sums that cannot hold together, the one that was written last first."""
    claims = {id(cube.claims[facts]): cube.claims[facts] for each in equations for facts in (each.whole, *each.parts)}
    first, *others = sorted(claims.values(), key=lambda claim: (claim.source.path, claim.start), reverse=True)
    labels = [Label(other.source, other.start, other.end, "stated_too") for other in others]
    args = {"region": region(cube.budget, first.region), "count": len(claims)}
    return Diagnostic("B417", (Label(first.source, first.start, first.end), *labels), args)


def _finding(cube: Cube, equation: Equation) -> Diagnostic:
    """The figure, and the published figures inside it."""
    budget, claim = cube.budget, cube.claims[equation.whole]
    parts = {id(cube.claims[part]): cube.claims[part] for part in equation.parts}
    bounds = [interval(each.fen, each.half) for each in parts.values()]
    low = equation.least + sum(least for least, _ in bounds)
    high = equation.most + sum(most for _, most in bounds)
    middle = cube.sum(equation.rest)[1] + sum(each.fen for each in parts.values())
    labels = [Label(each.source, each.start, each.end, "part_here") for each in parts.values() if each is not claim]
    where = region(budget, claim.region)
    args = {"region": where, "count": len(parts), "low": money(budget, low), "high": money(budget, high)}
    return Diagnostic(
        "B416", (Label(claim.source, claim.start, claim.end), *labels), args,
        expected=money(budget, middle), found=money(budget, claim.fen), difference=money(budget, claim.fen - middle),
    )  # fmt: skip
