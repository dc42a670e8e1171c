"""What every resolving step shares: where it reads, what it knows, and what it has found wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Node, Word

MOST_KNOWN = 12
"""So many names there may be to choose from where a name is like none of them."""


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


def unknown(report: Report, code: str, source: Source, word: Word, candidates: Iterable[str], **args: Any) -> None:
    """A name that nothing is called, with the names that look like it, or else all that there are, if these are few."""
    names = list(dict.fromkeys(candidates))
    close = nearest(word.text, names)
    edits = (Edit(source, word.start, word.end, close[0]),) if close else ()
    known = [name for name in names if not name.isdecimal()] or names
    hint = "did_you_mean" if close else "known" if 0 < len(known) <= MOST_KNOWN and "allowed" not in args else ""
    args |= {"close": "、".join(close), "known": "、".join(known) if hint == "known" else ""}
    report.add(code, at(source, word), name=word.text, hint=hint, edits=edits, **args)
