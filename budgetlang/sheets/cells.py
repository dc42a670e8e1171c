"""What a cell means that a spreadsheet or an input method has changed: codes that became numbers, full-width digits,
amounts with signs of currencies or in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_WIDE = {0xFF01 + index: 0x21 + index for index in range(94)}
_BLANKS = " \t\n\r\u3000\xa0\u200b\u200c\u200d\u2060\ufeff'"
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?")
_CODE_AND_NAME = re.compile(r"[\[(]?([0-9A-Za-z]+)[\])]?[\s\-_:：|—–.、]*(\S.*)")
_NONE = ("", "-", "--", "—", "–", "——", "/")


def plain(text: str) -> str:
    """A cell in half-width characters, without blanks, characters that cannot be seen, and marks for "this is text"."""
    text = text.translate(_WIDE).strip(_BLANKS)
    marked = _TEXT_FORMULA.fullmatch(text)
    return marked[1].strip(_BLANKS) if marked else text


def whole(text: str) -> str | None:
    """The digits of a whole number: `2010301` for `2010301.0` and `2.010301E+06`.

    None for what is no whole number; empty where the notation has cut digits off (`2.01E+06`).
    """
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if number != number.to_integral_value() or number < 0:
        return None
    digits = f"{number:.0f}"
    mantissa = re.split("[eE]", text)
    if len(mantissa) > 1 and len(mantissa[0].replace(".", "").lstrip("+0")) < len(digits):
        return ""
    return digits


def code_and_name(text: str) -> tuple[str, str] | None:
    """`2010301-行政运行`, `[01]局本级`: the code and the name behind it."""
    found = _CODE_AND_NAME.fullmatch(text)
    return (found[1], found[2]) if found else None


def amount_text(text: str, most: int) -> str:
    """An amount as the language writes it: `-5.00` for `(5.00)`, `1,027.03` for `￥１，０２７．０３`; empty for a dash.

    Zeros behind the `most` decimals that money has are left out. What is no amount stays as it is.
    """
    text = plain(text)
    if len(text) > 2 and text[0] == "(" and text[-1] == ")":
        text = f"-{text[1:-1]}"
    if not text.isascii() or "$" in text:
        text = "".join(char for char in text if unicodedata.category(char) != "Sc")
    text = text.replace(" ", "").replace("−", "-").removeprefix("+")
    if text in _NONE:
        return ""
    digits, point, decimals = text.partition(".")
    if point and decimals.isdecimal() and len(decimals) > most and not decimals[most:].strip("0"):
        decimals = decimals[:most]
        return f"{digits}.{decimals}" if decimals else digits
    return digits if point and not decimals else text


def is_shortened(text: str) -> bool:
    """Whether an amount is in scientific notation, which may have cut digits off."""
    return "e" in text.lower() and _NUMBER.fullmatch(text) is not None
