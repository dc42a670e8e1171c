"""What a block of entries says about the file that its facts stand in."""

from __future__ import annotations

from attrs import define

from budgetlang.syntax.ast.base import Node, Word


@define(eq=False, repr=False)
class Sheet(Node):
    """`工作表 "支出明细"`"""

    name: Word


@define(eq=False, repr=False)
class Heading(Node):
    """`表头 3`, `表头 3 4`: the rows with the headings of the columns; `表头 0` says that there are none."""

    first: Word
    last: Word | None


@define(eq=False, repr=False)
class Skip(Node):
    """`跳过 5 12`: rows by number. `跳过 "科目编码" "*小计"`: rows by what a column says."""

    words: list[Word]
    by_number: bool


@define(eq=False, repr=False)
class Subtotals(Node):
    """`含小计`: rows of codes above the lowest level are published figures, compared and never added."""


@define(eq=False, repr=False)
class FileColumn(Node):
    """`"金额" 金额 元`: a column of the file, what it holds, and of that the unit or the dimension."""

    title: Word
    target: Word
    detail: Word | None


@define(eq=False, repr=False)
class FileColumns(Node):
    """`列 { … }`"""

    items: list[FileColumn]
