"""Prose, cut into what the reading of figures needs: figures, brackets, stops, numbers of lists, telling words.

What is no figure is passed over: dates, numbers of documents (〔2023〕43号), phones, storeys, parts of codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from budgetlang.prose.mention import COUNT, MILLION, MONEY, PERCENT, Mention
from budgetlang.prose.vocabulary import Vocabulary, alternatives
from budgetlang.values.numerals import NUMERALS, chinese_value

FIGURE, OPEN, CLOSE, STOP, MARK = "figure", "open", "close", "stop", "mark"
LONGEST = 30
"""digits of the longest number that is one"""

DIGITS = "0-9０-９"
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_NUMBER = rf"[{DIGITS}]{{1,3}}(?:,[{DIGITS}]{{3}})+(?![{DIGITS}])(?:[.．][{DIGITS}]+)?|[{DIGITS}]+(?:[.．][{DIGITS}]+)?"
_BLANK = r"[ \t\u00a0\u3000]?"
_RANGE = rf"{_BLANK}(?:[-－–—~～至到]|--){_BLANK}"
_PER = rf"(?:{_BLANK}[/／·]{_BLANK}[^\s，。；、,;：:（(）)0-9/／·]{{1,4}})*"
_LEFT = rf"(?<![{DIGITS}A-Za-z.．_])"
_TITLE = r"《[^》\n]{0,200}》"
_TEMPLATE = r"\{\{[^}\n]*\}\}|\{%[^%\n]*%\}"
_DOCUMENT = rf"[〔【\[［][{DIGITS}]{{4}}[〕】\]］]\s*[{DIGITS}]*\s*号?"
_LIST_NUMBER = r"[（(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]"


class Token(NamedTuple):
    """A piece of a text. `kind`: `figure`, `open`, `close`, `stop`, `mark` (of a list: `1.`), or a kind of word."""

    kind: str
    start: int
    end: int
    mention: Mention | None = None


@cache
def has_figures(words: Vocabulary) -> re.Pattern[str]:
    """A pattern that finds a digit, or a numeral before what may be a unit: without one there is nothing to read."""
    begins = "".join(sorted({unit[0] for unit, (kind, _) in words.units.items() if kind in (MONEY, COUNT)}))
    return re.compile(f"[{DIGITS}]|[{NUMERALS}][{re.escape(begins)}{re.escape(''.join(words.words('odd')))}]")


@cache
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    scale = alternatives(words.scales)
    odd = alternatives(words.words("odd"))
    unit = alternatives(words.units)
    figure = (
        rf"(?:(?P<sign>(?<![{DIGITS}\w)）])[-－−])?{_LEFT}(?P<number>{_NUMBER})(?:{_RANGE}(?P<upto>{_NUMBER}))?"
        rf"|(?P<numeral>[{NUMERALS}]+)){_BLANK}(?P<odd>{odd})?{_BLANK}(?P<scale>{scale})?(?P<odd2>{odd})?{_BLANK}(?P<unit>{unit})?"
        rf"(?P<per>{_PER})"
    )
    return re.compile(
        rf"(?P<skip>{_TITLE}|{_DOCUMENT}|{_TEMPLATE})|(?P<mark>{_LIST_NUMBER})|{figure}"
        rf"|(?P<open>[（(\[【［])|(?P<close>[）)\]】］])|(?P<stop>[，,、；;。：:！？\n]|\.(?=\s|\Z))"
        rf"|(?P<word>{alternatives(words.spoken)})",
        re.IGNORECASE,
    )


def scan(text: str, words: Vocabulary, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of a text, or of a part of it, in order."""
    stop = len(text) if end is None else end
    fresh = True
    for match in _pattern(words).finditer(text, start, stop):
        kind = match.lastgroup or ""
        if match["number"] or match["numeral"]:
            token = _numbered(match, text, fresh) or _figure(match, text, words)
        elif kind == "word":
            token = Token(words.spoken[match[0] if match[0] in words.spoken else match[0].lower()], *match.span())
        elif kind == "skip":
            continue
        else:
            token = Token(kind, *match.span())
        if token is not None:
            yield token
            fresh = token.kind in (STOP, MARK)
        elif kind != "skip":
            fresh = False


def _numbered(match: re.Match[str], text: str, fresh: bool) -> Token | None:
    """`1.`, `2、` at the beginning of a line or after a stop: the number of a list. `1.72万元` has digits behind."""
    end = match.end("number")
    if not fresh or match["numeral"] or match["upto"] or len(match["number"]) > 2 or match["unit"] or match["scale"]:
        return None
    if text[end : end + 1] in (".", "．", "、") and not text[end + 1 : end + 2].isdecimal():
        return Token(MARK, match.start("number"), end + 1)
    return None


def _figure(match: re.Match[str], text: str, words: Vocabulary) -> Token | None:
    mention = _of_numeral(match, text, words) if match["numeral"] else _of_digits(match, text, words)
    return None if mention is None else Token(FIGURE, mention.start, mention.end, mention)


