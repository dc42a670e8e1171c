"""What templates see of a budget: numbers that print themselves in the style of the book, and enumerations.

Every attribute has a Chinese and an English name (`PAIRS`); a template may use either. A number prints with marks
around it that nobody can type, so that the finished text still knows which of its digits come from the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from jinja2.runtime import Undefined

from budgetlang.check.describe import money
from budgetlang.cube.cube import EMPTY, Slice
from budgetlang.cube.figures import Figures
from budgetlang.document.nodes import Inline, Number, Text
from budgetlang.document.origins import Origins
from budgetlang.document.series import Item as SeriesItem
from budgetlang.document.series import items_of
from budgetlang.model.dimension import Member
from budgetlang.model.layout import Layout, Series
from budgetlang.model.profile import Condition
from budgetlang.values.style import NumberStyle, format_fen, format_percent, format_quantity

PAIRS = {
    "上年": "prior",
    "增减": "change",
    "增长率": "rate",
    "方向": "direction",
    "原因": "reason",
    "是零": "zero",
    "数": "number",
    "名称": "name",
    "上级": "above",
    "编码": "code",
    "占比": "share",
    "合计": "total",
    "个数": "count",
    "前身": "former",
}
"""the Chinese names of attributes, with the English ones"""

_FIRST = 0x100000
_MOST = 0xFFFD
_CLOSE = "\U0010fffd"
_MARKED = re.compile("([\U00100000-\U0010fffc])([^\U00100000-\U0010fffd]*)\U0010fffd")
_MARKS = re.compile("[\U00100000-\U0010ffff]")


class Marks:
    """The marks of one text: one character for each origin before a number, one after it."""

    def __init__(self) -> None:
        self._origins: dict[int, int] = {}

    def mark(self, text: str, origin: int) -> str:
        """A number that knows its origin. Beyond 65,000 origins in one text numbers are plain."""
        index = self._origins.setdefault(origin, len(self._origins))
        return f"{chr(_FIRST + index)}{text}{_CLOSE}" if index < _MOST else text

    def inlines(self, text: str) -> list[Inline]:
        """A text with its marks as words and numbers. A mark that lost its partner is dropped."""
        origins = list(self._origins)
        found: list[Inline] = []
        position = 0
        for match in _MARKED.finditer(text):
            _words(found, text[position : match.start()])
            index = ord(match[1]) - _FIRST
            if match[2]:
                found.append(Number(match[2], origins[index] if index < len(origins) else None))
            position = match.end()
        _words(found, text[position:])
        return found


def _words(inlines: list[Inline], text: str) -> None:
    text = unmarked(text)
    if text:
        inlines.append(Text(text))


def unmarked(text: str) -> str:
    """A text without marks; what authors write goes through this first."""
    return _MARKS.sub("", text)


class Visible:
    """Something that templates look into. Only `VISIBLE`, in either language, can be seen."""

    VISIBLE: ClassVar[frozenset[str]] = frozenset()

    def look(self, name: str) -> Any:
        """The attribute of this name. Raises AttributeError where there is none to see."""
        english = PAIRS.get(name, name)
        if english not in self.VISIBLE:
            raise AttributeError(name)
        return getattr(self, english)


class Value(Visible):
    """A number that a template may print. It tests true when it is not zero."""

    VISIBLE = frozenset({"zero", "number"})

    def __init__(self, numbers: Numbers, text: str, number: Decimal, origin: Callable[[], int]) -> None:
        self._numbers = numbers
        self._text = text
        self._origin = origin
        self.number = number
        """the exact number, in the unit in which it is printed"""

    @property
    def zero(self) -> bool:
        """Whether the exact number is 0 (a number may print as 0.00 and be none)."""
        return self.number == 0

    def __bool__(self) -> bool:
        return self.number != 0

    def __str__(self) -> str:
        return self._numbers.marks.mark(self._text, self._origin())


class Absent(Visible):
    """A rate that does not exist, because its base is 0: it prints the profile's words for that, and tests false."""

    VISIBLE = frozenset({"zero", "number"})
    zero = True
    number = None

    def __init__(self, text: str) -> None:
        self._text = text

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return self._text


