"""The resolved layout: tables, series, charts, forms and parts of the book, free of any figure."""

from __future__ import annotations

from attrs import define, field

from budgetlang.model.dimension import Member
from budgetlang.model.profile import Region
from budgetlang.source.text import Source
from budgetlang.values.style import NumberStyle

Measures = tuple[int, ...]


@define(eq=False, repr=False)
class Column:
    """A column of a table. `kind` is `code`, `name` or `sum`.

    A label column shows the deepest member of `dimension`, or of whatever the row stands for (None); with a `level`
    the member above it at that level, a code without the part that it shares with the level above.
    A sum column may have `measures` of its own instead of those of the row. `years` is `prior`, `change` or `rate` for
    one that shows last year, or what has changed since.
    """

    kind: str
    titles: tuple[str, ...]
    """the header above it, from the top; equal neighbours are one cell"""
    dimension: int | None = None
    level: int = -1
    measures: Measures = ()
    region: Region = ()
    years: str = ""
    start: int = 0
    end: int = 0


@define(eq=False, repr=False)
class Walk:
    """Members of a dimension at some levels (empty: those where facts stand, without their parents)."""

    dimension: int
    levels: tuple[int, ...]
    among: tuple[tuple[Member, str], ...] | None = None
    """a fixed list of members with the names to print, shown even where nothing stands"""


@define(eq=False, repr=False)
class RowSpec:
    """A row, or a family of rows, of a table.

    `kind` is `fixed` (one row under `title`), `total` (the same, and always there), `each` (a row for each member or
    pair of members, with `rows` inside), `group` (only a condition on `rows`) or `align`.
    """

    kind: str
    title: str = ""
    measures: Measures = ()
    region: Region = ()
    walks: tuple[Walk, ...] = ()
    numbered: str = ""
    rows: tuple[RowSpec, ...] = ()
    start: int = 0
    end: int = 0


@define(eq=False, repr=False)
class Panel:
    """One of the tables that stand side by side under a title; most tables have just one."""

    title: str
    measures: Measures
    view: int | None
    region: Region
    columns: tuple[Column, ...]
    rows: tuple[RowSpec, ...]


@define(eq=False, repr=False)
class TableSpec:
    """A table of the book."""

    code: str
    title: str
    label: str
    panels: tuple[Panel, ...]
    notes: tuple[tuple[str, str], ...]
    """(when, text): `尾差`, `空表` or empty for always"""
    column_numbers: bool
    unit: str
    style: str
    """the number style of its cells; empty for that of all tables"""
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class Series:
    """One value for each member of a dimension at a level: what enumerations and charts show."""

    name: str
    measure: int
    dimension: int
    level: int
    """-1: the leaves"""
    region: Region
    compared: bool
    """whether it has last year's amounts, too, and so the members that only last year has"""
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class ChartSpec:
    """A chart of a series. `kind` is `pie` or `bar`."""

    name: str
    kind: str
    series: str


@define(eq=False, repr=False)
class FormLine:
    """One line of a form: titles with the names of the fields beside them."""

    cells: tuple[tuple[str, str], ...]


@define(eq=False, repr=False)
class FormMoney:
    """The money of a form: a line for each origin, the whole period beside the year."""

    title: str
    lines: tuple[tuple[str, str], ...]


@define(eq=False, repr=False)
class FormGoals:
    """The indicators of a form: classes and kinds with their titles, always all of them."""

    title: str
    classes: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@define(eq=False, repr=False)
class FormSpec:
    """A form for each member of a dimension."""

    name: str
    title: str
    subtitle: str
    dimension: int
    region: Region
    items: tuple[FormLine | FormMoney | FormGoals, ...]
    words: dict[str, str] = field(factory=dict)
    """column titles: `whole`, `annual`, `class`, `kind`, `indicator`, `goal`; `rounded`: a note below roundings"""


@define(eq=False, repr=False)
class SectionSpec:
    """A section whose words come from a template; the author may replace it by a text of the same name."""

    name: str
    title: str
    template: str
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class PartSpec:
    """A part of the book; `tables` if it holds all tables."""

    title: str
    tables: bool
    sections: tuple[SectionSpec, ...]


@define(eq=False, repr=False)
class Layout:
    """Everything that a profile says about the book."""

    styles: dict[str, NumberStyle] = field(factory=dict)
    """by what they print: `tables`, `text`, `percent`, `forms`, or the name of a unit"""
    tables: list[TableSpec] = field(factory=list)
    series: dict[str, Series] = field(factory=dict)
    charts: dict[str, ChartSpec] = field(factory=dict)
    forms: dict[str, FormSpec] = field(factory=dict)
    parts: list[PartSpec] = field(factory=list)
