"""Changes against last year, shares, and prices times quantities that a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetlang.prose.groups import Entry
from budgetlang.prose.mention import COUNT, MILLION, MONEY, PERCENT, Mention
from budgetlang.prose.vocabulary import Vocabulary, alternatives
from budgetlang.values.rounding import rate_bounds

MONTHS = 12
FARTHEST = 60
"""how many figures before another one may belong to it"""


class Comparison(NamedTuple):
    """`currents`: figures of which one is compared; `change` and `rate` against last year, with their directions."""

    currents: tuple[Mention, ...]
    change: Mention | None
    rate: Mention | None
    direction: int
    """1 up, -1 down, 0 the same"""
    rate_direction: int = 0

    def one_direction(self) -> bool:
        """Whether change and rate go the same way."""
        return self.rate is None or self.change is None or self.rate_direction in (0, self.direction)

    def rate_fits(self, current: Mention) -> bool:
        """Whether the change over last year's value (the current one less the change) rounds to the rate."""
        assert self.change is not None and self.rate is not None
        low, high = current.bounds()
        least, most = (bound * self.direction for bound in self.change.bounds())
        base = sorted((low - least, low - most, high - least, high - most))
        return _rate_fits(self.rate, self.change.bounds(), (base[0], base[-1]))

    def holds(self) -> bool:
        """Whether the rate is that of the change for one of the figures that may be compared."""
        return self.rate is None or self.change is None or not self.currents or any(map(self.rate_fits, self.currents))


class Share(NamedTuple):
    """`part` is said to be `percent` of one of the `wholes`."""

    part: Mention
    percent: Mention
    wholes: tuple[Mention, ...]

    def fits(self, whole: Mention) -> bool:
        """Whether the part has that share in this whole."""
        return _rate_fits(self.percent, self.part.bounds(), whole.bounds())

    def holds(self) -> bool:
        return any(map(self.fits, self.wholes))


class Product(NamedTuple):
    """`result` is said to be a price times a quantity: one of `values`, in 分."""

    price: Mention
    quantity: Mention
    result: Mention
    values: tuple[int, ...]

    def holds(self) -> bool:
        low, high = self.result.bounds()
        return any(low <= value <= high for value in self.values)


def _rate_fits(percent: Mention, part: tuple[int, int], whole: tuple[int, int]) -> bool:
    if whole[1] <= 0:
        return percent.value == 0
    decimals = len(str(1_000_000 // percent.step)) - 1
    low, high = rate_bounds(part, (max(whole[0], 1), whole[1]), decimals)
    return low <= percent.value // percent.step <= high


def _direction(entry: Entry) -> int:
    return 1 if "up" in entry.words else -1 if "down" in entry.words else 0


def comparisons(entries: Sequence[Entry]) -> Iterator[Comparison]:
    """What the text compares with last year."""
    for index, entry in enumerate(entries):
        if entry.mention.kind != MONEY:
            continue
        if _direction(entry) and entry.words & {"than", "last_year"}:
            currents = tuple(each.mention for each in _amounts_before(entries, index))
            rate = entries[index + 1] if index + 1 < len(entries) else None
            if rate is None or not _is_rate(rate, entry):
                yield Comparison(currents, entry.mention, None, _direction(entry))
            else:
                yield Comparison(currents, entry.mention, rate.mention, _direction(entry), _direction(rate))
        elif entry.same and entry.plain:
            yield Comparison((entry.mention,), None, None, 0)


def _amounts_before(entries: Sequence[Entry], index: int) -> list[Entry]:
    """The amounts before a figure in its sentence, the nearest first; no more than a sentence mostly has."""
    found = []
    for i in range(index - 1, max(index - FARTHEST, 0) - 1, -1):
        if entries[i].sentence != entries[index].sentence:
            break
        if entries[i].plain and entries[i].mention.kind == MONEY:
            found.append(entries[i])
    return found


def _is_rate(rate: Entry, change: Entry) -> bool:
    near = rate.segment == change.segment and rate.mention.start - change.mention.end < 12
    return near and rate.mention.kind == PERCENT and "share" not in rate.words


def shares(entries: Sequence[Entry]) -> Iterator[Share]:
    """`甲3万元，占30%`: the part, and the figures before it that it can be a part of."""
    for index, entry in enumerate(entries):
        if not index or not _is_share(entry) or len(entry.label) > 2:
            continue
        part = entries[index - 1]
        if part.mention.kind != MONEY or part.segment != entry.segment or not part.plain:
            continue
        shared = {entries[i - 1].mention.start for i in range(max(index - FARTHEST, 1), index) if _is_share(entries[i])}
        before = _amounts_before(entries, index - 1)
        wholes = [each.mention for each in reversed(before) if each.mention.start not in shared]
        if wholes and wholes[0] is before[-1].mention:
            yield Share(part.mention, entry.mention, tuple(wholes))


def _is_share(entry: Entry) -> bool:
    return entry.mention.kind == PERCENT and "share" in entry.words


def products(text: str, entries: Sequence[Entry], words: Vocabulary) -> Iterator[Product]:
    """`430平方米，每平方米200元，共86000元`: a price, what it is the price of before it, the result behind it."""
    for index, price in enumerate(entries):
        if price.mention.kind != MONEY or not price.price or index + 1 >= len(entries) or not price.mention.exact:
            continue
        result = entries[index + 1]
        if result.mention.kind != MONEY or result.segment != price.segment or "total" not in result.words:
            continue
        factors = _factors(text, entries, index, words)
        if factors:
            yield _product(text, entries, index, words, factors)


def _factors(text: str, entries: Sequence[Entry], index: int, words: Vocabulary) -> list[Entry]:
    """What a price is multiplied by: the nearest number of each of its units before it, the nearest first."""
    price = entries[index]
    units = _priced(text[price.start : price.mention.start], price, words)
    found: dict[str, Entry] = {}
    for each in reversed(entries[max(0, index - FARTHEST) : index]):
        if each.sentence == price.sentence and each.mention.kind == COUNT and each.mention.unit in units:
            found.setdefault(each.mention.unit, each)
    return [each for each in found.values() if each.mention.exact]


def _priced(label: str, price: Entry, words: Vocabulary) -> set[str]:
    """The units that a price is the price of: 每平方米, /人."""
    pattern = re.compile(rf"每\s*({alternatives(words.words('count'))})")
    units = {words.words("count")[match[1]] for match in pattern.finditer(label)}
    return units | {words.words("count").get(part, part) for part in price.mention.per}


def _product(text: str, entries: Sequence[Entry], index: int, words: Vocabulary, factors: Sequence[Entry]) -> Product:
    """The price times its quantities; the result may also sum up all the products of the sentence."""
    price, result = entries[index], entries[index + 1]
    once = _times(price, factors)
    values = [once, _times(price, factors[:1]), *([once * MONTHS] if "month" in price.words else [])]
    others = [i for i in range(max(0, index - FARTHEST), index) if entries[i].mention.kind == MONEY]
    others = [i for i in others if entries[i].price and entries[i].sentence == price.sentence]
    if others:
        values.append(once + sum(_times(entries[i], _factors(text, entries, i, words)) for i in others))
    return Product(price.mention, factors[0].mention, result.mention, tuple(values))


def _times(price: Entry, factors: Sequence[Entry]) -> int:
    value = price.mention.value
    for factor in factors:
        value = value * factor.mention.value // MILLION
    return value
