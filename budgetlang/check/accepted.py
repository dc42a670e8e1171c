"""Words that contradict something and stay as they are, for a reason that is given (`存疑 "…" = …`).

Such a finding becomes a note with the reason. A statement that no finding answers to any more is reported itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.model.facts import Sic

FORMS = "B60", "B61", "B62"
"""the ranges of codes about forms and words: sums of the cube cannot be set aside"""
NO_FORM = "B601"


def accept(found: Iterable[Diagnostic], sics: list[Sic]) -> Iterator[Diagnostic]:
    """The findings, those about quoted words as notes (B624). B625: nothing contradicts them. B628: no such words."""
    used: set[int] = set()
    for finding in found:
        answers = [index for index, sic in enumerate(sics) if _about(finding, sic)]
        used.update(answers)
        yield _noted(finding, sics[answers[0]]) if answers else finding
    for index, sic in enumerate(sics):
        if index not in used:
            there = any(True for _ in _places(sic, sic.first, sic.last))
            label = Label(sic.source, sic.start, sic.end)
            yield Diagnostic("B625" if there else "B628", (label,), {"quote": sic.quote})


def _about(finding: Diagnostic, sic: Sic) -> bool:
    """Whether a finding of forms or words is reported inside the quoted words."""
    if finding.code[:3] not in FORMS or finding.code == NO_FORM or severity(finding.code) == "note":
        return False
    place = finding.labels[0]
    if place.source is not sic.source or not sic.first <= place.start < sic.last:
        return False
    reach = len(sic.quote)
    near = _places(sic, max(sic.first, place.start - reach), min(sic.last, place.end + reach))
    return any(start < place.end and place.start < start + reach for start in near)


def _places(sic: Sic, first: int, last: int) -> Iterator[int]:
    """Where the quoted words stand, the statement itself aside."""
    text, start = sic.source.text, first
    while sic.quote and (start := text.find(sic.quote, start, last)) >= 0:
        if not sic.start <= start < sic.end:
            yield start
        start += 1


def _noted(finding: Diagnostic, sic: Sic) -> Diagnostic:
    label = Label(sic.source, sic.start, sic.end, "accepted_here")
    args = {**finding.args, "finding": finding.code, "reason": sic.reason}
    return Diagnostic("B624", (*finding.labels, label), args, finding.expected, finding.found, finding.difference)
