"""Tables without lines: words that stand below each other in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from budgetlang.importer.readers.glyphs import Line
from budgetlang.importer.readers.raster import Tile

LEAST_ROWS = 3
"""lines with a gap, one below the other, that are a table"""


@define
class Loose:
    """A table with the place of its first line and the edges of its columns."""

    top: float
    xs: list[float]
    tiles: list[Tile]


def loose_tables(lines: Sequence[Line]) -> Iterator[Line | Loose]:
    """The lines, those that make a table as one."""
    run: list[Line] = []
    for line in lines:
        if len(line.parts()) > 1 and (not run or run[-1].middle - line.middle < 3 * line.size):
            run.append(line)
            continue
        yield from _made(run)
        run = [line] if len(line.parts()) > 1 else []
        if not run:
            yield line
    yield from _made(run)


def _made(run: list[Line]) -> Iterator[Line | Loose]:
    columns = _columns(run)
    if len(run) < LEAST_ROWS or len(columns) < 2:
        yield from run
        return
    tiles: list[Tile] = []
    for row, line in enumerate(run):
        words = [""] * len(columns)
        for part in line.parts():
            middle = (part.left + part.right) / 2
            at = next((at for at, (left, right) in enumerate(columns) if left <= middle <= right), 0)
            words[at] = f"{words[at]} {part.words}".strip()
        tiles.extend(Tile(row, column, text) for column, text in enumerate(words))
    yield Loose(run[0].middle, [left for left, _ in columns], tiles)


def _columns(run: list[Line]) -> list[tuple[float, float]]:
    """The strips of the page that words stand in, with blank strips between them."""
    spans = sorted((part.left, part.right) for line in run for part in line.parts())
    found: list[tuple[float, float]] = []
    for left, right in spans:
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found
