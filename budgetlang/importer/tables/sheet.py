"""A grid as a rectangle: every position has a cell, headers are told from data, a column knows the titles above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from attrs import define

from budgetlang.importer.published import Cell, Grid, Passage
from budgetlang.importer.vocabulary import pattern, plain

EMPTY = Cell(Passage())
MOST_CELLS = 1_000_000
"""of one table: spans may claim to cover any number"""
_NUMBER = re.compile(r"[-+(]?\d[\d,]*(?:\.\d+)?\)?")
_CODE = re.compile(r"\d{3,9}")
_NOTHING = frozenset("-—–/－")

Rows = list[list[Cell]]


@define(eq=False)
class Sheet:
    """A table: `captions` are leading rows of one cell, `titles` those of each column from the top, `rows` the data."""

    captions: list[Passage]
    titles: list[tuple[str, ...]]
    header: Rows
    rows: Rows

    @property
    def width(self) -> int:
        return len(self.titles)


def number(text: str) -> str:
    """A figure as source writes it: half-width, without blanks; empty if the cell shows none."""
    short = re.sub(r"\s", "", normalize("NFKC", text))
    if short in _NOTHING or not _NUMBER.fullmatch(short):
        return ""
    return f"-{short[1:-1]}" if short.startswith("(") else short.lstrip("+")


def says_nothing(text: str) -> bool:
    """Whether a cell of amounts is blank, or a dash that stands for none."""
    return not text.strip() or text.strip() in _NOTHING


def sheet(grid: Grid, names: frozenset[str] = frozenset()) -> Sheet:
    """The rectangle of a grid. `names`: what rows may be called that neither have a figure nor a number."""
    rows, covered = rectangle(grid)
    first = next((i for i, row in enumerate(rows) if len(_said(row)) > 1), 0)
    while 0 < first < len(rows) and is_data(rows[first]) and is_data(rows[first - 1]):
        first -= 1  # a table that goes on, and begins with rows that only have a name
    captions = [cell.passage for row in rows[:first] for cell in _said(row)]
    end = first
    while end < len(rows) and not is_data(rows[end]) and not _named(rows[end], names):
        end += 1
    titles = _titles([row for row in covered[first:end] if not is_counting(row)])
    width = len(rows[0]) if rows else 0
    header, data = rows[first:end], [row for row in rows[end:] if _said(row) and not is_counting(row)]
    known = {_texts(row) for row in header}
    data = [row for row in data if _texts(row) not in known]  # a header that is repeated on the next page
    return Sheet(captions, titles or [()] * width, header, data)


def is_data(row: Sequence[Cell]) -> bool:
    """Whether a row belongs to the body: it has a figure, a code, an item with its number, or is a bare total."""
    said = _said(row)
    if not said:
        return False
    first = said[0].text.strip()
    if len(said) == 1 and pattern("total").match(plain(first)):
        return True
    if _CODE.fullmatch(first) or pattern("item").match(first):
        return True
    if len(said) > 1 and any(cell.text.strip() in _NOTHING for cell in said[1:]):
        return True
    figures = [figure for cell in (said[1:] or said) if (figure := number(cell.text))]
    return not is_counting(row) and figures != [] and (len(said) > 1 or not pattern("years").fullmatch(figures[0]))


def _named(row: Sequence[Cell], names: frozenset[str]) -> bool:
    """Whether a row says nothing but a name that a profile gives to a row."""
    said = _said(row)
    return len(said) == 1 and said[0] is row[0] and plain(said[0].text) in names


def is_counting(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: 1 2 3 …"""
    texts = [cell.text.strip() for cell in _said(row)]
    counted = texts[1:] if texts and not texts[0].isdecimal() else texts
    return len(counted) > 1 and counted == [str(i) for i in range(1, len(counted) + 1)]


def _said(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text.strip()]


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(plain(cell.text) for cell in _said(row))


def rectangle(grid: Grid) -> tuple[Rows, Rows]:
    """Cells at their positions: where a span covers one it is empty in the first, and the cell in the second."""
    placed: dict[tuple[int, int], tuple[Cell, bool]] = {}
    for r, row in enumerate(grid.rows):
        column = 0
        for cell in row:
            while (r, column) in placed:
                column += 1
            spans = (min(cell.rowspan, len(grid.rows) - r), min(cell.colspan, 1000))
            for down in range(spans[0] if len(placed) < MOST_CELLS else 1):
                for right in range(spans[1]):
                    placed.setdefault((r + down, column + right), (cell, not down and not right))
            column += spans[1]
    width = max((c + 1 for _, c in placed), default=0)
    own, covered = [], []
    for r in range(len(grid.rows)):
        cells = [placed.get((r, c), (EMPTY, True)) for c in range(width)]
        own.append([cell if first else EMPTY for cell, first in cells])
        covered.append([cell for cell, _ in cells])
    return own, covered


def _titles(header: Rows) -> list[tuple[str, ...]]:
    """The titles above each column. A blank to the right of a title is under it, where something stands below."""
    if not header:
        return []
    width = len(header[0])
    filled = [[plain(cell.text) for cell in row] for row in header]
    for r, row in enumerate(filled[:-1]):
        for c in range(1, width):
            below = any(line[c] for line in filled[r + 1 :])
            together = all(above[c] == above[c - 1] for above in filled[:r])
            if not row[c] and below and together:
                row[c] = row[c - 1]
    paths = [[row[c] for row in filled if row[c]] for c in range(width)]
    return [tuple(text for i, text in enumerate(path) if not i or path[i - 1] != text) for path in paths]
