"""Which table of a profile a sheet is, and which of its columns each column is: by title and header."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

from attrs import define

from budgetlang.importer.tables.codes import coded
from budgetlang.importer.tables.sheet import Sheet
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.model.layout import Column, Layout, Panel, TableSpec

_LIKE_TITLE, _LIKE_HEADER, _LEAST = 0.8, 0.6, 0.4
"""how alike titles are if they mean the same table; headers that suffice alone; headers that suffice with a title"""

_PLACEHOLDER = re.compile(r"\{[^}]*\}")

_SAME_KIND = 0.6
"""how alike two columns of codes are under different titles"""


@define(frozen=True)
class PanelColumns:
    """A panel of a table, and where its columns stand in the sheet."""

    panel: Panel
    places: tuple[tuple[int, Column], ...]

    def labels(self) -> list[tuple[int, Column]]:
        return [(place, column) for place, column in self.places if column.kind != "sum"]

    def sums(self) -> list[tuple[int, Column]]:
        return [(place, column) for place, column in self.places if column.kind == "sum"]


@define(frozen=True)
class Match:
    """A table of the profile that a sheet may be, with how well the titles and the headers fit (0 to 1)."""

    spec: TableSpec
    panels: tuple[PanelColumns, ...]
    title: float
    header: float

    @property
    def good(self) -> bool:
        return self.header >= (_LEAST if self.title >= _LIKE_TITLE else _LIKE_HEADER)

    @property
    def score(self) -> float:
        return self.title + self.header


@lru_cache(8192)
def bare(title: str) -> str:
    """A title as it is compared: without year, placeholders, blanks, and the number or mark before it."""
    text = _PLACEHOLDER.sub("", title)
    return pattern("years").sub("", plain(pattern("starts").sub("", text)))


def alike(left: str, right: str, least: float = 0.0) -> float:
    """How alike two titles are, 0 to 1; 0 if that is surely less than `least`."""
    shared = sum(map(set(right).__contains__, left))
    if not shared or 2 * shared < least * (len(left) + len(right)):
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def matches(sheet: Sheet, titles: Sequence[str], layout: Layout) -> list[Match]:
    """The tables that a sheet may be, the best first. `titles`: the words above it."""
    codes = coded(sheet.rows)
    found = [_match(sheet, codes, titles, spec) for spec in layout.tables]
    return sorted((each for each in found if each.good), key=lambda each: -each.score)


def _match(sheet: Sheet, coded: Collection[int], titles: Sequence[str], spec: TableSpec) -> Match:
    title = max((alike(bare(text), bare(spec.title)) for text in titles), default=0.0)
    wanted = [pair for panel in spec.panels for pair in _wanted(panel)]
    expected = [_titles(panel, titles) for panel, _, titles in wanted]
    codes = {index for index, (_, column, _) in enumerate(wanted) if column.kind == "code"}
    pairs, score = _aligned(sheet.titles, expected, coded, codes)
    places: dict[int, list[tuple[int, Column]]] = {}
    for published, index in pairs:
        panel, column, _ = wanted[index]
        places.setdefault(spec.panels.index(panel), []).append((published, column))
    panels = tuple(PanelColumns(spec.panels[index], tuple(columns)) for index, columns in places.items())
    return Match(spec, panels, title, score / max(len(wanted), sheet.width, 1))


def _wanted(panel: Panel) -> Iterator[tuple[Panel, Column, tuple[str, ...]]]:
    """The columns of a panel with their titles; those over which a code is divided as one, under what they share."""
    for (code, above), group in groupby(panel.columns, key=lambda each: (each.kind == "code", each.titles[:-1])):
        columns = list(group)
        if code and above and len(columns) > 1:
            yield panel, columns[0], above
        else:
            yield from ((panel, column, column.titles) for column in columns)


def _titles(panel: Panel, titles: tuple[str, ...]) -> tuple[str, ...]:
    above = (panel.title,) if panel.title else ()
    return tuple(bare(title) for title in (*above, *titles))


def _aligned(
    published: Sequence[tuple[str, ...]],
    expected: Sequence[tuple[str, ...]],
    coded: Collection[int],
    codes: Collection[int],
) -> tuple[list[tuple[int, int]], float]:
    """Pairs of columns that mean the same, in order; the pairing with the highest sum of likenesses.

    `coded`: published columns that hold codes; `codes`: expected columns for codes.
    """
    found = [tuple(bare(title) for title in path) for path in published]
    best = [[0.0] * (len(expected) + 1) for _ in range(len(found) + 1)]
    likeness = [
        [
            max(_likeness(left, right), _SAME_KIND if i in coded and j in codes else 0.0)
            for j, right in enumerate(expected)
        ]
        for i, left in enumerate(found)
    ]
    for i in range(len(found) - 1, -1, -1):
        for j in range(len(expected) - 1, -1, -1):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(found) and j < len(expected):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs, best[0][0]


def _likeness(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """1 for the same title under the same titles, less for the same under others, 0 for another."""
    if not left or not right:
        return 0.0
    if left[-1] == right[-1]:
        above = set(left[:-1]) & set(right[:-1])
        return 1.0 if above or len(left) == len(right) == 1 else 0.9
    longer, shorter = sorted((left[-1], right[-1]), key=len, reverse=True)
    return 0.6 if len(shorter) > 1 and (longer.startswith(shorter) or longer.endswith(shorter)) else 0.0
