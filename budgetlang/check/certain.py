"""Which findings are certain while something is unread.

A sum that lacks a row, or a statement that is missing, proves nothing where a line could not be read. What has been
said about the broken line is the cause, and nobody should look for a second one.
"""

from __future__ import annotations

from typing import Final

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.syntax.automaton import TERMINALS
from budgetlang.syntax.machine import KEYWORD_IDS

_FIGURES: Final = frozenset({"BUDGET", "AMOUNTS", "UNIT", "OWNER", "ENTRIES", "PROJECT", "INPUTS"})
"""Statements that figures come from."""

UNCOUNTED: Final = "uncounted"
_LOSING: Final = {"B310": UNCOUNTED, "B236": "PROJECT"}
"""Findings about lines that count nowhere, or twice, and what is not certain because of them."""

_SUMS: Final = _FIGURES | {UNCOUNTED}

_ANYTHING: Final = frozenset({"", "INCLUDE"})
"""What may have said anything."""

_OF_PROJECTS: Final = "B601 B602 B603 B606 B607 B608 B617 B618 B621"
_OF_FIGURES: Final = "B401 B402 B403 B404 B405 B408 B409 B411 B412 B416 B417 B420 B421 B620 B625 B627 B629"
_OF_COMPARISONS: Final = "B282 B284 B285 B286 B287 B291 B413 B415 B418 B506"

GROUNDS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(_OF_PROJECTS.split(), _FIGURES),
    **dict.fromkeys(_OF_FIGURES.split(), _SUMS),
    **dict.fromkeys(_OF_COMPARISONS.split(), _SUMS | {"PRIOR", "CHANGED"}),
    "B414": frozenset({"PRIOR"}),
    "B502": _SUMS | {"PRIOR", "REASON"},
    "B503": frozenset({"PRIOR"}),
    "B504": frozenset({"INPUTS"}),
    "B505": frozenset({"TEXTS"}),
}
"""The kinds of statements that a finding rests on, as `Parsed.lost` names them."""

_MEMBERS: Final = {"unit": "UNIT", "project": "PROJECT"}
"""What declares the members of a kind of dimension."""


def certain(found: list[Diagnostic], lost: set[str]) -> list[Diagnostic]:
    """The findings that rest on nothing of which a part is `lost`, in their order."""
    lost = lost | {_LOSING[each.code] for each in found if each.code in _LOSING}
    return [each for each in found if lost.isdisjoint(_grounds(each))]


def _grounds(finding: Diagnostic) -> frozenset[str]:
    """The kinds of statements that a finding rests on; a line that may have said anything is among them."""
    if finding.code == "B501":
        own = frozenset({TERMINALS[KEYWORD_IDS[str(finding.args["statement"]).split()[0]]]})
    elif finding.code == "B202":
        own = frozenset({_MEMBERS[finding.args["kind"]]} if finding.args.get("kind") in _MEMBERS else ())
    else:
        own = GROUNDS.get(finding.code, frozenset())
    return own | _ANYTHING if own else own
