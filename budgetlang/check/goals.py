"""Values of performance indicators: `≤5万元/年`, `12辆/年`, `100%`; words such as 完善 hold no number."""

from __future__ import annotations

from budgetlang.prose.mention import MONEY, PERCENT, Mention
from budgetlang.prose.scan import alone
from budgetlang.prose.vocabulary import Vocabulary

YEAR = ("年", "year", "a")


def read(goal: str, words: Vocabulary) -> Mention | None:
    """The number in a value; None where it is a word, a date, or anything but one number with its unit."""
    return alone(goal, words)


def yearly(goal: Mention) -> bool:
    """Whether it is said for each year."""
    return any(part in YEAR for part in goal.per)


def each(goal: Mention) -> tuple[str, ...]:
    """What it is said for each of, years aside: 人 in `100元/人/年`."""
    return tuple(part for part in goal.per if part not in YEAR)


def is_money(goal: Mention) -> bool:
    """Whether it is an amount of money, not a price."""
    return goal.kind == MONEY and not each(goal)


def contradict(year: Mention, whole: Mention) -> bool:
    """Whether what a year allows lies above what the whole period allows, in the same unit. Rates may change."""
    if (year.kind, year.unit, each(year)) != (whole.kind, whole.unit, each(whole)):
        return False
    if year.kind == PERCENT or whole.high is None:
        return False
    return (year.high is not None and year.high > whole.high) or (year.low is not None and year.low > whole.high)
