"""Asking the automaton what it would say, without building anything."""

from __future__ import annotations

from collections import deque
from functools import cache, lru_cache
from typing import Final

from budgetlang.syntax import automaton
from budgetlang.syntax.automaton import STATES, TERMINALS
from budgetlang.syntax.machine import LBRACE, NL, Machine, actions

SEARCH: Final = 4000
"""Stacks that a search for missing words may look at."""

Stack = tuple[int, ...]


class Recogniser(Machine):
    """A machine that only says whether a text fits."""

    __slots__ = ()
    builds = False

    def __init__(self, states: list[int] | Stack) -> None:
        super().__init__()
        self.states = list(states)
        self.values = [None] * len(states)
        self.begins = [0] * len(states)

    def reduce(self, rule: int) -> None:
        """Replaces the symbols of a rule; their values do not matter."""
        _, symbol, length, *_ = _rule(rule)
        self.cut(len(self.states) - length)
        self.states.append(actions(self.states[-1])[symbol])
        self.values.append(None)
        self.begins.append(0)


@cache
def _rule(index: int) -> automaton.Rule:
    return automaton.rule(index)


def fits(states: list[int] | Stack, line: str) -> bool:
    """Whether a line may come next on this stack. `line` has no line end."""
    return Recogniser(states).feed(line + "\n", 0, len(line) + 1) is None


def stands_alone(line: str) -> bool:
    """Whether a line is a statement outside all blocks."""
    return fits((0,), line)


def after(states: list[int] | Stack, token: int) -> Stack | None:
    """The stack after one token, or None if it does not fit."""
    machine = Recogniser(states)
    if not machine.shift(token, "", 0, 0, 0):
        return None
    machine.settle()
    return tuple(machine.states)


def expected(states: list[int] | Stack) -> tuple[int, ...]:
    """The tokens that may come next."""
    return _expected(tuple(states))


@lru_cache(256)
def _expected(states: Stack) -> tuple[int, ...]:
    tokens = [token for token in actions(states[-1]) if token < len(TERMINALS)]
    return tuple(token for token in tokens if Recogniser(states).shift(token, "", 0, 0, 0))


def block_after(states: list[int] | Stack) -> int | None:
    """The state inside the block that opens once the fewest missing words are put in; None if none opens."""
    return _block_after(tuple(states))


@lru_cache(256)
def _block_after(states: Stack) -> int | None:
    queue = deque([states])
    seen = {states}
    while queue and len(seen) < SEARCH:
        stack = queue.popleft()
        opened = after(stack, LBRACE)
        inside = after(opened, NL) if opened else None
        if inside:
            return inside[-1]
        for token in expected(stack):
            following = after(stack, token) if token != NL else None
            if following and following not in seen:
                seen.add(following)
                queue.append(following)
    return None


@cache
def block_states() -> tuple[int, ...]:
    """The state at the beginning of each kind of block."""
    opened = {actions(state).get(LBRACE, -1) for state in range(STATES)}
    inside = {actions(state).get(NL, -1) for state in opened if state >= 0}
    return tuple(sorted(state for state in inside if state >= 0))


def likely_block(lines: list[str]) -> int | None:
    """The kind of block in which most of these lines fit; None if none of them fits anywhere."""
    best, most = None, 0
    for state in block_states():
        fitting = sum(fits((0, state), line) for line in lines)
        if fitting > most:
            best, most = state, fitting
    return best
