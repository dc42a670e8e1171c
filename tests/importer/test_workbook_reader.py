"""The reader of workbooks, and numbers as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from budgetlang.importer.published import Grid, Published, UnreadableError
from budgetlang.importer.readers import library
from budgetlang.importer.readers.numberformat import displayed
from budgetlang.importer.readers.workbook import read_workbook

Write = Callable[[Any, Any], None]


def made(write: Write) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    write(book, book.add_worksheet("表1"))
    book.close()
    return file.getvalue()


def shown(published: Published) -> list[object]:
    return [
        [[cell.text if cell.rowspan == cell.colspan == 1 else (cell.text, cell.rowspan, cell.colspan) for cell in row]
         for row in block.rows] if isinstance(block, Grid) else block.passage.text
        for block in published.blocks
    ]  # fmt: skip


def read(write: Write) -> list[object]:
    return shown(read_workbook("a.xlsx", made(write)))


def test_a_table_with_lines_between_its_title_and_its_notes() -> None:
    def write(book: Any, sheet: Any) -> None:
        ruled, money = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.00"})
        sheet.merge_range("A1:D1", "收支总表", book.add_format({"bold": True}))
        sheet.write_row("A2", ["部门：办公室", None, None, "单位：万元"])
        sheet.merge_range("A3:A4", "项目", ruled)
        sheet.merge_range("B3:D3", "金额", ruled)
        sheet.merge_range("B4:C4", "上年", ruled)
        sheet.write("D4", "本年", ruled)
        sheet.write("A5", 2010301, ruled)
        sheet.merge_range("B5:C5", 1234.5, money)
        sheet.write_formula("D5", "=B5*2", money, 2469)
        sheet.write("A6", "合计", ruled)
        sheet.merge_range("B6:C6", "", ruled)
        sheet.write_blank("D6", None, ruled)
        sheet.write("A7", "注：无")

    assert read(write) == [
        "收支总表",
        "部门：办公室 单位：万元",
        [
            [("项目", 2, 1), ("金额", 1, 2)],
            ["上年", "本年"],
            ["2010301", "1,234.50", "2,469.00"],
            ["合计", "", ""],
        ],
        "注：无",
    ]


def test_a_table_without_lines() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write("A1", "收入总表")
        sheet.write_row("A2", ["部门：办公室", None, "单位：元"])
        sheet.write_row("A3", ["项目", "上年", "本年"])
        sheet.write_row("A4", ["一、本年收入"])
        sheet.write_row("A5", ["行政", None, 12])
        sheet.write_row("A6", ["负责人：甲", "填表人：乙"])
        sheet.write_row("A8", ["说明"])

    assert read(write) == [
        "收入总表",
        "部门：办公室 单位：元",
        [["项目", "上年", "本年"], ["一、本年收入", "", ""], ["行政", "", "12"]],
        "负责人：甲 填表人：乙",
        "说明",
    ]


def test_what_is_hidden_or_aside_is_not_read() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_column("A1", ["甲", "藏", "乙"])
        sheet.write("C1", "藏")
        sheet.write("E3", "旁")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        book.define_name("'表1'!budgetlang_aside", "='表1'!$D$1:$F$1,'表1'!$E$3")
        other = book.add_worksheet("藏")
        other.write("A1", "藏")
        other.hide()

    assert read(write) == ["甲", "乙"]


def test_formulas_that_were_never_computed_are_an_error() -> None:
    data = made(lambda _, sheet: sheet.write_formula("A1", "=1+1", None, 2))
    assert shown(read_workbook("a.xlsx", data)) == ["2"]
    unsaved = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(unsaved, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<v>2</v>", b""))
    with pytest.raises(UnreadableError, match="without a result") as caught:
        read_workbook("a.xlsx", unsaved.getvalue())
    assert "公式" in caught.value.zh


def test_a_merged_area_as_large_as_the_sheet_costs_nothing() -> None:
    data = made(lambda _, sheet: sheet.merge_range("A1:XFD2", "甲"))
    large = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(large, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"A1:XFD2", b"A1:XFD1048576"))
    assert shown(read_workbook("a.xlsx", large.getvalue())) == ["甲"]


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0", "公园".encode()])
def test_what_is_no_xlsx_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_workbook("a.xlsx", data)
    assert "a.xlsx" in caught.value.zh and "a.xlsx" in caught.value.en


def test_a_workbook_with_a_password_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableError, match="password"):
        read_workbook("a.xlsx", data)


def test_a_workbook_that_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST_BYTES", 1000)
    with pytest.raises(UnreadableError, match="too large"):
        read_workbook("a.xlsx", made(lambda _, sheet: sheet.write("A1", "甲")))


ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        (True, "General", "TRUE"),
        ("007", "0.00", "007"),
        (2010301, "General", "2010301"),
        (7, "000", "007"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (1e21, "General", "1" + "0" * 21),
        (1234.5, "0.00", "1234.50"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5678, "#,##0.00####", "1,234.5678"),
        (1.005, "0.00", "1.01"),
        (0.5, "0", "1"),
        (-1.5, "0.0", "-1.5"),
        (-1.5, "#,##0.00;(#,##0.00)", "(1.50)"),
        (0, "#,##0;-#,##0;", ""),
        (1234.5, ACCOUNTING, "1,234.50"),
        (-2, ACCOUNTING, "-2.00"),
        (0, ACCOUNTING, "-"),
        (0.7290427161296212, "0.00%", "72.90%"),
        (12345678, "#,##0,", "12,346"),
        (5, '0"人/年"', "5人/年"),
        (3, "[$￥-804]#,##0.00", "￥3.00"),
        (5, "[Red]0.0;[Blue]0", "5.0"),
        (float("nan"), "0", "nan"),
        (datetime(2026, 1, 5), 'yyyy"年"m"月"d"日"', "2026年1月5日"),
        (datetime(2026, 1, 5, 8, 7), "yyyy-mm-dd hh:mm", "2026-01-05 08:07"),
        (datetime(2026, 1, 5), "mm-dd-yy", "2026/1/5"),
    ],
)
def test_numbers_as_they_are_displayed(value: object, number_format: str, text: str) -> None:
    assert displayed(value, number_format).strip() == text
