"""`budgetc profile`: new, check, doc."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runs import Run


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_profile_builds_at_once_and_is_clean(lang: str, budgetc: Run, tmp_path: Path) -> None:
    made = budgetc("profile", "new", "p", "--name", "a/b-1", "--lang", lang)
    assert made.code == 0
    assert "p/profiles/a/b-1/profile.budget" in made.out.replace("\\", "/")
    for words in (
        ("check", "p"),
        ("profile", "check", "p"),
        ("profile", "check", "p/profiles/a/b-1"),
        ("fmt", "p", "--check"),
    ):
        assert budgetc(*words, "--lang", lang).code == 0, words
    assert budgetc("build", "p", "-o", "out", "--format", "markdown", "--lang", lang).code == 0
    assert "1,680,000.00" in (tmp_path / "out" / "book.md").read_text(encoding="utf-8")


def test_a_folder_or_name_that_cannot_be(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    assert budgetc("profile", "new", "full").code == 2
    for name in ("../x", "A", "", "1", "a//b", "a/"):
        assert budgetc("profile", "new", "q", "--name", name).code == 2, name
    assert not (tmp_path / "q").exists()
    for words in (("check", "nowhere"), ("check", "full"), ("doc", "nowhere"), ("check", ".", "--format", "md")):
        assert budgetc("profile", *words).code == 2, words
    assert budgetc("profile", "doc", "cn/shanxi-2026", "--format", "json").code == 2
    assert budgetc("profile", "paint").code == 2


def test_findings_are_shown_as_those_of_a_budget_are(budgetc: Run, tmp_path: Path) -> None:
    budgetc("profile", "new", "p")
    path = tmp_path / "p" / "profiles" / "town" / "profile.budget"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "数据 多余 = 合计 支出\n", encoding="utf-8")
    assert budgetc("profile", "check", "p").code == 0, "a note is no fault"
    path.write_text(text.replace("<= 支出总计", "<= 结转支出 + 结转支出"), encoding="utf-8")
    assert budgetc("profile", "check", "p").code == 0
    strict = budgetc("profile", "check", "p", "--strict", "--lang", "en")
    assert strict.code == 1
    assert "warning[B756]" in strict.out
    assert "p/profiles/town/profile.budget" in strict.out
    log = json.loads(budgetc("profile", "check", "p", "--format", "json").out)
    assert [each["code"] for each in log["diagnostics"]] == ["B756"]


def test_a_project_with_several_profiles_is_checked_as_a_whole(budgetc: Run, tmp_path: Path) -> None:
    budgetc("profile", "new", "p")
    source = tmp_path / "p" / "profiles" / "town"
    (source.parent / "other").mkdir()
    (source.parent / "other" / "profile.budget").write_text('样式 other "别的" {\n}\n', encoding="utf-8")
    shown = budgetc("profile", "check", "p", "--lang", "en")
    assert shown.code != 0  # the other one has no layout
    assert "layout.budget" in shown.out


def test_the_documentation_of_a_profile(budgetc: Run) -> None:
    page = budgetc("profile", "doc", "cn/shanxi-2026", "--lang", "en", "--format", "md")
    assert page.code == 0
    assert page.out.startswith("# cn/shanxi-2026 ")
    assert "## What a department fills in" in page.out
    shown = budgetc("profile", "doc", "cn/shanxi-2026", "--lang", "zh")
    assert "要填写的" in shown.out
