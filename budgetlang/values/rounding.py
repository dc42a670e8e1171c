"""The one place where a number is rounded: half up, away from zero, in whole numbers."""

from __future__ import annotations


def round_half_up(numerator: int, denominator: int) -> int:
    """`numerator / denominator` to the nearest whole number, a half away from zero.

    Raises ZeroDivisionError when `denominator` is 0.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator < 0:
        return -((denominator - 2 * numerator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def rate(part: int, whole: int, decimals: int) -> int | None:
    """The share of `part` in `whole` in percent, as a whole number of 10^-`decimals` percent.

    `rate(1, 3, 2)` is 3333 (33.33 %). None when `whole` is 0: such a rate does not exist.
    """
    if whole == 0:
        return None
    return round_half_up(part * 100 * 10**decimals, whole)


def rate_bounds(part: tuple[int, int], whole: tuple[int, int], decimals: int) -> tuple[int, int]:
    """The least and the greatest rounded rate of a part in a whole, each within its bounds; `whole` is above 0.

    In whole numbers of 10^-`decimals` percent, as `rate`.
    """
    unit = 100 * 10**decimals
    rates = [round_half_up(a * unit, b) for a in part for b in whole]
    return min(rates), max(rates)
