"""The finished book, free of any file format: what every back end reads, and all that it reads.

Nothing here is computed any more: cells and sentences hold the very characters that are printed.
A printed number points to its `Origin`, which says what it is made of.
"""

from __future__ import annotations

from datetime import UTC, datetime

from attrs import define, field


@define
class FactRef:
    """One line of source that a number rests on."""

    file: str
    """path relative to the project, `/` between folders"""
    line: int
    name: str
    """what the line is about: code and name, or the name of the project"""
    amount: str
    """the amount with its unit, e.g. `1027.03万元` or `196040元`"""


@define
class MoneyUnit:
    """A unit of money: its name, and how many of the smallest unit it is."""

    name: str
    size: int


@define
class Origin:
    """Why a printed number is what it is."""

    rule: str
    """in the words of the profile: `支出，功能科目 = 201，支出性质 = 基本支出`"""
    exact: str
    """the value before rounding, with its unit: `3132.6440万元`"""
    facts: list[int] = field(factory=list)
    """indices into `Document.facts`"""
    claim: int | None = None
    """the published figure that is shown instead of the sum of roundings: index into `Document.facts`"""


@define
class Text:
    """Words of a sentence."""

    text: str


@define
class Number:
    """A number of a sentence that comes from the data."""

    text: str
    origin: int | None = None
    """index into `Document.origins`"""


Inline = Text | Number


@define
class Paragraph:
    """A paragraph of prose. `style` is `body`, `note` or `heading` (a heading inside a section)."""

    inlines: list[Inline]
    style: str = "body"

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(i.text for i in self.inlines)


@define
class Cell:
    """A cell of a table or form: the characters that are printed, and how far it spans."""

    text: str = ""
    kind: str = "text"
    """`text`, `number` (set right) or `header`"""
    colspan: int = 1
    rowspan: int = 1
    origin: int | None = None
    fen: int | None = None
    """the exact amount behind a printed amount, in 分 (None where the cell is no amount)"""
    level: int = 0
    """depth of the row in its tree (0 for totals), for those who want to indent or embolden"""


@define
class Table:
    """A table of the book. Header and body are rows of cells; a spanned place has no cell of its own."""

    code: str
    title: str
    label: str
    """`预算公开表1`, or empty"""
    left: str
    """the line above the table, left: `部门名称：…`"""
    right: str
    """the line above the table, right: `单位：万元`"""
    header: list[list[Cell]]
    columns: list[str]
    """the header flattened, one text a column, levels joined by ` / `"""
    rows: list[list[Cell]]
    column_numbers: bool = False
    """a row of column numbers 1, 2, 3 … stands under the header"""
    notes: list[str] = field(factory=list)
    empty: bool = False

    @property
    def id(self) -> str:
        return f"table-{self.code}"


@define
class Slice:
    """One part of a chart."""

    label: str
    text: str
    """the amount as printed, in the unit of the book"""
    share: str
    """the percentage as printed, without the sign"""
    fen: int
    origin: int | None = None


@define
class Chart:
    """A chart. `kind` is `pie` or `bar`."""

    name: str
    title: str
    kind: str
    unit: str
    slices: list[Slice]


@define
class Form:
    """A form such as a project's performance goals: a grid of cells under a title."""

    id: str
    title: str
    subtitle: str
    width: int
    """number of grid columns"""
    rows: list[list[Cell]]
    notes: list[str] = field(factory=list)
    name: str = ""
    """what tells the form from others of the same title, for contents and fold lines: the name of the project"""


Block = Paragraph | Table | Chart | Form


@define
class Section:
    """A heading with what stands below it. Level 1 is a part of the book."""

    id: str
    title: str
    level: int
    blocks: list[Block] = field(factory=list)
    sections: list[Section] = field(factory=list)


@define
class Document:
    """The whole book."""

    title: str
    subtitle: str
    department: str
    code: str
    year: int
    profile: str
    language: str
    """BCP 47: `zh-CN`"""
    contents_title: str
    sections: list[Section]
    origins: list[Origin] = field(factory=list)
    facts: list[FactRef] = field(factory=list)
    unit: str = ""
    """the unit of amounts in the book"""
    units: list[MoneyUnit] = field(factory=list)
    """all units of the currency, the smallest first"""
    created: str = ""
    """when the book was made, as `2026-01-01T00:00:00Z`, if it is to say so"""

    @property
    def date(self) -> datetime:
        """What files say of when they were made: 1 January of the year of the budget (1980 to 2107, what an archive
        can say) unless `created` is given, so that the same book has the same bytes whenever it is made.
        """
        if self.created:
            return datetime.fromisoformat(self.created)
        return datetime(min(max(self.year, 1980), 2107), 1, 1, tzinfo=UTC)

    @property
    def currency(self) -> dict[str, int]:
        """The units of money by name, in the smallest of them."""
        return {unit.name: unit.size for unit in self.units}
