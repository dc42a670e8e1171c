"""`budgetc fmt`: which files it takes, what it writes, what it leaves alone."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from cli_runs import Run

UNTIDY = "明细  支出 {\n   列 功能科目   金额\n2010301 12.00\n  2010350    3.00   事业运行\n}\n"


@pytest.fixture
def untidy(project: Path) -> Path:
    budget_file = project / "extra.budget"
    budget_file.write_text(UNTIDY, encoding="utf-8")
    return budget_file


def test_file_is_laid_out_with_names_of_the_catalogue(budgetc: Run, untidy: Path) -> None:
    ran = budgetc("fmt", untidy)
    assert (ran.code, ran.out) == (0, f"{untidy}\n")
    assert untidy.read_text("utf-8") == (
        "明细 支出 {\n  列  功能科目  金额\n  2010301  12.00  行政运行\n  2010350   3.00  事业运行\n}\n"
    )
    assert budgetc("fmt", untidy).out == ""
    assert list(untidy.parent.glob(".*new*")) == []


def test_names_are_those_of_the_year_of_the_nearest_budget(budgetc: Run, project: Path) -> None:
    """Two years of one office in one project: each folder has the names of its own year."""
    line = "明细 支出 {\n  列  部门经济科目  金额\n  30217  1.00\n}\n"
    for year in (2016, 2026):
        folder = project / str(year)
        folder.mkdir()
        (folder / "main.budget").write_text(f"预算 {year}\n样式 cn/shanxi-2026\n", encoding="utf-8")
        (folder / "a.budget").write_text(line, encoding="utf-8")
        assert budgetc("fmt", folder).code == 0
    assert "30217  1.00  招待费\n" in (project / "2016" / "a.budget").read_text("utf-8")
    assert "30217  1.00  公务接待费\n" in (project / "2026" / "a.budget").read_text("utf-8")


def test_check_and_diff_write_nothing(budgetc: Run, untidy: Path) -> None:
    check, diff = budgetc("fmt", "--check", untidy), budgetc("fmt", "--diff", untidy)
    assert (check.code, check.out) == (1, f"{untidy}\n")
    assert diff.code == 1
    assert "+  2010301  12.00  行政运行\n" in diff.out
    assert untidy.read_text("utf-8") == UNTIDY


def test_folder_means_all_files_but_hidden_ones(budgetc: Run, untidy: Path) -> None:
    hidden = untidy.parent / ".hidden"
    hidden.mkdir()
    (hidden / "x.budget").write_text(UNTIDY, encoding="utf-8")
    (untidy.parent / "notes.txt").write_text(UNTIDY, encoding="utf-8")
    assert str(untidy) in budgetc("fmt", untidy.parent).out.splitlines()
    assert (hidden / "x.budget").read_text("utf-8") == UNTIDY
    assert (untidy.parent / "notes.txt").read_text("utf-8") == UNTIDY


def test_keywords(budgetc: Run, untidy: Path) -> None:
    budgetc("fmt", "--keywords", "en", untidy)
    assert untidy.read_text("utf-8").startswith("entries 支出 {\n  columns  功能科目  金额\n")


def test_file_with_errors_stays_and_the_others_are_laid_out(budgetc: Run, untidy: Path) -> None:
    bad = untidy.parent / "bad.budget"
    bad.write_text("明细 支出 {\n", encoding="utf-8")
    ran = budgetc("fmt", bad, untidy)
    assert ran.code == 1
    assert "bad.budget:" in ran.err
    assert "改了 1 个文件，0 个不用改，1 个有错没有改" in ran.err
    assert bad.read_text("utf-8") == "明细 支出 {\n"
    assert untidy.read_text("utf-8") != UNTIDY


def test_other_encodings_and_line_ends_become_utf8(budgetc: Run, untidy: Path) -> None:
    budgetc("fmt", untidy)
    tidy = untidy.read_bytes()
    for data in (tidy.decode().encode("gb18030"), b"\xef\xbb\xbf" + tidy, tidy.replace(b"\n", b"\r\n")):
        untidy.write_bytes(data)
        assert budgetc("fmt", untidy).code == 0
        assert untidy.read_bytes() == tidy


def test_rights_and_links_stay(budgetc: Run, untidy: Path) -> None:
    link = untidy.parent / "link.budget"
    link.symlink_to(untidy)
    untidy.chmod(0o640)
    assert budgetc("fmt", link).code == 0
    assert link.is_symlink()
    assert untidy.read_text("utf-8") != UNTIDY
    assert untidy.stat().st_mode & 0o777 == 0o640


def test_standard_input(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    for argv, code, out in (([], 0, "明细 支出 {\n"), (["--check"], 1, ""), (["--diff"], 1, "--- a/-\n")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNTIDY.encode())))
        ran = budgetc("fmt", "-", *argv)
        assert (ran.code, ran.err) == (code, "")
        assert ran.out.startswith(out)
        assert bool(ran.out) == bool(out)


def test_standard_input_with_errors_comes_back(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that filters its text through `fmt` must not lose it."""
    monkeypatch.chdir(project)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("明细 支出 {\n".encode())))
    ran = budgetc("fmt", "-")
    assert (ran.code, ran.out) == (1, "明细 支出 {\n")
    assert "错误" in ran.err


@pytest.mark.parametrize("argv", [("nothing.budget",), ("-", "x.budget"), ("x.budget", "-")])
def test_what_cannot_be_read(
    budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(project)
    assert budgetc("fmt", *argv).code == 2