class Compared(Value):
    """A number with what it was last year: `now` and `before` in 分, `before` None where nobody says it."""

    COMPARED: ClassVar[frozenset[str]] = frozenset({"prior", "change", "rate", "direction"})

    name: str
    now: int

    @property
    def before(self) -> int | None:
        """Last year's amount."""
        raise NotImplementedError

    @property
    def rule(self) -> str:
        """What the number is, for its origin."""
        return self.name

    def origin_of(self, rule: str, exact: str, both: bool) -> int:
        """The origin of a number that rests on last year's lines, and with `both` on this year's too."""
        raise NotImplementedError

    def _missing(self, what: str) -> Undefined:
        return self._numbers.undefined(obj=self, name=what)

    def _exact(self, fen: int) -> str:
        return money(self._numbers.budget, fen, exact=True)

    @property
    def prior(self) -> Value | Undefined:
        """Last year's amount."""
        before = self.before
        if before is None:
            return self._missing("prior")
        rule = f"{self.rule}{self._numbers.words.joint('comma')}{self._numbers.budget.year - 1}"
        return self._numbers.money(before, lambda: self.origin_of(rule, self._exact(before), False))

    @property
    def change(self) -> Value | Undefined:
        """By how much the number differs from last year's, without a sign."""
        before = self.before
        if before is None:
            return self._missing("change")
        return self._numbers.money(abs(self.now - before), lambda: self._changed(False, before))

    @property
    def rate(self) -> Value | Absent | Undefined:
        """The change in percent of last year's amount, without a sign."""
        before = self.before
        if before is None:
            return self._missing("rate")
        change = abs(self.now - before)
        return self._numbers.percent(change, abs(before), lambda: self._changed(True, before), "rate")

    def _changed(self, relative: bool, before: int) -> int:
        """The origin of a change or of a rate."""
        words = self._numbers.words
        last = self.rule + words.sign("brackets").format(self._numbers.budget.year - 1)
        rule, exact = f"{self.rule} {words.sign('minus')} {last}", self._exact(self.now - before)
        if relative:
            rule, exact = words.sign("over").format(rule, last), f"{exact} ÷ {self._exact(before)}"
        return self.origin_of(rule, exact, True)

    @property
    def direction(self) -> str | Undefined:
        """`same`, `new` (nothing last year), `gone` (nothing this year), `up` or `down`."""
        before = self.before
        if before is None:
            return self._missing("direction")
        if before == self.now:
            return "same"
        if not before or not self.now:
            return "gone" if before else "new"
        return "up" if self.now > before else "down"


class FigureValue(Compared):
    """A figure or an input by name, with what it was last year."""

    VISIBLE = frozenset({"zero", "number", "name", "reason"}) | Compared.COMPARED

    def __init__(self, numbers: Numbers, name: str) -> None:
        self.name = name
        self.now = numbers.figures.amount(name)
        form = numbers.figures.named(name)
        text, number = numbers.printed(self.now, form.scale, form.unit)
        super().__init__(numbers, text, number, lambda: numbers.origins.of_figure(name))

    @property
    def before(self) -> int | None:
        stated = self._numbers.budget.prior.get(self.name)
        return None if stated is None else stated.amount.value

    def origin_of(self, rule: str, exact: str, both: bool) -> int:
        """Last year's lines where they were read, else the line that states the figure."""
        numbers = self._numbers
        form = numbers.figures.named(self.name)
        own = [numbers.budget.inputs[name] for name in form.inputs] if both else []
        facts = frozenset(form.facts) if both else EMPTY
        last = numbers.cube.last_facts(frozenset(numbers.last.named(self.name).facts)) if numbers.last else EMPTY
        stated = [] if last else [numbers.budget.prior[self.name]]
        return numbers.origins.of_rule(rule, exact, facts | last, [*own, *stated])

    @property
    def reason(self) -> str | Undefined:
        """Why it changed, in the words of the author."""
        return self._numbers.reason(self.name) if self.name in self._numbers.budget.reasons else self._missing("reason")


class Named(Visible):
    """A member that the member of an item is part of, or was last year."""

    VISIBLE = frozenset({"name", "code"})

    def __init__(self, member: Member) -> None:
        self.name, self.code = member.name, member.code


class Item(Compared):
    """One member of an enumeration with its amount; in one that is compared, with what it was last year."""

    VISIBLE = frozenset({"zero", "number", "name", "code", "share", "above", "former"}) | Compared.COMPARED

    def __init__(self, enumeration: Enumeration, item: SeriesItem) -> None:
        numbers = enumeration.numbers
        self.name, self.code, self.facts = item.member.name, item.member.code, item.facts
        self._enumeration, self._item, self.now = enumeration, item, item.fen
        self.above = [Named(member) for member in item.member.lineage[:-1]]
        """what the member is part of, from the top: class and section of an item"""
        before = numbers.budget.before
        self.former = [Named(member) for member in before.former.get(item.member, ())] if before is not None else []
        """what last year called the member, or the members that it is made of, where that is different"""
        self._rule = enumeration.rule(item.member)
        text, number = numbers.printed(item.fen, 0, numbers.budget.profile.unit)
        super().__init__(numbers, text, number, lambda: numbers.origins.of_slice(item.facts, self._rule))

    @property
    def before(self) -> int | None:
        compared = self._enumeration.spec.compared and self._numbers.budget.before is not None
        return self._item.prior if compared else None

    @property
    def rule(self) -> str:
        return self._rule

    def origin_of(self, rule: str, exact: str, both: bool) -> int:
        facts = self.facts | self._item.last if both else self._item.last
        return self._numbers.origins.of_rule(rule, exact, facts)

    @property
    def share(self) -> Value | Absent:
        """The percentage of the whole enumeration."""
        numbers, whole = self._numbers, self._enumeration.fen
        exact = f"{self._exact(self.now)} ÷ {money(numbers.budget, whole, exact=True)}"
        rule = f"{self._rule} ÷ {self._enumeration.name}"
        return numbers.percent(self.now, whole, lambda: numbers.origins.of_rule(rule, exact, self.facts), "share")


