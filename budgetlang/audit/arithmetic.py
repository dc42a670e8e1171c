"""Tables that no profile knows: whether they add up within themselves.

What a table means is not known, but codes that begin with one another are sums of each other, a total is the sum of
what stands on its own, and a column of totals is the sum of those beside it. Each of these is taken to hold only
where most of the table agrees with it; then a figure that does not is wrong (domain.md §2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.importer.published import Cell
from budgetlang.importer.tables.sheet import Sheet, number, says_nothing
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.source.text import Source

_CODE = re.compile(r"\d{2,9}")
_LEAST_SHARE = (3, 4)
"""of the sums that a rule gives, how many must hold before the others are taken to be wrong"""
_LEAST_HOLDING = 2


@define(frozen=True)
class Figure:
    """A figure in units of its last digit, to `scale` decimals; a blank cell is nothing, and exact."""

    value: int
    scale: int
    cell: Cell
    blank: bool

    def at(self, scale: int) -> int:
        """The value to more decimals."""
        return self.value * int(10 ** (scale - self.scale))

    def width(self, scale: int) -> int:
        """How wide its rounding is, in units of a finer digit."""
        return 0 if self.blank else int(10 ** (scale - self.scale))


@define(frozen=True)
class Sum:
    """A figure that should be the sum of others."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def scale(self) -> int:
        """The most decimals that any of them has."""
        return max(figure.scale for figure in (self.whole, *self.parts))

    @property
    def total(self) -> int:
        return sum(part.at(self.scale) for part in self.parts)

    @property
    def difference(self) -> int:
        return self.whole.at(self.scale) - self.total

    @property
    def holds(self) -> bool:
        """Whether the roundings of all of them allow it."""
        return abs(self.difference) * 2 <= sum(each.width(self.scale) for each in (self.whole, *self.parts))

    @property
    def says(self) -> bool:
        """Whether there is anything to add up."""
        return bool(self.whole.value) or any(part.value for part in self.parts)


def unlike(source: Source, sheet: Sheet) -> Iterator[Diagnostic]:
    """B805: figures of one table that are not the sums that most others are."""
    rows = [row for row in sheet.rows if any(number(cell.text) for cell in row)]
    columns = _columns(rows)
    codes = [_code(row, columns) for row in rows]
    seen: set[int] = set()
    for sums in (*_by_code(rows, columns, codes), *_across(sheet, rows, columns)):
        for each in sums if _usual(sums) else ():
            piece = each.whole.cell.passage.pieces[0] if each.whole.cell.passage.pieces else None
            if not each.holds and piece is not None and piece.start not in seen:
                seen.add(piece.start)
                label = Label(source, piece.start, piece.start + len(piece.text))
                yield Diagnostic(
                    "B805", (label,), {"count": len(each.parts)}, expected=_shown(each.total, each.scale),
                    found=piece.text, difference=_shown(each.difference, each.scale),
                )  # fmt: skip


def _usual(sums: Sequence[Sum]) -> bool:
    """Whether most sums of a rule hold."""
    said = [each for each in sums if each.says]
    holding = sum(each.holds for each in said)
    return holding >= _LEAST_HOLDING and holding * _LEAST_SHARE[1] >= len(said) * _LEAST_SHARE[0]


def _columns(rows: Sequence[list[Cell]]) -> list[int]:
    """The columns of amounts: nothing but figures and blanks, with a point or a comma, and right of all names."""
    width = max(map(len, rows), default=0)
    found = []
    for column in range(width):
        texts = [row[column].text for row in rows if not says_nothing(row[column].text)]
        figures = [number(text) for text in texts]
        if texts and all(figures) and any("." in figure or "," in figure for figure in figures):
            found.append(column)
    return found


def _code(row: list[Cell], columns: Sequence[int]) -> str:
    """The code of a row, which may be divided over columns; empty where it has none."""
    cells = row[: columns[0]] if columns else row
    parts = [cell.text.strip() for cell in cells if _CODE.fullmatch(cell.text.strip())]
    return "".join(parts)


def _figure(cell: Cell) -> Figure:
    text = number(cell.text).replace(",", "")
    whole, _, decimals = text.partition(".")
    return Figure(int((whole + decimals) or "0"), len(decimals), cell, blank=not text)


def _by_code(rows: Sequence[list[Cell]], columns: Sequence[int], codes: Sequence[str]) -> Iterator[list[Sum]]:
    """For each column: codes over those that they begin, and the total over codes that nothing begins."""
    numbered = [i for i, code in enumerate(codes) if code]
    if len({codes[i] for i in numbered}) < len(numbered):
        return
    above = {i: _nearest(codes[i], {codes[j] for j in numbered}) for i in numbered}
    parents = {code for code in above.values() if code}
    total = next((i for i, row in enumerate(rows) if not codes[i] and _is_total(row)), None)
    for column in columns:
        figures = {i: _figure(rows[i][column]) for i in numbered}
        sums = [
            Sum(figures[i], tuple(figures[j] for j in numbered if above[j] == codes[i]))
            for i in numbered
            if codes[i] in parents
        ]
        roots = tuple(figures[i] for i in numbered if not above[i])
        if total is not None and len(roots) > 1:
            sums.append(Sum(_figure(rows[total][column]), roots))
        yield sums


def _nearest(code: str, codes: set[str]) -> str:
    return next((code[:end] for end in range(len(code) - 1, 1, -1) if code[:end] in codes), "")


def _is_total(row: Sequence[Cell]) -> bool:
    return any(pattern("total").match(plain(cell.text)) for cell in row)


def _across(sheet: Sheet, rows: Sequence[list[Cell]], columns: Sequence[int]) -> Iterator[list[Sum]]:
    """For each column that is headed as a total: the columns behind it, up to the next total, in its group."""
    heads = {column: sheet.titles[column] for column in columns if sheet.titles[column]}
    totals = [column for column, titles in heads.items() if pattern("total").match(titles[-1])]
    for column, end in pairwise([*totals, sheet.width]):
        group = heads[column][:-1]
        behind = [other for other in heads if column < other < end and heads[other][: len(group)] == group]
        if len(behind) > 1:
            yield [Sum(_figure(row[column]), tuple(_figure(row[other]) for other in behind)) for row in rows]


def _shown(value: int, scale: int) -> str:
    sign, digits = "-" if value < 0 else "", str(abs(value)).rjust(scale + 1, "0")
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}" if scale else sign + digits
