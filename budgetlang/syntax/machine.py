"""Runs the tables: an LALR(1) automaton with a lexer that knows which words may come next.

The machine keeps its stack between calls, so a text can be fed in pieces that end where a line ends.
A state with only one possible reduction takes it before the next token is read; so at the start of a line
the stack holds the open blocks and nothing else, and cutting it back to that height undoes a line that failed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from attrs import define

from budgetlang.syntax._tables import (
    ACCEPT,
    ACTIONS,
    DEFAULTS,
    KEYWORDS,
    KINDS,
    LEXER_OF,
    LEXERS,
    PATTERNS,
    ROW_LOOPS,
    RULES,
    TERMINALS,
)
from budgetlang.syntax.ast.base import Word
from budgetlang.syntax.ast.budget import Row
from budgetlang.syntax.build import Build, builder, fenced

NL: Final = TERMINALS.index("_NL")
END: Final = TERMINALS.index("$END")
LBRACE: Final = TERMINALS.index("LBRACE")
RBRACE: Final = TERMINALS.index("RBRACE")

_LIST_NEW, _LIST_MORE = 1, 2
_WORD = re.compile(r'[ \t]*+([^\s"{}=:,+#]++)').match
_ROW = PATTERNS[TERMINALS.index("ROW")].replace("0-9A-Za-z*", "0-9*", 1)

KEYWORD_IDS: Final = {
    word: TERMINALS.index(name) for name, pairs in KEYWORDS.items() for pair in pairs for word in pair
}
"""Each spelling of each keyword, with its terminal."""

Match = Callable[[str, int, int], "re.Match[str] | None"]


@define(frozen=True)
class Failure:
    """Where the machine stopped: the token that does not fit, or -1 if there the text is no token at all."""

    token: int
    start: int
    end: int


class _Lexer:
    """What may come next in one state: keywords by spelling, all else by one regular expression."""

    __slots__ = ("keywords", "match", "row_loop", "terminals")

    def __init__(self, state: int) -> None:
        allowed = ACTIONS[state]
        row = LEXERS[LEXER_OF[state]]
        self.keywords = {word: token for word, token in KEYWORD_IDS.items() if token in allowed}
        self.terminals = (END, *row)
        self.match: Match = _compiled(row)
        self.row_loop = state in ROW_LOOPS


_compiled_rows: dict[tuple[int, ...], Match] = {}
_lexers: list[_Lexer | None] = [None] * len(ACTIONS)
_builders: dict[str, Build] = {}


def _compiled(row: tuple[int, ...]) -> Match:
    found = _compiled_rows.get(row)
    if found is None:
        choices = "|".join(f"({PATTERNS[token]})" for token in row) or "(?!)"
        found = _compiled_rows[row] = re.compile(rf"[ \t]*+(?:{choices})").match
    return found


def lexer(state: int) -> _Lexer:
    """The lexer of a state, made when it is first needed."""
    found = _lexers[state]
    if found is None:
        found = _lexers[state] = _Lexer(state)
    return found


def _build(name: str, args: list[Any], start: int, end: int) -> Any:
    build = _builders.get(name)
    if build is None:
        build = _builders[name] = builder(name)
    return build(args, start, end)


def arguments(shape: tuple[int, ...], children: list[Any]) -> list[Any]:
    """The children that a rule keeps, with the items of inlined lists put in and None for what is absent."""
    args: list[Any] = []
    for step in shape:
        if step < 0:
            args.append(None)
        elif step & 1:
            args.extend(children[step >> 1])
        else:
            args.append(children[step >> 1])
    return args


class Machine:
    """An automaton with its stack: states, the values of the symbols, and where each of them begins."""

    __slots__ = ("begins", "last", "states", "values")

    def __init__(self) -> None:
        self.states: list[int] = [0]
        self.values: list[Any] = [None]
        self.begins: list[int] = [0]
        self.last = 0

    @property
    def height(self) -> int:
        return len(self.states)

    def cut(self, height: int) -> None:
        """Forgets everything that was read above `height`."""
        del self.states[height:], self.values[height:], self.begins[height:]

    def feed(self, text: str, pos: int, end: int, base: int = 0) -> Failure | None:
        """Reads `text[pos:end]`, which must end with a line end; `base` is added to all places."""
        states = self.states
        while True:
            rule = DEFAULTS[states[-1]]
            if rule >= 0:
                self.reduce(rule)
                continue
            lex = lexer(states[-1])
            if lex.row_loop:
                pos = self._rows(text, pos, end, base)
            if pos >= end:
                return None
            word = _WORD(text, pos, end) if lex.keywords else None
            if word and word[1] in lex.keywords:
                token, start, stop = lex.keywords[word[1]], word.start(1), word.end()
            else:
                found = lex.match(text, pos, end)
                if found is None:
                    return Failure(-1, base + pos, base + pos)
                group = found.lastindex or 0
                token, start, stop = lex.terminals[group], found.start(group), found.end()
            if not self.shift(token, text, start, stop, base):
                return Failure(token, base + start, base + stop)
            pos = stop

    def shift(self, token: int, text: str, start: int, stop: int, base: int) -> bool:
        """Takes one token, after the reductions that it asks for; False if it does not fit here."""
        states = self.states
        while True:
            state = states[-1]
            rule = DEFAULTS[state]
            if rule < 0:
                action = ACTIONS[state].get(token)
                if action is None:
                    return False
                if action >= 0:
                    break
                rule = ~action
            self.reduce(rule)
        states.append(action)
        self.begins.append(base + start)
        if token != NL:
            self.last = base + stop
        self.values.append(_value(token, text, start, stop, base))
        return True

    def reduce(self, rule: int) -> None:
        """Replaces the symbols of a rule by what the rule makes of them."""
        name, symbol, length, kind, only, shape = RULES[rule]
        states, values, begins = self.states, self.values, self.begins
        cut = len(states) - length
        children = values[cut:]
        begin = begins[cut] if length else self.last
        if kind == _LIST_MORE:
            made = children[0]
            made.extend(arguments(shape, children))
        else:
            made = arguments(shape, children)
            if kind != _LIST_NEW:
                made = made[0] if only and len(made) == 1 else _build(name, made, begin, self.last)
        del states[cut:], values[cut:], begins[cut:]
        states.append(ACTIONS[states[-1]][symbol])
        values.append(made)
        begins.append(begin)

    def finish(self) -> Any:
        """What was read, or None if a block is still open."""
        self.shift(END, "", 0, 0, self.last)
        return self.values[-1] if self.states[-1] == ACCEPT else None

    def _rows(self, text: str, pos: int, end: int, base: int) -> int:
        """Reads rows that start with a digit as long as there are any; nothing else can start so in these blocks."""
        match = _row_lines().scanner(text, pos, end).match
        rows = self.values[-1]
        last = None
        for found in iter(match, None):
            start, stop = found.span(1)
            rows.append(Row(found[1], start=base + start, end=base + stop))
            last = found
        if last is None:
            return pos
        self.last = base + last.end(1)
        return last.end()


_row_lines_found: list[Any] = []


def _row_lines() -> Any:
    if not _row_lines_found:
        _row_lines_found.append(re.compile(rf"[ \t]*+((?>{_ROW})){PATTERNS[NL]}"))
    return _row_lines_found[0]


def _value(token: int, text: str, start: int, stop: int, base: int) -> Any:
    kind = KINDS[token]
    if kind == "w":
        return Word(text[start:stop], start=base + start, end=base + stop)
    if kind == "s":
        return Word(text[start + 1 : stop - 1], start=base + start, end=base + stop)
    return fenced(text[start:stop], base + start) if kind == "f" else None
