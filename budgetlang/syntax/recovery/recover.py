"""Reads a text with faults line by line."""

from __future__ import annotations

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.machine import Machine


def recover(source: Source) -> tuple[File, list[Diagnostic]]:
    """The tree of what can be read, and what is wrong with the rest."""
    machine, found = Machine(), []
    pos = 0
    for line in source.text.splitlines(keepends=True):
        height = machine.height
        failure = machine.feed(line.rstrip("\n") + "\n", 0, len(line.rstrip("\n")) + 1, pos)
        if failure:
            machine.cut(height)
            found.append(Diagnostic("B101", (Label(source, failure.start, failure.end),)))
        pos += len(line)
    return machine.finish() or File([]), found
