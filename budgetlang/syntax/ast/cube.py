"""Statements of a profile about figures: dimensions, measures, figures, checks, inputs."""

from __future__ import annotations

from attrs import define

from budgetlang.syntax.ast.base import Node, Word
from budgetlang.syntax.ast.budget import Setting


@define(eq=False, repr=False)
class Profile(Node):
    """`样式 cn/shanxi-2026 "…" { 年度 = 2026 }`"""

    path: Word
    title: Word
    items: list[Setting]


@define(eq=False, repr=False)
class NumberStyle(Node):
    """`数字 正文 来自 表格 { 小数 = 2 }`"""

    name: Word
    base: Word | None
    items: list[Setting]


@define(eq=False, repr=False)
class Currency(Node):
    """`币种 人民币 { 100 元 }`: units of money, by how many of the smallest they are."""

    name: Word
    catalog: Word | None
    members: list[Member]


@define(eq=False, repr=False)
class Levels(Node):
    """`级次 类 款 项`"""

    names: list[Word]


@define(eq=False, repr=False)
class Attribute(Node):
    """`属性 类型 行政 参公 事业`"""

    name: Word
    values: list[Word]


@define(eq=False, repr=False)
class Map(Node):
    """`对应 部门经济科目 30212 = 1`: facts at that member of the other dimension stand at this one."""

    dimension: Word
    member: Word
    target: Word


@define(eq=False, repr=False)
class Member(Node):
    """`11 人员经费`, with the members below it."""

    code: Word
    name: Word
    members: list[Member]


@define(eq=False, repr=False)
class Dimension(Node):
    """`维度 支出性质 { … }`"""

    name: Word
    catalog: Word | None
    items: list[Levels | Attribute | Map | Member]


@define(eq=False, repr=False)
class Crosswalk(Node):
    """`对照 部门经济科目 政府经济科目 目录 economic 按 单位.类型`"""

    left: Word
    right: Word
    catalog: Word
    attribute: Word | None


@define(eq=False, repr=False)
class Condition(Node):
    """`资金 = 11 12`, or with `!=` everything else."""

    dimension: Word
    members: list[Word]
    excluded: bool = False


@define(eq=False, repr=False)
class Depth(Node):
    """`支出性质:大类`: a dimension, down to a level."""

    dimension: Word
    level: Word | None


@define(eq=False, repr=False)
class View(Node):
    """`口径 功能 功能科目 支出性质:大类 资金 where …`"""

    name: Word
    dimensions: list[Depth]
    where: list[Condition]


@define(eq=False, repr=False)
class Measure(Node):
    """`量 机关运行经费 来自 支出 where … { … }`"""

    name: Word
    base: Word | None
    where: list[Condition]
    views: list[View]


@define(eq=False, repr=False)
class FigureRef(Node):
    """A figure, an input or a constant that is named."""

    name: Word


@define(eq=False, repr=False)
class SumOf(Node):
    """`合计 支出 by 功能 where …`"""

    measure: Word
    view: Word | None
    where: list[Condition]


@define(eq=False, repr=False)
class CountOf(Node):
    """`个数 项目 where …`"""

    dimension: Word
    where: list[Condition]


@define(eq=False, repr=False)
class Constant(Node):
    """A whole number."""

    number: Word


Term = FigureRef | SumOf | CountOf | Constant


@define(eq=False, repr=False)
class Expr(Node):
    """Terms with their signs, `+` or `-`; the first sign is `+`."""

    terms: list[tuple[str, Term]]


@define(eq=False, repr=False)
class Figure(Node):
    """`数据 收入总计 = 本年收入合计 + 上年结转`"""

    name: Word
    expr: Expr


@define(eq=False, repr=False)
class Compare(Node):
    """`比较 收入总计 原因`: the figure is compared with last year; a change needs a reason."""

    figure: Word
    reason: bool


@define(eq=False, repr=False)
class Check(Node):
    """`检查 提示 "…" A <= B`"""

    soft: bool
    title: Word
    left: Expr
    comparison: Word
    right: Expr


@define(eq=False, repr=False)
class Input(Node):
    """`输入 公务用车编制 辆`"""

    name: Word
    unit: Word


@define(eq=False, repr=False)
class Slot(Node):
    """`文栏 职责 "本部门职责" 必填`, or `文栏 用途 "各项用途" 逐个 功能科目`: a text for each member."""

    name: Word
    title: Word
    dimension: Word | None
    required: bool
