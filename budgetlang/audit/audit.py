"""The audit of one document: the checks of the language run over its import, findings at their published places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, evolve

from budgetlang.audit.arithmetic import unlike
from budgetlang.audit.doubts import coverage, findings
from budgetlang.audit.rows import missing_rows
from budgetlang.audit.sentences import sentences
from budgetlang.audit.tails import tails
from budgetlang.check.prove import Certificate, prove
from budgetlang.check.run import CheckedBudget
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.order import in_order
from budgetlang.document.tables import words_of
from budgetlang.importer.coverage import Coverage
from budgetlang.importer.published import Passage, Published
from budgetlang.importer.run import Result, import_document
from budgetlang.importer.writing.budget import Imported

_SHOWN = 20
OF_SUMS = frozenset({"B401", "B402", "B403", "B404", "B408", "B410", "B412", "B413", "B415", "B416", "B417"})
"""errors in sums: there is nothing left to prove"""
JOINT = frozenset({"B410", "B416", "B417", "B420"})
"""figures that contradict each other, each possible by itself"""


@define(eq=False)
class Audit:
    """A document with what was read of it and what is wrong in it."""

    imported: Imported
    diagnostics: list[Diagnostic]
    tails: list[Diagnostic]
    """B802: differences that rounding explains"""
    certificate: Certificate | None = None
    """whether one set of exact amounts explains all figures"""
    checked: CheckedBudget | None = None
    absent: tuple[str, ...] = ()
    """titles of the tables of the profile that the document lacks or leaves empty, or that could not be compared"""

    @property
    def errors(self) -> list[Diagnostic]:
        return [each for each in self.diagnostics if severity(each.code) == "error" and each.code not in JOINT]

    @property
    def contradictions(self) -> list[Diagnostic]:
        return [each for each in self.diagnostics if each.code in JOINT]

    @property
    def notes(self) -> list[Diagnostic]:
        """Tails, and B801 for every place that was not recognised."""
        source = self.imported.published.source
        pieces = [piece for passage in self.unread for piece in passage.pieces[:1]]
        return in_order(
            [
                *self.tails,
                *(
                    Diagnostic("B801", (Label(source, start, start + len(text)),), {"text": text[:_SHOWN]})
                    for text, start in ((piece.text, piece.start) for piece in pieces)
                ),
            ]
        )

    @property
    def unread(self) -> list[Passage]:
        return self.imported.unread


def audit(published: Published, profile: str = "") -> Audit:
    """Import against a profile, or the built-in one that explains the document best; check, and find the places."""
    result, covered, found = _read(published, profile)
    made = result.imported
    mapped = [_mapped(each, made) for each in found]
    firsts = [each.labels[0] for each in mapped if each.labels and severity(each.code) == "error"]
    said = {(label.source.path, label.start) for label in firsts}
    spoken = [] if covered.unknown(told=True) else sentences(result)
    own = [each for each in spoken if (each.labels[0].source.path, each.labels[0].start) not in said]
    strange = [each for sheet in made.tables.strange for each in unlike(published.source, sheet)]
    everything = [*mapped, *missing_rows(result), *own, *strange]
    checked = result.compilation.checked
    certificate = None
    if checked is not None and checked.budget.claims:
        certificate = prove(checked.figures, any(each.code in OF_SUMS for each in mapped))
        everything += [_mapped(certificate.finding, made)] if certificate.finding is not None else []
    return Audit(made, in_order(everything), list(tails(result)), certificate, checked, tuple(_absent(result)))


def _absent(result: Result) -> Iterator[str]:
    budget = result.compilation.budget
    for spec in result.compilation.layout.tables:
        if spec.code not in result.imported.tables.compared:
            yield words_of(budget).fill(spec.title) if budget is not None else spec.title


def _read(published: Published, profile: str) -> tuple[Result, Coverage, list[Diagnostic]]:
    """The import, what its tables cover, and what is wrong in its source.

    Where the document lacks tables, others may show parts of what the lost ones would complete. If their sums then
    contradict others, they are compared with nothing.
    """
    first = _judged(import_document(published, profile))
    partial, wrong = first[1].partial(), _in_sums(first[2])
    if not partial or not wrong:
        return first
    again = _judged(import_document(published, first[0].imported.profile_name, partial))
    return again if _in_sums(again[2]) < wrong else first


def _judged(result: Result) -> tuple[Result, Coverage, list[Diagnostic]]:
    covered = coverage(result)
    return result, covered, list(findings(result, covered))


def _in_sums(found: Iterable[Diagnostic]) -> int:
    return sum(each.code in OF_SUMS for each in found)


def _mapped(finding: Diagnostic, made: Imported) -> Diagnostic:
    """The finding at its places in the document. Its quick fixes are for source and fall away."""
    labels = (made.drafts[label.source.path].published_label(label) for label in finding.labels)
    return evolve(finding, labels=tuple(labels), edits=())
