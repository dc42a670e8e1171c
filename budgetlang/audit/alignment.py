"""Two texts laid side by side: the long stretches that they have in common, in time that grows with the longer one.

The stretches are those of `difflib.SequenceMatcher`, which would look at every letter that two texts share.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Stretch(NamedTuple):
    """Where it begins in one text and in the other, and how long it is."""

    left: int
    right: int
    size: int


def common_stretches(left: str, right: str, least: int) -> list[Stretch]:
    """Stretches of at least `least` characters, in order.

    The longest is taken first (of several the first in `left`, then in `right`), then the longest on either side of it.
    """
    if left == right:  # a section that the profile does not say is a text of its own, and the book repeats it
        return [Stretch(0, 0, len(left))] if len(left) >= max(least, 1) else []
    found: list[Stretch] = []
    waiting = [(0, len(left), 0, len(right), list(_runs(left, right, least)))]
    while waiting:
        left_from, left_to, right_from, right_to, runs = waiting.pop()
        if not runs:
            continue
        best = min(runs, key=lambda run: (-run.size, run.left, run.right))
        found.append(best)
        before = (left_from, best.left, right_from, best.right)
        behind = (best.left + best.size, left_to, best.right + best.size, right_to)
        waiting += [(*part, _inside(runs, part, least)) for part in (before, behind)]
    return sorted(found)


def _inside(runs: list[Stretch], part: tuple[int, int, int, int], least: int) -> list[Stretch]:
    return [run for each in runs if (run := _within(each, *part)).size >= least]


def _within(run: Stretch, left_from: int, left_to: int, right_from: int, right_to: int) -> Stretch:
    """The part of a stretch between these places."""
    skipped = max(left_from - run.left, right_from - run.right, 0)
    end = min(left_to - run.left, right_to - run.right, run.size)
    return Stretch(run.left + skipped, run.right + skipped, end - skipped)


def _runs(left: str, right: str, least: int) -> Iterator[Stretch]:
    """All stretches that no character on either side makes longer."""
    places: dict[str, list[int]] = {}
    for j in range(len(right) - least + 1):
        places.setdefault(right[j : j + least], []).append(j)
    for i in range(len(left) - least + 1):
        for j in places.get(left[i : i + least], ()):
            if i and j and left[i - 1] == right[j - 1]:
                continue
            size = least
            while left[i + size : i + size + 1] == right[j + size : j + size + 1] != "":
                size += 1
            yield Stretch(i, j, size)
