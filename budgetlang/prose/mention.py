"""A figure that a text mentions, with what its words allow it to be."""

from __future__ import annotations

from typing import NamedTuple

MILLION = 1_000_000
"""what is no money is counted in millionths"""

Bounds = tuple[int, int]

MONEY, PERCENT, COUNT = "money", "percent", "count"


class Mention(NamedTuple):
    """A figure in a text, from `start` to `end`. `value`: 分 for money, else millionths (of a percent, a person).

    `step`: the last digit written, in the same measure: 1,000,000 for `8万元`, 10,000 for `8.00万元`.
    `size`: one of its unit (`万元`: 1,000,000); 1 万元 for a number without one beside amounts that have one.
    `low`, `high`: what `1000余人`, `约5万元`, `≤5万元` allow; None where that is open.
    """

    start: int
    end: int
    kind: str
    value: int
    step: int
    size: int
    unit: str
    """what is counted (`人`); empty for money"""
    per: tuple[str, ...] = ()
    """what it is counted by: 年, 人 in `100元/人/年`"""
    low: int | None = 0
    high: int | None = 0
    hedge: str = ""
    """`about`, `most`, `least`, `odd`, `range`: a figure that is not said exactly"""

    @property
    def exact(self) -> bool:
        """Whether it is said without `about` or `at most`."""
        return not self.hedge

    def bounds(self) -> Bounds:
        """What the figure may stand for among others. Two decimals of 万元 may be a rounding; fewer say it exactly."""
        if self.hedge and self.low is not None and self.high is not None:
            return self.low, self.high
        rounded = self.kind == MONEY and (self.size >= _GREAT or self.step * 100 <= self.size)
        return self._around(self.step // 2 if rounded else 0)

    def near(self) -> Bounds:
        """The amounts that it may be written for: those that round to it, with two decimals at least."""
        if self.hedge and self.low is not None and self.high is not None:
            return self.low, self.high
        return self._around(min(self.step // 2, self.size // 200) if self.kind == MONEY else 0)

    def coarse(self) -> Bounds:
        """The amounts that round to its last digit: 19.6万元 to `20万元`."""
        return self._around(self.step // 2)

    def _around(self, half: int) -> Bounds:
        return self.value - half, self.value + max(half - 1, 0)


_GREAT = 10**10
"""分 in 亿元: amounts in such units are mostly rounded, however few digits they have"""


def total(mentions: tuple[Mention, ...] | list[Mention]) -> tuple[int, int, int]:
    """(lower bound, sum, upper bound) of figures of one kind."""
    bounds = [mention.bounds() for mention in mentions]
    return sum(low for low, _ in bounds), sum(mention.value for mention in mentions), sum(high for _, high in bounds)
