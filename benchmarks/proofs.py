"""Whether many rounded figures can come from one truth: `python benchmarks/proofs.py [MOST]`.

Units × functions in three levels × kinds of spending, every cell and every margin published as a rounding. Aims: 1,000
figures proved in at most 0.1 CPU seconds, 100,000 checked in at most 1. The time of a bare interpreter is printed
beside, because machines differ.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from measure import BARE, best

from budgetlang.proof import linear
from budgetlang.proof.explanation import Contradiction, contradiction
from budgetlang.proof.propagation import possible
from budgetlang.proof.system import System
from budgetlang.proof.witness import witness

HALF = 5_000
KINDS = 3
LEVELS = (5, 5)
"""classes in all, sections in a class; items are as many as it takes"""


def cube(figures: int) -> tuple[System, list[int]]:
    """A system of about so many figures, and the figures as they are shown."""
    chance = random.Random(1)
    system, wishes = System(), []
    units = max(2, round((figures / 1000) ** 0.5 * 4))
    items = max(2, figures // (units * KINDS * LEVELS[0] * LEVELS[1] * 2))

    def total(parts: list[tuple[int, int]]) -> tuple[int, int]:
        """A figure that is the sum of others, as (unknown, exact amount)."""
        made = figure(sum(exact for _, exact in parts))
        system.add([(made[0], -1), *((unknown, 1) for unknown, _ in parts)])
        return made

    def figure(exact: int) -> tuple[int, int]:
        shown = (exact + HALF) // (2 * HALF) * 2 * HALF
        wishes.append(shown)
        return system.unknown(shown - HALF, shown + HALF - 1), exact

    def tree(cells: Callable[[], list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
        """All figures of one unit: for every item and every total above it, one for each kind and their sum."""
        rows = []
        tops = []
        for _ in range(LEVELS[0]):
            middles = []
            for _ in range(LEVELS[1]):
                leaves = [cells() for _ in range(items)]
                rows += leaves
                middles.append([total(list(column)) for column in zip(*leaves, strict=True)])
            rows += middles
            tops.append([total(list(column)) for column in zip(*middles, strict=True)])
        rows += tops
        rows.append([total(list(column)) for column in zip(*tops, strict=True)])
        return rows

    books = [tree(lambda: [figure(int(chance.lognormvariate(17, 2))) for _ in range(KINDS)]) for _ in range(units)]
    for rows in zip(*books, strict=True):
        for column in zip(*rows, strict=True):
            total(list(column))
    for rows in books:
        for row in rows:
            total(row)
    return system, wishes


def measured(work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"bare Python: {best({'bare': BARE}, 5)['bare'].cpu:.3f} s")
    for count in (1_000, 10_000, 100_000, 1_000_000):
        if count > most:
            break
        _report(*cube(count))


def _report(system: System, wishes: list[int]) -> None:
    checked, fine = measured(lambda: possible(system))
    proved, found = measured(lambda: _prove(system, wishes))
    system.low[0] += 40 * HALF
    system.high[0] += 40 * HALF
    explained, why = measured(lambda: contradiction(system))
    sums = len(why.equations) if isinstance(why, Contradiction) else 0
    print(
        f"{len(wishes):,} figures, {len(system.equations):,} sums: checked in {checked:.3f} CPU-s "
        f"({'possible' if fine else 'impossible'}), proved in {proved:.3f} more "
        f"({'by a witness' if found else 'undecided'}), a wrong figure explained in {explained:.3f} by {sums} sums"
    )


def _prove(system: System, wishes: list[int]) -> list[int] | None:
    """What `check --prove` does."""
    found = witness(system, wishes)
    if found is None and (near := linear.wish(system, wishes)):
        found = witness(system, near)
    return found


if __name__ == "__main__":
    main()
