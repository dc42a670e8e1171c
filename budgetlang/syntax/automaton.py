"""The tables in the form in which the machine uses them; a row is unpacked when its state is first reached.

So starting costs next to nothing, even where no compiled modules can be kept: a budget reaches a fifth of the states.
"""

from __future__ import annotations

from typing import Final

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


Rule = tuple[str, int, int, int, bool, tuple[int, ...]]
"""What it makes (see `generate`), the symbol that it reduces to, its length, kind, whether an only child stands for
the node, and which children it keeps."""


def unpacked(state: int) -> dict[int, int]:
    """What a state does: by terminal a state to shift to or `~rule` to reduce by, by nonterminal the state to go to."""
    numbers = list(map(int, _ROWS[state].split()))
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def rule(index: int) -> Rule:
    """A rule by its number."""
    name, *rest = _RULES[index].split()
    symbol, length, kind, only, *shape = map(int, rest)
    return name, symbol, length, kind, bool(only), tuple(shape)
