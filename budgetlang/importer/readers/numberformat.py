"""Numbers of a spreadsheet as it shows them: `1234.5` in the format `#,##0.00` is `1,234.50`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from attrs import define

_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<digits>[0#?](?:[0#?,]*)(?:\.[0#?]*)?|\.[0#?]+)|(?P<scale>,+)|(?P<general>general)|(?P<text>@)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTIONS = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]|[^;"\\\[])*')
_DATE = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|(y+|m+|d+|h+|s+|am/pm|上午/下午)|(.)', re.IGNORECASE | re.DOTALL)
_CONTEXT = Context(prec=60)
_DIGITS = 15
"""that a spreadsheet keeps"""


def displayed(value: object, number_format: str) -> str:
    """The text that a spreadsheet shows for a value of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, date | datetime):
        return _date(value, number_format)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


@define
class _Section:
    before: str = ""
    after: str = ""
    digits: str = ""
    percent: int = 0
    thousands: int = 0
    general: bool = False


def _number(value: int | float, number_format: str) -> str:
    try:
        with localcontext(_CONTEXT):
            exact = Decimal(f"{value:.{_DIGITS}g}" if isinstance(value, float) else value)
            return _shown(exact, number_format)
    except (ArithmeticError, ValueError):  # inf, nan
        return str(value)


def _shown(exact: Decimal, number_format: str) -> str:
    sections = _split(number_format)
    negative = exact < 0
    if negative and len(sections) > 1:
        chosen, exact, negative = sections[1], -exact, False
    elif exact == 0 and len(sections) > 2:
        chosen = sections[2]
    else:
        chosen = sections[0]
    section = _section(chosen)
    if section.general:
        return section.before + _general(exact) + section.after
    if not section.digits:
        return section.before + section.after
    exact = abs(exact) * 100**section.percent / Decimal(1000) ** section.thousands
    sign = "-" if negative else ""
    return sign + section.before + _filled(exact, section.digits) + section.after


def _split(number_format: str) -> list[str]:
    sections, at = [], 0
    while at <= len(number_format):
        match = _SECTIONS.match(number_format, at)
        end = match.end() if match else at
        sections.append(number_format[at:end])
        at = end + 1
    return sections


def _section(text: str) -> _Section:
    section = _Section()
    for part in _PARTS.finditer(text):
        words = part["quoted"] or part["escaped"] or part["currency"] or ""
        if part["digits"] and not section.digits:
            section.digits = part["digits"].rstrip(",")
            section.thousands = len(part["digits"]) - len(section.digits)
        elif part["scale"] and section.digits:
            section.thousands += len(part["scale"])
        elif part["general"] or part["text"]:
            section.general = True
        elif part["other"]:
            if part["other"] in "Ee/":  # powers of ten and fractions
                return _Section(general=True)
            section.percent += part["other"] == "%"
            words = part["other"]
        elif part["digits"] or part["scale"]:
            words = part["digits"] or part["scale"]
        if section.digits or section.general:
            section.after += words
        else:
            section.before += words
    if not text.strip():
        return _Section()
    return section


def _general(exact: Decimal) -> str:
    shown = f"{exact:f}"
    if "." in shown:
        whole = len(shown.partition(".")[0].lstrip("-"))
        places = Decimal(1).scaleb(-max(0, 10 - whole))
        shown = f"{exact.quantize(places, ROUND_HALF_UP):f}"
        if "." in shown:
            shown = shown.rstrip("0").rstrip(".")
    return shown


def _filled(exact: Decimal, digits: str) -> str:
    whole, _, fraction = digits.partition(".")
    rounded = exact.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    left, _, right = f"{rounded:f}".partition(".")
    least = len(fraction.rstrip("#"))
    while len(right) > least and right.endswith("0"):
        right = right[:-1]
    zeros = len(re.sub("[^0]", "", whole))
    left = left.lstrip("0").rjust(zeros, "0")
    if "," in whole:
        left = f"{int(left):,}" if left and zeros <= 1 else left
    return left + ("." if fraction else "") + right if right or "." in digits else left


def _date(value: date, number_format: str) -> str:
    if number_format.lower() in ("general", "mm-dd-yy"):  # the second is “the short date of the country”
        return f"{value.year}/{value.month}/{value.day}"
    shown, minutes = [], False
    for quoted, escaped, unit, other in _DATE.findall(number_format.partition(";")[0]):
        if unit:
            shown.append(_unit(value, unit.lower(), minutes))
            minutes = unit[0] in "hH"
        else:
            shown.append(quoted or escaped or ("" if other == "@" else other))
    return "".join(shown).strip()


def _unit(value: date, unit: str, minutes: bool) -> str:
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    number = {
        "y": moment.year % 100 if len(unit) <= 2 else moment.year,
        "m": moment.minute if minutes else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }.get(unit[0])
    if number is None:
        return ""
    return f"{number:0{min(len(unit), 2)}d}"
