"""Which rows of a list have others below them, where nothing but names and sums tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

Amounts = tuple[int, ...]
"""the figures of a row in units of the last digit, one for each column"""
_WRONG_SUM, _WRONG_NAME = 1, 2
"""what it costs to divide a list so that a sum is wrong, or so that a name means what it does not mean elsewhere"""


class Best(NamedTuple):
    """The cheapest division of the rows from one on; of two that cost the same the one with fewer groups."""

    cost: int
    groups: int
    end: int
    """where its first group ends"""


def heads(
    first: int, names: Sequence[str], figures: Sequence[Sequence[str]], groups: Collection[str], items: Collection[str]
) -> frozenset[int]:
    """The rows from `first` on that are the sums of those below them, up to the next such row.

    The list is divided so that as many sums as possible are right and known names keep their meaning: `groups` of
    such rows, `items` of the others. A list whose rows are all parts of the row before `first` has none.
    """
    amounts = [tuple(map(_digits, row)) for row in figures]
    known = [int(name in groups and name not in items) for name in names]
    apart = [int(name in items and name not in groups) for name in names]
    best = _divided(first, amounts, known, apart)
    if first and best[first].cost and not any(known[first:]) and _is_sum(amounts[first - 1], amounts[first:]):
        return frozenset()
    found, position = [], first
    while position < len(names):
        found.append(position)
        position = best[position].end
    return frozenset(found)


def _divided(first: int, amounts: Sequence[Amounts], known: Sequence[int], apart: Sequence[int]) -> list[Best]:
    """For each row from the last to the first: the best division of what begins with it."""
    count = len(amounts)
    before = [0, *accumulate(known)]
    best = [Best(0, 0, count)] * (count + 1)
    cheapest = [best[count]] * (count + 2)  # with the names that it passes over, from a row on
    cheapest[count] = Best(_WRONG_NAME * before[count], 0, count)
    for begin in range(count - 1, first - 1, -1):
        passed = _WRONG_NAME * before[begin + 1]
        name = _WRONG_NAME * apart[begin]
        wrong = cheapest[min(begin + 2, count)]
        choices = [Best(wrong.cost - passed + name + _WRONG_SUM, wrong.groups + 1, wrong.end)]
        if not any(amounts[begin]):
            choices.append(Best(best[begin + 1].cost + name, best[begin + 1].groups + 1, begin + 1))
        for end in _ends(begin, amounts):
            over = _WRONG_NAME * before[end] - passed
            choices.append(Best(best[end].cost + name + over, best[end].groups + 1, end))
        best[begin] = min(choices, key=lambda each: each[:2])
        here = Best(best[begin].cost + _WRONG_NAME * before[begin], best[begin].groups, begin)
        cheapest[begin] = min(cheapest[begin + 1], here, key=lambda each: each[:2])
    return best


def _ends(begin: int, amounts: Sequence[Amounts]) -> list[int]:
    """The rows before which a group may end so that its first row is the sum of the others."""
    found, head = [], amounts[begin]
    left = list(head)
    for position in range(begin + 1, len(amounts)):
        left = [rest - part for rest, part in zip(left, amounts[position], strict=True)]
        tail = position - begin + 1
        if all(abs(rest) * 2 <= tail for rest in left):
            found.append(position + 1)
        elif left and left[0] * 2 < -tail and min(amounts[position]) >= 0:
            break
    return found


def _is_sum(whole: Amounts, parts: Sequence[Amounts]) -> bool:
    sums = [sum(column) for column in zip(*parts, strict=True)]
    return bool(parts) and all(abs(a - b) * 2 <= len(parts) + 1 for a, b in zip(whole, sums, strict=True))


def _digits(figure: str) -> int:
    """A figure as a whole number; figures of a column have the same number of decimals or none."""
    whole, _, decimals = figure.replace(",", "").partition(".")
    return int((whole + decimals.ljust(2, "0")[:2]) or "0") if figure else 0
