"""Rows of a file that only sum up the rows above them: they say no code, and their amounts are those sums."""

from __future__ import annotations

from collections.abc import Sequence

Figure = tuple[int, int]
"""分, and half the width of the rounding"""


class Totals:
    """Running sums of the amount columns of one file, all of them and those since the last total."""

    def __init__(self, columns: int) -> None:
        self.sums = [0] * columns
        self.slacks = [0] * columns
        self._before: tuple[list[int], list[int]] = ([0] * columns, [0] * columns)

    def are(self, figures: Sequence[Figure | None]) -> bool:
        """Whether these amounts sum up all rows above, or those since the last total; then the next sums begin here."""
        since = [a - b for a, b in zip(self.sums, self._before[0], strict=True)]
        slack = [a - b for a, b in zip(self.slacks, self._before[1], strict=True)]
        if not (_reached(figures, self.sums, self.slacks) or _reached(figures, since, slack)):
            return False
        self._before = (self.sums.copy(), self.slacks.copy())
        return True


def _reached(figures: Sequence[Figure | None], sums: Sequence[int], slacks: Sequence[int]) -> bool:
    """Whether every amount is its sum, as far as roundings allow; no amount is none."""
    for figure, total, slack in zip(figures, sums, slacks, strict=True):
        fen, half = figure or (0, 0)
        if fen != total and abs(fen - total) >= slack + half:
            return False
    return True
