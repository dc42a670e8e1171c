"""Words that are close to a word that nothing is called: "did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str, limit: int | None = None) -> int:
    """The number of single changes between two words: one character more, less or other, two swapped.

    With `limit`, counting stops early and any greater distance is given as `limit + 1`.
    """
    if left == right:
        return 0
    if limit is None:
        limit = max(len(left), len(right))
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    above: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left):
        before, above, row = above, row, [i + 1]
        for j, b in enumerate(right):
            cost = min(above[j] + (a != b), above[j + 1] + 1, row[j] + 1)
            if i and j and a == right[j - 1] and left[i - 1] == b:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def nearest(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """At most `limit` of the candidates that look like `word`, the closest first; ties keep the order given.

    Case does not count. A candidate is close when about a third of it differs at most, or when one contains the other.
    """
    wanted = word.casefold()
    letters = set(wanted)
    found: dict[str, int] = {}
    for candidate in candidates:
        other = candidate.casefold()
        allowed = max(1, max(len(wanted), len(other)) // 3)
        contained = min(len(wanted), len(other)) >= 2 and (wanted in other or other in wanted)
        if contained:
            found[candidate] = min(abs(len(wanted) - len(other)), allowed + 1)
        elif len(letters.difference(other)) <= allowed and letters.intersection(other):
            changes = distance(wanted, other, allowed)
            if changes <= allowed:
                found[candidate] = changes
    return sorted(found, key=found.__getitem__)[:limit]
