"""Last year's project out of git, and what is said where that cannot be had."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

PROFILE = """\
样式 own "自己的样式" {
  金额单位 = 元
}
维度 单位 {
  属性 类型 行政
}
量 支出 {
  口径 单位 单位
}
数据 支出合计 = 合计 支出
比较 支出合计
"""
YEAR = '预算 {year}\n部门 001 某某局\n样式 own\n金额 元 精确\n单位 01 行政 甲\n引用 "lines/*.budget"\n'
LINES = "明细 支出 {{\n  列  单位  金额\n  01  {amount}\n}}\n"
ASK = '上年 "main.budget" 版本 "{revision}"\n'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder: Path, *words: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
    subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A project below the top of a repository: 2025 is kept under a tag, 2026 is not kept yet."""
    folder = tmp_path / "office"
    (folder / "profiles" / "own").mkdir(parents=True)
    (folder / "lines").mkdir()
    (folder / "budget.toml").write_text("")
    (folder / "profiles" / "own" / "profile.budget").write_text(PROFILE, encoding="utf-8")
    (folder / "main.budget").write_text(YEAR.format(year=2025), encoding="utf-8")
    (folder / "lines" / "a.budget").write_text(LINES.format(amount="100.00"), encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "2025")
    git(tmp_path, "tag", "v2025")
    (folder / "lines" / "a.budget").write_text(LINES.format(amount="125.00"), encoding="utf-8")
    yield folder


def compiled(folder: Path, ask: str) -> Compilation:
    (folder / "main.budget").write_text(YEAR.format(year=2026) + ask, encoding="utf-8")
    return Compilation(Workspace.around(folder), folder)


def test_last_year_comes_out_of_git(project: Path) -> None:
    compilation = compiled(project, ASK.format(revision="v2025"))
    assert compilation.diagnostics == []
    assert compilation.budget is not None
    assert compilation.budget.prior["支出合计"].amount.value == 10_000
    assert compilation.budget.before is not None
    assert [fact.source.path for fact in compilation.budget.before.facts] == ["v2025:lines/a.budget"]


def test_nothing_in_the_repository_changes(project: Path) -> None:
    before = sorted(path for path in project.parent.rglob("*"))
    index = (project.parent / ".git" / "index").read_bytes()
    assert compiled(project, ASK.format(revision="HEAD")).budget is not None
    assert sorted(path for path in project.parent.rglob("*")) == before
    assert (project.parent / ".git" / "index").read_bytes() == index


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (ASK.format(revision="v2024"), "B280"),
        (ASK.format(revision="--help"), "B280"),
        (ASK.format(revision=""), "B280"),
        ('上年 "older.budget" 版本 "v2025"\n', "B021"),
        ('上年 "../main.budget" 版本 "v2025"\n', "B025"),
    ],
)
def test_what_is_not_there_is_said_at_the_statement(project: Path, ask: str, code: str) -> None:
    found = compiled(project, ask).diagnostics
    assert [each.code for each in found] == [code]
    label = found[0].labels[0]
    assert (label.source.path, label.source.line_of(label.start)) == ("main.budget", 7)


def test_there_is_no_repository(project: Path) -> None:
    shutil.rmtree(project.parent / ".git")
    codes = [each.code for each in compiled(project, ASK.format(revision="v2025")).diagnostics]
    assert "B280" in codes


def test_there_is_no_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    codes = [each.code for each in compiled(project, ASK.format(revision="v2025")).diagnostics]
    assert "B280" in codes


def test_the_project_came_later_than_the_revision(project: Path) -> None:
    later = project.parent / "later"
    shutil.copytree(project, later)
    (finding,) = compiled(later, ASK.format(revision="v2025")).diagnostics
    assert (finding.code, finding.args["reason"]) == ("B280", "那时还没有这个项目的文件夹")


def test_an_unknown_revision_is_said_in_words_of_the_reader(project: Path) -> None:
    (finding,) = compiled(project, ASK.format(revision="v2024")).diagnostics
    assert (finding.args["reason"], finding.args["reason_en"]) == (
        "没有这个标签、分支或提交",
        "no such tag, branch or commit",
    )
