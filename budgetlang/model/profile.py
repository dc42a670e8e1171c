"""The resolved profile: how figures are computed and what must agree. It holds no figure of any budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from budgetlang.model.dimension import Dimension, Member
from budgetlang.source.text import Source
from budgetlang.values.money import Currency

if TYPE_CHECKING:
    from budgetlang.prose.vocabulary import Vocabulary


@define(eq=False, repr=False)
class Condition:
    """A condition on one dimension: the member is inside one of `members`, or has one of `values`.

    With `attribute` it is the declared attribute of the member (行政, 参公) that counts.
    """

    dimension: int
    members: tuple[Member, ...] = ()
    attribute: str = ""
    values: tuple[str, ...] = ()
    excluded: bool = False

    def accepts(self, member: Member | None) -> bool:
        """Whether a fact at this member satisfies the condition. A fact that says nothing does not."""
        if member is None:
            return False
        if self.attribute:
            inside = member.attributes.get(self.attribute) in self.values
        else:
            inside = any(above in self.members for above in member.lineage)
        return inside != self.excluded


Region = tuple[Condition, ...]


@define(eq=False, repr=False)
class View:
    """One angle on a measure: the dimensions that a fact must carry (to which depth), and the region covered."""

    index: int
    name: str
    depths: tuple[tuple[int, int], ...]
    """(dimension, level): the fact's member must be at least this deep; -1 for a leaf"""
    region: Region
    start: int = 0
    end: int = 0


@define(eq=False, repr=False)
class Measure:
    """A kind of amount: 支出, 收入, 三公经费 … `base` names the measure that it can be derived from."""

    index: int
    name: str
    base: int | None
    region: Region
    """of the base: which of its facts count"""
    views: tuple[View, ...]
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class Sum:
    """The sum of a measure over a region. `view` is fixed, or None for the first that can say it."""

    measure: int
    view: int | None
    region: Region


COST = ("费用", "cost")
CURRENT = ("当年", "this_year")
ONE_YEAR = ("一年", "one_year")
TOTAL = ("总额", "total")
"""Attributes of the indicators' dimension by which a profile says how goals are checked against money:
the kinds whose value, if it is money, is a cost of the project; the fields and kinds that speak of the year of the
budget; the values of fields that say that a project lasts one year; the fields whose amounts are the money of the
project."""


@define(eq=False, repr=False)
class Count:
    """How many members of a dimension (units, projects) have facts in the region."""

    dimension: int
    region: Region


@define(eq=False, repr=False)
class Ref:
    """Another figure or an input, by name."""

    name: str


Term = Sum | Count | Ref | int
Formula = tuple[tuple[int, Term], ...]
"""terms with their sign, +1 or -1"""


@define(eq=False, repr=False)
class Figure:
    """A named scalar. `unit` is `money` or, for counts and inputs, the unit's own name."""

    name: str
    formula: Formula
    source: Source
    start: int
    end: int
    compared: bool = False
    reasoned: bool = False


@define(eq=False, repr=False)
class Check:
    """`left` compared with `right`; a soft check is only a warning."""

    title: str
    soft: bool
    left: Formula
    comparison: str
    right: Formula
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class Input:
    """A figure that the department fills in. `unit` is 万元 or a unit of count."""

    name: str
    unit: str
    source: Source
    start: int
    end: int


@define(eq=False, repr=False)
class Slot:
    """A text that the department writes, or with a `dimension` one for each of its members."""

    name: str
    title: str
    required: bool
    dimension: int | None = None


@define(eq=False, repr=False)
class Crosswalk:
    """Which members of two dimensions go together, for which attribute of a third."""

    left: int
    right: int
    catalog: str
    dimension: int | None
    attribute: str


@define(eq=False, repr=False)
class Profile:
    """Everything that a layout says about figures."""

    path: str
    title: str
    language: str
    unit: str
    """the unit of the book, one of the currency: 万元 or 元"""
    currency: Currency
    book: dict[str, str] = field(factory=dict)
    """`title`, `subtitle`, `contents`, `table_left`, `table_right`: words around the book, with placeholders"""
    dimensions: list[Dimension] = field(factory=list)
    measures: list[Measure] = field(factory=list)
    figures: dict[str, Figure] = field(factory=dict)
    inputs: dict[str, Input] = field(factory=dict)
    slots: dict[str, Slot] = field(factory=dict)
    checks: list[Check] = field(factory=list)
    crosswalks: list[Crosswalk] = field(factory=list)

    @property
    def words(self) -> Vocabulary:
        """The words of its language, and those for its money."""
        from budgetlang.prose.vocabulary import vocabulary

        return vocabulary(self.language, self.currency.spoken)

    def dimension(self, name: str) -> Dimension | None:
        """The dimension with this name."""
        return next((d for d in self.dimensions if d.name == name), None)

    def kind(self, kind: str) -> Dimension | None:
        """The dimension of units or projects."""
        return next((d for d in self.dimensions if d.kind == kind), None)

    def measure(self, name: str) -> Measure | None:
        """The measure with this name."""
        return next((m for m in self.measures if m.name == name), None)
