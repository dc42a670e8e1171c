"""Rows of a recognised table: what each stands for, by the rows that the profile expects there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, field

from budgetlang.catalogs.catalog import load
from budgetlang.catalogs.catalog import plain as same
from budgetlang.importer.published import Cell, Passage
from budgetlang.importer.tables.columns import PanelColumns, bare
from budgetlang.importer.tables.groups import heads
from budgetlang.importer.tables.sheet import number
from budgetlang.importer.tables.statement import Declared, Members, Place, within
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.layout import Measures, RowSpec, Walk
from budgetlang.model.profile import Profile


class Names:
    """Names as they are compared."""

    def __init__(self) -> None:
        self.plain: set[str] = set()

    def add(self, passage: Passage) -> None:
        self.plain.add(plain(passage.text))


LAST = 98
"""the first number that is tried for a member without a code; 99 is that of 其他"""


@define(eq=False)
class Registry:
    """What rows may name: the members of the profile, and the units and projects of the document."""

    profile: Profile
    words: Mapping[str, str]
    """what the placeholders of titles stand for"""
    units: Members
    projects: Members
    known_units: Names = field(factory=lambda: Names())
    known_projects: Names = field(factory=lambda: Names())
    """names that forms say: what a row of a name may be"""
    unknown: dict[tuple[int, str], Declared] = field(factory=dict)
    """codes that no catalogue has, by dimension and code: the catalogues are not complete"""

    def beyond(self, dimension: Dimension, code: str, name: Passage) -> Member:
        """The member of a code that the catalogue lacks: below the nearest that it has."""
        known = self.unknown.get((dimension.index, code))
        if known is not None:
            return known.member
        found = (dimension.get(code[:end]) or self._seen(dimension, code[:end]) for end in range(len(code) - 1, 2, -1))
        above = next(filter(None, found), None)
        member = Member(code, name.text.strip(), sourced=False)
        member.lineage = (*above.lineage, member) if above else (member,)
        self.unknown[dimension.index, code] = Declared(member, name)
        return member

    def invented(self, dimension: Dimension, above: Member, name: Passage) -> Member | None:
        """The member of a name that the catalogue lacks, with a code that it does not have."""
        for (index, _), known in self.unknown.items():
            if index == dimension.index and known.member.inside(above) and plain(known.member.name) == plain(name.text):
                return known.member
        codes = (f"{above.code}{number}" for number in range(LAST, 0, -1))
        code = next((c for c in codes if dimension.get(c) is None and (dimension.index, c) not in self.unknown), "")
        return self.beyond(dimension, code, name) if code else None

    def _seen(self, dimension: Dimension, code: str) -> Member | None:
        known = self.unknown.get((dimension.index, code))
        return known.member if known is not None else None

    def declared(self, dimension: Dimension) -> Members:
        return self.units if dimension.kind == "unit" else self.projects

    def title(self, text: str) -> str:
        """The title of a row as it is compared, its placeholders filled in."""
        for name, value in self.words.items():
            text = text.replace("{" + name + "}", value)
        return bare(text)


@define(eq=False)
class Item:
    """A row, or a family of rows, that may come; it stands `depth` families deep."""

    spec: RowSpec
    place: Place | None
    """the conditions around it; None where a place cannot say them"""
    measures: Measures
    depth: int
    outer: Item | None = None
    used: bool = False


@define(eq=False)
class Read:
    """A row that was recognised, with its cells of amounts."""

    item: Item
    place: Place | None
    name: Passage
    """empty for totals and other rows under a title of their own"""
    cells: list[Cell] = field(factory=list)
    bound: dict[int, Member] = field(factory=dict)
    """the members that it is about, those of the rows around it among them"""


class PanelReader:
    """Reads the rows of one panel, from the top to the bottom."""

    def __init__(self, columns: PanelColumns, registry: Registry, rows: Sequence[list[Cell]]) -> None:
        self.registry = registry
        self.dimensions = registry.profile.dimensions
        self.labels = columns.labels()
        self.sums = columns.sums()
        panel = columns.panel
        self.items = list(_items(panel.rows, within({}, panel.region), panel.measures))
        self.position = 0
        self.last: dict[int, Member] = {}
        """the member of the last row, by dimension"""
        self.rows = [self._complete(row) for row in rows]
        self.heads = self._heads()

    def read(self) -> Iterator[tuple[Read | None, list[Cell]]]:
        """What each row stands for, None where it cannot be recognised, with its labels. Empty rows are left out."""
        for index, row in enumerate(self.rows):
            said = [row[place] for place, _ in self.labels if row[place].text.strip()]
            cells = [row[place] for place, _ in self.sums]
            if said or any(cell.text.strip() for cell in cells):
                found = self._row(index, row, said)
                if found is not None:
                    found.cells = cells
                yield found, said or cells

    def _row(self, index: int, row: list[Cell], said: list[Cell]) -> Read | None:
        for position in (*range(self.position, len(self.items)), *range(self.position)):
            item = self.items[position]
            found = self._each(item, index, row, said) if item.spec.walks else self._fixed(item, said)
            if found is not None:
                item.used = True
                self.position = position
                return found
        return None

    def _fixed(self, item: Item, said: list[Cell]) -> Read | None:
        title = self.registry.title(item.spec.title)
        texts = [bare(cell.text) for cell in said]
        total = pattern("total")
        if item.used or (not title and said):
            return None
        alike = item.spec.kind == "total" and total.match(title) and any(total.match(text) for text in texts)
        return Read(item, item.place, Passage()) if not title or title in texts or alike else None

    def _each(self, item: Item, index: int, row: list[Cell], said: list[Cell]) -> Read | None:
        if not said or item.place is None:
            return None
        outer = item.outer.spec.walks if item.outer is not None else ()
        around = {walk.dimension: self.last[walk.dimension] for walk in outer if walk.dimension in self.last}
        bound: dict[int, Member] = {}
        for walk in item.spec.walks:
            member = self._member(walk, item, index, row, said)
            if member is None:
                return None
            bound[walk.dimension] = member
        self.last.update(bound)
        listed = any(walk.among is not None for walk in item.spec.walks)
        name = Passage() if listed else _unnumbered(said[-1].passage, item.spec.numbered)
        return Read(item, item.place | around | bound, name, bound=around | bound)

    def _member(self, walk: Walk, item: Item, index: int, row: list[Cell], said: list[Cell]) -> Member | None:
        dimension = self.dimensions[walk.dimension]
        if walk.among is not None:
            return self._listed(walk, item, said)
        if dimension.kind in ("unit", "project"):
            if self.heads is not None and (index in self.heads) != (item.depth == 0):
                return None
            return self.registry.declared(dimension).add(said[0].passage)
        codes = [row[place].text.strip() for place, column in self.labels if _tells(column, "code", walk)]
        if codes:
            return self._coded(dimension, walk, "".join(codes), said[-1].passage)
        names = [row[place].passage for place, column in self.labels if _tells(column, "name", walk)]
        text = names[-1].text if names else ""
        if item.spec.numbered:
            text = pattern("starts").sub("", text)
        found = self._named(dimension, walk, text) if text.strip() else None
        if found is None and text.strip() and len(item.spec.walks) > 1 and len(said) == len(self.labels):
            above = self.last.get(dimension.index)
            root = above.lineage[0] if above is not None else _first(dimension)
            return self.registry.invented(dimension, root, names[-1]) if root is not None else None
        return found

    def _listed(self, walk: Walk, item: Item, said: list[Cell]) -> Member | None:
        names = {bare(name): member for member, name in walk.among or ()}
        member = names.get(bare(said[0].text))
        outer = self.last.get(walk.dimension) if item.outer is not None else None
        return member if member is None or outer is None or outer.lineage[0] in member.lineage else None

    def _coded(self, dimension: Dimension, walk: Walk, code: str, name: Passage) -> Member | None:
        if not code.isdecimal() or not code.isascii():
            return None
        member = dimension.get(code) or self.registry.beyond(dimension, code, name)
        return member if not walk.levels or member.level in walk.levels else None

    def _named(self, dimension: Dimension, walk: Walk, text: str) -> Member | None:
        """By name alone: among what is below the last row of a higher level, else the first of that name."""
        found = [member for member in _bearers(dimension, text) if not walk.levels or member.level in walk.levels]
        last = self.last.get(dimension.index)
        for outer in reversed(last.lineage if last is not None else ()):
            inside = [member for member in found if member.inside(outer) and member is not last]
            if inside:
                return inside[0]
        return min(found, key=lambda member: member.level, default=None)

    def _complete(self, row: list[Cell]) -> list[Cell]:
        """A row that lost its empty cells, as totals on a page of their own do: its figures belong to the right."""
        figures = [cell for cell in row if number(cell.text)]
        strayed = any(
            "," in row[place].text or "." in row[place].text for place, _ in self.labels if number(row[place].text)
        )
        if not strayed or len(figures) != len(self.sums) or not row[0].text.strip() or number(row[0].text):
            return row
        moved = [row[0], *(_BLANK for _ in row[1:])]
        for (place, _), cell in zip(self.sums, figures, strict=True):
            moved[place] = cell
        return moved

    def _heads(self) -> frozenset[int] | None:
        """The rows that have others below them, where units and their projects share a column; else None."""
        kinds = {self.dimensions[walk.dimension].kind for item in self.items for walk in item.spec.walks}
        if not {"unit", "project"} <= kinds or not self.sums or not self.labels:
            return None
        label = self.labels[0][0]
        first = 1 if any(item.spec.kind == "total" for item in self.items) else 0
        names = [plain(row[label].text) for row in self.rows]
        amounts = [[number(row[place].text) for place, _ in self.sums] for row in self.rows]
        known = self.registry
        units = known.known_units.plain | known.units.all.keys()
        return heads(first, names, amounts, units, known.known_projects.plain | known.projects.all.keys())


_BLANK = Cell(Passage())


def _unnumbered(passage: Passage, numbered: str) -> Passage:
    """The name of a row without the number before it."""
    found = pattern("starts").match(passage.text) if numbered else None
    return passage.after(found.end()) if found else passage


def _tells(column: object, kind: str, walk: Walk) -> bool:
    """Whether a label column says which member of a walk a row stands for."""
    return getattr(column, "kind", "") == kind and getattr(column, "dimension", None) in (None, walk.dimension)


def _first(dimension: Dimension) -> Member | None:
    entries = load(dimension.catalog).children() if dimension.kind == "catalog" else []
    return dimension.get(entries[0].code) if entries else None


def _bearers(dimension: Dimension, text: str) -> list[Member]:
    wanted = same(text)
    if dimension.kind != "catalog":
        return [member for member in dimension if same(member.name) == wanted]
    codes = [code for code, name in dimension.renamed.items() if same(name) == wanted]
    codes += [entry.code for entry in load(dimension.catalog).entries.values() if same(entry.name) == wanted]
    return [member for code in codes if (member := dimension.get(code)) is not None]


def _items(
    specs: Iterable[RowSpec], place: Place | None, measures: Measures, outer: Item | None = None, depth: int = 0
) -> Iterator[Item]:
    for spec in specs:
        own = within(place, spec.region)
        inner, below = outer, depth
        if spec.kind not in ("align", "group"):
            item = Item(spec, own, spec.measures or measures, depth, outer)
            yield item
            if spec.kind == "each":
                inner, below = item, depth + 1
        yield from _items(spec.rows, own, spec.measures or measures, inner, below)
