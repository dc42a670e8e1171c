"""The words with which checks name a region, a group of facts and an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetlang.cube.cube import Cube, Slice
from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Member
from budgetlang.values.style import NumberStyle, format_fen, measured

_CELL = r"\S+"


def money(budget: Budget, fen: int, exact: bool = False) -> str:
    """An amount in the unit of the book: two decimals, or with `exact` as many as it takes."""
    currency, unit = budget.profile.currency, budget.profile.unit
    decimals = currency.decimals(unit) if exact else min(currency.decimals(unit), 2)
    text = format_fen(fen, currency.units[unit], NumberStyle("", decimals=decimals, grouping=True, trim=False))
    if exact and "." in text:
        whole, _, rest = text.partition(".")
        text = f"{whole}.{rest[:2]}{rest[2:].rstrip('0')}"
    return measured(text, unit)


def region(budget: Budget, pairs: Iterable[tuple[int, Member]]) -> str:
    """`功能科目 20103 政府办公厅（室）及相关机构事务，支出性质 基本支出`"""
    dimensions = budget.profile.dimensions
    parts = [_member(dimensions[index].name, dimensions[index].kind, member) for index, member in pairs]
    words = budget.profile.words
    return words.joint("comma").join(parts) or words.sign("everything")


def _member(dimension: str, kind: str, member: Member) -> str:
    shown = f"{member.code} {member.name}" if kind == "catalog" else member.name
    return f"{dimension} {shown}"


def fact_label(cube: Cube, position: int, note: str, **args: object) -> Label:
    """The line of a fact."""
    fact = cube.facts[position]
    return Label(fact.source, fact.start, fact.end, note, dict(args))


def amount_label(cube: Cube, position: int, note: str, **args: object) -> Label:
    """The amount of a fact: the cell of its line that says it, or the line where that is not clear."""
    fact = cube.facts[position]
    note = "summed_alone" if note == "summed_here" and args.get("count") == 1 else note
    currency = cube.budget.profile.currency
    for cell in re.finditer(_CELL, fact.source.text[fact.start : fact.end]):
        amount = currency.parse(cell[0], cube.budget.unit)
        if amount is not None and amount.is_money and amount.value == fact.fen:
            return Label(fact.source, fact.start + cell.start(), fact.start + cell.end(), note, dict(args))
    return fact_label(cube, position, note, **args)


def first(facts: Slice) -> int:
    """The fact that stands first in the source, of a slice that is not empty."""
    return min(facts)


def overlap(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two quantities, each (lower bound, value, upper bound), can be the same."""
    return one[0] <= other[2] and other[0] <= one[2]
