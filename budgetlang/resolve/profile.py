"""Profile statements about figures → `model.Profile`: every dimension, measure and figure bound to its meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from budgetlang.catalogs.catalog import load
from budgetlang.catalogs.currencies import currency_name, currency_names, load_currency
from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.dimension import Dimension, Mapping
from budgetlang.model.dimension import Member as ModelMember
from budgetlang.model.profile import (
    COST,
    CURRENT,
    ONE_YEAR,
    TOTAL,
    Check,
    Condition,
    Count,
    Crosswalk,
    Figure,
    Formula,
    Input,
    Measure,
    Profile,
    Ref,
    Region,
    Slot,
    Sum,
    Term,
    View,
)
from budgetlang.resolve.codes import catalog_entry
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.source.text import Source
from budgetlang.syntax.ast import cube
from budgetlang.syntax.ast.base import File, Node, Word
from budgetlang.values.money import Currency

KINDS = {
    "项目": "project", "project": "project",
    "单位": "unit", "unit": "unit",
    "资金级次": "origin", "funding_level": "origin",
    "绩效指标": "indicator", "indicators": "indicator",
}  # fmt: skip
"""dimensions that the language knows by name: members come from the budget, or statements of a project use them"""
_BOOK_SETTINGS = {
    "书名": "title", "title": "title", "副书名": "subtitle", "subtitle": "subtitle", "目录": "contents",
    "contents": "contents", "表左": "table_left", "table_left": "table_left", "表右": "table_right",
    "table_right": "table_right", "层级": "levels", "book_of": "levels",
}  # fmt: skip
"""words of the book that are no table, section or sentence"""


def resolve_profile(files: Sequence[tuple[Source, File]], report: Report) -> Profile:
    """The profile that these files say. Statements that a profile may not hold are reported."""
    return _ProfileResolver(report).run(files)


def region_of(profile: Profile, report: Report, source: Source, where: Sequence[cube.Condition]) -> Region:
    """The conditions of a `where`, bound to dimensions and members. What is unknown is reported and left out."""
    found = (_condition(profile, report, source, condition) for condition in where)
    return tuple(condition for condition in found if condition is not None)


def _condition(profile: Profile, report: Report, source: Source, node: cube.Condition) -> Condition | None:
    name, _, attribute = node.dimension.text.partition(".")
    dimension = profile.dimension(name)
    if dimension is None:
        unknown(report, "B201", source, node.dimension, (d.name for d in profile.dimensions))
        return None
    if attribute:
        return _attribute_condition(report, source, node, dimension, attribute)
    members = [(word, dimension.find(word.text)) for word in node.members]
    for word, member in members:
        if member is None:
            unknown(report, "B202", source, word, dimension.names, dimension=dimension.name)
    known = tuple(member for _, member in members if member is not None)
    return Condition(dimension.index, known, excluded=node.excluded)


def _attribute_condition(
    report: Report, source: Source, node: cube.Condition, dimension: Dimension, attribute: str
) -> Condition | None:
    allowed = dimension.attributes.get(attribute)
    if allowed is None:
        end = node.dimension.end
        word = Word(attribute, start=end - len(attribute), end=end)
        unknown(report, "B203", source, word, dimension.attributes, dimension=dimension.name)
        return None
    for word in node.members:
        if allowed and word.text not in allowed:
            unknown(report, "B202", source, word, allowed, dimension=node.dimension.text)
    values = tuple(word.text for word in node.members)
    return Condition(dimension.index, attribute=attribute, values=values, excluded=node.excluded)


class _ProfileResolver:
    """Statements may come in any order: dimensions first, then measures, then what uses them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.profile = Profile("", "", "zh-CN", "", load_currency(currency_names()[0]))
        self.places: dict[str, Label] = {}

    def run(self, files: Sequence[tuple[Source, File]]) -> Profile:
        phases: tuple[dict[type[Node], Callable[..., None]], ...] = (
            {cube.Profile: self.header, cube.Currency: self.currency, cube.Dimension: self.dimension},
            {
                cube.Dimension: self.mappings,
                cube.Crosswalk: self.crosswalk,
                cube.Slot: self.slot,
                cube.Input: self.input,
            },
            {cube.Measure: self.measure},
            {cube.Figure: self.figure, cube.Check: self.check},
            {cube.Compare: self.compare},
        )
        for phase in phases:
            for source, file in files:
                for statement in file.statements:
                    handle = phase.get(type(statement))
                    if handle is not None:
                        handle(source, statement)
        self.refs()
        self.unit_of_book()
        return self.profile

    def new_name(self, kind: str, source: Source, word: Word) -> bool:
        """Whether the name is still free among its kind; a second use is reported."""
        key = f"{kind} {word.text}"
        first = self.places.get(key)
        if first is not None:
            other = Label(first.source, first.start, first.end, "declared_here")
            self.report.add("B204", at(source, word), other, name=word.text)
            return False
        self.places[key] = at(source, word)
        return True

    def header(self, source: Source, node: cube.Profile) -> None:
        profile = self.profile
        profile.path, profile.title = node.path.text, node.title.text
        for setting in node.items:
            name, value = setting.name.text, setting.value.text
            if name in ("语言", "language"):
                profile.language = value
            elif name in ("金额单位", "unit"):
                profile.unit = value
                self.places["unit"] = at(source, setting.value)
            elif name in _BOOK_SETTINGS:
                profile.book[_BOOK_SETTINGS[name]] = value
            elif name not in ("年度", "year"):
                unknown(self.report, "B205", source, setting.name, ("语言", "年度", "金额单位", *_BOOK_SETTINGS))

    def currency(self, source: Source, node: cube.Currency) -> None:
        """The units of money, those of a catalogue and those that are named."""
        if not self.new_name("currency", source, Word("", start=node.name.start, end=node.name.end)):
            return
        units: dict[str, int] = {}
        words: dict[str, tuple[str, ...]] = {}
        if node.catalog is not None:
            if not currency_name(node.catalog.text):
                unknown(self.report, "B762", source, node.catalog, currency_names())
                return
            self.profile.currency = load_currency(node.catalog.text)
            units, words = self.profile.currency.units, self.profile.currency.words
        units, words = {**units}, {**words}
        for item in node.members:
            name, *said = item.name.text.split()
            size = int(item.code.text)
            if name in units or size < 1 or not Currency.may_name(name):
                self.report.add("B760", at(source, item), name=name)
            else:
                units[name], words[name] = size, tuple(said)
        if 1 not in units.values():
            self.report.add("B761", at(source, node.name), name=node.name.text)
        elif node.members:
            ordered = dict(sorted(units.items(), key=lambda each: each[1]))
            usual = self.profile.currency.usual if node.catalog is not None else ""
            self.profile.currency = Currency(ordered, words, usual)

    def unit_of_book(self) -> None:
        """The unit of the book is one of the currency: the usual one, unless the profile says so."""
        profile = self.profile
        if profile.unit and profile.unit not in profile.currency.units:
            place = self.places["unit"]
            word = Word(profile.unit, start=place.start, end=place.end)
            unknown(self.report, "B227", place.source, word, profile.currency.units)
            profile.unit = ""
        profile.unit = profile.unit or profile.currency.usual

    def dimension(self, source: Source, node: cube.Dimension) -> None:
        if not self.new_name("dimension", source, node.name):
            return
        name = node.name.text
        kind = KINDS.get(name, "catalog" if node.catalog else "list")
        dimension = Dimension(len(self.profile.dimensions), name, kind)
        self.profile.dimensions.append(dimension)
        for item in node.items:
            if isinstance(item, cube.Levels):
                dimension.levels = tuple(word.text for word in item.names)
            elif isinstance(item, cube.Attribute):
                dimension.attributes[item.name.text] = tuple(word.text for word in item.values)
            elif isinstance(item, cube.Member) and not node.catalog:
                self.member(source, dimension, item, None)
        if node.catalog:
            self.catalog(source, dimension, node.catalog)
            self.rename(source, dimension, [item for item in node.items if isinstance(item, cube.Member)])

    def catalog(self, source: Source, dimension: Dimension, word: Word) -> None:
        try:
            load(word.text)
        except LookupError:
            self.report.add("B206", at(source, word), name=word.text)
            return
        dimension.catalog = word.text
        dimension.lookup = partial(catalog_entry, word.text)

    def rename(self, source: Source, dimension: Dimension, nodes: Sequence[cube.Member]) -> None:
        """Names that a profile prints otherwise than the catalogue."""
        for node in nodes:
            if dimension.lookup is not None and dimension.lookup(node.code.text) is None:
                self.report.add("B202", at(source, node.code), name=node.code.text, dimension=dimension.name, hint="")
            elif self.new_name(f"member {dimension.name}", source, node.code):
                dimension.renamed[node.code.text] = node.name.text
            self.rename(source, dimension, node.members)

    def member(self, source: Source, dimension: Dimension, node: cube.Member, parent: ModelMember | None) -> None:
        if self.new_name(f"member {dimension.name}", source, node.code):
            made = dimension.add(node.code.text, node.name.text, parent)
            for child in node.members:
                self.member(source, dimension, child, made)

    def mappings(self, source: Source, node: cube.Dimension) -> None:
        own = self.profile.dimension(node.name.text)
        for item in node.items:
            if isinstance(item, cube.Attribute) and own is not None and own.kind == "indicator":
                self.role(source, own, item)
            if not isinstance(item, cube.Map) or own is None:
                continue
            other = self.profile.dimension(item.dimension.text)
            if other is None:
                unknown(self.report, "B201", source, item.dimension, (d.name for d in self.profile.dimensions))
                continue
            member, target = other.find(item.member.text), own.find(item.target.text)
            if member is None:
                unknown(self.report, "B202", source, item.member, other.names, dimension=other.name)
            elif target is None:
                unknown(self.report, "B202", source, item.target, own.names, dimension=own.name)
            else:
                own.mappings.append(Mapping(other.index, member, target))

    def role(self, source: Source, dimension: Dimension, node: cube.Attribute) -> None:
        """What the indicators' dimension declares is about its own kinds, and the fields of projects."""
        project = self.profile.kind("project")
        fields = project.attributes if project else {}
        known = {
            **dict.fromkeys(COST, tuple(dimension.names)),
            **dict.fromkeys(CURRENT, (*dimension.names, *fields)),
            **dict.fromkeys(TOTAL, tuple(fields)),
            **dict.fromkeys(ONE_YEAR, tuple(value for values in fields.values() for value in values)),
        }
        if node.name.text not in known:
            unknown(self.report, "B203", source, node.name, known, dimension=dimension.name)
            return
        for word in node.values:
            if word.text not in known[node.name.text]:
                unknown(self.report, "B202", source, word, known[node.name.text], dimension=node.name.text)

    def crosswalk(self, source: Source, node: cube.Crosswalk) -> None:
        left, right = (self.profile.dimension(word.text) for word in (node.left, node.right))
        if left is None or right is None:
            word = node.left if left is None else node.right
            unknown(self.report, "B201", source, word, (d.name for d in self.profile.dimensions))
            return
        name, _, attribute = node.attribute.text.partition(".") if node.attribute else ("", "", "")
        other = self.profile.dimension(name)
        self.profile.crosswalks.append(
            Crosswalk(left.index, right.index, node.catalog.text, other.index if other else None, attribute)
        )

    def slot(self, source: Source, node: cube.Slot) -> None:
        index = None
        if node.dimension is not None:
            dimension = self.profile.dimension(node.dimension.text)
            if dimension is None:
                unknown(self.report, "B201", source, node.dimension, (d.name for d in self.profile.dimensions))
            index = dimension.index if dimension else None
        if self.new_name("slot", source, node.name):
            self.profile.slots[node.name.text] = Slot(node.name.text, node.title.text, node.required, index)

    def input(self, source: Source, node: cube.Input) -> None:
        if self.new_name("figure", source, node.name):
            self.profile.inputs[node.name.text] = Input(node.name.text, node.unit.text, source, node.start, node.end)

    def measure(self, source: Source, node: cube.Measure) -> None:
        if not self.new_name("measure", source, node.name):
            return
        base = self.measure_index(source, node.base) if node.base else None
        views = tuple(self.view(source, index, view) for index, view in enumerate(node.views))
        region = region_of(self.profile, self.report, source, node.where)
        index, name = len(self.profile.measures), node.name
        self.profile.measures.append(Measure(index, name.text, base, region, views, source, name.start, name.end))

    def view(self, source: Source, index: int, node: cube.View) -> View:
        depths: list[tuple[int, int]] = []
        for depth in node.dimensions:
            dimension = self.profile.dimension(depth.dimension.text)
            if dimension is None:
                unknown(self.report, "B201", source, depth.dimension, (d.name for d in self.profile.dimensions))
                continue
            level = dimension.level(depth.level.text) if depth.level else -1
            if level is None and depth.level is not None:
                unknown(self.report, "B207", source, depth.level, dimension.levels, dimension=dimension.name)
                level = -1
            depths.append((dimension.index, -1 if level is None else level))
        region = region_of(self.profile, self.report, source, node.where)
        return View(index, node.name.text, tuple(depths), region, node.start, node.end)

    def measure_index(self, source: Source, word: Word) -> int | None:
        found = self.profile.measure(word.text)
        if found is None:
            unknown(self.report, "B208", source, word, (m.name for m in self.profile.measures))
            return None
        return found.index

    def figure(self, source: Source, node: cube.Figure) -> None:
        if self.new_name("figure", source, node.name):
            formula = self.formula(source, node.expr)
            name = node.name
            self.profile.figures[name.text] = Figure(name.text, formula, source, name.start, name.end)

    def check(self, source: Source, node: cube.Check) -> None:
        left, right = self.formula(source, node.left), self.formula(source, node.right)
        self.profile.checks.append(
            Check(node.title.text, node.soft, left, node.comparison.text, right, source, node.start, node.end)
        )

    def compare(self, source: Source, node: cube.Compare) -> None:
        figure = self.profile.figures.get(node.figure.text)
        if figure is None:
            unknown(self.report, "B209", source, node.figure, self.profile.figures)
            return
        figure.compared = True
        figure.reasoned = node.reason

    def formula(self, source: Source, expr: cube.Expr) -> Formula:
        terms = ((sign, self.term(source, term)) for sign, term in expr.terms)
        return tuple((-1 if sign == "-" else 1, term) for sign, term in terms if term is not None)

    def term(self, source: Source, node: cube.Term) -> Term | None:
        if isinstance(node, cube.FigureRef):
            ref = Ref(node.name.text)
            self.places.setdefault(f"ref {ref.name}", at(source, node.name))
            return ref
        if isinstance(node, cube.Constant):
            return int(node.number.text)
        region = region_of(self.profile, self.report, source, node.where)
        if isinstance(node, cube.CountOf):
            dimension = self.profile.dimension(node.dimension.text)
            if dimension is None:
                unknown(self.report, "B201", source, node.dimension, (d.name for d in self.profile.dimensions))
                return None
            return Count(dimension.index, region)
        index = self.measure_index(source, node.measure)
        return None if index is None else Sum(index, self.view_index(source, index, node.view), region)

    def view_index(self, source: Source, measure: int, word: Word | None) -> int | None:
        if word is None:
            return None
        views = self.profile.measures[measure].views
        for view in views:
            if view.name == word.text:
                return view.index
        unknown(self.report, "B210", source, word, (v.name for v in views), measure=self.profile.measures[measure].name)
        return None

    def refs(self) -> None:
        """Names in formulas, once all figures are known; and figures that need themselves."""
        known = [*self.profile.figures, *self.profile.inputs]
        for key, label in self.places.items():
            if key.startswith("ref ") and (name := key[4:]) not in known:
                unknown(self.report, "B209", label.source, Word(name, start=label.start, end=label.end), known)
        done: set[str] = set()
        for figure in self.profile.figures.values():
            self.cycle(figure, (), done)

    def cycle(self, figure: Figure, path: tuple[str, ...], done: set[str]) -> None:
        if figure.name in path:
            names = " → ".join((*path[path.index(figure.name) :], figure.name))
            self.report.add("B211", Label(figure.source, figure.start, figure.end), names=names)
            figure.formula = ()
        elif figure.name not in done:
            for _, term in figure.formula:
                if isinstance(term, Ref) and (other := self.profile.figures.get(term.name)):
                    self.cycle(other, (*path, figure.name), done)
            done.add(figure.name)
