"""What became of units, codes and projects since the year before."""

from __future__ import annotations

from attrs import define

from budgetlang.syntax.ast.base import Node, Word
from budgetlang.syntax.ast.cube import Condition


@define(eq=False, repr=False)
class Changed(Node):
    """`变更 单位 02 03 = 05`: what stood at the old codes stands at the new one."""

    dimension: Word
    old: list[Word]
    new: list[Word]


@define(eq=False, repr=False)
class Share(Node):
    """`07  120000.00元  其中 支出性质 = 项目支出`: which part of the old codes' money the new one has."""

    code: Word
    amount: Word | None
    where: list[Condition]


@define(eq=False, repr=False)
class Split(Node):
    """`变更 单位 04 { … }`: what stood at the old codes is divided."""

    dimension: Word
    old: list[Word]
    items: list[Share]
