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

    def bounds(self, coarse: bool = False) -> Bounds:
        """What the figure may stand for. Money is written to a hundredth of its unit where no more digits are said;
        `coarse`: it may be rounded to its last digit, `20万元` for 19.6万元."""
        if self.hedge and self.low is not None and self.high is not None:
            return self.low, self.high
        half = self.step // 2
        if self.kind == MONEY and not coarse:
            half = min(half, max(self.size // 200, 50))
        elif self.kind == COUNT and not coarse:
            half = 0
        return self.value - half, self.value + half


def total(mentions: tuple[Mention, ...] | list[Mention]) -> tuple[int, int, int]:
    """(lower bound, sum, upper bound) of figures of one kind."""
    bounds = [mention.bounds() for mention in mentions]
    return sum(low for low, _ in bounds), sum(mention.value for mention in mentions), sum(high for _, high in bounds)
