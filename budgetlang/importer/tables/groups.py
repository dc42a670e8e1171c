"""Which rows of a list have others below them, where nothing but names and sums tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_TAIL = 1
"""units of the last digit by which a row may round"""


def heads(
    first: int, names: Sequence[str], figures: Sequence[str], groups: Collection[str], items: Collection[str]
) -> frozenset[int]:
    """The rows from `first` on that are the sums of those below them, up to the next such row.

    Known names decide: `groups` of such rows, `items` of the others. Where they do not, the figures do.
    """
    amounts = [_digits(figure) for figure in figures]
    found = [i for i in range(first, len(names)) if names[i] in groups and (names[i] not in items or i == first)]
    if not found or found[0] != first:
        found = _by_sums(first, amounts)
    for begin, end in zip(list(found), [*found[1:], len(names)], strict=True):
        split = _split(begin, end, amounts)
        while split is not None:
            found.append(split)
            split = _split(split, end, amounts)
    return frozenset(found)


def _digits(figure: str) -> int:
    """A figure as a whole number; figures of a column have the same number of decimals or none."""
    whole, _, decimals = figure.replace(",", "").partition(".")
    return int((whole + decimals.ljust(2, "0")[:2]) or "0") if figure else 0


def _by_sums(first: int, amounts: Sequence[int]) -> list[int]:
    found, position = [], first
    while position < len(amounts):
        found.append(position)
        total, rest = amounts[position], position + 1
        while rest < len(amounts) and (total > _TAIL or amounts[rest] == 0):
            total -= amounts[rest]
            rest += 1
        position = rest
    return found


def _split(begin: int, end: int, amounts: Sequence[int]) -> int | None:
    """A row within a group that is itself the sum of all below it, while those before it are the head's."""
    if abs(amounts[begin] - sum(amounts[begin + 1 : end])) <= (end - begin) * _TAIL:
        return None
    for middle in range(begin + 1, end - 1):
        before, after = sum(amounts[begin + 1 : middle]), sum(amounts[middle + 1 : end])
        if abs(amounts[begin] - before) <= _TAIL * (middle - begin) and abs(amounts[middle] - after) <= _TAIL * (
            end - middle
        ):
            return middle
    return None
