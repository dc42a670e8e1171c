"""The audit of one document: the checks of the language run over its import, findings at their published places."""

from __future__ import annotations

from attrs import define, evolve

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.order import in_order
from budgetlang.importer.draft import Draft
from budgetlang.importer.published import Published
from budgetlang.importer.write import Imported, write
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace, built_in_profiles

_FOLDER = "/published"
_FILE = "/published/main.budget"
_SHOWN = 20
WORDS = range(602, 620)
"""the codes of rules about forms and words: what is reported while tables are not imported"""


@define
class Audit:
    """A document with what was read of it and what is wrong in it."""

    imported: Imported
    diagnostics: list[Diagnostic]

    @property
    def unread(self) -> list[Diagnostic]:
        """B801: a note for every place that was not recognised."""
        source = self.imported.draft.published
        pieces = [piece for passage in self.imported.unread for piece in passage.pieces[:1]]
        return [
            Diagnostic("B801", (Label(source, start, start + len(text)),), {"text": text[:_SHOWN]})
            for text, start in ((piece.text, piece.start) for piece in pieces)
        ]


def audit(published: Published) -> Audit:
    """Import against the built-in profile that explains the document best, check, and find the places."""
    made = max((_imported(published, name) for name in built_in_profiles()), key=_explained)
    found = _compilation(made.draft.text).diagnostics
    mapped = [_mapped(each, made.draft) for each in found if int(each.code[1:]) in WORDS]
    return Audit(made, in_order(mapped))


def _compilation(text: str) -> Compilation:
    return Compilation(Workspace(_FOLDER, {_FILE: text.encode()}), _FILE)


def _imported(published: Published, profile: str) -> Imported:
    header = _compilation(f"样式 {profile}\n")
    return write(published, profile, header.profile, header.layout)


def _explained(made: Imported) -> tuple[int, int]:
    """How much of a document a profile explains: what its titles recognise, then what it leaves."""
    return made.forms + made.headings, -len(made.unread)


def _mapped(finding: Diagnostic, draft: Draft) -> Diagnostic:
    """The finding at its places in the document. Its quick fixes are for source and fall away."""
    return evolve(finding, labels=tuple(map(draft.published_label, finding.labels)), edits=())
