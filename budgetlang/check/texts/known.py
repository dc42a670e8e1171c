"""What the budget knows by name: figures, inputs, members with money. A figure in words is looked up by its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import product
from typing import NamedTuple

from budgetlang.check.texts.spoken import words_of
from budgetlang.cube.figures import Figures
from budgetlang.model.dimension import Member
from budgetlang.model.profile import Condition, Region
from budgetlang.prose.mention import COUNT, MILLION, MONEY, Mention
from budgetlang.prose.vocabulary import alternatives

LONGEST_LABEL = 60
MOST_MEMBERS, MOST_DIMENSIONS = 12, 3
"""how far an amount of a member is looked for"""
_QUOTES = re.compile(r"[\s“”\"‘’'：:]")


class Quantity(NamedTuple):
    """A named quantity. `shown`: what the book prints of it, in 分 or in millionths of what `unit` counts."""

    name: str
    kind: str
    unit: str
    shown: int

    def alike(self, mention: Mention) -> bool:
        """Whether both count the same."""
        return (self.kind, self.unit) == (mention.kind, mention.unit)

    def meets(self, mention: Mention) -> bool:
        """Whether a figure in words is what the book prints, or a rounding of it to two decimals."""
        low, high = mention.near()
        return self.alike(mention) and low <= self.shown <= high

    def roughly(self, mention: Mention) -> bool:
        """Whether it is a rounding to fewer digits."""
        low, high = mention.coarse()
        return self.alike(mention) and low <= self.shown <= high


class Found(NamedTuple):
    """What a label names. `sure`: it says nothing else, so the same quantity must be meant."""

    quantity: Quantity | None
    members: tuple[tuple[int, Member], ...]
    sure: bool


class Known:
    """The quantities of one budget by name; each is computed when it is first asked for."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.words = words_of(figures)
        self._quantities: dict[str, Quantity | None] = {}
        self._amounts: dict[tuple[int, str, int], frozenset[int]] = {}

    @cached_property
    def names(self) -> dict[str, str]:
        """Figures and inputs by name, and without the word of a total at their end: 三公经费 of 三公经费合计."""
        profile = self.figures.profile
        exact = {self.squeezed(name): name for name in (*profile.figures, *profile.inputs)}
        total = re.compile(rf"(?:{alternatives(self.words.words('total'))})\Z")
        return {short: name for key, name in exact.items() if len(short := total.sub("", key)) > 1} | exact

    def squeezed(self, name: str) -> str:
        """A name without words that are put in or left out at will: 政府性基金收入 of 政府性基金预算拨款收入."""
        return self.words.inside("loose").sub("", plain(name)) or plain(name)

    @cached_property
    def members(self) -> dict[str, list[tuple[int, Member]]]:
        """Members of all dimensions by name, with the dimension."""
        found: dict[str, list[tuple[int, Member]]] = {}
        for dimension in self.figures.profile.dimensions:
            for member in () if dimension.kind == "indicator" else dimension:
                found.setdefault(self.squeezed(member.name), []).append((dimension.index, member))
        return found

    @cached_property
    def _frame(self) -> re.Pattern[str]:
        words = dict.fromkeys((self.squeezed(self.figures.budget.department), *self.words.words("frame")), "")
        words.pop("", None)
        return re.compile(rf"(?:{alternatives(words)}|[0-9０-９])+")

    def find(self, label: str) -> Iterator[Found]:
        """What the end of a label may name: 政府采购货物 of `政府采购货物预算`; the longest names first."""
        text = self.squeezed(label)[-LONGEST_LABEL:]
        tail = re.compile(rf"(?:{alternatives(self.words.words('frame'))})\Z")
        while text:
            for start in range(len(text) - 1):
                name = text[start:]
                if name in self.names or name in self.members:
                    rest = self._frame.sub("", text[:start])
                    quantity = self.quantity(self.names[name]) if name in self.names else None
                    yield Found(quantity, tuple(self.members.get(name, ())), not rest)
                    break
            shorter = tail.sub("", text)
            text = shorter if shorter != text else ""

    def quantity(self, name: str) -> Quantity | None:
        """A figure or an input; None where it is not known."""
        if name not in self._quantities:
            self._quantities[name] = self._computed(name)
        return self._quantities[name]

    def _computed(self, name: str) -> Quantity | None:
        form = self.figures.named(name)
        if not form.known:
            return None
        if form.unit in self.figures.profile.currency.units:
            return Quantity(name, MONEY, "", self.figures.amount(name))
        unit = self.words.words("count").get(form.unit, form.unit)
        return Quantity(name, COUNT, unit, self.figures.bounds(form)[1] * MILLION // 10**form.scale)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All figures and inputs that are known."""
        names = (*self.figures.profile.figures, *self.figures.profile.inputs)
        return [quantity for name in names if (quantity := self.quantity(name)) is not None]

    def among_members(self, mention: Mention, members: tuple[tuple[int, Member], ...]) -> bool:
        """Whether an amount is one that a table shows for one of the members: in all, or of some kind and origin."""
        low, high = mention.near()
        return any(low <= amount <= high for pair in members for amount in self._of(*pair))

    def _of(self, dimension: int, member: Member) -> frozenset[int]:
        """The amounts of a member: in all, and for the members of the small dimensions."""
        key = (dimension, member.code, id(member))
        if key not in self._amounts:
            self._amounts[key] = frozenset(self._sums(Condition(dimension, (member,))))
        return self._amounts[key]

    def _sums(self, own: Condition) -> list[int]:
        cube = self.figures.cube
        found: list[int] = []
        choices = [[(), *((condition,) for condition in of)] for of in self._small(own.dimension)]
        for measure in self.figures.profile.measures:
            for chosen in product(*choices):
                region: Region = (own, *(condition for part in chosen for condition in part))
                for view in cube.views_for(measure.index, region):
                    facts = cube.slice(measure.index, view, region)
                    if facts:
                        found.append(cube.amount(facts))
        return found

    def _small(self, own: int) -> list[list[Condition]]:
        """The conditions on the dimensions that the profile lists itself, one dimension after the other."""
        dimensions = self.figures.profile.dimensions
        small = [each for each in dimensions if each.kind == "list" and each.index != own]
        few = [each for each in small if len(each.members) <= MOST_MEMBERS][:MOST_DIMENSIONS]
        return [[Condition(each.index, (member,)) for member in each] for each in few]


def plain(text: str) -> str:
    """A name without blanks and quotation marks, as labels are compared."""
    return _QUOTES.sub("", text)
