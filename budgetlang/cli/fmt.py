"""`budgetc fmt`: source files in their one layout, written back only if that provably says the same."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from budgetlang.cli.commands import Say
from budgetlang.cli.compile import STDIN, exit_code, report, require
from budgetlang.cli.exits import FINDINGS, OK, UsageError
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.order import in_order
from budgetlang.formatter.format import Formatted, format_text, unified_diff
from budgetlang.formatter.keywords import LANGUAGES
from budgetlang.formatter.names import catalog_names
from budgetlang.formatter.rows import Names
from budgetlang.source.decode import decode
from budgetlang.source.text import Source
from budgetlang.syntax.ast.budget import Header, UseProfile
from budgetlang.syntax.parser import parse
from budgetlang.workspace import MAIN, PROFILE_FILE, SUFFIX, Workspace


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help=say(
            "源文件，或文件夹（其中所有 .budget 文件）；默认是当前文件夹，- 从标准输入到标准输出",
            "a source file, or a folder for all .budget files in it; the current folder by default, "
            "- from standard input to standard output",
        ),
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--check", action="store_true", help=say("只看哪些文件要改，不改", "only say which files would change")
    )
    how.add_argument("--diff", action="store_true", help=say("只显示要改什么，不改", "only show what would change"))
    parser.add_argument(
        "--keywords",
        choices=LANGUAGES,
        help=say("把关键词都写成中文或英文", "write all keywords in Chinese or English"),
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Format every file; a file with errors stays as it is. Exit code 1 for errors, or for `--check` with changes."""
    if args.path == [STDIN]:
        return _filter(args, terminal)
    wrong: list[Diagnostic] = []
    paths = list(dict.fromkeys(path for name in args.path or ["."] for path in _files(name)))
    changed = failed = 0
    for path in paths:
        data = path.read_bytes()
        source, formatted = _formatted(path.as_posix(), data, args.keywords, _names(path.parent.resolve()))
        if exit_code(formatted.diagnostics):
            wrong += formatted.diagnostics
            failed += 1
        elif formatted.text.encode() != data:
            changed += 1
            _change(path, source, formatted, args, terminal)
    _summary(changed, len(paths) - changed - failed, failed, args, terminal)
    if wrong:
        terminal.note(report(in_order(wrong), terminal, terminal.error_color).rstrip("\n"))
    return FINDINGS if wrong or (changed and (args.check or args.diff)) else OK


def _filter(args: Namespace, terminal: Terminal) -> int:
    source, formatted = _formatted(STDIN, sys.stdin.buffer.read(), args.keywords, _names(Path.cwd()))
    code = exit_code(formatted.diagnostics)
    if code:
        terminal.note(report(formatted.diagnostics, terminal, terminal.error_color).rstrip("\n"))
    elif args.diff or args.check:
        terminal.data(unified_diff(source, formatted) if args.diff else "")
        return FINDINGS if formatted.changed else OK
    terminal.data(formatted.text)
    return code


def _files(name: str) -> Iterator[Path]:
    """A file, or the budget files of a folder, but not those in hidden folders."""
    if name == STDIN:
        raise UsageError("“-”不能与别的文件一起写", "- cannot be given with other files")
    path = require(Path(name))
    if not path.is_dir():
        yield path
        return
    for found in sorted(path.rglob(f"*{SUFFIX}")):
        if found.is_file() and not any(part.startswith(".") for part in found.relative_to(path).parts):
            yield found


def _formatted(shown: str, data: bytes, keywords: str | None, names: Names | None) -> tuple[Source, Formatted]:
    text, faults = decode(data)
    source = Source(shown, text)
    formatted = format_text(source, keywords=keywords, names=names)
    found = [Diagnostic(code, (Label(source, start, end),), dict(args)) for code, start, end, args in faults]
    formatted.diagnostics = in_order([*found, *formatted.diagnostics])
    return source, formatted


@cache
def _names(folder: Path) -> Names | None:
    """The official names for files of a folder: of the profile that the nearest main file above names."""
    workspace = Workspace.around(folder)
    for candidate in (folder, *folder.parents):
        main = candidate / MAIN
        if main.is_file():
            return _names_of(workspace, main)
        if str(candidate) == workspace.root:
            return None
    return None


def _names_of(workspace: Workspace, main: Path) -> Names | None:
    text, _ = decode(main.read_bytes())
    statements = parse(Source(MAIN, text)).file.statements
    profile = next((node.path.text for node in statements if isinstance(node, UseProfile)), None)
    year = next((int(node.year.text) for node in statements if isinstance(node, Header)), 0)
    if profile is None:
        return None
    return catalog_names((file for _, file in workspace.profile(profile, PROFILE_FILE, None).files), year)


def _change(path: Path, source: Source, formatted: Formatted, args: Namespace, terminal: Terminal) -> None:
    if args.diff:
        terminal.out.write(unified_diff(source, formatted))
        return
    if not args.check:
        _write(path.resolve(), formatted.text.encode())
    terminal.print(str(path))


def _write(path: Path, data: bytes) -> None:
    """Replace a file in one step, with the rights that it had."""
    new = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        new.write_bytes(data)
        new.chmod(path.stat().st_mode & 0o7777)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _summary(changed: int, same: int, failed: int, args: Namespace, terminal: Terminal) -> None:
    if args.check or args.diff:
        words = terminal.say(f"{changed} 个文件要改，{same} 个不用改", f"{changed} to change, {same} as they should be")
    else:
        words = terminal.say(f"改了 {changed} 个文件，{same} 个不用改", f"{changed} changed, {same} as they should be")
    if failed:
        words += terminal.say(f"，{failed} 个有错没有改", f", {failed} with errors left as they were")
    terminal.note(words)
