"""Laws of cells with their places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetlang.importer.readers.raster import Tile, least, placed


@st.composite
def tables(draw: st.DrawFn) -> list[Tile]:
    """Tables without holes: a rectangle that is cut again and again."""
    areas = [(0, 0, draw(st.integers(1, 8)), draw(st.integers(1, 8)))]
    for _ in range(draw(st.integers(0, 12))):
        row, column, rows, columns = areas.pop(draw(st.integers(0, len(areas) - 1)))
        if rows > 1 and draw(st.booleans()):
            cut = draw(st.integers(1, rows - 1))
            areas += [(row, column, cut, columns), (row + cut, column, rows - cut, columns)]
        elif columns > 1:
            cut = draw(st.integers(1, columns - 1))
            areas += [(row, column, rows, cut), (row, column + cut, rows, columns - cut)]
        else:
            areas.append((row, column, rows, columns))
    return [Tile(row, column, str(at), rows, columns) for at, (row, column, rows, columns) in enumerate(sorted(areas))]


@given(tables())
def test_the_least_table_has_every_cell_once_and_no_hole(tiles: list[Tile]) -> None:
    again = placed(least(tiles))
    assert [tile.text for tile in again] == [tile.text for tile in tiles]
    places = [
        (row, column)
        for tile in again
        for row in range(tile.row, tile.row + tile.rows)
        for column in range(tile.column, tile.column + tile.columns)
    ]
    height, width = len({tile.row for tile in tiles}), len({tile.column for tile in tiles})
    assert sorted(places) == [(row, column) for row in range(height) for column in range(width)]


@given(tables())
def test_what_is_least_stays_as_it_is(tiles: list[Tile]) -> None:
    rows = least(tiles)
    assert least(placed(rows)) == rows
