"""Chinese numerals and the numbers of headings: `三、`, `（二）`, `12.`, `⑤`."""

from __future__ import annotations

import re
from functools import cache

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "".join(
    chr(first + step) for first, count in ((0x2460, 20), (0x3251, 15), (0x32B1, 15)) for step in range(count)
)
_FIRST = re.compile(r"一|①|(?<![0-9])0*1(?![0-9])")
_NUMBER = re.compile(rf"第([{_DIGITS}十百]+|[0-9]+)\w*|\W*([{_DIGITS}十百]+|[0-9]+|[{_CIRCLED}])\W*")


def chinese(number: int) -> str:
    """1–999 as 一 … 九百九十九. Raises ValueError outside."""
    if not 1 <= number <= 999:
        raise ValueError(f"no Chinese numeral for {number}: 1 to 999 are known")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if number < 20 else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def circled(number: int) -> str:
    """1–50 as ① … ㊿. Raises ValueError outside."""
    if not 1 <= number <= len(_CIRCLED):
        raise ValueError(f"no circled numeral for {number}: 1 to {len(_CIRCLED)} are known")
    return _CIRCLED[number - 1]


def numbered(pattern: str, number: int) -> str:
    """The number of a heading, after a pattern that shows the first one.

    `numbered("（一）", 3)` is `（三）`; `一`, `①`, `1` and `01` are known. Raises ValueError when the pattern shows
    none of them or more than one, or when its numerals do not reach `number`.
    """
    found = _FIRST.findall(pattern)
    if len(found) != 1:
        raise ValueError(f"the pattern {pattern!r} does not show one first number (一, ① or 1)")
    if number < 1:
        raise ValueError(f"headings are numbered from 1, not {number}")
    first = found[0]
    text = chinese(number) if first == "一" else circled(number) if first == "①" else str(number).zfill(len(first))
    return pattern.replace(first, text)


def number_from(text: str) -> int | None:
    """The number of a heading's numeral (`三、` is 3, `第十二部分` 12), None if the text is none."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    numeral = match[1] or match[2]
    if numeral in _CIRCLED:
        return _CIRCLED.index(numeral) + 1
    if numeral.isascii():
        return int(numeral) if len(numeral) < 10 else None
    return _chinese_numbers().get(numeral)


@cache
def _chinese_numbers() -> dict[str, int]:
    return {chinese(number): number for number in range(1, 1000)}


_FORMS = ("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_VALUES = {char: value for value, chars in enumerate(_FORMS) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GREAT = {"万": 10**4, "亿": 10**8}
NUMERALS = "".join((*_VALUES, *_TENS, *_GREAT))
"""All characters of Chinese numerals, formal ones too."""


def chinese_value(text: str) -> int | None:
    """The number that a Chinese numeral says: `三` 3, `一千二百` 1200, `二〇二六` 2026; None if it is none."""
    if len(text) > 1 and all(char in _VALUES for char in text):
        return int("".join(str(_VALUES[char]) for char in text))
    total = section = digit = 0
    seen = False
    for char in text:
        if char in _VALUES:
            if digit:
                return None
            digit = _VALUES[char]
        elif char in _TENS:
            section += (digit or (0 if seen else 1)) * _TENS[char]
            digit = 0
        elif char in _GREAT:
            total = (total + section + digit) * _GREAT[char]
            section = digit = 0
        else:
            return None
        seen = True
    return total + section + digit if seen else None
