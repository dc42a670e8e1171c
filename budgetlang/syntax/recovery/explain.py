"""Why a line could not be read, for the person who wrote it."""

from __future__ import annotations

import re
from typing import Any, Final

from attrs import define, field

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.syntax.automaton import TERMINALS
from budgetlang.syntax.machine import HIGHEST, KEYWORD_IDS, LBRACE, NL, Failure
from budgetlang.syntax.recovery.forms import form
from budgetlang.syntax.recovery.lines import masked
from budgetlang.syntax.recovery.trial import Recogniser, expected, stands_alone
from budgetlang.syntax.recovery.words import GLUE, Around, expectation, near_keyword

_WORD = re.compile(r'[^\s"{}=:,+#]+')
_CODE = re.compile(r"[0-9]")
_BROKEN = re.compile(r"[^\W\d_](?:[ \t\u3000]+[^\W\d_])+(?=[\s\d:：=＝])")

_SIGNS: Final = {TERMINALS.index("EQUAL"): ("=", ":："), LBRACE: ("{", "(（[【")}
"""What is written instead of a sign."""

Piece = tuple[str, int]
"""A piece of a line and its place."""


@define
class Complaint:
    """A finding in the making. `mended` is the line as it was probably meant, where that is sure, in pieces."""

    code: str
    start: int
    end: int
    args: dict[str, Any] = field(factory=dict)
    hint: str = ""
    labels: tuple[Label, ...] = ()
    edits: tuple[tuple[int, int, str], ...] = ()
    mended: tuple[Piece, ...] = ()


def complaint(states: list[int], chunk: str, base: int, failure: Failure, around: Around) -> Complaint:
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
    found = (
        _open_string(chunk, base, at)
        or _glued_brace(chunk, base, at, wanted)
        or _first_word(states, chunk, base, first, at, around)
        or _unexpected(chunk, base, at, failure, wanted, around)
    )
    if not found.hint and not found.edits:
        _say_form(found, states, chunk, around)
    return found


def _say_form(found: Complaint, states: list[int], chunk: str, around: Around) -> None:
    """Adds how such a line is written."""
    if found.code not in ("B101", "B102", "B103"):
        return
    word = chunk.split(None, 1)[0]
    keyword = KEYWORD_IDS.get(word)
    own = form(keyword if keyword in expected(states) else None, around.keyword)
    if own:
        found.hint, (zh, en) = own
        found.args |= {"form": zh, "form_en": en}


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
    mended = ((chunk[: len(code) - 1] + " {\n", base),)
    return Complaint("B116", at, at + 1, edits=((at, at, " "),), mended=mended)


def _first_word(states: list[int], chunk: str, base: int, first: int, at: int, around: Around) -> Complaint | None:
    """A line whose first word is no keyword that may begin a line here."""
    found = _BROKEN.match(chunk, first)
    whole = "".join(found[0].split()) if found else ""
    if whole not in KEYWORD_IDS or found is None:
        found = _WORD.match(chunk, first)
        whole = found[0] if found else ""
    if not found or _CODE.match(whole):
        return None
    tokens, known = around.sorted(expected(states)), KEYWORD_IDS.get(whole)
    start, end = base + first, base + found.end()
    if known is not None and known not in tokens and (at == first or stands_alone(chunk[:-1])):
        labels = (around.header,) if around.header else ()
        return Complaint("B112", start, end, {"word": whole, **expectation(tokens)}, labels=labels)
    if known is not None and whole == found[0]:
        return None
    near = near_keyword(whole, tokens)
    if at != first and not near:
        return None
    args = {"word": found[0], "nearest": near, **expectation(tokens, near)}
    if not near:
        return Complaint("B102", start, end, args)
    rest = first + _keyword_ends(found[0], near)
    blank = "" if chunk[rest].isspace() else " "
    mended = ((near, start), (chunk[rest:], base + rest))
    edits = ((start, base + rest, near + blank),)
    return Complaint("B102", start, end, args, "nearest_keyword", edits=edits, mended=mended)


def _keyword_ends(word: str, keyword: str) -> int:
    """Where what is glued to a keyword begins: `预算2026` is `预算` and `2026`, but `budgets` is `budget`."""
    length = len(keyword)
    if not word.startswith(keyword) or (length == 1 and word[1:2] not in GLUE):
        return len(word)
    while word[length : length + 1] in GLUE:
        length += 1
    rest = word[length:]
    return len(word) if rest and rest[0].isascii() and rest[0].isalpha() else length


def _unexpected(chunk: str, base: int, at: int, failure: Failure, wanted: tuple[int, ...], around: Around) -> Complaint:
    """A token that does not fit, or a line that ends too early."""
    args: dict[str, Any] = expectation(around.sorted(wanted))
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
    return _other_sign(chunk, base, at, wanted, args) or Complaint("B101", base + at, base + end, args)


def _other_sign(chunk: str, base: int, at: int, wanted: tuple[int, ...], args: dict[str, Any]) -> Complaint | None:
    """`单位：01`, `明细 支出 (`, `预算 2026年`: another sign than the one that is meant, or more than belongs there."""
    for token, (sign, instead) in _SIGNS.items():
        if token in wanted and chunk[at] in instead:
            args["found"] = chunk[at]
            mended = ((chunk[:at] + sign + chunk[at + 1 :], base),)
            place = (base + at, base + at + 1)
            return Complaint("B101", *place, args, edits=((*place, sign),), mended=mended)
    slip = chunk[at].isascii() and chunk[at].isalnum() and not chunk[at - 1].isspace()  # 2O26
    if slip or wanted != (NL,) or chunk.split(None, 1)[0] not in KEYWORD_IDS:
        return None
    code = len(masked(chunk[:-1]).rstrip())
    args["found"] = chunk[at:code]
    mended = ((chunk[:at] + "\n", base),)
    return Complaint("B101", base + at, base + code, args, edits=((base + at, base + code, ""),), mended=mended)
