"""What each rule of the grammar makes: the syntax tree, bottom up, while the text is read.

A builder is called with the children that the rule keeps (words for tokens, None for what `[…]` left out)
and with the place of the text. Builders for profiles are in `build_cube` and `build_layout`,
those for columns of files in `build_mapping`, those for changes between two years in `build_years`; they are loaded
when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

from budgetlang.syntax.ast import base, budget
from budgetlang.syntax.ast.base import Value, Word

Build = Callable[[list[Any], int, int], Any]

_TRAILING = r"(?m)^[ \t]+$"
_INDENT = r"(?m)^[ \t]*(?=[^ \t\n])"


def fenced(text: str, start: int) -> Value:
    """The value of a fenced text: what stands between the fences, without the indentation that all lines share.

    The last line end goes with the closing fence, so a fence around one line gives that line alone.
    `start` is the place of the opening fence in the file.
    """
    first = text.index("\n") + 1
    body = re.sub(_TRAILING, "", text[first : text.rindex("\n") + 1])[:-1]
    indents = re.findall(_INDENT, body)
    shared = _common(indents)
    if shared:
        body = re.sub(rf"^{shared}", "", body, flags=re.MULTILINE)
    return Value(body, True, start=start + first + len(shared), end=start + max(text.rindex("\n"), first))


def _common(indents: list[str]) -> str:
    """The longest beginning that all of them have."""
    if not indents:
        return ""
    low, high = min(indents), max(indents)
    for index, char in enumerate(low):
        if char != high[index]:
            return low[:index]
    return low


def _value(found: Word | Value) -> Value:
    return found if isinstance(found, Value) else Value(found.text, start=found.start, end=found.end)


def builder(name: str) -> Build:
    """The builder of a rule. Those of profiles are loaded when the first profile statement is read."""
    found = _BUDGET.get(name) or (_table(_LATER[name]).get(name) if name in _LATER else None)
    return found or _table("build_cube").get(name) or _table("build_layout")[name]


def _table(module: str) -> dict[str, Build]:
    found: dict[str, Build] = import_module(f"budgetlang.syntax.{module}").BUILDERS
    return found


_OF_FILES = ("sheet", "heading", "skip", "skip_where", "subtotals", "file_columns", "file_column")
_OF_YEARS = ("codes", "changed", "split", "share")
_LATER = {**dict.fromkeys(_OF_FILES, "build_mapping"), **dict.fromkeys(_OF_YEARS, "build_years")}
"""rules of budgets that few budgets use, and where their builders are"""

_BUDGET: dict[str, Build] = {
    "start": lambda a, _, e: base.File(a, start=0, end=e),
    "header": lambda a, s, e: budget.Header(a[1], start=s, end=e),
    "department": lambda a, s, e: budget.Department(a[1], a[2], start=s, end=e),
    "use_profile": lambda a, s, e: budget.UseProfile(a[1], start=s, end=e),
    "amounts": lambda a, s, e: budget.Amounts(a[1], a[2], start=s, end=e),
    "unit": lambda a, s, e: budget.Unit(a[1], a[2], a[3], start=s, end=e),
    "owner": lambda a, s, e: budget.Owner(a[1], start=s, end=e),
    "include": lambda a, s, e: budget.Include(a[1], start=s, end=e),
    "reason": lambda a, s, e: budget.Reason(a[1], _value(a[2]), start=s, end=e),
    "text": lambda a, s, e: budget.TextBlock(a[1], _value(a[2]), start=s, end=e),
    "sic": lambda a, s, e: budget.Sic(a[1], _value(a[2]), start=s, end=e),
    "entries": lambda a, s, e: budget.Entries(a[1], a[3], a[5], a[6:], start=s, end=e),
    "columns": lambda a, s, e: budget.Columns(a[1:], start=s, end=e),
    "row": lambda a, s, e: budget.Row(a[0].text, start=s, end=e),
    "claim_row": lambda a, s, e: budget.Row(a[0].text, True, start=s, end=e),
    "setting": lambda a, s, e: budget.Setting(a[0], _value(a[1]), start=s, end=e),
    "project": lambda a, s, e: budget.Project(a[1], a[2], a[3:], start=s, end=e),
    "money": lambda a, s, e: budget.Money(a[0], a[1], a[2], start=s, end=e),
    "indicators": lambda a, s, e: budget.Indicators(a[1], a[2:], start=s, end=e),
    "indicator": lambda a, s, e: budget.Indicator(a[0], a[1], a[2], a[3], start=s, end=e),
    "prior": lambda a, s, e: budget.Prior(a[1], a[2:], start=s, end=e),
    "prior_file": lambda a, s, e: budget.PriorFile(a[1], a[3], start=s, end=e),
    "inputs": lambda a, s, e: budget.Inputs(a[1:], start=s, end=e),
    "claims": lambda a, s, e: budget.Claims(a[1:], start=s, end=e),
    "stated": lambda a, s, e: budget.Stated(a[0], a[1], start=s, end=e),
}
