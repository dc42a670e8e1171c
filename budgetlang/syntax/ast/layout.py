"""Statements of a profile about the book: series, lists, tables, charts, forms, parts."""

from __future__ import annotations

from attrs import define

from budgetlang.syntax.ast.base import Node, Word
from budgetlang.syntax.ast.budget import Setting
from budgetlang.syntax.ast.cube import Condition, Depth, Member


@define(eq=False, repr=False)
class Series(Node):
    """`系列 支出结构 = 支出 each 功能科目:类 比较 where …`; `compared`: with the year before."""

    name: Word
    measure: Word
    depth: Depth
    where: list[Condition]
    compared: bool = False


@define(eq=False, repr=False)
class NamedList(Node):
    """`名单 支出大类 功能科目 { 201 一般公共服务支出 }`: members in a fixed order, under fixed names."""

    name: Word
    dimension: Word
    members: list[Member]


@define(eq=False, repr=False)
class Of(Node):
    """`量 支出 + 年终结转 by 功能`: what the cells of a table add up."""

    measures: list[Word]
    view: Word | None


@define(eq=False, repr=False)
class Note(Node):
    """`注 当 空表 "注：本表无数据"`"""

    when: Word | None
    text: Word


@define(eq=False, repr=False)
class LabelColumn(Node):
    """`编码 "类" 功能科目:类`; `kind` is the keyword."""

    kind: Word
    title: Word
    depth: Depth | None


@define(eq=False, repr=False)
class SumColumn(Node):
    """`合计 "基本支出" 取 支出 + 年终结转 where 支出性质 = 基本支出`; without measures those of the row.

    `years` is `prior`, `change` or `rate` (上年, 增减, 增长率), where the column is not about this year alone.
    """

    title: Word
    measures: list[Word]
    where: list[Condition]
    years: str = ""


@define(eq=False, repr=False)
class ColumnGroup(Node):
    """`组 "项目" where … { … }`"""

    title: Word
    where: list[Condition]
    columns: list[LabelColumn | SumColumn | ColumnGroup]


@define(eq=False, repr=False)
class ColumnBlock(Node):
    """`列 { … }` of a table."""

    columns: list[LabelColumn | SumColumn | ColumnGroup]


@define(eq=False, repr=False)
class TotalRow(Node):
    """`总计 "支出总计" 取 支出 + 年终结转`; without measures those of the table."""

    title: Word
    measures: list[Word]


@define(eq=False, repr=False)
class FixedRow(Node):
    """`行 "上年结转" 取 支出 + 年终结转 where …`"""

    title: Word
    measures: list[Word]
    where: list[Condition]


@define(eq=False, repr=False)
class Walk(Node):
    """`功能科目: 类 款 项`: the members of a dimension at these levels (none given: its leaves)."""

    dimension: Word
    levels: list[Word]


@define(eq=False, repr=False)
class EachRow(Node):
    """`逐个 功能科目: 类 依 支出大类 编号 "一、" where …`, with the rows inside each of them."""

    walks: list[Walk]
    among: Word | None
    numbered: Word | None
    where: list[Condition]
    rows: list[RowItem]


@define(eq=False, repr=False)
class RowGroup(Node):
    """`where 来源 = 当年预算 { … }`: rows under a common condition."""

    where: list[Condition]
    rows: list[RowItem]


@define(eq=False, repr=False)
class Align(Node):
    """`对齐`: the panels of a table start a new section here, at the same height."""


RowItem = TotalRow | FixedRow | EachRow | RowGroup | Align


@define(eq=False, repr=False)
class RowBlock(Node):
    """`各行 { … }`"""

    rows: list[RowItem]


@define(eq=False, repr=False)
class WhereLine(Node):
    """A condition on the whole table or panel."""

    where: list[Condition]


@define(eq=False, repr=False)
class Panel(Node):
    """`栏组 "收入" { … }`: tables side by side under one title."""

    title: Word
    items: list[Of | WhereLine | ColumnBlock | RowBlock]


@define(eq=False, repr=False)
class Table(Node):
    """`表 03 "{年度}年预算支出总表" { … }`"""

    code: Word
    title: Word
    items: list[Setting | Of | WhereLine | ColumnBlock | RowBlock | Panel | Note]


@define(eq=False, repr=False)
class Chart(Node):
    """`图 饼图 "一般公共预算支出结构图" 取 支出结构`"""

    kind: Word
    title: Word
    series: Word


@define(eq=False, repr=False)
class Line(Node):
    """`栏 "项目名称" 名称 "实施单位" 单位`: one line of a form."""

    cells: list[tuple[Word, Word]]


@define(eq=False, repr=False)
class MoneyLine(Node):
    """`"中央财政资金" 中央`"""

    title: Word
    member: Word


@define(eq=False, repr=False)
class MoneyGrid(Node):
    """`资金表 "项目资金（元）" { … }`"""

    title: Word
    lines: list[MoneyLine]


@define(eq=False, repr=False)
class GoalKind(Node):
    """`数量 "数量指标"`"""

    name: Word
    title: Word


@define(eq=False, repr=False)
class GoalClass(Node):
    """`产出 "产出指标" { … }`"""

    name: Word
    title: Word
    kinds: list[GoalKind]


@define(eq=False, repr=False)
class GoalGrid(Node):
    """`指标 "绩效指标" { … }` of a form."""

    title: Word
    classes: list[GoalClass]


@define(eq=False, repr=False)
class Form(Node):
    """`表单 绩效目标表 "…" each 项目 where … { … }`"""

    name: Word
    title: Word
    dimension: Word
    where: list[Condition]
    items: list[Setting | Line | MoneyGrid | GoalGrid]


@define(eq=False, repr=False)
class Section(Node):
    """`节 一 "一、部门预算收支数据变动情况及原因" "01.j2"`"""

    name: Word
    title: Word
    template: Word


@define(eq=False, repr=False)
class PartTables(Node):
    """`全部表格`: all tables of the profile, in their order."""


@define(eq=False, repr=False)
class Part(Node):
    """`部分 "第一部分 概况" { … }`"""

    title: Word
    items: list[Section | PartTables]
