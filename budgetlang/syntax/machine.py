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

from budgetlang.syntax import automaton
from budgetlang.syntax._tables import ACCEPT, KEYWORDS, KINDS, LEXERS, PATTERNS, ROW_LOOPS
from budgetlang.syntax.ast.base import Word
from budgetlang.syntax.ast.budget import Row
from budgetlang.syntax.automaton import DEFAULTS, LEXER_OF, STATES, TERMINALS
from budgetlang.syntax.build import Build, builder, fenced

NL: Final = TERMINALS.index("_NL")
END: Final = TERMINALS.index("$END")
HIGHEST: Final = 400
"""The stack at which no more block opens: some eighty blocks inside each other."""

LBRACE: Final = TERMINALS.index("LBRACE")
RBRACE: Final = TERMINALS.index("RBRACE")

_BLANKS = r"\n-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = re.compile(r'[ \t]*+([^\s"{}=:,+#]++)').match
_ROW = re.compile(
    rf'[ \t]*+([0-9*][^{_BLANKS}\t "{{}}=#]*+[ \t]++[^{_BLANKS}"{{}}=#｛｝]*+(?<![ \t]))\n(?![ \t]*[\n\r#])'
)
"""A row as nearly all are written. Whatever else is a row takes the long way."""

KEYWORD_IDS: Final = {
    word: TERMINALS.index(name) for name, pairs in KEYWORDS.items() for pair in pairs for word in pair
}
"""Each spelling of each keyword, with its terminal."""

Match = Callable[[str, int, int], "re.Match[str] | None"]

BUILD, BUILD_PLAIN, ONLY, MORE, NEW_LIST, MORE_ITEMS = range(6)
"""How a rule makes its value: a node, from items and absent parts or from some of its children as they are;
its only child; a list with one more; a list; a list with more in it."""

Plan = tuple[int, int, int, tuple[int, ...], Build]
"""(symbol, length, how, shape or the one child, builder)"""


@define(frozen=True, eq=False, repr=False)
class Failure:
    """Where the machine stopped: the token that does not fit, or -1 if there the text is no token at all."""

    token: int
    start: int
    end: int


class Lexer:
    """What may come next in one state: keywords by spelling, all else by the first expression that matches."""

    __slots__ = ("choices", "keywords", "row_loop")

    def __init__(self, state: int) -> None:
        row = LEXERS[LEXER_OF[state]]
        allowed = actions(state)
        self.keywords = {word: token for word, token in KEYWORD_IDS.items() if token in allowed}
        self.choices = [(token, _matches[token] or _compiled(token)) for token in row]
        self.row_loop = state in ROW_LOOPS


_matches: list[Match | None] = [None] * len(TERMINALS)
_actions: list[dict[int, int] | None] = [None] * STATES
_lexers: list[Lexer | None] = [None] * STATES
_plans: list[Plan | None] = [None] * automaton.RULES


def actions(state: int) -> dict[int, int]:
    """What a state does with each symbol; see `automaton.unpacked`."""
    found = _actions[state]
    if found is None:
        found = _actions[state] = automaton.unpacked(state)
    return found


def _compiled(token: int) -> Match:
    """The expression of one terminal after blanks; compiling costs more than trying several in turn."""
    found = _matches[token] = re.compile(rf"[ \t]*+({PATTERNS[token]})").match
    return found


def lexer(state: int) -> Lexer:
    """The lexer of a state, made when it is first needed."""
    found = _lexers[state]
    if found is None:
        found = _lexers[state] = Lexer(state)
    return found


def _plan(rule: int) -> Plan:
    """How to reduce by a rule, worked out when it is first needed."""
    name, symbol, length, kind, only, shape = automaton.rule(rule)
    one_child = len(shape) == 1 and shape[0] >= 0 and not shape[0] & 1
    if kind == 0:
        how = ONLY if only and one_child else BUILD
    elif kind == 1:
        how = NEW_LIST
    else:
        how = MORE if one_child else MORE_ITEMS
    if how == BUILD and all(step >= 0 and not step & 1 for step in shape):
        how = BUILD_PLAIN
    if how in (ONLY, MORE, BUILD_PLAIN):
        shape = tuple(step >> 1 for step in shape)
    build = builder(name) if how <= BUILD_PLAIN and not only else _only
    found = _plans[rule] = (symbol, length, how, shape, build)
    return found


