"""Numbers as they are printed. A profile says how; this module does it, rounding once."""

from __future__ import annotations

from attrs import define

from budgetlang.values.rounding import round_half_up


@define(frozen=True, eq=False, repr=False)
class NumberStyle:
    """How a profile prints a kind of number.

    `decimals`: digits after the point. `grouping`: `1,027.03`. `zero`: the text for an exact zero (`""`, `"0"`),
    None to print it like any other. `trim`: drop zeros at the end (`500`, not `500.00`).
    `whole`: a whole number has no decimals (`100`, but `72.90`).
    `unit`: the name of the printed unit, if it is not the unit of the book.
    `no_base`: what is printed for the growth of something that was nothing.
    """

    name: str
    decimals: int = 2
    grouping: bool = False
    zero: str | None = None
    trim: bool = False
    whole: bool = False
    unit: str = ""
    no_base: str = "—"


def format_fen(fen: int, unit: int, style: NumberStyle) -> str:
    """An amount of 分 in a unit of `unit` 分 (1,000,000 for 万元), without the unit's name."""
    if fen == 0 and style.zero is not None:
        return style.zero
    return _digits(round_half_up(fen * 10**style.decimals, unit), style)


def measured(number: str, unit: str) -> str:
    """A number with its unit: `33辆`, `0.86%`, but `33 kEUR` with a unit in letters."""
    return f"{number} {unit}" if unit[:1].isascii() and unit[:1].isalpha() else f"{number}{unit}"


def format_percent(part: int, whole: int, style: NumberStyle) -> str:
    """The share of `part` in `whole` in percent, without the sign. Raises ZeroDivisionError when `whole` is 0."""
    if part == 0 and whole != 0 and style.zero is not None:
        return style.zero
    return _digits(round_half_up(part * 100 * 10**style.decimals, whole), style)


def format_quantity(value: int, scale: int, style: NumberStyle) -> str:
    """The number `value` × 10^-`scale`, such as 18468 and 1 for 1846.8 平方米."""
    if value == 0 and style.zero is not None:
        return style.zero
    return _digits(round_half_up(value * 10**style.decimals, 10**scale), style)


def _digits(number: int, style: NumberStyle) -> str:
    """`number` × 10^-decimals in decimal digits."""
    whole, fraction = divmod(abs(number), 10**style.decimals)
    text = f"{whole:,}" if style.grouping else str(whole)
    if style.decimals:
        decimals = f"{fraction:0{style.decimals}d}"
        if style.trim or (style.whole and not fraction):
            decimals = decimals.rstrip("0")
        if decimals:
            text = f"{text}.{decimals}"
    return f"-{text}" if number < 0 else text


class Counted(int):
    """A number that says what it counts: `{lines:line}` is `1 line`, `2 lines`; `{n:entry|entries}` names its plural.

    Any other format is that of a whole number.
    """

    def __format__(self, spec: str) -> str:
        if len(spec) < 2 or not spec[0].isalpha():
            return super().__format__(spec)
        one, bar, many = spec.partition("|")
        return f"{int(self)} {one if self == 1 else many if bar else f'{one}s'}"
