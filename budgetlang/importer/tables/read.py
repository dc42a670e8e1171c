"""The tables of a document: every grid that is one of the profile's tables, read into statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import define, evolve, field

from budgetlang.importer.published import Cell, Grid, Paragraph, Passage, Published
from budgetlang.importer.tables.codes import Run, fold, folded, runs
from budgetlang.importer.tables.columns import Match, PanelColumns, alike, bare, matches
from budgetlang.importer.tables.rows import PanelReader, Read, Registry
from budgetlang.importer.tables.sheet import EMPTY, Sheet, number, says_nothing, sheet
from budgetlang.importer.tables.statement import Place, Statement, view_of, within
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.model.layout import Layout, Panel, RowSpec, TableSpec
from budgetlang.model.profile import Profile, View

_SAME_TITLE = 0.9
_FEW = 2
"""rows of a table that are too few to say what kind it is"""
_ABOVE = 6
"""paragraphs above a grid in which its title may stand"""


RowKey = tuple[str, frozenset[tuple[int, str]]]
"""what a row stands for: its own title, or dimensions with codes"""


def row_key(bound: Mapping[int, str], title: str) -> RowKey:
    return ("" if bound else title, frozenset(bound.items()))


@define(eq=False)
class ReadTable:
    """A table that was recognised: its statements by row, and where it stands."""

    spec: TableSpec
    unit: str
    place: Passage
    statements: list[Statement] = field(factory=list)
    keys: list[set[RowKey]] = field(factory=list)
    """for each panel what its rows stand for"""

    @property
    def title(self) -> str:
        return bare(self.spec.title)


@define(eq=False)
class Tables:
    """What was read of all tables of a document, and what was not."""

    found: dict[str, ReadTable] = field(factory=dict)
    """by the code that the profile gives the table"""
    unread: list[Passage] = field(factory=list)
    strange: list[Sheet] = field(factory=list)
    """tables that the profile does not know"""
    captions: set[int] = field(factory=set)
    """blocks that are titles and units of tables"""
    apart: frozenset[str] = frozenset()
    """tables, by their codes, that are compared with nothing"""

    @property
    def compared(self) -> dict[str, ReadTable]:
        """The tables that are compared with each other."""
        return {code: table for code, table in self.found.items() if code not in self.apart}

    @property
    def statements(self) -> Iterator[Statement]:
        for table in self.compared.values():
            yield from table.statements

    def set_apart(self, codes: frozenset[str]) -> None:
        """Compare some tables with nothing; they count as unread."""
        self.apart = codes & self.found.keys()
        self.unread.extend(self.found[code].place for code in sorted(self.apart))


@define(eq=False)
class _Begun:
    """A table whose title was found, with its rows as they come."""

    match: Match
    table: ReadTable
    sheet: Sheet
    runs: list[Run]
    rows: list[list[Cell]]

    def rest(self, read: Sheet, above: Sequence[tuple[int, Passage]], names: frozenset[str]) -> list[list[Cell]] | None:
        """The rows of a grid that is the rest of this table, None where it is another: it has the same header and no
        words above it but those that come again, or no header, and above it rows that say only a name."""
        spec = self.match.spec
        words = [*(passage for _, passage in above), *read.captions]
        if any(read.titles):
            again = read.titles == self.sheet.titles and all(_again(passage.text, spec) for passage in words)
            return read.rows if again else None
        labels = [passage for passage in words if not _again(passage.text, spec)]
        if read.width > self.sheet.width or not all(_names_row(passage.text, names) for passage in labels):
            return None
        rows = [[Cell(passage)] for passage in labels] + read.rows
        return [[*row, *[EMPTY] * (self.sheet.width - len(row))] for row in rows]

    def add(self, rows: list[list[Cell]]) -> None:
        self.rows.extend(fold(row, self.runs) for row in rows)


def read_tables(published: Published, taken: set[int], layout: Layout, registry: Registry) -> Tables:
    """All grids but those that are `taken` already (by forms)."""
    tables = Tables()
    names = _row_names(layout)
    above: list[tuple[int, Passage]] = []
    begun: list[_Begun] = []
    last: _Begun | None = None
    for index, block in enumerate(published.blocks):
        if isinstance(block, Paragraph):
            above.append((index, block.passage))
            continue
        if index in taken:
            above, last = [], None
            continue
        read = sheet(block, names)
        rest = last.rest(read, above, names) if last is not None else None
        new = _begin(read, above, block, tables, layout, registry) if rest is None else None
        if rest is None and new is None and last is not None and not above and read.width == last.sheet.width:
            rest = read.rows or read.header
        if last is not None and rest is not None:
            last.add(rest)
            tables.captions.update(place for place, _ in above)
        elif new is None:
            tables.unread.extend(_first(block))
            tables.strange.append(read)
        else:
            begun.append(new)
            last = new
        above = []
    for each in begun:
        _read_or_leave(each, registry, tables)
    _alone(tables)
    return tables


def _read_or_leave(begun: _Begun, registry: Registry, tables: Tables) -> None:
    """Read a table; one that only looks like the profile's is left as a table that the profile does not know: with a
    column of words that the profile's lacks, or if most of its rows are none of the profile's."""
    before = len(tables.unread)
    other = _has_other_labels(begun)
    if not other:
        _read(begun.match, begun.rows, begun.table, registry, tables)
        other = begun.table.unit != "" and (len(tables.unread) - before) * 2 > len(begun.rows) > _FEW
    if other:
        del tables.unread[before:], tables.found[begun.table.spec.code]
        tables.unread.append(begun.table.place)
        tables.strange.append(evolve(folded(begun.sheet, begun.runs), rows=begun.rows))
    else:
        tables.unread.extend(_beyond(begun.match, begun.rows))


def _has_other_labels(begun: _Begun) -> bool:
    """Whether a column of words that the profile does not have stands before the amounts."""
    known = {place for panel in begun.match.panels for place, _ in panel.places}
    first = min((place for panel in begun.match.panels for place, _ in panel.sums()), default=0)
    return any(
        column not in known and any(_is_word(row[column].text) for row in begun.rows if column < len(row))
        for column in range(first)
    )


def _is_word(text: str) -> bool:
    return (
        bool(text.strip()) and not number(text) and not says_nothing(text) and not pattern("total").match(plain(text))
    )


def _begin(
    read: Sheet, above: list[tuple[int, Passage]], grid: Grid, tables: Tables, layout: Layout, registry: Registry
) -> _Begun | None:
    """The table that a grid begins, if the profile has it and it was not found before."""
    texts = [passage.text for _, passage in above[-_ABOVE:]] + [passage.text for passage in read.captions]
    divided = runs(read.rows, read.titles)
    one = folded(read, divided)
    match = next((each for each in matches(one, texts, layout) if each.spec.code not in tables.found), None)
    if match is None:
        return None
    table = ReadTable(match.spec, _unit(texts, match.spec, layout, registry.profile), _first(grid)[0])
    tables.found[match.spec.code] = table
    tables.captions.update(_captions(above, match.spec))
    return _Begun(match, table, read, divided, one.rows)


def _names_row(text: str, names: frozenset[str]) -> bool:
    """Whether a line without figures may be a row: an item with its number, a total, or a name of the profile."""
    return any(pattern(name).match(text) for name in ("item", "total")) or bare(text) in names


def _again(text: str, spec: TableSpec) -> bool:
    """Whether words above a table are a page number, department, unit, or the title of a table that goes on."""
    if any(pattern(name).match(text) for name in ("page", "department", "money_unit", "continued")):
        return True
    return alike(bare(pattern("continued").sub("", text)), bare(spec.title), _SAME_TITLE) >= _SAME_TITLE


def _alone(tables: Tables) -> None:
    """Leave out the sums of several measures, but for those where the document has nothing of all but the first."""
    said = {each.measure for each in tables.statements if each.fen and not each.others}
    for table in tables.found.values():
        mixed = [each for each in table.statements if said.intersection(each.others)]
        tables.unread.extend(each.passage for each in mixed if each.text)
        table.statements = [each for each in table.statements if each not in mixed]


def _first(grid: Grid) -> list[Passage]:
    return [cell.passage for row in grid.rows for cell in row if cell.text][:1]


def _row_names(layout: Layout) -> frozenset[str]:
    """The names of rows that a profile fixes."""
    found: set[str] = set()

    def walk(rows: Sequence[RowSpec]) -> None:
        for row in rows:
            found.update(bare(name) for each in row.walks for _, name in each.among or ())
            walk(row.rows)

    for spec in layout.tables:
        for panel in spec.panels:
            walk(panel.rows)
    return frozenset(found - {""})


def _unit(texts: Sequence[str], spec: TableSpec, layout: Layout, profile: Profile) -> str:
    """What the words above a table say about its unit (empty: one that is not known), else what the profile says."""
    for text in reversed(texts):
        if said := pattern("money_unit").search(text):
            return said.group(1) if said.group(1) in profile.currency.units else ""
    style = layout.styles.get(spec.style) or layout.styles.get("tables")
    return spec.unit or (style.unit if style else "") or profile.unit


def is_title(text: str, spec: TableSpec) -> bool:
    """Whether a paragraph is the title of a table, perhaps with its number before it and more behind it."""
    wanted = bare(spec.title)
    return alike(bare(text)[: len(wanted)], wanted, _SAME_TITLE) >= _SAME_TITLE


def _captions(above: Sequence[tuple[int, Passage]], spec: TableSpec) -> Iterator[int]:
    """The paragraphs that belong to a table: from its title on."""
    titles = [i for i, (_, p) in enumerate(above) if is_title(p.text, spec)]
    begin = titles[-1] if titles else len(above)
    for i, (index, passage) in enumerate(above):
        if i >= begin or pattern("money_unit").search(passage.text) or pattern("department").match(passage.text):
            yield index


def _read(match: Match, rows: list[list[Cell]], table: ReadTable, registry: Registry, tables: Tables) -> None:
    """Add rows to a table."""
    table.keys = table.keys or [set() for _ in table.spec.panels]
    for panel in match.panels:
        keys = table.keys[table.spec.panels.index(panel.panel)]
        for found, labels in PanelReader(panel, registry, rows).read():
            if found is None:
                tables.unread.append(labels[0].passage)
            else:
                keys.add(row_key({d: m.code for d, m in found.bound.items()}, found.item.spec.title))
                table.statements.extend(_statements(found, panel, table, registry.profile, tables))


def _beyond(match: Match, rows: list[list[Cell]]) -> Iterator[Passage]:
    """The first figure of each column that the profile's table does not have."""
    known = {place for panel in match.panels for place, _ in panel.places}
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column] for row in rows if column < len(row) and number(row[column].text)]
        if cells and column not in known:
            yield cells[0].passage


