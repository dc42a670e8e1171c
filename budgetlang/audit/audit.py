"""The audit of one document: the checks of the language run over its import, findings at their published places."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve

from budgetlang.audit.arithmetic import unlike
from budgetlang.audit.rows import missing_rows
from budgetlang.audit.sentences import sentences
from budgetlang.audit.tails import tails
from budgetlang.check.prove import Certificate, prove
from budgetlang.check.run import CheckedBudget
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.order import in_order
from budgetlang.importer.published import Passage, Published
from budgetlang.importer.run import Result, import_document
from budgetlang.importer.writing.budget import Imported

_SHOWN = 20
OF_SOURCE = frozenset({"B310", "B411", "B502", "B503", "B504", "B505", "B506"})
"""what source must say and a document need not: where the money of a project stands, measures that no table shows,
reasons, last year's figures, inputs, texts"""
UNTESTED = "B409"
"""a figure without any detail below it: wrong only where its table has details at all"""
PAIRS = frozenset({"B307", "B308"})
"""codes that do not go together: nothing is known of codes that no catalogue has"""
VIEWS = "B403"
"""two views that disagree: wrong only where the document has the tables of both"""
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
    result = import_document(published, profile)
    made = result.imported
    mapped = [_mapped(each, made) for each in _findings(result)]
    firsts = [each.labels[0] for each in mapped if each.labels and severity(each.code) == "error"]
    said = {(label.source.path, label.start) for label in firsts}
    own = [each for each in sentences(result) if (each.labels[0].source.path, each.labels[0].start) not in said]
    strange = [each for sheet in made.tables.strange for each in unlike(published.source, sheet)]
    found = [*mapped, *missing_rows(result), *own, *strange]
    checked = result.compilation.checked
    certificate = None
    if checked is not None and checked.budget.claims:
        certificate = prove(checked.figures, any(each.code in OF_SUMS for each in mapped))
        found += [_mapped(certificate.finding, made)] if certificate.finding is not None else []
    return Audit(made, in_order(found), list(tails(result)), certificate, checked)


def _findings(result: Result) -> Iterator[Diagnostic]:
    """What is wrong in the source, but for what only the source lacks."""
    measures = result.compilation.profile.measures
    detailed = {
        (measures[each.measure].name, measures[each.measure].views[each.view].name) for each in result.imported.facts
    }
    unknown = {member.code for _, member in result.imported.unknown}
    for each in result.compilation.diagnostics:
        sides = {(each.args["measure"], each.args[side]) for side in ("left", "right")} if each.code == VIEWS else set()
        doubtful = each.code in PAIRS and any(unknown.intersection(_line(label)) for label in each.labels)
        if each.code not in OF_SOURCE and sides <= detailed and (each.code != UNTESTED or detailed) and not doubtful:
            yield each


def _line(label: Label) -> list[str]:
    """The words of the line of source that a label is on."""
    return label.source.line_text(label.source.line_of(label.start)).split()


def _mapped(finding: Diagnostic, made: Imported) -> Diagnostic:
    """The finding at its places in the document. Its quick fixes are for source and fall away."""
    labels = (made.drafts[label.source.path].published_label(label) for label in finding.labels)
    return evolve(finding, labels=tuple(labels), edits=())
