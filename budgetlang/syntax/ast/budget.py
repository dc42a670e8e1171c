"""Statements of a budget: what a department writes."""

from __future__ import annotations

from attrs import define

from budgetlang.syntax.ast.base import Node, Value, Word


@define(eq=False, repr=False)
class Header(Node):
    """`预算 2026`"""

    year: Word


@define(eq=False, repr=False)
class Department(Node):
    """`部门 002 长治市人民政府办公室`"""

    code: Word
    name: Word


@define(eq=False, repr=False)
class UseProfile(Node):
    """`样式 cn/shanxi-2026`"""

    path: Word


@define(eq=False, repr=False)
class Amounts(Node):
    """`金额 万元 四舍五入`: the unit of figures without one, and whether they are roundings."""

    unit: Word
    precision: Word


@define(eq=False, repr=False)
class Unit(Node):
    """`单位 01 行政 长治市人民政府办公室`"""

    code: Word
    kind: Word
    name: Word


@define(eq=False, repr=False)
class Owner(Node):
    """`所属 05`: what this file says is said by that unit."""

    code: Word


@define(eq=False, repr=False)
class Include(Node):
    """`引用 "projects/*.budget"`"""

    pattern: Word


@define(eq=False, repr=False)
class Reason(Node):
    """`原因 收入总计 = …`: why a figure changed against the year before."""

    figure: Word
    value: Value


@define(eq=False, repr=False)
class TextBlock(Node):
    """`文本 职责 = …`: prose of the book, or a section of the narrative that the author writes."""

    slot: Word
    value: Value


@define(eq=False, repr=False)
class Sic(Node):
    """`存疑 "共计9.87万元" = …`: words that contradict something and stay as they are, for a reason."""

    quote: Word
    value: Value


@define(eq=False, repr=False)
class Setting(Node):
    """`资金 = 一般公共预算`"""

    name: Word
    value: Value


@define(eq=False, repr=False)
class Columns(Node):
    """`列 功能科目 基本支出`: the meaning of the cells of the rows below."""

    names: list[Word]


@define(eq=False, repr=False)
class Row(Node):
    """One row of figures: cells, then the name. `claim` rows (`= …`) are checked, never added.

    The text is split when the columns are known (`resolve.rows`).
    """

    text: str
    claim: bool = False


@define(eq=False, repr=False)
class Entries(Node):
    """`明细 支出 by 经济 { … }`. `source` is the file of `from "export.csv"`; its columns are in `mapping`."""

    measure: Word
    view: Word | None
    source: Word | None
    items: list[Node]


@define(eq=False, repr=False)
class Money(Node):
    """`50000元 市县(区)财政资金`. `span` is the keyword 年度 or 实施期, or None."""

    span: Word | None
    amount: Word
    name: Word


@define(eq=False, repr=False)
class Indicator(Node):
    """`产出 数量 ≥50件/年 购置办公设备数量`"""

    class_: Word
    kind: Word
    goal: Word
    name: Word


@define(eq=False, repr=False)
class Indicators(Node):
    """`指标 年度 { … }`. Without `span` they hold for the year and the whole project alike."""

    span: Word | None
    items: list[Indicator]


@define(eq=False, repr=False)
class Project(Node):
    """`项目 P11 办公家具购置 { … }`"""

    code: Word
    name: Word
    items: list[Setting | Money | Indicators | Sic]


@define(eq=False, repr=False)
class Stated(Node):
    """`3107.79 收入总计`: a figure that somebody states."""

    amount: Word
    name: Word


@define(eq=False, repr=False)
class Prior(Node):
    """`上年 2025 { … }`"""

    year: Word
    items: list[Stated]


@define(eq=False, repr=False)
class PriorFile(Node):
    """`上年 "../2025/main.budget"`, `上年 "main.budget" 版本 "v2025"`"""

    path: Word
    revision: Word | None


@define(eq=False, repr=False)
class Inputs(Node):
    """`填报 { 33辆 公务用车编制 }`"""

    items: list[Stated]


@define(eq=False, repr=False)
class Claims(Node):
    """`核对 { 0.86% 收入总计.增长率 }`"""

    items: list[Stated]
