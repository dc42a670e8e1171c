"""The published narrative against the profile's own sentences, which say the same with the figures of the tables.

Both are laid side by side; where the words around a number are the same and the number is not, the number is wrong.
Two exceptions: a change or a rate that the ordinary checks found right, and a figure of the book that is the sum of the
parts said behind it, or one of these parts: the sentence speaks of another part of the money.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from budgetlang.audit.alignment import common_stretches
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.importer.published import Passage
from budgetlang.importer.run import BOUND, Result
from budgetlang.importer.vocabulary import pattern

_TOKEN = re.compile(r"\d[\d,，]*(?:\.\d+)?|\S")
_BEFORE, _BEHIND = 8, 3
"""words that must be the same before a number and behind it"""
NUMBER = "#"


Parts = tuple[str, str]
"""the digits of a number before and behind the point, without zeros that say nothing"""


class Token(NamedTuple):
    """A character, or a number as `#`, with its digits and its place."""

    word: str
    digits: str
    passage: Passage


def sentences(result: Result) -> Iterator[Diagnostic]:
    """B804: a number of the narrative that is not the one of the tables."""
    source = result.imported.published.source
    stated = {_parts(each.text) for each in result.imported.tables.statements}
    bound = _bound(result)
    for slot, lines in result.sentences.items():
        published = [token for passage in result.imported.texts.slots.get(slot, ()) for token in _tokens(passage)]
        own = [token for line in lines for token in _tokens(Passage(), line)]
        for said, expected, unit, sentence in _differing(published, own):
            if not _wrong(said.digits, expected.digits, unit, stated) or "." in bound.get(_start(said), ""):
                continue
            if any(said in group and _known(group[0], stated, bound) for group in _sums(sentence)):
                continue
            piece = said.passage.pieces[0]
            label = Label(source, piece.start, said.passage.pieces[-1].start + len(said.passage.pieces[-1].text))
            yield Diagnostic("B804", (label,), {"said": said.digits}, expected=expected.digits, found=said.digits)


def _start(token: Token) -> int:
    return token.passage.pieces[0].start


def _bound(result: Result) -> dict[int, str]:
    """By published place: the figure that a number was found to be; with a point and its aspect where it has one."""
    found = {}
    for each in result.compilation.diagnostics:
        if each.code == BOUND and each.labels:
            draft = result.imported.drafts[each.labels[0].source.path]
            found[draft.published_label(each.labels[0]).start] = str(each.args["name"])
    return found


def _tokens(passage: Passage, line: str = "") -> Iterator[Token]:
    for match in _TOKEN.finditer(line or passage.text):
        text = match.group()
        if text[0].isdigit() and text[0].isascii():
            yield Token(NUMBER, text.rstrip(",，"), passage.part(*match.span()))
        else:
            yield Token(text, "", passage)


class Pair(NamedTuple):
    """A number as it is published and as the profile says it, the word behind it, and the sentence it stands in."""

    said: Token
    expected: Token
    unit: str
    sentence: Sequence[Token]


def _differing(published: Sequence[Token], own: Sequence[Token]) -> Iterator[Pair]:
    """Numbers that stand between the same words."""
    left, right = "".join(token.word for token in published), "".join(token.word for token in own)
    for at, other, size in common_stretches(left, right, _BEFORE + 1 + _BEHIND):
        words = size - left.count(NUMBER, at, at + size)
        before = 0
        for i in range(size):
            said = published[at + i]
            if said.word != NUMBER:
                before += 1
            elif before >= _BEFORE and words - before >= _BEHIND:
                yield Pair(said, own[other + i], left[at + i + 1], _sentence(published, at + i))


def _sentence(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """The tokens between the stops on either side of one."""
    begin, end = place, place
    while begin and not pattern("stop").match(tokens[begin - 1].word):
        begin -= 1
    while end < len(tokens) and not pattern("stop").match(tokens[end].word):
        end += 1
    return tokens[begin:end]


def _known(token: Token, stated: Collection[Parts], bound: Mapping[int, str]) -> bool:
    return _parts(token.digits) in stated or _start(token) in bound


def _sums(sentence: Sequence[Token]) -> Iterator[list[Token]]:
    """Numbers of one unit in a row of which the first is the sum of the others, as far as their roundings go."""
    pairs = [(a, b.word) for a, b in pairwise(sentence) if a.word == NUMBER]
    scale = max((len(token.digits.partition(".")[2]) for token, _ in pairs), default=0)
    for begin, (whole, unit) in enumerate(pairs):
        parts: list[Token] = []
        left = _scaled(_parts(whole.digits), scale)
        for part, own in pairs[begin + 1 :]:
            if own != unit:
                break
            parts.append(part)
            left -= _scaled(_parts(part.digits), scale)
            if len(parts) > 1 and abs(left) * 2 <= len(parts) + 1:
                yield [whole, *parts]


def _wrong(said: str, expected: str, unit: str, stated: Collection[Parts]) -> bool:
    """Whether a number cannot be the expected one: a rate, or a sum that no table shows, may be off by a tail."""
    one, other = _parts(said), _parts(expected)
    if one == other or not any(other):  # what the tables do not tell apart is 0 in the sentence
        return False
    scale = max(len(said.partition(".")[2]), len(expected.partition(".")[2]))
    apart = abs(_scaled(one, scale) - _scaled(other, scale))
    return apart > 1 or (unit != "%" and other in stated)


def _scaled(number: Parts, scale: int) -> int:
    return int((number[0] + number[1].ljust(scale, "0")) or "0")


def _parts(digits: str) -> Parts:
    whole, _, rest = re.sub(r"[,，]", "", digits).partition(".")
    return whole.lstrip("0"), rest.rstrip("0")
