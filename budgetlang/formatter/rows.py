"""Rows of figures: their cells, which of these are amounts, names that are missing, and the order of the rows.

Nothing here knows a profile. Which columns are amounts is told from the cells alone, so that a file has the same
layout wherever it is formatted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from attrs import define, field

from budgetlang.formatter.lines import Line
from budgetlang.values.codes import natural_key

Names = Callable[[str, str], "str | None"]
"""(name of a dimension, code) → the official name, or None."""

EMPTY: Final = ("-", "*")
AMOUNT: Final = re.compile(r"(-?[0-9][0-9,]*)([^0-9,].*)?")
"""The digits before the point, and the rest: decimals and unit."""


@define(eq=False)
class Row:
    """A row split by the columns above it. A row that does not fit them is not `regular` and stands in no column."""

    line: Line
    cells: list[str]
    name: str = ""
    regular: bool = True

    @property
    def claim(self) -> bool:
        return len(self.line.tokens) > 1


@define(eq=False)
class Block:
    """The rows under one `列` line. The columns from `amounts` on are figures, those before it codes."""

    columns: list[str]
    rows: list[Row] = field(factory=list)
    amounts: int = 0


def read_rows(lines: Sequence[Line]) -> list[Block]:
    """All rows of a text that may be laid out, by the `列` line that they stand under."""
    blocks: dict[int, Block] = {}
    columns: list[str] = []
    for line in lines:
        if line.is_columns:
            columns = [token.text for token in line.tokens[1:]]
        elif line.is_row and line.width and not line.raw:
            block = blocks.setdefault(line.segment, Block(columns))
            block.rows.append(_split(line))
    for block in blocks.values():
        block.amounts = _first_amount(block.rows, len(block.columns))
        for row in block.rows:
            row.regular = row.regular and all(_is_figure(cell) for cell in row.cells[block.amounts :])
    return list(blocks.values())


def _split(line: Line) -> Row:
    cells = line.tokens[-1].text.split(None, line.width)
    name = cells.pop() if len(cells) > line.width else ""
    return Row(line, cells, name, len(cells) == line.width)


def _is_figure(cell: str) -> bool:
    return cell in EMPTY or AMOUNT.fullmatch(cell) is not None


def _first_amount(rows: Sequence[Row], width: int) -> int:
    """The first column of figures. The last column always is one, and codes stand to the left of all figures."""
    split = [row for row in rows if row.regular]
    facts = [row for row in split if not row.claim] or split
    columns = [[row.cells[column] for row in facts] for column in range(width)]
    whole = all(cell.isdecimal() for cell in columns[-1] if AMOUNT.fullmatch(cell))
    first = width - 1
    while first > 1 and _looks_like_amounts(columns[first - 1], whole):
        first -= 1
    return first


def _looks_like_amounts(cells: Sequence[str], whole: bool) -> bool:
    """Whether a column is figures. One without entries is.

    Figures have a point, a comma or a unit. If all figures of the block are `whole` numbers, they are told from codes
    by their lengths: those of codes are all the same, or one and two digits.
    """
    filled = [cell for cell in cells if cell not in EMPTY]
    if not filled:
        return "*" not in cells
    if not all(map(AMOUNT.fullmatch, filled)):
        return False
    if not all(map(str.isdecimal, filled)):
        return True
    lengths = {len(cell) for cell in filled}
    padded = any(cell[0] == "0" and len(cell) > 1 for cell in filled)
    return whole and not padded and len(lengths) > 1 and max(lengths) > 2


def fill_names(blocks: Sequence[Block], names: Names) -> None:
    """Puts in the official name where a row has none: that of the first of its codes that has one."""
    for block in blocks:
        for row in block.rows:
            if row.regular and not row.name:
                coded = zip(block.columns[: block.amounts], row.cells, strict=False)
                row.name = next((name for column, code in coded if (name := names(column, code))), "")


def sort_rows(lines: list[Line], blocks: Sequence[Block]) -> None:
    """Sorts each run of rows, that is rows with no blank line or comment between them, by their codes, in place.

    Claims come after the facts of their run, in the order in which they were written: a total stands where its author
    put it. A row right below a comment stays there, because the comment may be about it alone. A run with a row
    that does not fit its columns stays as it is.
    """
    known = {row.line.start: (block, row) for block in blocks for row in block.rows if row.regular}
    first = 0
    while first < len(lines):
        last = first + 1
        while lines[first].is_row and last < len(lines) and _goes_on(lines[last]):
            last += 1
        run = lines[first:last]
        if len(run) > 1 and all(line.start in known for line in run):
            pinned = lines[first - 1].alone and not run[0].blank
            lines[first:last] = _sorted(run, known, int(pinned))
        first = last


def _goes_on(line: Line) -> bool:
    return line.is_row and not line.blank and not line.raw


def _sorted(run: list[Line], known: dict[int, tuple[Block, Row]], pinned: int) -> list[Line]:
    def key(line: Line) -> tuple[bool, list[tuple[tuple[int, int, str, str], ...]]]:
        block, row = known[line.start]
        return row.claim, [] if row.claim else [natural_key(cell) for cell in row.cells[: block.amounts]]

    blank = run[0].blank
    ordered = run[:pinned] + sorted(run[pinned:], key=key)
    for line in ordered:
        line.blank = False
    ordered[0].blank = blank
    return ordered
