"""Sums that a text says: `a3万元、b2万元，共计5万元`, `5万元（a1万元，b4万元）`, `5万元，其中：…`, `1.甲办5万元：…`.

What belongs to a sum, words do not always say: it has several readings, and is wrong only if it is so in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from budgetlang.prose.groups import Entry, Group
from budgetlang.prose.mention import COUNT, MONEY, Mention, total
from budgetlang.prose.vocabulary import Vocabulary

Reading = tuple[Mention, ...]

LONGEST, LONGEST_NESTED = 200, 40
"""how many figures a sum may have, and how many parts of a list are tried as one of two depths"""
OPEN_ENDED = {"etcetera", "mainly"}
"""words of a list that need not be complete"""


class Sum(NamedTuple):
    """`whole` is the sum of the figures of one of the `readings`; with `parts` only at least that.

    `sure`: the words leave no doubt that it must be; else only the way of the rest of the text suggests it.
    """

    whole: Mention
    readings: tuple[Reading, ...]
    parts: bool = False
    sure: bool = True

    def holds(self) -> bool:
        """Whether one of the readings adds up, within the digits written."""
        return any(self.fits(reading) for reading in self.readings)

    def fits(self, reading: Reading) -> bool:
        """Whether the figures of a reading add up to the whole."""
        low, high = self.whole.bounds()
        least, _, most = total(reading)
        return least <= high and (self.parts or low <= most)


class Sums(NamedTuple):
    """The sums of a text, and which of its amounts are in none as a part: what the text is about as a whole."""

    found: list[Sum]
    top: list[Entry]


def sums(groups: Sequence[Group], words: Vocabulary) -> Sums:
    """All sums of a text."""
    found: list[Sum] = []
    used: set[int] = set()
    for group in groups[1:]:
        found += _brackets(group)
    main = groups[0]
    for group in groups:
        for each in (*_among(group, used, words), *_numbered(group, used)):
            found.append(each)
        found += _totals(group, used, words)
    top = [entry for entry in main.entries if entry.plain and entry.mention.start not in used]
    return Sums(found, top)


def _plain(entries: Sequence[Entry], alike: tuple[str, str]) -> list[Entry]:
    return [entry for entry in entries if entry.plain and entry.alike == alike]


def _reading(entries: Sequence[Entry]) -> Reading:
    return tuple(entry.mention for entry in entries)


def _brackets(group: Group) -> Iterator[Sum]:
    """Parts in a bracket behind their whole. Numbers without a unit there have that of the whole."""
    owner = group.owner
    if owner is None or not owner.plain:
        return
    whole = owner.mention
    parts = [
        _as(entry.mention, whole)
        for entry in group.entries
        if (entry.plain and entry.alike == owner.alike) or _bare(entry)
    ]
    if not parts or "last_year" in group.words:
        return
    if "total" in group.words and len(parts) > 2:
        parts = parts[:-1] if sum(part.value for part in parts[:-1]) == parts[-1].value else parts
    partial = len(parts) < 2 or bool(group.among) or bool(group.words & OPEN_ENDED)
    yield Sum(whole, (tuple(parts),), parts=partial)


def _bare(entry: Entry) -> bool:
    """A number without a unit, with words before it and decimals: `5号楼15.55`."""
    mention = entry.mention
    return mention.kind == "bare" and mention.step < 1_000_000 and bool(entry.label) and entry.mention.exact


def _as(mention: Mention, whole: Mention) -> Mention:
    if mention.kind != "bare":
        return mention
    scale = whole.size
    value = mention.value * scale // 1_000_000
    step = max(mention.step * scale // 1_000_000, 1)
    return mention._replace(kind=whole.kind, value=value, step=step, size=scale, low=value, high=value)


def _among(group: Group, used: set[int], words: Vocabulary) -> Iterator[Sum]:
    """What is listed behind 其中, for each unit: parts of the last figure before it, or of an earlier whole."""
    wholes: dict[tuple[str, str], list[Entry]] = {}
    places = sorted(set(group.among))
    for place, end in zip(places, [*places[1:], len(group.entries)], strict=False):
        behind = group.entries[place : min(end, place + LONGEST)]
        before = group.entries[max(0, place - LONGEST) : place]
        for alike in dict.fromkeys(entry.alike for entry in behind):
            candidates = [entry for entry in reversed(before) if entry.plain and entry.alike == alike][:1]
            candidates += wholes.get(alike, [])[:1]
            parts = _in_list(_plain(behind, alike))
            if not candidates or not parts:
                continue
            yield from _parted(candidates, parts, used, words)
            wholes[alike] = [candidates[0]]


def _in_list(parts: list[Entry]) -> list[Entry]:
    """The parts up to where another number of a list, or a sentence of its own, begins."""
    if not parts:
        return parts
    first = parts[0]
    return [part for part in parts if part.number == first.number and part.sentence - first.sentence < 1]


def _parted(candidates: list[Entry], parts: list[Entry], used: set[int], words: Vocabulary) -> Iterator[Sum]:
    """One of the candidates is the sum of the parts, or of the first few; none is less. With 其他 they are complete."""
    ends = {i + 1 for i in range(len(parts) - 1) if parts[i].segment != parts[i + 1].segment}
    cuts = sorted(ends | {len(parts)})[:LONGEST_NESTED]
    for candidate in candidates:
        for cut in cuts:
            reading = _reading(parts[:cut])
            if Sum(candidate.mention, (reading,)).holds():
                used.update(mention.start for mention in reading)
                yield Sum(candidate.mention, (reading,))
                return
    listed = parts[: cuts[0]]
    first = _reading(listed)
    used.update(mention.start for mention in first)
    complete = len(listed) > 1 and words.inside("rest").match(listed[-1].label) is not None
    sums = [Sum(candidate.mention, (first,), parts=not complete) for candidate in candidates]
    if all(not each.holds() and not _nested(each.whole, first) for each in sums):
        yield sums[0]


def _nested(whole: Mention, reading: Reading) -> bool:
    """Whether money is listed in two depths: one part is the sum of those behind it, and the rest is the whole."""
    if whole.kind != MONEY:
        return False
    for index, mention in enumerate(reading[:LONGEST_NESTED]):
        for end in range(index + 2, min(len(reading), LONGEST_NESTED) + 1):
            inner, outer = reading[index + 1 : end], (*reading[: index + 1], *reading[end:])
            if Sum(mention, (inner,)).holds() and Sum(whole, (outer,)).holds():
                return True
    return False


def _numbered(group: Group, used: set[int]) -> Iterator[Sum]:
    """`1.甲办3万元：a1万元，b2万元；2.乙办…`: the first figure under a number is the sum of the rest, if mostly."""
    by_number: dict[int, list[Entry]] = {}
    for entry in group.entries:
        if entry.number and entry.plain and "total" not in entry.words:
            by_number.setdefault(entry.number, []).append(entry)
    lists = []
    for entries in by_number.values():
        same = [entry for entry in entries if entry.alike == entries[0].alike]
        money = [entry for entry in entries if entry.mention.kind == "money"]
        chosen = money if len(money) > 1 else same
        if len(chosen) > 1:
            lists.append(chosen)
    every = [Sum(chosen[0].mention, (_reading(chosen[1:]),), sure=False) for chosen in lists]
    good = [each for each in every if each.holds()]
    if not good or 2 * len(good) < len(every):
        return
    for chosen, each in zip(lists, every, strict=True):
        used.update(entry.mention.start for entry in chosen[1:])
        yield each._replace(sure=len(good) > 1)


def _totals(group: Group, used: set[int], words: Vocabulary) -> Iterator[Sum]:
    """A total behind its items: those of its part of the sentence, of the sentence, or of all that stands before."""
    done: set[int] = set()
    for index, entry in enumerate(group.entries):
        if "total" not in entry.words or not entry.plain or _priced(group.entries, index):
            continue
        near = group.entries[max(0, index - LONGEST) : index]
        before = [e for e in _plain(near, entry.alike) if e.mention.start not in done]
        if len(before) == LONGEST:
            continue
        readings = list(_readings(entry, before, used, _pure(entry, words)))
        if not readings or entry.words & OPEN_ENDED or any(each.open for each in before[-1:]):
            continue
        found = Sum(entry.mention, tuple(readings))
        yield found
        chosen = next((reading for reading in readings if found.fits(reading)), readings[0])
        used.update(mention.start for mention in chosen)
        done.update(mention.start for mention in chosen)


def _priced(entries: Sequence[Entry], index: int) -> bool:
    """Whether the figure before is a price: then this is a product, and no sum."""
    return index > 0 and entries[index - 1].price and entries[index - 1].segment == entries[index].segment


def _readings(entry: Entry, before: list[Entry], used: set[int], pure: bool) -> Iterator[Reading]:
    """Which figures a total may sum up: at least two, the nearest first."""
    scopes = [[each for each in before if each.segment == entry.segment]]
    if pure:
        scopes.append([each for each in before if each.sentence == entry.sentence])
        if not scopes[0]:
            scopes.append(before)
    seen: set[Reading] = set()
    for scope in scopes:
        free = [each for each in scope if each.mention.start not in used]
        heads = _heads(free)
        people = [free[i:] for i in range(1, len(free) - 1)] if entry.mention.kind == COUNT else []
        own = [each for each in free if each.year is None and each.mention.value <= entry.mention.value]
        for entries in (free, heads, own, scope, *people):
            reading = _reading(entries)
            if len(reading) > 1 and reading not in seen:
                seen.add(reading)
                yield reading


def _heads(entries: Sequence[Entry]) -> list[Entry]:
    """The first figure under each number of a list."""
    first: dict[int, Entry] = {}
    for entry in entries:
        if entry.number:
            first.setdefault(entry.number, entry)
    return list(first.values())


def _pure(entry: Entry, words: Vocabulary) -> bool:
    """Whether the words before a total name nothing of their own: `共计`, `每年共需资金`, but not `支出总计`."""
    rest = words.inside("total").sub("", entry.label)
    return not words.inside("filler").sub("", rest).strip()
