"""What all kinds of table have: a source to point at, and rows of cells that hold text.

A number of a workbook is the text that its digits make: nothing here calculates with floats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from budgetlang.source.hygiene import Fault
from budgetlang.source.text import Source

Row = tuple[int, int, int, list[str]]
"""number of the row, place of its first character and of its end, cells"""

DIGITS = 15
"""so many digits of a number does a spreadsheet keep; what a binary fraction has behind them is noise"""

_BREAKS = re.compile(r"[\t\n\r]+")


class UnreadableError(Exception):
    """A file that is no table, with the code of the finding and what its message needs."""

    def __init__(self, code: str, **args: Any) -> None:
        super().__init__(code)
        self.code, self.args_of = code, args


class Table(Protocol):
    """A table of a file."""

    faults: list[Fault]
    padded: bool
    """whether rows may end early, because empty cells at their end are not kept"""
    quoted: bool
    """whether cells may stand in quotes; else they follow each other with one character in between"""

    @property
    def source(self) -> Source:
        """What its places point at."""

    def rows(self) -> Iterator[Row]:
        """All rows from the first. What cannot be read ends them, and is among the faults."""

    def span(self, row: Row, column: int) -> tuple[int, int]:
        """The place of a cell."""


class Sheet(Source):
    """A sheet as text: a line for each row, a tab between two cells. Its places are shown as addresses of cells."""

    __slots__ = ("name",)

    def __init__(self, path: str, name: str, text: str) -> None:
        super().__init__(path, text)
        self.name = name

    def where(self, offset: int) -> str:
        return self.cell(offset)

    def cell(self, offset: int) -> str:
        line = self.line_of(offset)
        column = self.text.count("\t", self.starts[line - 1], offset)
        address = f"{letters(column)}{line}"
        return f"{self.name}!{address}" if self.name else address


class Grid:
    """A table whose cells are known values: a sheet of a workbook, the columns of a Parquet file."""

    padded = True
    quoted = False

    def __init__(self, path: str, name: str, rows: Iterable[Sequence[object]]) -> None:
        self.faults: list[Fault] = []
        self._cells = [[text_of(value) for value in row] for row in rows]
        self.source = Sheet(path, name, "\n".join(map("\t".join, self._cells)))

    def rows(self) -> Iterator[Row]:
        start = 0
        for number, cells in enumerate(self._cells, 1):
            end = start + sum(map(len, cells)) + max(len(cells) - 1, 0)
            yield number, start, end, cells
            start = end + 1

    def span(self, row: Row, column: int) -> tuple[int, int]:
        _, start, end, cells = row
        begin = min(start + sum(map(len, cells[:column])) + column, end)
        return begin, begin + len(cells[column]) if column < len(cells) else begin


def text_of(value: object) -> str:
    """The text of a cell, on one line. A binary fraction is the decimal one that a spreadsheet shows for it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return decimal_text(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _BREAKS.sub(" ", str(value))


def decimal_text(value: float) -> str:
    """`1027.03` for the float that is nearest to it, and for 1027.0300000000002, too; `2010301` for 2010301.0."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    number = Decimal(repr(value))
    if len(number.as_tuple().digits) > DIGITS:
        number = Decimal(format(value, f".{DIGITS}g"))
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def letters(column: int) -> str:
    """The letters of a column, counted from 0: `A`, `Z`, `AA`."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number_of(name: str) -> int | None:
    """The column that letters name, counted from 0; None where they are no letters of a column."""
    if not re.fullmatch("[A-Za-z]{1,3}", name):
        return None
    column = 0
    for letter in name.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1
