"""The tables in the form in which the machine uses them; a row is unpacked when its state is first reached.

So starting costs next to nothing, even where no compiled modules can be kept: a budget reaches a fifth of the states.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from budgetlang.syntax import _tables

TERMINALS: Final = _tables.TERMINALS

DEFAULTS: Final = tuple(map(int, _tables.DEFAULTS.split()))
"""For each state the rule that it reduces by without looking ahead, or -1."""

LEXER_OF: Final = tuple(map(int, _tables.LEXER_OF.split()))
"""For each state the number of its lexer."""

_ROWS: Final = _tables.ACTIONS.split("\n")
_RULES: Final = _tables.RULES.split("\n")

STATES: Final = len(DEFAULTS)
RULES: Final = len(_RULES)


class Rule(NamedTuple):
    """A rule: what it makes (see `generate`), the symbol that it reduces to, and which children it keeps."""

    name: str
    symbol: int
    length: int
    kind: int
    only: bool
    shape: tuple[int, ...]


def unpacked(state: int) -> dict[int, int]:
    """What a state does: by terminal a state to shift to or `~rule` to reduce by, by nonterminal the state to go to."""
    numbers = list(map(int, _ROWS[state].split()))
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def rule(index: int) -> Rule:
    """A rule by its number."""
    name, *rest = _RULES[index].split()
    symbol, length, kind, only, *shape = map(int, rest)
    return Rule(name, symbol, length, kind, bool(only), tuple(shape))
