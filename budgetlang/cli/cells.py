"""Finding a cell of a book by the names of its table, row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from budgetlang.backends.grid import place
from budgetlang.document.nodes import Cell, Table


class Place(NamedTuple):
    """A cell with a number, and what it is called. `row`: the labels left of it, such as a code and a name."""

    table: Table
    row: tuple[str, ...]
    column: str
    cell: Cell

    @property
    def address(self) -> str:
        """What finds this cell again."""
        return f"{self.table.code}/{' '.join(self.row)}/{self.column}"


def places(table: Table) -> Iterator[Place]:
    """All cells with numbers of a table. In a table of several panels, each panel has its own labels."""
    line, labels, after_number = -1, list[str](), False
    for placed in place(table.rows):
        if placed.row != line:
            line, labels, after_number = placed.row, [], False
        if placed.cell.kind == "number":
            after_number = True
            if labels and placed.column < len(table.columns):
                yield Place(table, tuple(labels), table.columns[placed.column], placed.cell)
        else:
            if after_number:
                labels, after_number = [], False
            if placed.cell.text:
                labels.append(placed.cell.text)


def matching_tables(tables: Sequence[Table], wanted: str) -> list[Table]:
    """The tables of a code (`03`, `3`), else those whose title has the word."""
    plain = wanted.strip()
    exact = [table for table in tables if table.code == plain or table.code.lstrip("0") == plain.lstrip("0") != ""]
    return exact or [table for table in tables if plain and plain in table.title]


def matching_rows(found: Sequence[Place], wanted: str) -> list[Place]:
    """The cells in the row of that code, name, or code and name; else in the rows whose name has the word."""
    plain = " ".join(wanted.split())
    return _best(
        found,
        lambda each: plain == " ".join(each.row),
        lambda each: plain in each.row,
        lambda each: plain in " ".join(each.row),
    )


def matching_columns(found: Sequence[Place], wanted: str) -> list[Place]:
    """The cells in the column of that title, or of that last level of it; else of those that have the word."""
    plain = wanted.strip()
    return _best(
        found,
        lambda each: plain == each.column,
        lambda each: plain == each.column.rpartition(" / ")[2],
        lambda each: plain in each.column,
    )


def _best(found: Sequence[Place], *ways: Callable[[Place], bool]) -> list[Place]:
    """What the first way finds that finds anything."""
    for way in ways:
        chosen = [each for each in found if way(each)]
        if chosen:
            return chosen
    return []


def splits(text: str) -> Iterator[tuple[str, str]]:
    """`row/column` at each of its slashes, since names may have slashes, too."""
    pieces = text.split("/")
    for number in range(1, len(pieces)):
        yield "/".join(pieces[:number]), "/".join(pieces[number:])
