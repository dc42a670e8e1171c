"""What every resolving step shares: where it reads, what it knows, and what it has found wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Node, Word

LONGEST_LIST = 46
"""Characters of a list of names in a message."""


class Report:
    """Findings, in the order in which they are made."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.lost: set[str] = set()
        """kinds of statements of which a part has no meaning; see `Parsed.lost`"""

    def add(
        self, code: str, label: Label, /, *others: Label, hint: str = "", edits: tuple[Edit, ...] = (), **args: Any
    ) -> None:
        """A finding at `label`; `others` are the places that it contradicts."""
        self.diagnostics.append(Diagnostic(code, (label, *others), args, hint=hint, edits=edits))


def at(source: Source, node: Node, note: str = "", **args: Any) -> Label:
    """The place of a node."""
    return Label(source, node.start, node.end, note, args)


def listed(names: Iterable[str]) -> str:
    """The names to choose from, as many as a message has room for; numbers only where there is nothing else."""
    every = list(names)
    chosen: list[str] = []
    length = 0
    for name in [name for name in every if not name.isdecimal()] or every:
        length += len(name) + 1
        if length > LONGEST_LIST:
            return "、".join([*chosen, "…"])
        chosen.append(name)
    return "、".join(chosen)


def unknown(
    report: Report,
    code: str,
    source: Source,
    word: Word,
    candidates: Iterable[str],
    otherwise: str = "known",
    **args: Any,
) -> None:
    """A name that nothing is called, with the names that look like it, or else `otherwise`: those that there are."""
    names = list(dict.fromkeys(candidates))
    close = nearest(word.text, names)
    edits = (Edit(source, word.start, word.end, close[0]),) if close else ()
    hint = "did_you_mean" if close else otherwise if names or otherwise != "known" else ""
    args |= {"close": "、".join(close), "known": listed(names)}
    report.add(code, at(source, word), name=word.text, hint=hint, edits=edits, **args)
