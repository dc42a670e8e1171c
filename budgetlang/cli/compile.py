"""Compiling what a command line names, and what the findings mean for the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from budgetlang.cli.exits import FINDINGS, OK, USAGE, UsageError
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.render import FORMATS, renderer
from budgetlang.pipeline import Compilation
from budgetlang.values.style import Counted
from budgetlang.workspace import AnyPath, Workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path

    from budgetlang.cli.commands import Say

STDIN = "-"


def from_here(path: AnyPath) -> Compilation:
    """A compilation whose findings show paths as seen from the current folder, for people and their tools."""
    return Compilation(Workspace.around(path, shown_from=os.getcwd()), path)


def from_project(path: AnyPath) -> Compilation:
    """A compilation that shows paths from the top of the project: what is built is the same wherever it is built."""
    return Compilation(Workspace.around(path), path)


def from_stdin(filename: str) -> Compilation:
    """A compilation of standard input, which stands for the file `filename`."""
    texts = {filename: sys.stdin.buffer.read()}
    return Compilation(Workspace.around(filename, texts, shown_from=os.getcwd()), filename)


def require(path: Path) -> Path:
    """The path, if it is there; else UsageError."""
    if not path.exists():
        raise UsageError(f"找不到“{path}”", f"not found: {path}")
    return path


def format_argument(parser: ArgumentParser, say: Say, *more: str) -> None:
    """Declare `--format` of the findings; `more` are formats that one command has beside those of all."""
    parser.add_argument(
        "--format",
        choices=(*FORMATS, *more),
        default="text",
        help=say("结果的格式，默认 text", "format of the findings, by default text"),
    )


def report(
    diagnostics: list[Diagnostic], terminal: Terminal, color: bool, notes: bool = False, withheld: int = 0
) -> str:
    """Findings for people. Notes are only counted, unless they are asked for: they must not hide what is wrong.

    `withheld`: how many findings may only follow from what could not be read.
    """
    shown = diagnostics if notes else without_notes(diagnostics)
    text = ""
    if shown:
        render_text = renderer("text")
        text = render_text(shown, terminal.lang, color=color, width=terminal.width)  # type: ignore[call-arg]
    if withheld:
        text += waiting(withheld, terminal) + "\n"
    return text + _left_out(len(diagnostics) - len(shown), terminal)


def without_notes(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Errors and warnings."""
    return [diagnostic for diagnostic in diagnostics if severity(diagnostic.code) != "note"]


def waiting(count: int, terminal: Terminal) -> str:
    """A line on how many findings may only follow from what could not be read."""
    verb = "hangs" if count == 1 else "hang"
    english = f"{Counted(count):more finding} {verb} on the errors above: mend them, and check again"
    return terminal.say(f"另有 {count} 处要等上面的错误改好才能核对，改好后请再查一次", english)


def _left_out(count: int, terminal: Terminal) -> str:
    if not count:
        return ""
    english = f"{Counted(count):note} not shown (budgetc check --notes)"
    return terminal.say(f"另有 {count} 条说明没有列出（budgetc check --notes 可列出）", english) + "\n"


def exit_code(diagnostics: Iterable[Diagnostic], strict: bool = False) -> int:
    """0 without errors (`strict`: without warnings, too), 1 with errors, 2 if a file that was named cannot be read."""
    bad = ("error", "warning") if strict else ("error",)
    found = [diagnostic for diagnostic in diagnostics if severity(diagnostic.code) in bad]
    if any(not diagnostic.labels for diagnostic in found):
        return USAGE
    return FINDINGS if found else OK