class Enumeration(Visible):
    """A series: its members in the order of their codes, those without money left out."""

    VISIBLE = frozenset({"total", "count"})

    def __init__(self, numbers: Numbers, spec: Series) -> None:
        self.numbers = numbers
        self.spec = spec
        self.name = spec.name
        items, self.fen = items_of(numbers.cube, spec)
        self.items = [Item(self, item) for item in items]

    def rule(self, member: Member | None = None) -> str:
        """What a number of the series adds up."""
        name = self.numbers.budget.profile.measures[self.spec.measure].name
        own = (Condition(self.spec.dimension, (member,)),) if member else ()
        return self.numbers.origins.rule(name, (*own, *self.spec.region))

    @property
    def facts(self) -> Slice:
        """The facts of all members."""
        return frozenset[int]().union(*(item.facts for item in self.items))

    @property
    def total(self) -> Value:
        """All members together."""
        return self.numbers.money(self.fen, lambda: self.numbers.origins.of_slice(self.facts, self.rule()))

    @property
    def count(self) -> Value:
        """How many members there are."""
        number, origins = len(self.items), self.numbers.origins
        text = self.numbers.quantity(number, 0, "")
        return Value(self.numbers, text, Decimal(number), lambda: origins.of_rule(self.name, str(number), self.facts))

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Item:
        return self.items[index]


class Numbers:
    """Makes the numbers of one book, in the styles of its layout."""

    def __init__(self, origins: Origins, layout: Layout, undefined: Callable[..., Undefined]) -> None:
        self.origins = origins
        self.budget = origins.budget
        self.cube = origins.cube
        self.figures = origins.figures
        self.layout = layout
        self.last = Figures(self.cube.before) if self.cube.before is not None else None
        """last year's figures, where its budget was read"""
        self.undefined = undefined
        self.marks = Marks()
        self.reason: Callable[[str], str] = lambda name: self.budget.reasons[name].text
        """the reason for the change of a figure; whoever renders templates may put its own here"""
        self.absent: Mapping[str, str] = {}
        """what to print for a `rate` or a `share` of nothing"""
        self._text = layout.styles.get("text", NumberStyle("text", grouping=True, zero="0"))
        self._percent = layout.styles.get("percent", NumberStyle("percent", zero="0", whole=True))
        profile = self.budget.profile
        self._units = profile.currency.units
        self._unit = self._units[self._text.unit or profile.unit]
        self.words = profile.words

    def printed(self, value: int, scale: int, unit: str) -> tuple[str, Decimal]:
        """The text and the exact number of an amount in 分, or of a quantity with `scale` decimals."""
        if unit in self._units:
            return format_fen(value, self._unit, self._text), Decimal(value) / self._unit
        return self.quantity(value, scale, unit), Decimal(value).scaleb(-scale)

    def quantity(self, value: int, scale: int, unit: str) -> str:
        """A number of things: as many decimals as were written, unless the layout has a style for the unit."""
        plain = NumberStyle(unit, decimals=scale, trim=True)
        return format_quantity(value, scale, self.layout.styles.get(unit, plain))

    def money(self, fen: int, origin: Callable[[], int]) -> Value:
        """An amount of money."""
        text, number = self.printed(fen, 0, self.budget.profile.unit)
        return Value(self, text, number, origin)

    def percent(self, part: int, whole: int, origin: Callable[[], int], kind: str) -> Value | Absent:
        """A percentage; `kind` is `rate` or `share`, for what is printed where the whole is 0."""
        if whole == 0:
            return Absent(self.absent.get(kind, self._percent.no_base if kind == "rate" else self._percent.zero or "0"))
        text = format_percent(part, whole, self._percent)
        return Value(self, text, Decimal(part) * 100 / Decimal(whole), origin)

    def share(self, part: object, whole: object) -> Value | Absent:
        """One figure or item as a percentage of another. Raises TypeError for anything else."""
        if not isinstance(part, FigureValue | Item) or not isinstance(whole, FigureValue | Item):
            raise TypeError("a share is of one figure in another")
        a, b = (value.number.as_integer_ratio() for value in (part, whole))
        rule, exact = f"{part.name} ÷ {whole.name}", f"{part.number} ÷ {whole.number}"
        facts = part.facts if isinstance(part, Item) else frozenset(self.figures.named(part.name).facts)
        return self.percent(a[0] * b[1], b[0] * a[1], lambda: self.origins.of_rule(rule, exact, facts), "share")
