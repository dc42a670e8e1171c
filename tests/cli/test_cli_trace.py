"""`budgetc trace`: cells and figures, down to the lines of source."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from cli_runs import Run, publish

from budgetlang.cli.cells import matching_columns, matching_rows, matching_tables, places, splits
from budgetlang.document.nodes import Cell, Table


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def trace(budgetc: Run, here: Path) -> Run:
    """`budgetc trace` in the folder of the project."""
    assert here.is_dir()
    return partial(budgetc, "trace")


def test_cell(trace: Run) -> None:
    ran = trace("03/2012604/项目支出")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "03 2026年预算支出总表"
    assert "  印出  20.00" in lines
    assert "  精确  20.00万元" in lines
    assert "  取舍  没有取舍" in lines
    assert lines[-3:] == [
        "由 2 行组成：",
        "   20000.00元  projects/P01.budget:39  档案数字化",
        "  180000.00元  projects/P01.budget:40  档案数字化",
    ]


def test_rounded_cell(trace: Run) -> None:
    assert "取舍  四舍五入" in trace("03/2012601/基本支出").out


def test_published_cell(trace: Run, here: Path) -> None:
    publish(here / "basic.budget", "115920.00")
    assert "取舍  用公布数 115920.00元  basic.budget:42" in trace("03/2210201/合计").out


def test_row_by_name_and_column_by_a_part(trace: Run) -> None:
    assert trace("3/档案馆/项目").out == trace("03/2012604/2026年预算数 / 项目支出").out


def test_blank_cell(trace: Run) -> None:
    ran = trace("03/2012604/基本支出")
    assert ran.code == 0
    assert "（空）" in ran.out


def test_figure(trace: Run) -> None:
    ran = trace("机关运行经费合计")
    assert ran.code == 0
    assert "精确  14.02万元" in ran.out
    assert "basic.budget:31" in ran.out
    assert "projects" not in ran.out


def test_input(trace: Run) -> None:
    assert "1260平方米  inputs.budget:21" in trace("办公用房面积").out


def test_project_in_another_folder(trace: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = trace("project", "03/2012604/项目支出", "--lang", "en")
    assert "project/projects/P01.budget:39" in ran.out
    assert "made of 2 lines:" in ran.out


def test_table_alone_lists_rows_and_columns(trace: Run) -> None:
    ran = trace("03")
    assert ran.code == 0
    assert "  2026年预算数 / 项目支出" in ran.out.splitlines()
    assert "  2012604 档案馆" in ran.out.splitlines()


def test_row_alone_lists_its_numbers(trace: Run) -> None:
    assert "20.00  03/2012604 档案馆/2026年预算数 / 项目支出" in trace("03/2012604").out


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("99/1/2", "03 2026年预算支出总表"),
        ("收入总记", "收入总计"),
        ("03/9999999/合计", "2012604 档案馆"),
        ("03/2012604/没有", "2026年预算数 / 项目支出"),
        ("项目支出预算/合计/合计", "12 "),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(trace: Run, wanted: str, said: str) -> None:
    ran = trace(wanted)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_budget_with_errors(trace: Run, here: Path) -> None:
    publish(here / "basic.budget", "1.00")
    ran = trace("03/2012604/项目支出")
    assert (ran.code, ran.out) == (1, "")
    assert "B402" in ran.err


def test_three_words_are_too_many(trace: Run) -> None:
    assert trace("a", "b", "c").code == 2


# ---- finding a cell -----------------------------------------------------------------------------------------------


def table(*rows: list[Cell], columns: list[str]) -> Table:
    return Table("01", "总表", "", "", "", [], columns, list(rows))


def number(text: str) -> Cell:
    return Cell(text, "number")


PANELS = table(
    [Cell("上年结转"), number("1"), Cell("一、教育"), number("2"), number("3")],
    [Cell("总计"), number("4"), Cell(""), number(""), number("")],
    columns=["收入 / 项目", "收入 / 金额", "支出 / 项目", "支出 / 合计", "支出 / 当年/结转"],
)


def test_each_panel_has_its_own_labels() -> None:
    assert [(each.row, each.column, each.cell.text) for each in places(PANELS)] == [
        (("上年结转",), "收入 / 金额", "1"),
        (("一、教育",), "支出 / 合计", "2"),
        (("一、教育",), "支出 / 当年/结转", "3"),
        (("总计",), "收入 / 金额", "4"),
    ]


def test_spans_keep_the_columns() -> None:
    spans = table([Cell("甲", rowspan=2), Cell("a"), number("1")], [Cell("b"), number("2")], columns=["一", "二", "三"])
    assert [(each.row, each.column) for each in places(spans)] == [(("甲", "a"), "三"), (("b",), "三")]


def test_exact_names_win_over_parts() -> None:
    cells = list(places(PANELS))
    assert [each.cell.text for each in matching_rows(cells, "教育")] == ["2", "3"]
    assert [each.cell.text for each in matching_columns(cells, "合计")] == ["2"]
    assert [each.cell.text for each in matching_columns(cells, "支出")] == ["2", "3"]
    assert matching_rows(cells, "没有") == []


def test_tables_by_code_or_title() -> None:
    assert matching_tables([PANELS], "1") == [PANELS]
    assert matching_tables([PANELS], "总") == [PANELS]
    assert matching_tables([PANELS], "0") == matching_tables([PANELS], "") == []


def test_names_may_have_slashes() -> None:
    assert list(splits("a/b/c")) == [("a", "b/c"), ("a/b", "c")]
    assert list(splits("a")) == []
