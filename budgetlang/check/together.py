"""All figures of a budget as one system: whole numbers of 分 with bounds, and the sums that hold between them.

A figure that is a rounding stands for every amount that rounds to it (`values.money.interval`). What is really spent is
one set of amounts, so there must be amounts inside all those intervals for which every sum holds exactly: those of
published totals over their lines, of one view of the money over another, of the checks of the profile, and of figures
stated by name with their changes and rates against last year (domain.md §2.1–2.3).

Lines that stand in the same sums are one unknown: their sum can be anything between the sums of their bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from budgetlang.check.views import differing
from budgetlang.cube.cube import Cube, Slice
from budgetlang.cube.figures import Figures, Form
from budgetlang.model.facts import Claim, Stated
from budgetlang.proof.system import FAR, System
from budgetlang.values.money import interval

SPLITS = 4
"""how many ways to divide one published figure into those inside it are used"""

Figure = Claim | Stated | Slice | None
"""What an unknown is: a published total, a figure stated by name, the sum of some lines, or only a helper."""


class Row(NamedTuple):
    """A sum that holds: facts, each slice with its factor, and other unknowns and a constant add up to 0."""

    facts: list[tuple[Slice, int]]
    others: list[tuple[int, int]]
    constant: int = 0


class Together:
    """The system, and what its unknowns are: `figures` and `wishes` (the figures as written, in 分) by unknown, `rows`
    by equation.
    """

    def __init__(self) -> None:
        self.system = System()
        self.figures: list[Figure] = []
        self.wishes: list[int] = []
        self.rows: list[Row] = []
        self._named: dict[int, int] = {}

    def unknown(self, figure: Figure, low: int, written: int, high: int) -> int:
        self.figures.append(figure)
        self.wishes.append(written)
        return self.system.unknown(low, high)

    def named(self, stated: Stated) -> int:
        """The unknown of a figure that is stated by name: one, whatever sums it stands in."""
        number = self._named.get(id(stated))
        if number is None:
            low, high = interval(stated.amount.value, stated.amount.half)
            number = self._named[id(stated)] = self.unknown(stated, low, stated.amount.value, high)
        return number


def together(figures: Figures) -> Together:
    """The system of one budget. A sum that cannot hold by itself is left out: a rule of its own reports it."""
    found = Together()
    cube = figures.cube
    totals = _totals(found, cube)
    rows = [*_claimed(totals), *_named(found, figures)]
    if cube.has_roundings:  # else every one of these has been decided by itself
        rows += [*_checks(found, figures), *_views(cube)]
    rows = [row for row in rows if _possible(found, cube, row)]
    # the shortest reasons first: they make the shortest explanations
    _equations(found, cube, [*_splits(cube, totals), *rows])
    return found


def _totals(found: Together, cube: Cube) -> dict[int, tuple[int, Claim, list[Slice]]]:
    """An unknown for every published total: by identity of the claim its number and the slices that it sums up."""
    totals = {}
    for claim in cube.budget.claims:
        slices = list(dict.fromkeys(facts for _, facts in cube.claimed(claim)))
        if slices:
            low, high = interval(claim.fen, claim.half)
            totals[id(claim)] = (found.unknown(claim, low, claim.fen, high), claim, slices)
    return totals


def _claimed(totals: dict[int, tuple[int, Claim, list[Slice]]]) -> Iterator[Row]:
    for unknown, _, slices in totals.values():
        for facts in slices:
            yield Row([(facts, -1)], [(unknown, 1)])


def _views(cube: Cube) -> Iterator[Row]:
    for measure in cube.budget.profile.measures:
        for left, right in combinations(measure.views, 2):
            for _, one, other in differing(cube, measure, left, right):
                if cube.rounded(one) or cube.rounded(other):
                    yield Row([(one, 1), (other, -1)], [])


def _checks(found: Together, figures: Figures) -> Iterator[Row]:
    """The checks of the profile that must hold; an inequality has a helper that takes up the difference."""
    money = {*figures.profile.currency.units, ""}
    for rule in figures.profile.checks:
        left, right = figures.form(rule.left), figures.form(rule.right)
        if rule.soft or not (left.known and right.known) or not {left.unit, right.unit} <= money:
            continue
        difference = Form({}, {})
        difference.add(left, 1)
        difference.add(right, -1)
        row = _row(found, figures, difference)
        if rule.comparison != "==":
            helper = found.unknown(None, 0, 0, FAR)
            row.others.append((helper, 1 if rule.comparison == "<=" else -1))
        yield row


def _row(found: Together, figures: Figures, form: Form) -> Row:
    """A linear form of money as the beginning of a sum."""
    row = Row([(part, factor) for part, factor in form.parts.items() if factor], [], form.constant)
    for name, factor in form.inputs.items():
        if factor:
            row.others.append((found.named(figures.budget.inputs[name]), factor))
    return row


def _named(found: Together, figures: Figures) -> Iterator[Row]:
    """Figures stated by name: the value, its change against last year, and the rate of that change (N1–N3)."""
    for stated in figures.budget.stated:
        form = figures.named(stated.name)
        if not form.known or form.unit not in figures.profile.currency.units:
            continue
        prior = figures.budget.prior.get(stated.name)
        if not stated.aspect and stated.amount.is_money:
            row = _row(found, figures, form)
            row.others.append((found.named(stated), -1))
            yield row
        elif stated.aspect == "change" and prior is not None:
            row = _row(found, figures, form)
            row.others.extend([(found.named(prior), -1), (found.named(stated), -1)])
            yield row
        elif stated.aspect and prior is not None and prior.amount.value > 0:
            yield from _rate(found, figures, stated, prior)


def _rate(found: Together, figures: Figures, stated: Stated, prior: Stated) -> Iterator[Row]:
    """A rate of v units of 10^-s percent: (now - before) / before lies within half a unit of it, a half away from 0.

    Two inequalities in whole numbers: (2v - 1) before <= 2u (now - before) <= (2v + 1) before, where 2u is 2 × 100 ×
    10^s, and one of them is strict.
    """
    value, twice = stated.amount.value, 200 * 10**stated.amount.scale
    for factor, sign, strict in ((2 * value - 1, 1, value <= 0), (2 * value + 1, -1, value >= 0)):
        now = _row(found, figures, figures.named(stated.name))
        before = found.named(prior)
        helper = found.unknown(stated, int(strict), int(strict), FAR)
        yield Row(
            [(part, own * twice * sign) for part, own in now.facts],
            [
                *((unknown, own * twice * sign) for unknown, own in now.others),
                (before, -(twice + factor) * sign),
                (helper, -1),
            ],
            now.constant * twice * sign,
        )


def _possible(found: Together, cube: Cube, row: Row) -> bool:
    """Whether a sum can hold by itself."""
    least = most = row.constant
    for facts, factor in _netted(row):
        low, _, high = cube.sum(facts)
        least += factor * (low if factor > 0 else high)
        most += factor * (high if factor > 0 else low)
    for unknown, factor in row.others:
        ends = (factor * found.system.low[unknown], factor * found.system.high[unknown])
        least += min(ends)
        most += max(ends)
    return least <= 0 <= most


def _netted(row: Row) -> list[tuple[Slice, int]]:
    """The slices of a sum; where they overlap, cut so that no fact stands in two of them."""
    if len(row.facts) < 2:
        return row.facts
    factors: dict[int, int] = {}
    for facts, factor in row.facts:
        for position in facts:
            factors[position] = factors.get(position, 0) + factor
    parts: dict[int, set[int]] = {}
    for position, factor in factors.items():
        if factor:
            parts.setdefault(factor, set()).add(position)
    return [(frozenset(positions), factor) for factor, positions in parts.items()]


def _splits(cube: Cube, totals: dict[int, tuple[int, Claim, list[Slice]]]) -> Iterator[Row]:
    """Published totals as sums of those inside them. They follow from the rest, but bounds carry further along them."""
    numbers: dict[Slice, int] = {}
    for unknown, claim, slices in totals.values():
        low, high = interval(claim.fen, claim.half)
        for facts in slices:
            least, _, most = cube.sum(facts)
            if facts not in numbers and least < most and least <= high and low <= most:
                numbers[facts] = unknown
    for whole, parts, rest in divisions(numbers):
        yield Row([(rest, 1)] if rest else [], [(numbers[whole], -1), *((numbers[part], 1) for part in parts)])


def divisions(slices: Iterable[Slice]) -> Iterator[tuple[Slice, list[Slice], Slice]]:
    """Ways to divide slices into others and a rest: the largest parts first, until every part has been used."""
    by_size = sorted(slices, key=len)
    around: dict[int, list[Slice]] = {}
    inside: dict[Slice, list[Slice]] = {}
    for facts in reversed(by_size):
        for larger in around.get(min(facts), ()):
            if facts < larger:
                inside.setdefault(larger, []).append(facts)
        for position in facts:
            around.setdefault(position, []).append(facts)
    for whole in by_size:
        unused = inside.get(whole, [])
        for _ in range(SPLITS):
            if not unused:
                break
            parts, left = [], whole
            for part in [*unused, *inside[whole]]:
                if part <= left:
                    parts.append(part)
                    left = left - part
            unused = [part for part in unused if part not in parts]
            yield whole, parts, left


def _equations(found: Together, cube: Cube, rows: Sequence[Row]) -> None:
    """Group the facts into unknowns, and write the sums down."""
    standing: dict[int, list[tuple[int, int]]] = {}
    """the sums in which a rounded fact stands, each with its factor there"""
    constants = []
    for number, row in enumerate(rows):
        constant = row.constant
        for facts, factor in row.facts:
            rounded = cube.rounded(facts)
            constant += factor * (cube.sum(facts)[1] - cube.sum(rounded)[1])
            for position in rounded:
                standing.setdefault(position, []).append((number, factor))
        constants.append(constant)
    groups: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for position, numbers in standing.items():
        groups.setdefault(tuple(numbers), []).append(position)
    unknowns: dict[int, int] = {}
    for positions in groups.values():
        facts = frozenset(positions)
        low, middle, high = cube.sum(facts)
        number = found.unknown(facts, low, middle, high)
        unknowns.update((position, number) for position in positions)
    for row, constant in zip(rows, constants, strict=True):
        terms = list(row.others)
        for facts, factor in row.facts:
            once = {unknowns[position] for position in cube.rounded(facts)}
            terms += [(unknown, factor) for unknown in once]
        found.rows.append(row)
        found.system.add(terms, constant)
