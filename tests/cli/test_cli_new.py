"""`budgetc new`: what it writes is right from the start."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import Run

from budgetlang.cli.new import profiles


@pytest.mark.parametrize("profile", profiles())
def test_template_has_no_finding_and_builds(budgetc: Run, tmp_path: Path, profile: str) -> None:
    folder = tmp_path / "new"
    ran = budgetc("new", folder, "--profile", profile)
    assert ran.code == 0
    assert f"{folder}/main.budget" in ran.out.splitlines()
    checked = budgetc("check", folder, "--strict")
    assert checked.code == 0, checked.out
    assert checked.out.count("\n") == 1
    built = budgetc("build", folder)
    assert (built.code, built.err) == (0, "")
    assert (folder / "out" / "index.html").stat().st_size > 10_000


@pytest.mark.parametrize("profile", profiles())
def test_template_is_laid_out(budgetc: Run, tmp_path: Path, profile: str) -> None:
    budgetc("new", tmp_path / "new", "--profile", profile)
    assert budgetc("fmt", "--check", tmp_path / "new").code == 0


def test_files_for_git(project: Path) -> None:
    assert (project / ".gitignore").read_text() == "/out/\n"
    assert "*.budget" in (project / ".gitattributes").read_text()


def test_name(budgetc: Run, tmp_path: Path) -> None:
    assert budgetc("new", tmp_path / "new", "--name", "某县图书馆").code == 0
    assert budgetc("check", tmp_path / "new").out.startswith("√ 某县图书馆 2026：")
    assert not [path for path in (tmp_path / "new").rglob("*.budget") if "某县档案馆" in path.read_text("utf-8")]


@pytest.mark.parametrize("name", ["", "  ", 'a"b', "a#b", "{", "a\nb", "长" * 61, "a\x00b"])
def test_names_that_cannot_be(budgetc: Run, tmp_path: Path, name: str) -> None:
    assert budgetc("new", tmp_path / "new", "--name", name).code == 2
    assert not (tmp_path / "new").exists()


def test_folder_with_files_is_refused(budgetc: Run, project: Path) -> None:
    (project / "main.budget").write_text("mine")
    assert budgetc("new", project).code == 2
    assert (project / "main.budget").read_text() == "mine"


def test_current_folder_if_it_is_empty(budgetc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert budgetc("new", ".").code == 0
    assert (tmp_path / "main.budget").is_file()


def test_unknown_profile(budgetc: Run, tmp_path: Path) -> None:
    ran = budgetc("new", tmp_path / "new", "--profile", "cn/shanxi-2062")
    assert ran.code == 2
    assert "cn/shanxi-2026" in ran.err
