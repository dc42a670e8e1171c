"""`budgetc check`: reports, formats, exit codes, standard input, several budgets."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from cli_runs import Run, publish, replace


def give(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_budget_that_adds_up(budgetc: Run, project: Path) -> None:
    ran = budgetc("check", project)
    assert ran == (0, "√ 某县档案馆 2026：16 个数，14 条勾稽，6 个文件，全部相符\n", "")
    english = budgetc("check", project, "--lang", "en").out
    assert english == "√ 某县档案馆 2026: 16 figures, 14 checks, 6 files, everything agrees\n"


def test_published_totals_are_counted(budgetc: Run, project: Path) -> None:
    publish(project / "basic.budget", "115920.00")
    assert "，1 个公布数，" in budgetc("check", project).out


def test_errors(budgetc: Run, broken: Path) -> None:
    ran = budgetc("check", broken)
    assert (ran.code, ran.err) == (1, "")
    assert "错误[B40" in ran.out
    assert "basic.budget:42:" in ran.out
    assert ran.out.endswith("1 个错误\n")


def test_paths_are_shown_from_the_current_folder(budgetc: Run, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken.parent)
    assert "--> project/basic.budget:42:" in budgetc("check", "project").out
    monkeypatch.chdir(broken)
    assert "--> basic.budget:42:" in budgetc("check").out
    monkeypatch.chdir(broken / "projects")
    assert "--> ../basic.budget:42:" in budgetc("check", "..").out


def test_one_file_may_be_named(budgetc: Run, project: Path) -> None:
    assert budgetc("check", project / "main.budget").out == budgetc("check", project).out


def test_several_budgets(budgetc: Run, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    budgetc("new", other, "--name", "某县图书馆")
    good = budgetc("check", project, other)
    assert good.code == 0
    heads = [line.split("：")[0] for line in good.out.splitlines()]
    assert heads == ["√ 某县档案馆 2026", "√ 某县图书馆 2026", "共 2 份预算，全部相符"]
    replace(other / "basic.budget", "30101  50101", "30190  50101")
    bad = budgetc("check", project, other)
    assert bad.code == 1
    assert "other/basic.budget" in bad.out
    assert "√ 某县档案馆" in bad.out
    assert "√ 某县图书馆" not in bad.out
    assert bad.out.endswith("共 2 份预算，1 份有问题\n")


def test_the_same_fault_in_two_budgets_is_two(budgetc: Run, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    budgetc("new", other)
    for folder in (project, other):
        replace(folder / "basic.budget", "30101  50101", "30190  50101")
    log = json.loads(budgetc("check", project, other, "--format", "json").out)
    assert sorted({label["path"].split("/")[-2] for each in log["diagnostics"] for label in each["labels"]}) == [
        "other",
        "project",
    ]


def test_missing_path(budgetc: Run, tmp_path: Path) -> None:
    ran = budgetc("check", tmp_path / "nothing.budget")
    assert ran.code == 2
    assert "B021" in ran.out


def test_folder_without_a_budget(budgetc: Run, tmp_path: Path) -> None:
    ran = budgetc("check", tmp_path)
    assert ran.code == 2
    assert "B028" in ran.out


def test_warnings_fail_only_if_strict(budgetc: Run, project: Path) -> None:
    replace(project / "inputs.budget", "0辆  公务用车实有", "1辆  公务用车实有")
    replace(project / "inputs.budget", "0辆  领导用车", "1辆  领导用车")
    ran = budgetc("check", project)
    assert ran.code == 0
    assert "提醒[B405]" in ran.out
    assert "√" in ran.out
    strict = budgetc("check", project, "--strict")
    assert strict.code == 1
    assert "√" not in strict.out


def test_json(budgetc: Run, broken: Path) -> None:
    log = json.loads(budgetc("check", broken, "--format", "json").out)
    assert [(each["severity"], each["labels"][0]["start"]["line"]) for each in log["diagnostics"]] == [("error", 42)]


def test_sarif(budgetc: Run, project: Path) -> None:
    log = json.loads(budgetc("check", project, "--format", "sarif").out)
    assert log["runs"][0]["results"] == []


def test_github(budgetc: Run, broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken)
    assert budgetc("check", "--format", "github").out.startswith("::error title=B40")


@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_formats_for_programs_have_no_colour(budgetc: Run, broken: Path, format_: str) -> None:
    assert "\x1b" not in budgetc("check", broken, "--format", format_, "--color", "always").out


def test_colour(budgetc: Run, broken: Path) -> None:
    assert "\x1b[1;31m" in budgetc("check", broken, "--color", "always").out
    assert "\x1b" not in budgetc("check", broken).out


def test_standard_input(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    text = (project / "main.budget").read_text(encoding="utf-8")
    give(monkeypatch, text)
    assert budgetc("check", "-").code == 0
    give(monkeypatch, text.replace("样式 cn/", "样式 cnn/"))
    ran = budgetc("check", "-")
    assert ran.code == 1
    assert "--> -:11:4" in ran.out


def test_standard_input_in_the_place_of_a_file(
    budgetc: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (project / "main.budget").read_text(encoding="utf-8")
    (project / "main.budget").write_text("这里什么也不是", encoding="utf-8")
    give(monkeypatch, text)
    ran = budgetc("check", "-", "--stdin-filename", "project/main.budget")
    assert ran.code == 0, ran.out
    assert "6 个文件" in ran.out


def test_standard_input_only_once(budgetc: Run) -> None:
    assert budgetc("check", "-", "-").code == 2
