"""`budgetc completion`: a completion script for a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from importlib import import_module
from importlib.util import find_spec

from budgetlang.cli.commands import Say
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.parser import complete_parser
from budgetlang.cli.terminal import Terminal

SHELLS = ("bash", "zsh", "tcsh")


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument("shell", choices=SHELLS, help=say("命令行的种类", "kind of shell"))


def run(args: Namespace, terminal: Terminal) -> int:
    """Print the script. Raises UsageError if shtab is not installed."""
    if find_spec("shtab") is None:
        install = 'pip install "budgetlang[completion]"'
        raise UsageError(f"补全脚本要用 shtab，先安装：{install}", f"this needs shtab; install it: {install}")
    terminal.data(import_module("shtab").complete(complete_parser(terminal.lang), shell=args.shell))
    return OK
