"""Units of money that more than one profile has: `data/<country>/currencies/`.

A line for each unit: how many of the smallest it is, its name, the words for it in sentences. The first line: the name
of the file, that of the currency, the unit of books that name none.
"""

from __future__ import annotations

from functools import cache

from budgetlang.catalogs.files import full_name, names, read
from budgetlang.values.money import Currency

KIND = "currencies"


@cache
def load_currency(name: str) -> Currency:
    """The units of a currency, the smallest first. Raises LookupError for an unknown name."""
    [[_, _, usual]], (sizes, units, words) = read(name, KIND, head=1)
    said = {unit: tuple(word.split()) for unit, word in zip(units, words, strict=True)}
    return Currency(dict(zip(units, map(int, sizes), strict=True)), said, usual)


def currency_names() -> tuple[str, ...]:
    """The full names of all of them; the first is that of profiles that name none."""
    return names(KIND)


def currency_name(name: str) -> str:
    """`yuan` → `cn/yuan`; empty if there is none of that name."""
    return full_name(name, KIND)
