"""Lines that form a table: cells in columns, figures one under the other by their decimal points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import define

from budgetlang.formatter.lines import Line
from budgetlang.formatter.rows import AMOUNT, EMPTY, Block
from budgetlang.source.width import display_width

GAP: Final = "  "
WIDEST: Final = 40
"""A cell wider than this does not push the others away; it only shifts its own line."""


@define(eq=False)
class Cells:
    """A line as cells and the free text behind them. The columns from `figures` on are figures."""

    line: Line
    cells: list[str]
    name: str
    figures: int
    head: str = ""
    """A word before the first column, the same in all lines of the table."""


def row_tables(blocks: Sequence[Block]) -> Iterator[list[Cells]]:
    """The rows of figures, a table for each block, and one for each row that does not fit its columns."""
    for block in blocks:
        table = []
        for row in block.rows:
            cells = [("= " if row.claim else "") + row.cells[0], *row.cells[1:]]
            if row.regular:
                table.append(Cells(row.line, cells, row.name, block.amounts))
            else:
                yield [Cells(row.line, cells, row.name, len(cells))]
        yield table


def other_tables(lines: Iterable[Line]) -> Iterator[list[Cells]]:
    """Neighbouring figures with what they state, a table for each group; all indicators or columns of a block."""
    tables: dict[tuple[int, ...], list[Cells]] = {}
    group, above, mapping = 0, [""], False
    for line in lines:
        if line.raw or line.alone:
            group += line.blank or line.raw
            continue
        *words, last = [token.text for token in line.tokens]
        kinds = [token.kind for token in line.tokens]
        shape = [*kinds, words[0]] if kinds[0] == "SPAN" else kinds
        group += line.blank or shape != above
        above = shape
        if kinds[-1] == "LBRACE":
            mapping = kinds == ["COLUMNS", "LBRACE"]
        elif mapping and kinds[0] == "STRING":
            tables.setdefault((line.block,), []).append(_file_column(line))
        elif kinds[0] == "WORD":
            tables.setdefault((line.block,), []).append(Cells(line, words, last, len(words)))
        elif kinds == ["AMOUNT", "TEXT"]:
            tables.setdefault((line.block, group), []).append(Cells(line, words, last, 0))
        elif kinds == ["SPAN", "AMOUNT", "TEXT"]:
            tables.setdefault((line.block, group), []).append(Cells(line, words[1:], last, 0, words[0] + " "))
    yield from tables.values()


def _file_column(line: Line) -> Cells:
    """`"金额" 金额 元`: a column of a file, what it holds, and perhaps the unit or dimension of that."""
    title, target, *detail = [token.text for token in line.tokens]
    return Cells(line, [title, target], "".join(detail), 2)


def lay_out(table: Sequence[Cells]) -> dict[int, str]:
    """The text of each line of a table, by the place of the line."""
    if not table:
        return {}
    columns = []
    for column in range(len(table[0].cells)):
        cells = [line.cells[column] for line in table]
        columns.append(_figures(cells) if column >= table[0].figures else _padded(cells))
    return {
        line.line.start: line.head + GAP.join([*cells, line.name]).rstrip(" ")
        for line, *cells in zip(table, *columns, strict=True)
    }


def _padded(cells: Sequence[str]) -> list[str]:
    """Cells filled up with blanks to the same width."""
    widths = [display_width(cell) for cell in cells]
    width = max((width for width in widths if width <= WIDEST), default=0)
    return [cell + " " * (width - own) for cell, own in zip(cells, widths, strict=True)]


def _figures(cells: Sequence[str]) -> list[str]:
    """Figures one under the other by their decimal points; `-` at the right edge."""
    parts = [_parts(cell) for cell in cells]
    whole = max((len(part[0]) for part in parts if part), default=0)
    tails = _padded([part[1] if part else "" for part in parts])
    width = max([whole + max(map(display_width, tails)), *(len(c) for c, p in zip(cells, parts, strict=True) if not p)])
    return [
        part[0].rjust(whole) + tail if part else cell.rjust(width)
        for cell, part, tail in zip(cells, parts, tails, strict=True)
    ]


def _parts(cell: str) -> tuple[str, str] | None:
    """The digits before the point (with the sign of a claim) and the rest; None for an empty cell."""
    bare = cell.removeprefix("= ")
    found = None if bare in EMPTY else AMOUNT.fullmatch(bare)
    return (cell[: len(cell) - len(bare)] + found[1], found[2] or "") if found else None
