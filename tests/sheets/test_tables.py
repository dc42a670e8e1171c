"""Bytes of files to rows of cells: encodings, delimiters, quotes, workbooks, Parquet, and what is no table."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from importlib import import_module
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.sheets.open import open_table
from budgetlang.sheets.table import Table, UnreadableError, decimal_text, letters, number_of

ROWS = [["科目编码", "名称", "金额"], ["2010301", "行政,运行", "1,027.03"], ["2010302", '甲"乙', "-"]]
cells = st.text(alphabet='ab,;\t|" 甲，１\n2', max_size=6)


def written(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8", **how: Any) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, **how).writerows(rows)
    return stream.getvalue().encode(encoding)


def workbook(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def contents(table: Table) -> list[list[str]]:
    return [row[3] for row in table.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    rows = [[cell.replace("，", "") for cell in row] for row in ROWS]
    table = open_table("a.csv", written(rows, delimiter, encoding), None)
    assert contents(table) == rows
    assert table.faults == []


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=6), st.booleans())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_and_every_cell_is_found(rows: list[list[str]], quoted: bool) -> None:
    """The place of a cell holds the cell as it is written: bare, or in quotes with its quotes doubled."""
    head = [["a", "b", "c", "d"]] * 50  # so that the delimiter is clear
    data = written([*head, *rows], quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    table = open_table("a.csv", data, None)
    found = list(table.rows())[50:]
    assert [row[3] for row in found] == [[cell.replace("\n", "") for cell in row] for row in rows]
    for row, original in zip(found, rows, strict=True):
        for column, cell in enumerate(original):
            start, end = table.span(row, column)
            text = table.source.text[start:end]
            assert text in (cell, '"' + cell.replace('"', '""') + '"')
        assert table.source.line_of(row[1]) == row[0]


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.xlsx", "a.parquet", "a.tsv", "a.doc", ""]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_table_or_unreadable(data: bytes, path: str) -> None:
    try:
        table = open_table(path, data, None)
    except UnreadableError as error:
        assert error.code == "B260"
        return
    for row in table.rows():
        for column in range(len(row[3]) + 1):
            start, end = table.span(row, column)
            assert 0 <= start <= end <= len(table.source.text)


def test_bad_bytes_and_nul_are_faults() -> None:
    table = open_table("a.csv", "甲,乙\n".encode() * 20 + b"\xff,1\n" + b"\0,2\n", None)
    assert sorted(fault.code for fault in table.faults) == ["B003", "B004"]


def test_quotes_without_an_end_and_huge_cells_end_the_table() -> None:
    for text in ('a,b\n1,2\n3,"4\n5,6\n', f"a,b\n1,2\n3,{'x' * 200_000}\n5,6\n"):
        table = open_table("a.csv", text.encode(), None)
        assert contents(table) == [["a", "b"], ["1", "2"]]
        assert [fault.code for fault in table.faults] == ["B266"]
        assert table.source.line_of(table.faults[0].start) == 3


def test_a_workbook_is_read_by_its_sheet() -> None:
    data = workbook(("封面", [["甲"]]), ("明细", [["科目编码", None, "金额"], [2010301, "行政\n运行", 1027.03]]))
    table = open_table("a.xlsx", data, "明细")
    assert contents(table)[0] == ["科目编码", "", "金额"]
    row = list(table.rows())[1]
    assert row[3] == ["2010301", "行政 运行", "1027.03"]
    start, end = table.span(row, 2)
    assert table.source.text[start:end] == "1027.03"
    assert table.source.where(start) == table.source.cell(start) == "明细!C2"
    assert open_table("b.xlsx", workbook(("x", [["1"]])), None).source.where(0) == "x!A1"
    for sheet in (None, "别的"):
        with pytest.raises(UnreadableError) as raised:
            open_table("a.xlsx", data, sheet)
        assert (raised.value.code, raised.value.args_of["names"]) == ("B264", ["封面", "明细"])


def test_a_formula_without_a_value_is_no_empty_cell() -> None:
    assert contents(open_table("a.xlsx", workbook(("x", [["金额"], ["=1+2"], [None]])), None))[1] == ["=1+2"]


def test_a_workbook_that_claims_to_be_huge_is_read_as_it_is() -> None:
    data = workbook(("x", [["甲", "乙"], [1, 2]]))
    source, target = io.BytesIO(data), io.BytesIO()
    zipfile = import_module("zipfile")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
            new.writestr(entry, text)
    assert contents(open_table("a.xlsx", target.getvalue(), None)) == [["甲", "乙"], ["1", "2"]]


def test_old_and_broken_workbooks_are_unreadable() -> None:
    good = workbook(("x", [["甲"]]))
    for data in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", good[: len(good) // 2], b"", b"PK\x03\x04"):
        with pytest.raises(UnreadableError, match="B260"):
            open_table("a.xlsx", data, None)


def test_parquet_rows_follow_the_names_of_the_columns() -> None:
    pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    columns = {"编码": ["2010301", None], "金额": [Decimal("1027.03"), Decimal("0.10")], "数": [0.1, 3.0]}
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), stream)
    table = open_table("a.parquet", stream.getvalue(), None)
    assert contents(table) == [["编码", "金额", "数"], ["2010301", "1027.03", "0.1"], ["", "0.10", "3"]]
    assert table.source.where(table.span(list(table.rows())[1], 1)[0]) == "B2"


@pytest.mark.parametrize(("path", "module"), [("a.xlsx", "openpyxl"), ("a.parquet", "pyarrow.parquet")])
def test_a_missing_extra_is_said(path: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(UnreadableError) as raised:
        open_table(path, b"", None)
    assert raised.value.code == "B261"


@given(st.integers(-(10**13), 10**13))
@settings(max_examples=300, deadline=None)
def test_the_float_of_an_amount_is_the_amount(fen: int) -> None:
    """Up to 15 digits a spreadsheet keeps every amount, whatever its binary fraction is; also after an addition."""
    exact = Decimal(fen) / 100
    assert Decimal(decimal_text(float(exact))) == exact
    assert decimal_text(0.1 + 0.2) == "0.3"
    assert decimal_text(1e16) == "10000000000000000"


@given(st.integers(0, 18_000))
def test_letters_and_numbers_of_columns(column: int) -> None:
    assert number_of(letters(column)) == number_of(letters(column).lower()) == column
    assert number_of("甲") is None and number_of("") is None