def _of_digits(match: re.Match[str], text: str, words: Vocabulary) -> Mention | None:
    digits = match["number"].translate(_WIDE).replace(",", "")
    upto = (match["upto"] or "").translate(_WIDE).replace(",", "")
    start, end = match.start("number"), match.end()
    if len(digits) > LONGEST or len(upto) > LONGEST or words.before("ordinal").search(text, max(0, start - 4), start):
        return None
    found = _unit(match["unit"] or "", match["scale"] or "", text, match, words)
    if found is None:
        return None
    kind, unit, size = found
    if match["sign"]:
        digits, start = "-" + digits, match.start("sign")
    value, step = _scaled(digits, size)
    mention = Mention(start, end, kind, value, step, size, unit, _per(match["per"]), value, value)
    if upto:
        return mention._replace(high=_scaled(upto, size)[0], hedge="range")
    return _hedged(mention, bool(match["odd"] or match["odd2"]), text, words)


def _of_numeral(match: re.Match[str], text: str, words: Vocabulary) -> Mention | None:
    """A Chinese numeral before a unit. One of something is mostly no figure (一般, 一次)."""
    number = chinese_value(match["numeral"])
    start = match.start()
    if number is None or number < 2 or words.before("ordinal").search(text, max(0, start - 4), start):
        return None
    kind, unit = words.units.get(match["unit"] or "", ("", ""))
    if kind not in (MONEY, COUNT):
        return None
    size, unit = (int(unit), "") if kind == MONEY else (MILLION, unit)
    value = number * size
    mention = Mention(start, match.end(), kind, value, size, size, unit, _per(match["per"]), value, value)
    return _hedged(mention, bool(match["odd"]), text, words)


def _unit(unit: str, scale: str, text: str, match: re.Match[str], words: Vocabulary) -> tuple[str, str, int] | None:
    """Kind, unit and size of one; None for what is no figure. A bare number has the kind of `bare`."""
    factor = words.scales[scale] if scale else 1
    if not unit:
        following = text[match.end() : match.end() + 1]
        if scale in words.words("bare_scale") and not (following.isalnum() and not match["per"]):
            return MONEY, "", factor * words.base
        return ("bare", "", MILLION) if not scale and not match["per"] and "." in match["number"] else None
    kind, value = words.units.get(unit) or words.units[unit.lower()]
    if kind == MONEY:
        return MONEY, "", factor * int(value)
    if kind == PERCENT:
        return (PERCENT, "%", MILLION) if value != "none" else None
    return (COUNT, value, factor * MILLION) if kind == COUNT else None


def _scaled(digits: str, size: int) -> tuple[int, int]:
    """The value, and one of the last digit. What is finer than can be counted is cut off."""
    whole, _, decimals = digits.partition(".")
    power = 10 ** len(decimals)
    return int(whole + decimals) * size // power, max(size // power, 1)


def _per(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split("[/／·]", text or "")[1:])


def _hedged(mention: Mention, odd: bool, text: str, words: Vocabulary) -> Mention:
    """The figure with what `余`, `约`, `不超过` or `以上` make of it."""
    place = _last_place(abs(mention.value), mention.step)
    if odd:
        return mention._replace(high=mention.value + place - 1, hedge="odd")
    start, end = mention.start, mention.end
    for kind in ("about", "most", "least"):
        before = words.before(kind).search(text, max(0, start - 8), start)
        if before or words.behind(f"{kind}_behind").match(text, end, end + 12):
            return _within(mention, kind, place // 2)
    return mention


def _within(mention: Mention, hedge: str, slack: int) -> Mention:
    value = mention.value
    if hedge == "about":
        return mention._replace(low=value - slack, high=value + slack, hedge=hedge)
    low, high = (None, value) if hedge == "most" else (value, None)
    return mention._replace(low=low, high=high, hedge=hedge)


def _last_place(value: int, step: int) -> int:
    """The place of the last digit that is not 0: 1000 for 1000 and for 31,000, 100 for 1200."""
    place = step
    while value and value % (place * 10) == 0:
        place *= 10
    return place


@cache
def _alone(words: Vocabulary) -> re.Pattern[str]:
    signs = alternatives({**words.words("most"), **words.words("least"), **words.words("about"), "=": "", "＝": ""})
    scale = alternatives(words.scales)
    unit = rf"(?P<scale>{scale})?(?P<unit>[^{DIGITS}\s/／]*)(?P<per>{_PER})"
    return re.compile(rf"\s*(?P<sign>{signs})?\s*(?P<number>{_NUMBER}){_BLANK}{unit}\s*")


def alone(text: str, words: Vocabulary) -> Mention | None:
    """The figure that a text is, and nothing else: `≤5万元/年`. Any word may be its unit; dates and ranges are none."""
    match = _alone(words).fullmatch(text)
    if match is None or len(match["number"]) > LONGEST:
        return None
    unit, scale = match["unit"], match["scale"] or ""
    known, value = words.units.get(unit, ("count", unit)) if unit else (COUNT, "")
    factor = words.scales[scale] if scale else 1
    if known == MONEY or (not unit and scale in words.words("bare_scale")):
        kind, value, size = MONEY, "", factor * (int(value) if known == MONEY else words.base)
    else:
        kind, value, size = (PERCENT if known == PERCENT else COUNT), value or unit, factor * MILLION
    number, step = _scaled(match["number"].translate(_WIDE).replace(",", ""), size)
    start, end = match.start("number"), match.end()
    mention = Mention(start, end, kind, number, step, size, value, _per(match["per"]), number, number)
    hedge = next((kind for kind in ("most", "least", "about") if (match["sign"] or "") in words.words(kind)), "")
    return _within(mention, hedge, _last_place(abs(number), step) // 2) if hedge else mention
