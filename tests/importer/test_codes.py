"""Codes that are divided over columns."""

from __future__ import annotations

import pytest

from budgetlang.importer.published import Cell, Passage, Piece
from budgetlang.importer.tables.codes import fold, runs


def row(*texts: str) -> list[Cell]:
    return [Cell(Passage((Piece(text, 0),) if text else ())) for text in texts]


DIVIDED = [
    row("201", "", "", "甲", "12.00"),
    row("201", "03", "", "乙", "12.00"),
    row("201", "03", "01", "丙", "12.00"),
]


def texts(cells: list[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def test_a_divided_code_is_one() -> None:
    found = runs([*DIVIDED, row("合计", "", "", "", "12.00")])
    assert found == [(0, 3)]
    assert [texts(fold(each, found))[0] for each in DIVIDED] == ["201", "20103", "2010301"]


def test_a_column_that_is_blank_on_the_first_page() -> None:
    titles = [("编码", "类"), ("编码", "款"), ("编码", "项"), ("名称",), ("合计",)]
    assert runs(DIVIDED[:2], titles) == runs(DIVIDED[:1], titles) == [(0, 3)]
    assert runs(DIVIDED[:1], [("类",), ("款",), ("项",), ("名称",), ("合计",)]) == []


def test_a_row_that_lost_its_empty_cells_keeps_its_figures() -> None:
    assert texts(fold(row("合计", "12.00", "", "", ""), [(0, 3)])) == ["合计", "12.00", ""]


@pytest.mark.parametrize(
    "rows",
    [
        [row("2010301", "甲", "12.00")],
        [row("甲", "120", "15", "20"), row("乙", "", "10", "30")],  # amounts: a part without the one before it
        [row("甲", "120", "15", "20"), row("乙", "130", "10", "30")],
        [row("201", "甲", "12")],
        [],
    ],
)
def test_others_are_left_alone(rows: list[list[Cell]]) -> None:
    assert runs(rows) == []
