"""Findings as annotations of GitHub."""

from __future__ import annotations

from collections.abc import Callable

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.render.github import render_github

Make = Callable[..., Diagnostic]


def test_a_finding(wrong_total: Diagnostic) -> None:
    assert render_github([wrong_total], "zh").splitlines() == [
        "::error title=B901,file=main.budget,line=10,endLine=10,col=13,endColumn=20"
        "::20103 的合计不对%0A1785.71 万元 → 1785.62 万元%0A是不是 1785.62？",
        "1 个错误",
    ]


def test_what_has_a_meaning_for_github_is_escaped(finding_at: Make) -> None:
    finding = finding_at("x", 0, 1, path="a,b:c%.budget")
    finding.args["code"] = "50%\r\n::error::"
    assert render_github([finding], "en").splitlines()[0] == (
        "::error title=B901,file=a%2Cb%3Ac%25.budget,line=1,endLine=1,col=1,endColumn=2"
        "::wrong total of 50%25%0D%0A::error::"
    )


def test_columns_only_within_a_line(finding_at: Make) -> None:
    line = render_github([finding_at("一\n二\n三", 0, 5)], "zh").splitlines()[0]
    assert line.startswith("::error title=B901,file=a.budget,line=1,endLine=3::")


def test_severities_and_findings_without_a_place() -> None:
    lines = render_github([Diagnostic("B902", args={"name": "x"}), Diagnostic("B903")], "en").splitlines()
    assert lines == ["::warning title=B902::no reason for x", "::notice title=B903::a residue", "1 warning, 1 note"]


def test_what_github_would_drop_is_listed_below(finding_at: Make) -> None:
    errors = [finding_at("行" * 12, column, column + 1) for column in range(12)]
    lines = render_github([*errors, Diagnostic("B903")], "zh").splitlines()
    assert sum(line.startswith("::error") for line in lines) == 10
    assert sum(line.startswith("::notice") for line in lines) == 1
    assert lines[11:] == [
        "a.budget:1:11: 错误[B901]: 20103 的合计不对",
        "a.budget:1:12: 错误[B901]: 20103 的合计不对",
        "12 个错误，1 条说明",
        "GitHub 每步每类只标注前 10 处，其余 2 处见上面的列表",
    ]
    assert "GitHub" not in render_github(errors[:10], "zh")
