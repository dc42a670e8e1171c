"""Tables that no profile knows, and documents that lack tables."""

from __future__ import annotations

import re

import pytest

from budgetlang.audit.audit import Audit, audit
from budgetlang.importer.readers.textdump import read_text

UNKNOWN = """\
某某局
附件：资产情况
资产代码	资产	总计	甲库	乙库
101	房屋	30.00	10.00	20.00
10101	办公房	18.00	6.00	12.00
10102	仓库	12.00	4.00	8.00
102	车辆	9.00	5.00	4.00
10201	轿车	6.00	3.00	3.00
10202	货车	3.00	2.00	1.00
合计		39.00	15.00	24.00
"""


def found(text: str) -> list[tuple[int, str, str, str]]:
    """Line, code, expected and found of every error."""
    each: Audit = audit(read_text("a.txt", text.encode()))
    labels = [(one.labels[0].source.line_of(one.labels[0].start), one) for one in each.errors]
    return [(line, one.code, one.expected, one.found) for line, one in labels]


def test_a_table_that_adds_up_has_no_finding() -> None:
    assert found(UNKNOWN) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("9.00	5.00	4.00", "9.00	5.00	4.50", 7, "9.50"),
        ("101	房屋	30.00", "101	房屋	31.00", 4, "30.00"),
        ("合计		39.00", "合计		93.00", 10, "39.00"),
        ("10102	仓库	12.00", "10102	仓库	13.00", 6, "12.00"),
    ],
)
def test_a_figure_that_is_not_the_sum_that_most_are(old: str, new: str, line: int, expected: str) -> None:
    assert old in UNKNOWN
    assert (line, "B805", expected) in [each[:3] for each in found(UNKNOWN.replace(old, new))]


def test_roundings_are_no_error() -> None:
    assert found(UNKNOWN.replace("9.00	5.00	4.00", "9.01	5.00	4.00")) == []


def test_totals_may_be_rounded_more_than_their_parts() -> None:
    whole = re.sub(r"(\d+)\.00\t(?=\d+\.00\t)", r"\1.0\t", UNKNOWN)
    for old, new in (("30.0\t10.00", "30.0\t10.04"), ("6.00\t12.00", "6.04\t12.00"), ("39.0\t15.00", "39.0\t15.04")):
        assert old in whole
        whole = whole.replace(old, new)
    assert found(whole) == []
    assert (4, "B805") in [each[:2] for each in found(whole.replace("30.0\t10.04", "30.2\t10.04"))]


def test_a_blank_is_nothing_and_no_rounding() -> None:
    blank = UNKNOWN
    for old, new in (
        ("3.00\t2.00\t1.00", "3.00\t3.00\t"),
        ("5.00\t4.00", "6.00\t3.00"),
        ("15.00\t24.00", "16.00\t23.00"),
    ):
        assert old in blank
        blank = blank.replace(old, new)
    assert found(blank) == []
    assert (9, "B805") in [each[:2] for each in found(blank.replace("3.00\t3.00\t\n", "3.02\t3.00\t\n"))]


def test_numbers_that_are_no_sums_say_nothing() -> None:
    text = """\
某某局
价目
代码	名称	总计	甲	乙
11	甲	3.00	7.00	9.00
1101	乙	1.00	2.00	8.50
合计		5.00	1.00	2.00
"""
    assert found(text) == []


SPENDING = """\
某某局2026年部门预算
部门名称：某某局
2026年预算支出总表
单位：万元
科目编码	科目名称	合计	基本支出	项目支出
合计		900.00	600.00	300.00
201	一般公共服务支出	900.00	600.00	300.00
20103	政府办公厅（室）及相关机构事务	900.00	600.00	300.00
2010301	行政运行	600.00	600.00
2010302	一般行政管理事务	300.00		300.00
"""


def test_a_document_without_some_tables_is_not_wrong_for_that() -> None:
    assert found(SPENDING) == []
    assert [each[:2] for each in found(SPENDING.replace("600.00	600.00\n", "600.00	650.00\n"))] != []


TOTALS = """\
某某局2026年部门预算
部门名称：某某局
2026年预算收支总表
单位：{unit}
收入		支出
项目	2026年	项目	2026年合计	当年预算安排	上年结转安排
一、一般公共预算	900.00	一、一般公共服务支出	900.00	900.00	-
本年收入合计	900.00	本年支出合计	900.00	900.00	-
上年结转	-	年终结转	{left}	-	-
收入总计	900.00	支出总计	{total}	900.00	-
"""


def unread(text: str) -> set[str]:
    return {passage.text for passage in audit(read_text("a.txt", text.encode())).unread}


def test_a_total_of_two_measures_is_checked_where_one_of_them_is_nothing_and_else_listed() -> None:
    assert unread(TOTALS.format(unit="万元", left="-", total="900.00")) == set()
    assert "901.50" in unread(TOTALS.format(unit="万元", left="1.50", total="901.50"))


def test_amounts_in_a_unit_that_is_not_known_are_listed() -> None:
    assert "900.00" in unread(TOTALS.format(unit="千元", left="-", total="900.00"))


def test_codes_and_names_that_no_catalogue_has_are_listed_and_spoil_no_sum() -> None:
    text = (
        SPENDING.replace("2010302	一般行政管理事务", "2010377	新设的事务")
        + """\
2026年一般公共预算安排基本支出分经济科目表
单位：万元
部门预算支出经济科目名称	政府预算支出经济科目名称	合计	人员经费	公用经费
合计		600.00	500.00	100.00
工资福利支出		500.00	500.00	-
基本工资	工资奖金津补贴	500.00	500.00	-
商品和服务支出		100.00		100.00
新设的费用	新设的支出	100.00		100.00
"""
    )
    each = audit(read_text("a.txt", text.encode()))
    assert [*each.errors, *each.contradictions] == []
    source = each.imported.published.source
    lines = {source.line_of(passage.pieces[0].start) for passage in each.unread}
    assert lines == {10, 18}
