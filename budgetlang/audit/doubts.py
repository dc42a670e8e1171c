"""Which findings of an imported source the document bears out: what it does not say is unknown, not wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.importer.coverage import Coverage
from budgetlang.importer.run import Result

OF_SOURCE = frozenset({"B310", "B411", "B502", "B503", "B504", "B505", "B506"})
"""what source must say and a document need not: where the money of a project stands, measures that no table shows,
reasons, last year's figures, inputs, texts"""
UNTESTED = "B409"
"""a figure without any detail below it: wrong only where its table has details at all"""
PAIRS = frozenset({"B307", "B308"})
"""codes that do not go together: nothing is known of codes that no catalogue has"""
VIEWS = "B403"
"""two views that disagree: wrong only where the document has the tables of both"""
OF_WORDS = frozenset({"B620", "B622", "B627"})
"""figures in words against those of the book: nothing is known of those that no table says"""
OF_DETAILS = frozenset({"B408", "B409", "B601", "B629"})
"""what lacks its details, or is not where it should be: these may be in a table that the document lacks"""
OF_PROFILE = "B404"
"""a check of the profile: not to be made where a sum in it is unknown"""


def findings(result: Result, covered: Coverage) -> Iterator[Diagnostic]:
    """What is wrong in the source, but for what only the source lacks."""
    doubts = _Doubts(result, covered)
    return (each for each in result.compilation.diagnostics if each.code not in OF_SOURCE and not doubts.about(each))


def coverage(result: Result) -> Coverage:
    """What the tables of the document say. Where some are lost, a sum without details has lost them, too."""
    tables, layout, profile = result.imported.tables, result.compilation.layout, result.compilation.profile
    covered = Coverage.of(profile, layout, tables.compared)
    if not covered.lost:
        return covered
    bare = [each.labels[0] for each in result.compilation.diagnostics if each.code == UNTESTED]
    starts = {result.imported.drafts[label.source.path].published_label(label).start for label in bare}
    empty = {each.measure for each in tables.statements if each.passage.pieces[0].start in starts}
    return Coverage.of(profile, layout, tables.compared, empty)


class _Doubts:
    """What is known of one document."""

    def __init__(self, result: Result, covered: Coverage) -> None:
        measures = result.compilation.profile.measures
        self.whole = not covered.lacking
        self.figures, self.checks = covered.unknown(), covered.unsure()
        self.unsure: Collection[str] = OF_DETAILS if covered.lost else ()
        self.detailed = {
            (measures[each.measure].name, measures[each.measure].views[each.view].name)
            for each in result.imported.facts
        }
        self.unknown = {member.code for _, member in result.imported.unknown}

    def about(self, finding: Diagnostic) -> bool:
        """Whether the document leaves open what a finding says."""
        code, args = finding.code, finding.args
        if code in self.unsure or (code == UNTESTED and not self.detailed):
            return True
        if code in OF_WORDS:
            return str(args.get("name", "")).partition(".")[0] in self.figures
        if code == OF_PROFILE:
            return args.get("title") in self.checks
        if code in PAIRS:
            return any(self.unknown.intersection(_line(label)) for label in finding.labels)
        return code == VIEWS and self._of_views(finding)

    def _of_views(self, finding: Diagnostic) -> bool:
        """Whether the document has no table of one of two views; or lacks some, and one view has nothing there."""
        args = finding.args
        sides = {(args["measure"], args[side]) for side in ("left", "right")}
        sums = [str(args[side]) for side in ("left_sum", "right_sum")]
        return not sides <= self.detailed or not (self.whole or all(any(map(_counts, text)) for text in sums))


def _counts(sign: str) -> bool:
    return sign in "123456789"


def _line(label: Label) -> list[str]:
    """The words of the line of source that a label is on."""
    return label.source.line_text(label.source.line_of(label.start)).split()
