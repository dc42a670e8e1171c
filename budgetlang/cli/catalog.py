"""`budgetc catalog`: codes by name, pinyin initials, pinyin or the beginning of the code."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from functools import reduce

from budgetlang.catalogs.catalog import load
from budgetlang.catalogs.files import full_name, names
from budgetlang.catalogs.search import Hit, search
from budgetlang.cli.commands import Say
from budgetlang.cli.exits import FINDINGS, OK, UsageError
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.nearest import nearest

_SHOWN = 30


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "term",
        metavar="TERM",
        nargs="+",
        help=say(
            "名称的一部分、拼音首字母（gjj）、全拼或编码开头；写几个就要都符合",
            "a part of the name, pinyin initials (gjj), pinyin, or the beginning of the code; several must all fit",
        ),
    )
    parser.add_argument(
        "--catalog",
        metavar="NAME",
        action="append",
        help=say("只在这个目录里找，可以写几次：", "look only in this catalogue, may be repeated: ")
        + ", ".join(names()),
    )
    parser.add_argument("--all", action="store_true", help=say(f"不止前 {_SHOWN} 条", f"not only the first {_SHOWN}"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=say("结果的格式", "format of the result")
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Print what is found. Exit code 1 if nothing is."""
    catalogs = [_known(name) for name in args.catalog] if args.catalog else None
    found = reduce(_both, [search(term, catalogs) for term in args.term])
    if args.format == "json":
        terminal.data(json.dumps([_plain(hit) for hit in found], ensure_ascii=False, indent=2) + "\n")
    else:
        _print(found if args.all else found[:_SHOWN], len(found), terminal)
    return OK if found else FINDINGS


def _known(name: str) -> str:
    full = full_name(name)
    if full:
        return full
    close = nearest(name, names()) or list(names())
    raise UsageError(
        f"没有目录“{name}”，可以写：{'、'.join(close)}", f"unknown catalogue {name}; known: {', '.join(close)}"
    )


def _both(left: list[Hit], right: list[Hit]) -> list[Hit]:
    """The hits of the first search that the second has, too."""
    other = {(hit.catalog, hit.entry.code) for hit in right}
    return [hit for hit in left if (hit.catalog, hit.entry.code) in other]


def _parents(hit: Hit) -> list[str]:
    """The names above an entry, from the top."""
    catalog = load(hit.catalog)
    above, code = [], catalog.parent(hit.entry.code)
    while code:
        entry = catalog.get(code)
        above.append(entry.name if entry else code)
        code = catalog.parent(code)
    return above[::-1]


def _plain(hit: Hit) -> dict[str, object]:
    entry = hit.entry
    return {
        "catalog": hit.catalog,
        "code": entry.code,
        "name": entry.name,
        "parents": _parents(hit),
        "sourced": entry.sourced,
    }


def _print(shown: list[Hit], total: int, terminal: Terminal) -> None:
    """The hits, one heading for each catalogue; the best catalogue first."""
    if not total:
        terminal.note(terminal.say("没有找到", "nothing found"))
    for name in dict.fromkeys(hit.catalog for hit in shown):
        catalog = load(name)
        terminal.print(terminal.paint("1", terminal.say(catalog.title_zh, catalog.title_en)))
        hits = [hit for hit in shown if hit.catalog == name]
        width = max(len(hit.entry.code) for hit in hits)
        for hit in hits:
            above = " > ".join(_parents(hit))
            doubt = "" if hit.entry.sourced else terminal.say("，未核实", ", not verified")
            where = f"  ({above}{doubt})" if above else f"  ({doubt[1:].strip()})" if doubt else ""
            terminal.print(f"  {hit.entry.code:{width}}  {hit.entry.name}{terminal.paint('2', where)}")
    if total > len(shown):
        rest = total - len(shown)
        terminal.note(terminal.say(f"还有 {rest} 条，用 --all 看全部", f"{rest} more: say --all"))
