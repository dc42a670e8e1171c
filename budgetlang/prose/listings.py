"""Lists with the number of what they list: `下设3个科室：甲、乙、丙`, `下设甲、乙两个科室`, numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from budgetlang.prose.groups import Entry
from budgetlang.prose.mention import COUNT, MILLION, Mention
from budgetlang.prose.vocabulary import Vocabulary, alternatives

LONGEST_NAME = 30
LONGEST_LIST = 4000
_NUMERAL = "一二三四五六七八九十"
_ORDINALS = (
    rf"[{_NUMERAL}]是|[（(](?:[0-9]{{1,2}}|[{_NUMERAL}]{{1,3}})[）)]|[①-⑳]|(?<![0-9.])[0-9]{{1,2}}[.．、](?![0-9])"
)
_BRACKETED = r"（[^（）]*）|\([^()]*\)|《[^《》]*》|“[^“”]*”"
_FIGURE = rf"[0-9０-９]|[{_NUMERAL}两]+[个家名项]"
_LINE = rf"\s*\n\s*(?:[（(]?[0-9{_NUMERAL}]{{1,3}}[）).．、]|[①-⑳])[^\n]*"


class Listing(NamedTuple):
    """`stated` is said to be the number of the names from `start` to `end`; `counts`: how many there may be."""

    stated: Mention
    counts: tuple[int, ...]
    start: int
    end: int
    said: tuple[int, ...] = ()
    """what the figures may say: the one, or the sum of several of the same unit"""

    def holds(self) -> bool:
        """Whether one of the ways to count the names gives one of the numbers that are said."""
        return bool(set(self.counts) & set(self.said))


def listings(text: str, entries: Sequence[Entry], words: Vocabulary, end: int) -> Iterator[Listing]:
    """The lists of a text whose figures are `entries`; the names may stand on the lines below `end`."""
    for index, entry in enumerate(entries):
        mention = entry.mention
        if mention.kind != COUNT or not mention.exact or mention.value % MILLION or mention.per:
            continue
        if mention.unit not in words.words("listed"):
            continue
        found = _before(text, entry, words) or _behind(text, entries, index, words, end)
        if found is not None:
            yield found


@cache
def _announced(words: Vocabulary) -> re.Pattern[str]:
    """The noun that is counted, and what announces the names."""
    return re.compile(rf"[^，。；、：:（(\n0-9]{{0,16}}?\s*(?P<by>{alternatives(words.words('list_after'))})[：:]?")


@cache
def _trigger(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(alternatives(words.words("lists")))


def _behind(text: str, entries: Sequence[Entry], index: int, words: Vocabulary, end: int) -> Listing | None:
    entry = entries[index]
    match = _announced(words).match(text, entry.mention.end)
    if match is None:
        return None
    start = match.end()
    lines = _lines(text, start)
    if lines:
        return Listing(entry.mention, (len(lines),), start, lines[-1], _said(entries, index))
    if not _trigger(words).search(entry.label):
        return None
    if match["by"] in "（(":
        close = re.compile("[）)\n]").search(text, start, start + LONGEST_LIST)
        stops = [close.start()] if close else []
    else:
        ends = re.compile("[；;。\n]").finditer(text, start, min(end, start + LONGEST_LIST))
        stops = [match.start() for match in ends] or [end]
    if not stops or stops[0] - start > LONGEST_LIST:
        return None
    return _listing(text, entry.mention, start, stops, words, _said(entries, index))


def _lines(text: str, start: int) -> list[int]:
    """The ends of the numbered lines that follow at once."""
    ends: list[int] = []
    line = re.compile(_LINE)
    while match := line.match(text, ends[-1] if ends else start):
        ends.append(match.end())
    return ends if len(ends) > 1 else []


def _said(entries: Sequence[Entry], index: int) -> tuple[int, ...]:
    """The number itself, and its sums with the counts of the same unit right before it."""
    sums, running = [], 0
    for entry in reversed(entries[: index + 1]):
        if entry.alike != entries[index].alike or entry.sentence != entries[index].sentence:
            break
        running += entry.mention.value // MILLION
        sums.append(running)
    return tuple(sums)


def _before(text: str, entry: Entry, words: Vocabulary) -> Listing | None:
    """Names right before their number."""
    label = text[entry.start : entry.mention.start]
    least = max(0, entry.mention.start - LONGEST_LIST)
    floor = max(text.rfind(stop, least, entry.mention.start) for stop in "，,。；;：:\n（(0123456789") + 1
    if len(label) > LONGEST_NAME or (not floor and least):
        return None
    body = text[floor : entry.mention.start]
    triggers = list(_trigger(words).finditer(body))
    triggers = [match for match in triggers if "、" in body[match.end() :] and "、" not in body[: match.end()]]
    if not triggers:
        return None
    start = floor + triggers[-1].end()
    return _listing(text, entry.mention, start, [entry.mention.start], words, (entry.mention.value // MILLION,))


def _listing(
    text: str, stated: Mention, start: int, stops: list[int], words: Vocabulary, said: tuple[int, ...]
) -> Listing | None:
    """The list, if its names look like names; how many there are, by each way of parting them."""
    body = re.sub(_BRACKETED, "", text[start : stops[0]])
    whole = re.sub(_BRACKETED, "", text[start : stops[-1]])
    names = [name.strip() for name in body.split("、")]
    joined = len(re.findall(alternatives(words.words("joins")), names[-1]))
    counts = {len(names) + extra for extra in range(joined + 1)}
    counts |= {len(re.split("[、，,；;]", body)), len(re.split("[、；;]", whole)), len(re.findall(_ORDINALS, whole))}
    counts.add(len(re.split("[；;。]", whole.rstrip("；;。"))))
    if len(names) < 2 or any(not name or len(name) > LONGEST_NAME for name in names):
        return None
    if re.search(_FIGURE, body.replace(names[-1], "")) and len(names) not in said:
        return None
    if words.inside("etcetera").search(names[-1]):
        counts.update(range(len(names), max(said) + 1))
    return Listing(stated, tuple(sorted(counts)), start, stops[0], said)
