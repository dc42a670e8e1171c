"""Facts from files against the same facts typed: the same budget, the same findings; and hostile files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tables import workbook

from budgetlang.cli.main import main
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.render import renderer
from budgetlang.model.budget import Budget
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

HEAD = """\
预算 2026
部门 002 某某局
样式 cn/shanxi-2026
金额 万元 四舍五入
单位 01 行政 某某局
单位 02 事业 某某中心
项目 P1 修缮 {
  单位 = 01
  功能科目 = 2010302
  资金 = 一般公共预算
  来源 = 当年预算
  支出性质 = 特定目标类
}
"""
TITLES = ["单位", "功能科目", "部门经济科目", "政府经济科目", "资金", "来源", "项目", "支出性质", "金额"]
MAPPED = """\
明细 支出 来自 "%s" {
  列 {
    "单位"          单位
    "功能科目"      功能科目
    "部门经济科目"  部门经济科目
    "政府经济科目"  政府经济科目
    "资金"          资金
    "来源"          来源
    "项目"          项目
    "支出性质"      支出性质
    "金额"          金额
  }
}
"""
rows = st.lists(
    st.tuples(
        st.sampled_from(["01", "02", "-"]),
        st.sampled_from(["2010301", "2010302", "2080505", "20103", "2010388", "201030"]),
        st.sampled_from(["30101", "30201", "-", "39999"]),
        st.sampled_from(["50101", "50201", "50501", "-"]),
        st.sampled_from(["一般公共预算", "11", "12", "无"]),
        st.sampled_from(["1", "上年结转"]),
        st.sampled_from(["-", "-", "P1"]),
        st.sampled_from(["人员经费", "12", "特定目标类", "-"]),
        st.sampled_from(["1", "1027.03", "1,027.03", "-5.00", "0", "196040元", "-", "3辆", "1.2.3", "0.0000001"]),
    ),
    min_size=1,
    max_size=8,
)


def compiled(folder: Path, statements: str, **files: bytes) -> Compilation:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    (folder / "main.budget").write_text(HEAD + statements, encoding="utf-8")
    return Compilation(Workspace(folder), folder / "main.budget")


def facts(budget: Budget | None) -> list[tuple[object, ...]]:
    """What the facts say, by the codes of their members."""
    assert budget is not None
    return [(f.measure, tuple(m.code if m else "" for m in f.coords), f.fen, f.half) for f in budget.facts]


def kinds(found: list[Diagnostic]) -> set[str]:
    """The codes that are found. A file says once what typed rows say in each of them."""
    return {diagnostic.code for diagnostic in found}


def export(lines: list[tuple[str, ...]], encoding: str = "utf-8") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([TITLES, *lines])
    return stream.getvalue().encode(encoding)


@given(rows)
@settings(max_examples=60, deadline=None)
def test_typed_facts_and_the_same_facts_from_a_file_are_one_budget(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, ...]]
) -> None:
    typed = "\n".join(["明细 支出 {", "  列  " + "  ".join(TITLES), *("  " + "  ".join(row) for row in lines), "}", ""])
    folder = tmp_path_factory.mktemp("facts")
    one = compiled(folder, typed)
    text = compiled(folder, MAPPED % "x.csv", x_csv=export(lines, "gb18030"))
    book = compiled(folder, MAPPED % "x.xlsx", x_xlsx=workbook(("明细", [TITLES, *map(list, lines)])))
    assert facts(text.budget) == facts(one.budget)
    assert facts(book.budget) == facts(one.budget)
    assert kinds(text.diagnostics) == kinds(one.diagnostics) == kinds(book.diagnostics)


def test_a_finding_in_a_workbook_names_the_cell_everywhere(tmp_path: Path) -> None:
    line = ("01", "2010388", "-", "-", "11", "1", "-", "12", "5")
    data = workbook(("明细", [TITLES, list(line), list(line)]))
    found = compiled(tmp_path, MAPPED % "x.xlsx", x_xlsx=data).diagnostics
    (wrong,) = [diagnostic for diagnostic in found if diagnostic.code == "B301"]
    assert wrong.edits == ()
    for name, shown in (
        ("text", "--> x.xlsx:明细!B2"),
        ("json", '"cell": "明细!B2"'),
        ("github", "::明细!B2: "),
        ("sarif", '"fullyQualifiedName": "明细!B2"'),
    ):
        assert shown in renderer(name)([wrong], "zh"), name
    assert "另有 1 行也是这样" in renderer("text")([wrong], "zh")


def test_amounts_in_another_unit_are_exact(tmp_path: Path) -> None:
    block = MAPPED.replace("金额\n  }", "金额  元\n  }") % "x.csv"
    line = ("01", "2010301", "30101", "50101", "11", "1", "-", "11", "１０，２７０，３００．１０")
    budget = compiled(tmp_path, block, x_csv=export([line])).budget
    assert budget is not None
    assert [(fact.fen, fact.half) for fact in budget.facts] == [(1_027_030_010, 0)]


def test_a_hundred_thousand_faults_are_few_findings(tmp_path: Path) -> None:
    line = ("01", "2010388", "-", "-", "11", "1", "-", "12", "x")
    other = ("01", "2010301", "-", "-", "11", "1", "-", "12", "x")
    found = compiled(tmp_path, MAPPED % "x.csv", x_csv=export([line, other] * 50_000)).diagnostics
    assert len([each for each in found if each.code in ("B220", "B301")]) == 21


@given(st.binary(max_size=300))
@settings(max_examples=80, deadline=None)
def test_no_file_is_a_fault_of_the_compiler(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    head = ",".join(TITLES).encode() + b"\n"
    folder = tmp_path_factory.mktemp("hostile")
    for compilation in (
        compiled(folder, MAPPED % "x.csv", x_csv=head + data),
        compiled(folder, '明细 支出 来自 "x.csv" {\n}\n', x_csv=data),
        compiled(folder, '明细 支出 来自 "x.xlsx" {\n}\n', x_xlsx=data),
    ):
        for name in ("text", "json", "sarif", "github"):
            assert renderer(name)(compilation.diagnostics, "en")


def test_rows_that_stand_for_nothing_lose_no_money(tmp_path: Path) -> None:
    """Every cell of the amount column is a fact, a claim, a total that was compared, or in a finding."""
    line = ("01", "2010301", "30101", "50101", "11", "1", "-", "11", "1.00")
    good = [line] * 3
    data = export([*good, ("合计", "", "", "", "", "", "", "", "3.00"), ("", "", "", "", "", "", "", "", "9.00")])
    compilation = compiled(tmp_path, MAPPED % "x.csv", x_csv=data + b"01,2010301\n,,\n\n\xe4\xbb\xa5\xe4\xb8\x8a\n")
    assert {"B267", "B269", "B265"} <= kinds(compilation.diagnostics)
    assert compilation.budget is not None
    assert sum(fact.fen for fact in compilation.budget.facts) == 3_000_000


def test_the_command_shows_the_row_of_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ("01", "2010388", "-", "-", "11", "1", "-", "12", "5")
    compiled(tmp_path, MAPPED % "x.csv", x_csv=export([line]))
    assert main(["check", str(tmp_path), "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert "x.csv:2:4" in shown
    assert "01,2010388,-,-,11,1,-,12,5" in shown
