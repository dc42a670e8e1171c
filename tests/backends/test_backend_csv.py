"""CSV files: cells as printed, one width, readable by others."""

from __future__ import annotations

import csv
import io

import pytest
from book_samples import HOSTILE, empty, hostile, small

from budgetlang.backends.csvtables import encode, render
from budgetlang.document.nodes import Cell, Document, Section, Table


def one(rows: list[list[Cell]], columns: list[str]) -> str:
    document = small()
    document.sections = [Section("s", "s", 1, [Table("01", "t", "", "", "", [], columns, rows)])]
    return render(document)["tables/01.csv"].decode()


def test_a_table() -> None:
    assert render(small())["tables/03.csv"].decode() == (
        "项目 / 编码,项目 / 名称,预算数 / 合计,预算数 / 基本支出\n"
        "合计,,12.35,12.35\n"
        "201,一般公共服务支出,12.35,12.35\n"
        "20103,政府办公厅（室）及相关机构事务,12.35,\n"
    )


def test_facts() -> None:
    assert render(small())["facts.csv"].decode() == (
        "file,line,name,amount\n支出.budget,7,2010301 行政运行,12.00万元\na/b.budget,9,办公家具,3456元\n"
    )


def test_an_empty_table_is_its_header() -> None:
    assert render(small())[f"tables/{empty().code}.csv"] == "科目,数\n".encode()


def test_spans_leave_empty_cells() -> None:
    rows = [[Cell("甲", rowspan=2), Cell("1", colspan=2)], [Cell("2"), Cell("3")], [Cell("乙")]]
    assert one(rows, ["a", "b", "c"]) == "a,b,c\n甲,1,\n,2,3\n乙,,\n"


def test_one_blank_cell_is_a_line() -> None:
    assert one([[Cell("")], [Cell("x")]], ["a"]) == 'a\n""\nx\n'


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back(text: str) -> None:
    data = encode([[text, "b"], ["c", text]]).decode()
    if "\0" not in text:  # the csv module of Python 3.11 refuses NUL
        assert list(csv.reader(io.StringIO(data, newline=""))) == [[text, "b"], ["c", text]]
    assert data.startswith((text, '"'))


def test_formulas_stay_as_they_are() -> None:
    assert encode([["=1+1", "+1", "-2", "@x"]]) == b"=1+1,+1,-2,@x\n"


def widths(data: bytes) -> set[int]:
    text = data.decode().replace("\0", "")
    return {len(line) for line in csv.reader(io.StringIO(text, newline=""))}


@pytest.mark.parametrize("document", [small(), hostile()], ids=["small", "hostile"])
def test_all_lines_of_a_file_have_one_width(document: Document) -> None:
    files = render(document)
    assert all(len(widths(data)) == 1 for data in files.values())
    assert len(files) == sum(isinstance(b, Table) for s in document.sections for b in s.blocks) + 1
