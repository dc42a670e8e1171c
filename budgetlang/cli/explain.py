"""`budgetc explain`: the page about a code, or a list of all codes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from budgetlang.cli.commands import Say
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.markdown import markdown_lines
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.explain import page
from budgetlang.diagnostics.messages import MESSAGES, lang_index
from budgetlang.diagnostics.nearest import nearest
from budgetlang.diagnostics.render.wrap import wrap
from budgetlang.diagnostics.words import SEVERITIES
from budgetlang.source.width import display_width


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "code", metavar="CODE", nargs="?", help=say("错误编号，如 B401", "code of a finding, such as B401")
    )
    parser.add_argument("--list", action="store_true", help=say("列出全部编号", "list all codes"))


def run(args: Namespace, terminal: Terminal) -> int:
    """Print the page or the list. Raises UsageError for an unknown code."""
    if args.list:
        _print_list(terminal)
        return OK
    if not args.code:
        raise UsageError(
            "写上要查的编号，如 budgetc explain B401；--list 列出全部", "name a code, such as B401, or say --list"
        )
    code = args.code.upper().strip("[]")
    text = page(code, terminal.lang)
    if text is None and code not in MESSAGES:
        raise _unknown(args.code, code)
    if text is None:
        text = f"# {code}\n\n{_gist(code, terminal)}\n"
    for line in markdown_lines(text, terminal):
        terminal.print(line)
    return OK


def _unknown(given: str, code: str) -> UsageError:
    close = nearest(code, MESSAGES)
    zh = f"，相近的有：{'、'.join(close)}" if close else ""
    en = f"; close to it are {', '.join(close)}" if close else ""
    return UsageError(f"没有编号“{given}”{zh}（--list 列出全部）", f"unknown code {given}{en} (--list shows all)")


def _gist(code: str, terminal: Terminal) -> str:
    """The message of a code, with `…` where a finding fills something in."""
    text, gist, depth = MESSAGES[code][1 + lang_index(terminal.lang)], "", 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if char == "{":
            gist += "…"
        elif char != "}" and not depth:
            gist += char
    return gist


def _print_list(terminal: Terminal) -> None:
    words = {kind: words[lang_index(terminal.lang)] for kind, words in SEVERITIES.items()}
    widest = max(map(display_width, words.values()))
    for code in sorted(MESSAGES):
        kind = MESSAGES[code][0]
        word = words[kind] + " " * (widest - display_width(words[kind]))
        indent = len(code) + widest + 4
        first, *rest = wrap(_gist(code, terminal), terminal.width - indent)
        terminal.print(f"{terminal.paint('1', code)}  {word}  {first}")
        for line in rest:
            terminal.print(" " * indent + line)
