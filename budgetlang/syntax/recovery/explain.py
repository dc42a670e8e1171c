"""Why a line could not be read, for the person who wrote it."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.syntax.machine import HIGHEST, KEYWORD_IDS, LBRACE, Failure
from budgetlang.syntax.recovery.lines import masked
from budgetlang.syntax.recovery.trial import Recogniser, expected, stands_alone
from budgetlang.syntax.recovery.words import expectation, near_keyword

_WORD = re.compile(r'[^\s"{}=:,+#]+')
_CODE = re.compile(r"[0-9]")


@define
class Complaint:
    """A finding in the making. `mended` is the line as it was probably meant, where that is sure."""

    code: str
    start: int
    end: int
    args: dict[str, Any] = field(factory=dict)
    hint: str = ""
    labels: tuple[Label, ...] = ()
    edits: tuple[tuple[int, int, str], ...] = ()
    mended: str = ""


def complaint(states: list[int], chunk: str, base: int, failure: Failure, block: Label | None) -> Complaint:
    """What to say about a line that was read on the stack `states` and stopped at `failure`; `base` is its place."""
    at = failure.start - base
    first = len(chunk) - len(chunk.lstrip())
    stopped = Recogniser(states)
    stopped.feed(chunk, 0, len(chunk), base)
    wanted = expected(stopped.states)
    if failure.token == LBRACE and len(stopped.states) > HIGHEST:
        return Complaint("B113", failure.start, failure.end)
    while at < len(chunk) - 1 and chunk[at] in " \t":
        at += 1
    return (
        _open_string(chunk, base, at)
        or _glued_brace(chunk, base, at, wanted)
        or _first_word(states, chunk, base, first, at, block)
        or _unexpected(chunk, base, at, failure, wanted)
    )


def _open_string(chunk: str, base: int, at: int) -> Complaint | None:
    """A text in quotes that has no end."""
    rest = masked(chunk[:-1])
    if chunk[at] != '"' or '"' not in rest[at:]:
        return None
    return Complaint("B108", base + at, base + len(chunk.rstrip()))


def _glued_brace(chunk: str, base: int, at: int, wanted: tuple[int, ...]) -> Complaint | None:
    """`办公家具购置{`: the brace was read as part of the text before it."""
    code = masked(chunk[:-1]).rstrip()
    if at < len(code) or LBRACE not in wanted or not code.endswith("{"):
        return None
    at = base + len(code) - 1
    mended = chunk[: len(code) - 1] + " {\n"
    return Complaint("B116", at, at + 1, edits=((at, at, " "),), mended=mended)


def _first_word(states: list[int], chunk: str, base: int, first: int, at: int, block: Label | None) -> Complaint | None:
    """A line whose first word is no keyword that may begin a line here."""
    found = _WORD.match(chunk, first)
    if not found or _CODE.match(found[0]):
        return None
    word, tokens = found[0], expected(states)
    known = KEYWORD_IDS.get(word)
    if known is not None and known not in tokens and (at == first or stands_alone(chunk[:-1])):
        labels = (block,) if block else ()
        return Complaint("B112", base + first, base + found.end(), {"word": word}, labels=labels)
    if known is not None:
        return None
    near = near_keyword(word, tokens)
    if at != first and not near:
        return None
    args = {"word": word, "nearest": near, **expectation(tokens)}
    if near:
        edit = (base + first, base + found.end(), _parted(word, near))
        return Complaint("B102", base + first, base + found.end(), args, "nearest_keyword", edits=(edit,))
    return Complaint("B102", base + first, base + found.end(), args)


def _parted(word: str, keyword: str) -> str:
    """The keyword instead of a word; what is glued to it stays: `预算2026` → `预算 2026`, but `budgets` → `budget`."""
    rest = word[len(keyword) :].lstrip(":：=＝") if word.startswith(keyword) else ""
    return f"{keyword} {rest}" if rest and not (rest[0].isascii() and rest[0].isalpha()) else keyword


def _unexpected(chunk: str, base: int, at: int, failure: Failure, wanted: tuple[int, ...]) -> Complaint:
    """A token that does not fit, or a line that ends too early."""
    args: dict[str, Any] = expectation(wanted)
    code = len(masked(chunk[:-1]).rstrip())
    if at >= code:
        start = max(base, base + code - 1)
        return Complaint("B103", start, base + code, args)
    end = failure.end - base if failure.token >= 0 else at
    if end <= at:
        found = _WORD.match(chunk, at)
        end = found.end() if found else at + 1
    end = min(end, code)
    args["found"] = chunk[at:end].split("\n", 1)[0]
    return Complaint("B101", base + at, base + end, args)
