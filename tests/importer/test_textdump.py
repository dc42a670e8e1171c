"""The reader of text dumps."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.importer.published import Grid, Paragraph, Passage
from budgetlang.importer.readers.textdump import read_text

LONG = "本部门负责全区公园、绿地和行道树的养护管理工作，包括"


def paragraphs(text: str) -> list[str]:
    return [block.passage.text for block in read_text("a.txt", text.encode()).blocks if isinstance(block, Paragraph)]


def passages(text: str) -> list[Passage]:
    blocks = read_text("a.txt", text.encode()).blocks
    cells = [cell.passage for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    return [*cells, *(block.passage for block in blocks if isinstance(block, Paragraph))]


def test_a_paragraph_goes_on_over_a_page() -> None:
    assert paragraphs(f"{LONG}\n\n===== 第2页 =====\n\f\n座椅。\n") == [f"{LONG}座椅。"]


def test_a_sentence_or_a_number_ends_a_paragraph() -> None:
    assert paragraphs(f"{LONG}座椅。\n{LONG}\n二、机构\n") == [f"{LONG}座椅。", LONG, "二、机构"]


def test_a_grid_goes_on_over_a_page() -> None:
    blocks = read_text("a.txt", "甲\t乙\n\n===== 第2页 =====\n丙\t\n题\n丁\t1\n".encode()).blocks
    rows = [[[cell.text for cell in row] for row in block.rows] for block in blocks if isinstance(block, Grid)]
    assert rows == [[["甲", "乙"], ["丙", ""]], [["丁", "1"]]]


@pytest.mark.parametrize("number", ["12", "- 12 -", "—12—", "第 12 页", "第12页 共40页", "12/40", "===== 第12页 ====="])
def test_a_page_number_is_nothing(number: str) -> None:
    blocks = read_text("a.txt", f"甲\t乙\n{number}\n丙\t丁\n".encode()).blocks
    assert [len(block.rows) for block in blocks if isinstance(block, Grid)] == [2]
    assert paragraphs(f"{LONG}\n{number}\n座椅。\n") == [f"{LONG}座椅。"]


@pytest.mark.parametrize("line", ["1.", "12元", "2026年", "二、12"])
def test_other_numbers_are_text(line: str) -> None:
    assert paragraphs(f"座椅。\n{line}\n") == ["座椅。", line]


def test_department_and_unit_are_no_row() -> None:
    text = "甲\t乙\n部门名称：某某局\t\t单位：万元\n丙\t丁\n"
    assert paragraphs(text) == ["部门名称：某某局", "单位：万元"]
    assert len([block for block in read_text("a.txt", text.encode()).blocks if isinstance(block, Grid)]) == 2


def test_a_comment_at_the_top_is_no_text() -> None:
    assert paragraphs("# source\n# kind\n甲\n# 乙\n") == ["甲", "# 乙"]


@given(st.text(alphabet="甲乙1. \t\n\f\r。#=第页", max_size=80))
def test_every_piece_stands_where_it_says(text: str) -> None:
    source = read_text("a.txt", text.encode()).source
    for passage in passages(text):
        for piece in passage.pieces:
            assert source.text[piece.start : piece.start + len(piece.text)] == piece.text


@given(st.text(alphabet="甲乙1. \t\n。", max_size=80))
def test_no_character_is_lost(text: str) -> None:
    text = "\n".join(line for line in re.split(r"[\n\f\r]", text) if not re.fullmatch(r" *\d{1,3} *", line))
    kept = sorted("".join(passage.text for passage in passages(text)))
    assert [each for each in kept if not each.isspace()] == sorted(each for each in text if not each.isspace())
