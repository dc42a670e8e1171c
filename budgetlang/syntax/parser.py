"""From text to syntax tree: the only entrance of this folder that others need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.source.hygiene import Fault, inspect
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.machine import Machine


@define(eq=False, repr=False)
class Parsed:
    """The tree of a file, without the statements that could not be read, and what is wrong with it, in file order."""

    file: File
    diagnostics: list[Diagnostic]
    lost: set[str]
    """kinds of statements, by the names that the grammar gives to their first words, of which a part could not be
    read; an empty name stands for a line of which nobody knows what it would have said"""


def parse(source: Source) -> Parsed:
    """Reads a text. Never raises: whatever the text is, the outcome is a tree and findings."""
    faults = inspect(source.text)
    if not any(fault.code == "B012" for fault in faults):
        text = source.text if source.text.endswith("\n") else source.text + "\n"
        machine = Machine()
        if machine.feed(text, 0, len(text)) is None:
            file = machine.finish()
            if file is not None:
                return Parsed(file, diagnostics_of(source, faults), set())
    recovery: Any = import_module("budgetlang.syntax.recovery.recover")
    file, found, lost = recovery.recover(source, [fault.start for fault in faults])
    return Parsed(file, sorted([*diagnostics_of(source, faults), *found], key=lambda d: d.labels[0].start), lost)


def diagnostics_of(source: Source, faults: list[Fault]) -> list[Diagnostic]:
    """The findings of `source.decode` and `source.hygiene` about a text, as diagnostics."""
    return [Diagnostic(fault.code, (Label(source, fault.start, fault.end),), fault.args) for fault in faults]