def _statements(
    read: Read, columns: PanelColumns, table: ReadTable, profile: Profile, tables: Tables
) -> Iterator[Statement]:
    """What the cells of a row say. A figure that cannot be said of a place in the cube is not read."""
    for (_, column), cell in zip(columns.sums(), read.cells, strict=True):
        measures = column.measures or read.item.measures
        text = number(cell.text)
        amount = profile.currency.parse(text, table.unit) if text and table.unit else None
        view, place = _where(profile, measures[0], within(read.place, column.region), columns.panel)
        if view is None or place is None or (amount is None and not says_nothing(cell.text)):
            tables.unread.extend([cell.passage] if not says_nothing(cell.text) else [])
            continue
        value, half = (amount.value, amount.half) if amount is not None else (0, 0)
        where = cell.passage if text else (read.name if read.name.pieces else table.place)
        yield Statement(
            measures[0], view.index, place, text, value, half, where, read.name, table.unit, others=measures[1:]
        )


def _where(profile: Profile, measure: int, place: Place | None, panel: Panel) -> tuple[View, Place] | tuple[None, None]:
    """The view that a table shows, and the place within it."""
    view = view_of(profile, panel, measure, place.keys()) if place is not None else None
    inside = within(place, view.region) if view is not None else None
    return (view, inside) if view is not None and inside is not None else (None, None)
