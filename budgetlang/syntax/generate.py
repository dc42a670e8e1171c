"""Turns `grammar/budget.lark` into the tables that the parser runs: `python -m budgetlang.syntax.generate [--check]`.

Lark builds the LALR(1) automaton and the order of the terminals in each state; this module only writes them down,
numbered in an order that depends on nothing but the grammar. Lark is not needed to parse.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import define
from lark import Lark
from lark.grammar import Rule, Terminal
from lark.parsers.lalr_analysis import Shift

HERE = Path(__file__).resolve().parent
TABLES = HERE / "_tables.py"
SKIP = re.compile(r"__IGNORE_")
KEYWORD = re.compile(r"^([A-Z_]+)\.2: \((.*)\) _END$", re.MULTILINE)
END = "_END"

NODE, LIST_NEW, LIST_MORE = 0, 1, 2
"""What a reduction makes: a node (or the only child of a `?rule`), a new list, a list with more in it."""


def grammar_path() -> Path:
    """The grammar: beside the package in a checkout, inside it when installed."""
    outside = HERE.parent.parent / "grammar" / "budget.lark"
    return outside if outside.is_file() else HERE / "budget.lark"


def load(text: str, strict: bool = False) -> Lark:
    """Lark's own parser for a grammar; the tables must behave as it does."""
    return Lark(text, parser="lalr", lexer="contextual", maybe_placeholders=True, strict=strict)


def keyword_pairs(grammar: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """The spellings of each keyword terminal as (Chinese, English) pairs, in the order of the grammar."""
    found = {}
    for name, words in KEYWORD.findall(grammar):
        spellings = re.findall(r'"([^"]+)"', words)
        found[name] = tuple(zip(spellings[1::2], spellings[::2], strict=True))
    return found


@define
class Automaton:
    """Lark's tables, numbered: states in breadth-first order, symbols and rules by name."""

    terminals: list[str]
    nonterminals: list[str]
    rules: list[Rule]
    actions: list[dict[str, int]]
    lexers: list[list[str]]
    accept: int

    def goto(self, state: int, symbol: str) -> int:
        return self.actions[state][symbol]

    def default(self, state: int) -> int:
        """The rule that `state` always reduces by, whatever comes next; or -1."""
        found = set(self.actions[state].values())
        rule = next(iter(found)) if len(found) == 1 else 0
        return ~rule if rule < 0 else -1


def number_states(lark: Lark) -> tuple[list[int], dict[int, int]]:
    """Lark's states in an order that does not change from run to run, and the number of each."""
    table = lark.parser.parser._parse_table.states
    start = lark.parser.parser._parse_table.start_states["start"]
    order, number = [start], {start: 0}
    for state in order:
        for symbol in sorted(table[state]):
            kind, target = table[state][symbol]
            if kind is Shift and target not in number:
                number[target] = len(order)
                order.append(target)
    return order, number


def rule_key(rule: Rule) -> tuple[str, list[str], str]:
    return rule.origin.name, [symbol.name for symbol in rule.expansion], rule.alias or ""


def automaton(lark: Lark) -> Automaton:
    """The automaton of `lark`, with stable numbers. In `actions` a shift or goto is a state, a reduction is `~rule`."""
    table = lark.parser.parser._parse_table
    order, number = number_states(lark)
    rules = sorted(lark.rules, key=rule_key)
    rule_number = {id(rule): index for index, rule in enumerate(rules)}
    nonterminals = {str(rule.origin.name) for rule in rules}
    actions = []
    for state in order:
        row = {}
        for symbol, (kind, target) in sorted(table.states[state].items()):
            row[str(symbol)] = number[target] if kind is Shift else ~rule_number[id(target)]
        actions.append(row)
    lexers = [[t.name for t in lark.parser.lexer.lexers[state].terminals] for state in order]
    terminals = sorted({symbol for row in actions for symbol in row if symbol not in nonterminals})
    return Automaton(terminals, sorted(nonterminals), rules, actions, lexers, number[table.end_states["start"]])


def shape_of(rule: Rule) -> tuple[int, ...]:
    """Which children a reduction keeps: `2 * i` keeps child i, `2 * i + 1` puts in its items, -1 is an absent `[…]`."""
    empty = rule.options.empty_indices or (False,) * len(rule.expansion)
    shape: list[int] = []
    index = 0
    for absent in empty:
        if absent:
            shape.append(-1)
        else:
            shape.extend(child_shape(rule, index))
            index += 1
    return tuple(shape)


def child_shape(rule: Rule, index: int) -> list[int]:
    symbol = rule.expansion[index]
    if isinstance(symbol, Terminal):
        return [] if symbol.filter_out else [2 * index]
    return [2 * index + symbol.name.startswith("_")]


def rule_row(rule: Rule, symbols: dict[str, int]) -> str:
    """Builder, nonterminal, length, kind, whether an only child stands for the node (0 or 1), shape."""
    origin, shape = rule.origin.name, shape_of(rule)
    kind = NODE
    if origin.startswith("_"):
        grows = bool(rule.expansion) and rule.expansion[0].name == origin
        kind, shape = (LIST_MORE, shape[1:]) if grows else (LIST_NEW, shape)
    only = bool(rule.options.expand1) and not rule.alias
    return f"{rule.alias or origin} {numbers((symbols[origin], len(rule.expansion), kind, only + 0, *shape))}"


def row_loops(auto: Automaton) -> list[int]:
    """The states at the start of a line that one row of figures leaves as they were."""
    return [state for state in range(len(auto.actions)) if "ROW" in auto.actions[state] and loops(auto, state)]


def loops(auto: Automaton, state: int) -> bool:
    """Whether `ROW _NL`, read after a list in a block, ends in the same state with one more item in the list."""
    star = next((row for row in auto.actions if state in row.values()), {})
    name = next((symbol for symbol, target in star.items() if target == state), "")
    if not name.startswith("__"):
        return False
    before = auto.actions.index(star)
    stack = [before, state, auto.goto(state, "ROW")]
    stack.append(auto.goto(stack[-1], "_NL"))
    while (rule := auto.default(stack[-1])) >= 0:
        del stack[len(stack) - len(auto.rules[rule].expansion) :]
        stack.append(auto.goto(stack[-1], auto.rules[rule].origin.name))
    return stack == [before, state]


def plain(pattern: str) -> str:
    """A regular expression without capturing groups.

    Its repeated groups may step back, though no token needs it: `(?:…)*+` takes too little in Python before 3.11.5.
    """
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def token_kind(auto: Automaton, name: str) -> str:
    """What a token becomes: nothing (`-`), a word (`w`), a string (`s`), a fenced text (`f`)."""
    uses = [s for rule in auto.rules for s in rule.expansion if isinstance(s, Terminal) and s.name == name]
    kept = any(not use.filter_out for use in uses)
    return {"STRING": "s", "FENCE": "f"}.get(name, "w" if kept else "-")


def lexer_rows(auto: Automaton, keywords: Iterable[str]) -> tuple[list[tuple[int, ...]], list[int]]:
    """The different sets of terminals that are not keywords, in the order of trying, and which one each state uses."""
    words = set(keywords)
    rows: dict[tuple[int, ...], int] = {}
    used = []
    for names in auto.lexers:
        row = tuple(auto.terminals.index(n) for n in names if n not in words and not SKIP.match(n))
        used.append(rows.setdefault(row, len(rows)))
    return list(rows), used


def tables(grammar: str) -> dict[str, Any]:
    """All tables, by the name that they have in `_tables.py`."""
    lark = load(grammar)
    auto = automaton(lark)
    keywords = keyword_pairs(grammar)
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in lark.terminals}
    symbols = {name: index for index, name in enumerate([*auto.terminals, *auto.nonterminals])}
    lexers, lexer_of = lexer_rows(auto, keywords)
    return {
        "GRAMMAR": sha256(grammar.encode()).hexdigest(),
        "TERMINALS": tuple(auto.terminals),
        "PATTERNS": tuple("" if name in keywords else plain(patterns.get(name, "")) for name in auto.terminals),
        "KINDS": "".join(token_kind(auto, name) for name in auto.terminals),
        "KEYWORDS": keywords,
        "NONTERMINALS": tuple(auto.nonterminals),
        "RULES": "\n".join(rule_row(rule, symbols) for rule in auto.rules),
        "LEXERS": tuple(lexers),
        "LEXER_OF": numbers(lexer_of),
        "DEFAULTS": numbers(auto.default(state) for state in range(len(auto.actions))),
        "ROW_LOOPS": tuple(row_loops(auto)),
        "ACCEPT": auto.accept,
        "ACTIONS": "\n".join(action_row(auto, state, symbols) for state in range(len(auto.actions))),
    }


