"""The import of a document: read it against the profile that explains it best, in passes that each use the one before.

Tables and forms give the budget; with it the narrative can be understood, which gives inputs, last year's figures and
reasons; and with these the profile's own sentences can be compared with the published ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, evolve, field

from budgetlang.check.texts.figures import CHANGE, RATE
from budgetlang.diagnostics.diagnostic import Label
from budgetlang.document.nodes import Paragraph, Section
from budgetlang.importer.draft import Draft
from budgetlang.importer.narrative import Change, Said, changes, inputs, stand_ins
from budgetlang.importer.published import Paragraph as PublishedParagraph
from budgetlang.importer.published import Passage, Piece, Published
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.importer.writing.amounts import AmountWriter, plainly, written
from budgetlang.importer.writing.budget import CLAIMS, MAIN, TEXTS, Imported, Importer
from budgetlang.importer.writing.texts import Texts, write_texts
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Claim
from budgetlang.model.layout import Layout
from budgetlang.model.profile import Profile
from budgetlang.pipeline import Compilation
from budgetlang.values.money import interval
from budgetlang.values.rounding import round_half_up
from budgetlang.workspace import Workspace, built_in_profiles

_FOLDER = "/published"
INPUTS, PRIOR, STATED = "inputs.budget", "prior.budget", "narrative.budget"
BOUND = "B622"
"""a number in words that equals a figure of the book"""


@define(eq=False)
class Result:
    """An imported document and the compilation of its source."""

    imported: Imported
    compilation: Compilation
    sentences: dict[str, list[str]] = field(factory=dict)
    """the paragraphs that the profile itself has for each section, with the figures of this document"""


def import_document(published: Published, profile: str = "", apart: frozenset[str] = frozenset()) -> Result:
    """Import against a profile, or the built-in one that explains the document best. `apart`: the codes of tables that
    are compared with nothing.
    """
    names = [profile] if profile else built_in_profiles()
    best = max((_Pass(published, name, apart) for name in names), key=lambda each: each.explained)
    return best.finish()


def kept(result: Result) -> Result:
    """The same without the published figures that source need not say: those that are the sums of their lines.

    Where leaving them out would change what is found, all of them stay.
    """
    made, checked = result.imported, result.compilation.checked
    if checked is None or CLAIMS not in made.drafts:
        return result
    found = result.compilation.diagnostics
    wanted = {label.start for each in found for label in each.labels if label.source.path == CLAIMS}
    for claim in checked.budget.claims:
        if claim.source.path == CLAIMS and any(
            not _rounds(claim, checked.cube.sum(facts)[1]) for _, facts in checked.cube.claimed(claim)
        ):
            wanted.add(claim.start)
    draft = Draft(made.published.source)
    claims = [statement for start, statement in made.claims.items() if start in wanted]
    places = AmountWriter(draft, checked.budget.profile, made.unit).claims(claims)
    less = evolve(made, drafts={**made.drafts, CLAIMS: draft}, claims=places)
    less.include()
    shorter = Result(less, compiled({name: each.text for name, each in less.drafts.items()}, made.unknown))
    return shorter if _found(shorter) == _found(result) else result


def _rounds(claim: Claim, total: int) -> bool:
    """Whether a figure is the rounding of a sum."""
    low, high = interval(claim.fen, claim.half)
    return low <= total <= high


def _found(result: Result) -> set[tuple[str, int]]:
    """What is found, by its published place."""
    drafts = result.imported.drafts
    return {
        (each.code, drafts[label.source.path].published_label(label).start)
        for each in result.compilation.diagnostics
        for label in each.labels[:1]
    }


def compiled(files: dict[str, str], unknown: Iterable[tuple[int, Member]] = ()) -> Compilation:
    """The compilation of a project that is only in memory. `unknown`: members that its catalogues lack."""
    texts = {f"{_FOLDER}/{name}": text.encode() for name, text in files.items()}
    compilation = Compilation(Workspace(_FOLDER, texts), f"{_FOLDER}/{MAIN}")
    for index, member in unknown:
        dimension = compilation.profile.dimensions[index]
        above = dimension.get(member.lineage[-2].code) if member.level else None
        if dimension.get(member.code) is None:
            dimension.add(member.code, member.name, above, sourced=False)
    return compilation


class _Pass:
    """The import against one profile."""

    def __init__(self, published: Published, name: str, apart: frozenset[str]) -> None:
        header = compiled({MAIN: f"样式 {name}\n"})
        self.published = published
        self.profile: Profile = header.profile
        self.layout: Layout = header.layout
        self.templates = header.workspace.templates(name)
        self.made = Importer(published, name, self.profile, self.layout).read(apart)

    @property
    def explained(self) -> tuple[int, int]:
        """How much of the document the profile explains: what its titles recognise, then what it leaves."""
        made = self.made
        return len(made.tables.found) + made.forms + made.texts.headings, -len(made.unread)

    def finish(self) -> Result:
        """Read the narrative, too."""
        made, texts = self.made, self.made.texts
        first = compiled(self._files(), self.made.unknown)
        if first.checked is not None:
            found = list(changes(first.checked))
            self._add(PRIOR, self._prior(found))
        self._add(INPUTS, self._inputs())
        sentences = self._sentences(texts)
        live = {name for name, lines in sentences.items() if _words(lines) == _published(texts, name)}
        live.difference_update(self.profile.slots)
        self._add(STATED, self._stated(live))
        made.drafts[TEXTS] = self._texts({slot: lines for slot, lines in texts.slots.items() if slot not in live})
        made.include()
        return Result(made, compiled(self._files(), self.made.unknown), sentences)

    def _files(self) -> dict[str, str]:
        return {name: draft.text for name, draft in self.made.drafts.items()}

    def _add(self, name: str, draft: Draft) -> None:
        if draft.text:
            self.made.drafts[name] = draft
            self.made.include()

    def _prior(self, found: Iterable[Change]) -> Draft:
        """Last year's figures, and the reasons of the changes."""
        draft = Draft(self.published.source)
        reasons: list[Said] = []
        lines = []
        for change in found:
            text, label = self._prior_text(change), self._label(change, *change.place)
            lines.append((text, change.quantity.name, label))
            if change.said.direction and (place := change.reason()) is not None:
                text = " ".join(change.spoken.source.text[slice(*place)].split())
                reasons.append(Said(change.quantity.name, text, _anchored(self._label(change, *place))))
        if not lines:
            return draft
        draft.put(f"上年 {self.made.year - 1} {{\n")
        for text, name, label in lines:
            draft.anchor(_anchored(label))
            draft.put(f"  {text}  {name}\n")
        draft.put("}\n\n")
        for said in [*reasons, *self._late_reasons({said.name for said in reasons})]:
            draft.anchor(said.passage)
            draft.put(f"原因 {said.name} = {said.text}\n")
        return draft

    def _prior_text(self, change: Change) -> str:
        """Last year's value in the unit in which its change is said, rounded as that."""
        mention = change.said.change or change.said.currents[0]
        currency = self.profile.currency
        unit = next((name for name, fen in currency.units.items() if fen == mention.size), self.profile.unit)
        step = currency.units[unit] // 100 or 1
        said = change.said.change.value * change.said.direction if change.said.change is not None else 0
        prior = round_half_up(change.quantity.shown, step) * step - said
        return written(plainly(prior, currency, unit), unit, self.made.unit)

    def _late_reasons(self, given: set[str]) -> Iterator[Said]:
        """Reasons in sentences of their own, which name the figure."""
        names = [f.name for f in self.profile.figures.values() if f.reasoned and f.name not in given]
        for passage in self._passages():
            match = pattern("reason").search(passage.text)
            before = plain(passage.text[: match.start()]) if match else ""
            for name in names:
                if match and name in before and not any(sign.isdigit() for sign in before):
                    yield Said(name, match.group(1), passage.part(*match.span(1)))

    def _label(self, change: Change, start: int, end: int) -> Label:
        """The published place of a place in the texts."""
        return self.made.drafts[TEXTS].published_label(Label(change.spoken.source, start, end))

    def _passages(self) -> list[Passage]:
        return [block.passage for block in self.published.blocks if isinstance(block, PublishedParagraph)]

    def _inputs(self) -> Draft:
        """The inputs: the profile's sentences with stand-ins show where they are in the published ones."""
        units = {name: each.unit for name, each in self.profile.inputs.items()}
        draft = Draft(self.published.source)
        if not units:
            return draft
        files = self._files() | {TEXTS: "", INPUTS: "填报 {\n" + "\n".join(stand_ins(units)) + "\n}\n"}
        files[MAIN] += f'引用 "{INPUTS}"\n'
        document = compiled(files, self.made.unknown).document
        found = list(inputs(document, units, self._passages())) if document is not None else []
        if found:
            draft.put("填报 {\n")
            for said in found:
                draft.put("  ")
                draft.anchor(said.passage)
                draft.put(f"{said.text}  {said.name}\n")
            draft.put("}\n")
        return draft

    def _sentences(self, texts: Texts) -> dict[str, list[str]]:
        """The profile's own paragraphs for each section."""
        slots = {slot: passages for slot, passages in texts.slots.items() if slot in self.profile.slots}
        draft = Draft(self.published.source)
        write_texts(draft, slots, {}, {})
        document = compiled(self._files() | {TEXTS: draft.text}, self.made.unknown).document
        return dict(_sections(self.layout, document.sections)) if document is not None else {}

    def _stated(self, live: set[str]) -> Draft:
        """The figures of the book that the sections say which are not kept as texts, each once."""
        draft, texts = Draft(self.published.source), self.made.drafts.get(TEXTS)
        if texts is None:
            return draft
        lines: dict[tuple[str, str], Passage] = {}
        compilation = compiled(self._files(), self.made.unknown)
        for each in compilation.diagnostics:
            label = each.labels[0] if each.code == BOUND and each.labels else None
            if label is not None and label.source.path == TEXTS and texts.slot(label.start) in live:
                name, _, aspect = str(each.args["name"]).partition(".")
                if name in self.profile.figures and aspect in ("", CHANGE, RATE):
                    sign = "-" if aspect and _falls(compilation, name) else ""
                    key = (sign + "".join(str(each.args["said"]).split()), str(each.args["name"]))
                    lines.setdefault(key, _anchored(texts.published_label(label)))
        if lines:
            draft.put("核对 {\n")
            for (said, name), passage in lines.items():
                draft.put("  ")
                draft.anchor(passage)
                draft.put(f"{said}  {name}\n")
            draft.put("}\n")
        return draft

    def _texts(self, slots: dict[str, list[Passage]]) -> Draft:
        draft = Draft(self.published.source)
        directives = {
            section.name: [line for line in self.templates.get(section.template, "").split("\n") if line[:2] == "::"]
            for part in self.layout.parts
            for section in part.sections
        }
        write_texts(draft, slots, {plain(name): name for name in self.layout.charts}, directives)
        return draft


def _falls(compilation: Compilation, name: str) -> bool:
    """Whether a figure is less than last year: its change is published without a sign."""
    checked = compilation.checked
    prior = checked.budget.prior.get(name) if checked is not None else None
    return checked is not None and prior is not None and checked.figures.amount(name) < prior.amount.value


def _anchored(label: Label) -> Passage:
    return Passage((Piece(label.source.text[label.start : label.end], label.start),))


def _sections(layout: Layout, sections: list[Section]) -> Iterator[tuple[str, list[str]]]:
    """The paragraphs of each section of the profile, by its name."""
    for part, made in zip(layout.parts, sections, strict=True):
        inner = iter(made.sections)
        for spec in part.sections:
            blocks = next(inner).blocks if spec.title else made.blocks
            yield spec.name, [block.text for block in blocks if isinstance(block, Paragraph)]


def _words(lines: Iterable[str]) -> str:
    return plain("".join(lines))


def _published(texts: Texts, slot: str) -> str:
    return _words(passage.text for passage in texts.slots.get(slot, ()))
