"""Codes that are divided over columns, `201 03 01`: read as one column, as other documents print them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from budgetlang.importer.published import Cell, Passage
from budgetlang.importer.tables.sheet import Rows, Sheet
from budgetlang.importer.vocabulary import pattern, plain

Run = tuple[int, int]
"""the first column of a divided code, and the one behind its last"""
_CLASS, _PART, _WHOLE = re.compile(r"\d{3}"), re.compile(r"\d{2}"), re.compile(r"\d{3}(?:\d\d)*")
_MOST = 3


def runs(rows: Rows, titles: Sequence[tuple[str, ...]] = ()) -> list[Run]:
    """The columns of a table over which codes are divided: three digits, then two, and two only behind others.

    A column that is still blank, as on the first page of a table, belongs to them if it has the same title above it.
    """
    body = [row for row in rows if not any(pattern("total").match(plain(cell.text)) for cell in row)]
    found: list[Run] = []
    width = max(map(len, body), default=0)
    column = 0
    while column < width:
        end = column + 1
        if _all(body, column, _CLASS):
            while end < min(width, column + _MOST) and (
                (_all(body, end, _PART) and _behind(body, end)) or _blank(body, column, end, titles)
            ):
                end += 1
        if end > column + 1 and (_again(body, column) or _blank(body, column, end - 1, titles)):
            found.append((column, end))
        column = end
    return found


def coded(rows: Rows) -> set[int]:
    """The columns that hold nothing but codes."""
    body = [row for row in rows if not any(pattern("total").match(plain(cell.text)) for cell in row)]
    return {column for column in range(max(map(len, body), default=0)) if _all(body, column, _WHOLE)}


def folded(sheet: Sheet, found: Sequence[Run]) -> Sheet:
    """The sheet with one column for each divided code, under the titles that its columns share."""
    titles = list(sheet.titles)
    for begin, end in reversed(found):
        titles[begin:end] = [_shared(titles[begin:end])]
    return evolve(sheet, titles=titles, rows=[fold(row, found) for row in sheet.rows])


def fold(row: list[Cell], found: Sequence[Run]) -> list[Cell]:
    """A row with one cell for each divided code."""
    for begin, end in reversed(found):
        parts = row[begin:end]
        if all(not cell.text or _PART.fullmatch(cell.text) for cell in parts[1:]):
            passage = Passage(tuple(piece for cell in parts for piece in cell.passage.pieces if piece.text))
            row = [*row[:begin], Cell(passage), *row[end:]]
        else:  # a row that lost its empty cells: what it lacks is at its end
            row = row[: len(row) - (end - begin - 1)]
    return row


def _all(rows: Rows, column: int, code: re.Pattern[str]) -> bool:
    texts = [row[column].text.strip() for row in rows if column < len(row) and row[column].text.strip()]
    return bool(texts) and all(code.fullmatch(text) for text in texts)


def _blank(rows: Rows, begin: int, column: int, titles: Sequence[tuple[str, ...]]) -> bool:
    """Whether a column says nothing, below the same title as the one where a code begins."""
    above = titles[begin][:-1] if column < len(titles) else ()
    return above != () and titles[column][:-1] == above and not any(row[column].text.strip() for row in rows)


def _again(rows: Rows, column: int) -> bool:
    """Whether a class stands in more than one row, as no amount does."""
    texts = [row[column].text.strip() for row in rows if row[column].text.strip()]
    return len(set(texts)) < len(texts)


def _behind(rows: Rows, column: int) -> bool:
    """Whether a column says something only where the one before it does."""
    return all(row[column - 1].text.strip() for row in rows if row[column].text.strip())


def _shared(titles: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    above = titles[0]
    while above and any(path[: len(above)] != above for path in titles):
        above = above[:-1]
    return above or ("".join(path[-1] for path in titles if path),)