def _only(args: list[Any], _start: int, _end: int) -> Any:
    """The builder of a `?rule`, which always has one child."""
    return args[0]


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
    builds = True

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
            lex = _lexers[states[-1]] or lexer(states[-1])
            if lex.row_loop and self.builds:
                pos = self._rows(text, pos, end, base)
            if pos >= end:
                return None
            word = _WORD(text, pos, end) if lex.keywords else None
            if word and word[1] in lex.keywords:
                token, start, stop = lex.keywords[word[1]], word.start(1), word.end()
            else:
                for token, match in lex.choices:  # noqa: B007
                    found = match(text, pos, end)
                    if found:
                        start, stop = found.span(1)
                        break
                else:
                    return Failure(-1, base + pos, base + pos)
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
                action = (_actions[state] or actions(state)).get(token)
                if action is None:
                    return False
                if action >= 0:
                    break
                rule = ~action
            self.reduce(rule)
        kind = KINDS[token] if self.builds else "-"
        if kind == "w":
            value: Any = Word(text[start:stop])
            value.start = base + start
            value.end = self.last = base + stop
        else:
            if token == LBRACE and len(states) > HIGHEST:
                return False
            value = None if kind == "-" else _value(kind, text, start, stop, base)
            if token != NL:
                self.last = base + stop
        states.append(action)
        self.values.append(value)
        self.begins.append(base + start)
        return True

    def reduce(self, rule: int) -> None:
        """Replaces the symbols of a rule by what the rule makes of them."""
        symbol, length, how, shape, build = _plans[rule] or _plan(rule)
        states, values, begins = self.states, self.values, self.begins
        cut = len(states) - length
        begin = begins[cut] if length else self.last
        if how == MORE:
            made = values[cut]
            made.append(values[cut + shape[0]])
        elif how == ONLY:
            made = values[cut + shape[0]]
        elif how == BUILD_PLAIN:
            made = build([values[cut + child] for child in shape], begin, self.last)
        else:
            made = arguments(shape, values[cut:])
            if how == BUILD:
                made = build(made, begin, self.last)
            elif how == MORE_ITEMS:
                values[cut].extend(made)
                made = values[cut]
        del states[cut:], values[cut:], begins[cut:]
        state = states[-1]
        states.append((_actions[state] or actions(state))[symbol])
        values.append(made)
        begins.append(begin)

    def close(self) -> None:
        """Ends the innermost block as if its `}` had been read."""
        for token in (RBRACE, NL):
            self.shift(token, "", 0, 0, self.last)
        self.settle()

    def settle(self) -> None:
        """Takes the reductions that need no look ahead."""
        while (rule := DEFAULTS[self.states[-1]]) >= 0:
            self.reduce(rule)

    def finish(self) -> Any:
        """What was read, or None if a block is still open."""
        self.shift(END, "", 0, 0, self.last)
        return self.values[-1] if self.states[-1] == ACCEPT else None

    def _rows(self, text: str, pos: int, end: int, base: int) -> int:
        """Reads rows that start with a digit as long as there are any; nothing else can start so in these blocks."""
        rows = self.values[-1]
        scanner: Any = _ROW
        for found in iter(scanner.scanner(text, pos, end).match, None):
            row = Row(found[1])
            start, stop = found.span(1)
            row.start = base + start
            row.end = self.last = base + stop
            rows.append(row)
            pos = stop + 1
        return pos


def _value(kind: str, text: str, start: int, stop: int, base: int) -> Any:
    """What a token that is no plain word becomes: a string without its quotes, or a fenced text."""
    if kind == "s":
        return Word(text[start + 1 : stop - 1], start=base + start, end=base + stop)
    return fenced(text[start:stop], base + start)
