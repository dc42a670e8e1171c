"""A document as a project of `.budget` files against a profile, with a map back to the published places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from budgetlang.document.forms import TOTAL
from budgetlang.importer.draft import Draft
from budgetlang.importer.facts.find import Found, facts
from budgetlang.importer.forms import FormWords, ReadForm, forms
from budgetlang.importer.published import Grid, Paragraph, Passage, Published
from budgetlang.importer.tables.read import Tables, read_tables
from budgetlang.importer.tables.rows import Registry
from budgetlang.importer.tables.sheet import number
from budgetlang.importer.tables.statement import Members, Place, Statement
from budgetlang.importer.vocabulary import pattern
from budgetlang.importer.writing.amounts import AmountWriter
from budgetlang.importer.writing.projects import ProjectWriter, places
from budgetlang.importer.writing.styles import write_styles
from budgetlang.importer.writing.texts import Texts, read_texts, write_texts
from budgetlang.model.dimension import Member
from budgetlang.model.layout import Layout
from budgetlang.model.profile import Measure, Profile
from budgetlang.values.money import Currency

ANY_YEAR, ANY_NAME = 2000, "?"
"""what the source says where the document does not say it"""
MAIN, BASIC, CLAIMS, TEXTS, PROJECTS = "main.budget", "basic.budget", "controls.budget", "text.budget", "projects/"
"""files of the source, and the folder of projects"""


@define(eq=False)
class Imported:
    """The source of a document by file, what it holds, and what is not in it."""

    published: Published
    profile_name: str
    department: str
    year: int
    tables: Tables
    texts: Texts
    forms: int
    facts: list[Found]
    drafts: dict[str, Draft] = field(factory=dict)
    unread: list[Passage] = field(factory=list)
    unit: str = ""
    """of amounts without one"""
    head: Draft | None = None
    unknown: list[tuple[int, Member]] = field(factory=list)
    """members with their dimension whose codes no catalogue has"""
    claims: dict[int, Statement] = field(factory=dict)
    """the published figures by where they stand in their draft"""

    def include(self) -> None:
        """The main file: the head, and all other files in their order."""
        self.drafts = {name: draft for name, draft in self.drafts.items() if draft.text and name != MAIN}
        self.drafts[MAIN] = self._main(self.drafts)

    def _main(self, names: Iterable[str]) -> Draft:
        assert self.head is not None
        main = self.head.copy()
        for name in names:
            main.put(f'引用 "{name}"\n')
        return main

    @property
    def files(self) -> dict[str, str]:
        """The source as people keep it: projects are included by their folder."""
        names = [f"{PROJECTS}*.budget" if name.startswith(PROJECTS) else name for name in self.drafts if name != MAIN]
        texts = {name: draft.text.lstrip("\n") for name, draft in self.drafts.items()}
        return texts | {MAIN: self._main(dict.fromkeys(names)).text}


class Importer:
    """Reads one document against one profile."""

    def __init__(self, published: Published, name: str, profile: Profile, layout: Layout) -> None:
        self.published, self.name, self.profile, self.layout = published, name, profile, layout
        self.department = _first(published, "department") or ANY_NAME
        self.year = int(_first(published, "year") or 0)
        levels = profile.book.get("levels", "").split()
        words = {"部门": self.department, "department": self.department, "层级": levels[0] if levels else ""}
        self.registry = Registry(profile, {**words, "level": words["层级"]}, Members(""), Members("P"))
        self.unread: list[Passage] = list(published.unread)

    def read(self, apart: frozenset[str] = frozenset()) -> Imported:
        """Everything that the document says, as source; tables `apart` by their codes are left out."""
        read, taken = self._forms()
        for form in read:
            self.registry.known_projects.add(form.title)
            kind = self.profile.kind("unit")
            if kind is not None and (unit := form.fields.get(kind.name)) is not None:
                self.registry.known_units.add(unit)
        tables = read_tables(self.published, taken, self.layout, self.registry)
        tables.set_apart(apart)
        texts = read_texts(
            self.published, tables.captions | self._form_titles(taken), self.profile, self.layout,
            self.registry.title, self.department,
        )  # fmt: skip
        found = facts(tables.statements, self.profile)
        made = Imported(
            self.published, self.name, self.department, self.year, tables, texts, len(read), found,
            unread=[*self.unread, *tables.unread],
        )  # fmt: skip
        for (dimension, _), declared in sorted(self.registry.unknown.items(), key=lambda item: len(item[0][1])):
            made.unknown.append((dimension, declared.member))
            made.unread.append(declared.passage)
        self._write(made, read)
        return made

    def _forms(self) -> tuple[list[ReadForm], set[int]]:
        specs = [(spec, FormWords(spec)) for spec in self.layout.forms.values()]
        read: list[ReadForm] = []
        taken: set[int] = set()
        for index, block in enumerate(self.published.blocks):
            if isinstance(block, Grid):
                for _, words in specs:
                    covered: set[int] = set()
                    for form, begin, end in forms(block, words):
                        read.append(form)
                        covered.update(range(begin, end))
                        self.unread.extend(form.unread)
                    if covered:
                        taken.add(index)
                        left = [c for n, row in enumerate(block.rows) if n not in covered for c in row if c.text]
                        self.unread.extend(cell.passage for cell in left[:1])
        return read, taken

    def _form_titles(self, taken: set[int]) -> set[int]:
        """The paragraphs right above forms that are their titles."""
        found: set[int] = set()
        titles = [self.registry.title(spec.title) for spec in self.layout.forms.values()]
        for index in taken:
            above = index - 1
            while above >= 0 and isinstance(block := self.published.blocks[above], Paragraph):
                text = self.registry.title(block.passage.text)
                if not any(title in text for title in titles) and not pattern("subtitle").match(block.passage.text):
                    break
                found.add(above)
                above -= 1
        return found

    def _write(self, made: Imported, read: list[ReadForm]) -> None:
        source = self.published.source
        amounts, claims, texts = (Draft(source) for _ in range(3))
        projects: dict[str, Draft] = {}
        unit = self._unit(made.tables)
        by_project = places(made.facts, self.profile)
        writer = ProjectWriter(self.profile, made.unread)
        by_title = self._by_title(read)
        in_forms: set[str] = set()
        totals: list[Statement] = []
        for declared in self.registry.projects.all.values():
            code = declared.member.code
            form, own = by_title.get(code), by_project.get(code, [])
            money = form is not None and len(own) == 1 and writer.has_money(form)
            if form is not None and money:
                in_forms.add(code)
                totals.extend(_total(form, own[0], self.profile.currency))
            elif form is not None and own:
                writer.origin(form, own)
            draft = projects[f"{PROJECTS}{code}.budget"] = Draft(source)
            writer.write(draft, declared, form, _shared(own), money or not own)
        dimension = self.profile.kind("project")
        index = dimension.index if dimension is not None else -1
        rest = [each for each in made.facts if getattr(each.place.get(index), "code", None) not in in_forms]
        AmountWriter(amounts, self.profile, unit).facts(rest)
        made.claims = AmountWriter(claims, self.profile, unit).claims(
            [*(each for each in made.tables.statements if each.text), *totals]
        )
        write_texts(texts, made.texts.slots, {}, {})
        made.unit = unit
        made.head = self._head(made, unit)
        made.drafts = {BASIC: amounts, **projects, CLAIMS: claims, TEXTS: texts}
        made.include()

    def _by_title(self, read: list[ReadForm]) -> dict[str, ReadForm]:
        found: dict[str, ReadForm] = {}
        for form in read:
            member = self.registry.projects.add(form.title)
            if member is not None:
                found.setdefault(member.code, form)
        return found

    def _unit(self, tables: Tables) -> str:
        """The unit of most tables."""
        units = [table.unit for table in tables.found.values()]
        return max(units, key=lambda unit: (units.count(unit), unit == self.profile.unit), default=self.profile.unit)

    def _head(self, made: Imported, unit: str) -> Draft:
        draft = Draft(self.published.source)
        draft.put(f"预算 {made.year or ANY_YEAR}\n部门 {self._code()} {made.department}\n")
        draft.put(f"样式 {self.name}\n金额 {unit} 四舍五入\n\n")
        kinds = self._kinds(made)
        for declared in self.registry.units.all.values():
            draft.anchor(declared.passage)
            kind = kinds.get(declared.member.code, "")
            draft.put(f"单位 {declared.member.code} {kind}{' ' if kind else ''}")
            draft.quote(declared.passage)
            draft.put("\n")
        write_styles(draft, made.tables, self.layout, self.profile)
        draft.put("\n")
        return draft

    def _code(self) -> str:
        """The code of the department, which some forms say before its name."""
        for block in self.published.blocks:
            if isinstance(block, Grid):
                for row in block.rows:
                    for cell in row:
                        code, dash, name = cell.text.partition("-")
                        if dash and code.isdecimal() and name.strip() == self.department:
                            return code
        return "0"

    def _kinds(self, made: Imported) -> dict[str, str]:
        """The kinds of the units: that of a measure which only some kinds have, for the units that have it."""
        dimension = self.profile.kind("unit")
        if dimension is None or not dimension.attributes:
            return {}
        name, values = next(iter(dimension.attributes.items()))
        with_it = {
            each.place[dimension.index].code: conditions[0]
            for each in made.facts
            if dimension.index in each.place and (conditions := _kinds_of(self.profile.measures[each.measure], name))
        }
        left = [value for value in values if value not in with_it.values()]
        measured = {value for measure in self.profile.measures for value in _kinds_of(measure, name)}
        other = next((value for value in left if value not in measured), values[0] if values else "")
        return {d.member.code: with_it.get(d.member.code, other) for d in self.registry.units.all.values()}


def _shared(found: Sequence[Found]) -> Place:
    """What all facts of a project have in common."""
    places = [each.place for each in found]
    return {i: m for i, m in places[0].items() if all(place.get(i) is m for place in places)} if places else {}


def _total(form: ReadForm, fact: Found, currency: Currency) -> Iterator[Statement]:
    """The total of a form as a figure of its project."""
    for name in TOTAL:
        passage = form.annual.get(name)
        text = number(passage.text) if passage is not None else ""
        amount = currency.parse(text, form.unit) if text and form.unit else None
        if amount is not None and passage is not None:
            where = (fact.measure, fact.view, fact.place)
            yield Statement(*where, text, amount.value, amount.half, passage, Passage(), form.unit)


def _kinds_of(measure: Measure, attribute: str) -> tuple[str, ...]:
    return next((condition.values for condition in measure.region if condition.attribute == attribute), ())


def _first(published: Published, name: str) -> str:
    """What a pattern of the vocabulary finds first in the paragraphs."""
    for block in published.blocks:
        if isinstance(block, Paragraph) and (found := pattern(name).search(block.passage.text)):
            return found.group(1)
    return ""