def numbers(values: Iterable[int]) -> str:
    """Numbers as one text: a table of texts loads faster than a table of tables."""
    return " ".join(map(str, values))


def action_row(auto: Automaton, state: int, symbols: dict[str, int]) -> str:
    """Symbols and targets in turn; nothing for a state that always does the same."""
    if auto.default(state) >= 0:
        return ""
    return numbers(number for name, target in auto.actions[state].items() for number in (symbols[name], target))


def module_text(grammar: str) -> str:
    """The text of `_tables.py`."""
    lines = ['"""Generated from grammar/budget.lark by budgetlang.syntax.generate. Do not edit."""', ""]
    types = {"KEYWORDS": ": dict[str, tuple[tuple[str, str], ...]]", "LEXERS": ": tuple[tuple[int, ...], ...]"}
    lines += [f"{name}{types.get(name, '')} = {literal(value)}" for name, value in tables(grammar).items()]
    return "\n".join(lines) + "\n"


def literal(value: object) -> str:
    """A value as Python writes it, over several lines where it has parts."""
    if isinstance(value, str) and "\n" in value:
        return "(\n" + "".join(f"    {line!r}\n" for line in value.splitlines(keepends=True)) + ")"
    if isinstance(value, tuple) and value and not isinstance(value[0], int):
        return "(\n" + "".join(f"    {item!r},\n" for item in value) + ")"
    return repr(value)


def main(arguments: list[str]) -> int:
    """Writes the tables, or with `--check` only says whether they are up to date (exit code 1 if not)."""
    text = module_text(grammar_path().read_text(encoding="utf-8"))
    if arguments == ["--check"]:
        fresh = TABLES.is_file() and TABLES.read_text(encoding="utf-8") == text
        if not fresh:
            print("budgetlang/syntax/_tables.py is not what the grammar says: run python -m budgetlang.syntax.generate")
        return 0 if fresh else 1
    TABLES.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
