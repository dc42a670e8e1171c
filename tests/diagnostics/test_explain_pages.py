"""Pages about codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.diagnostics import explain


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "budgetlang" / "diagnostics"
    monkeypatch.setattr(explain, "__file__", str(folder / "explain.py"))
    return folder


def write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "B021.md").write_text(text, encoding="utf-8")


def test_a_page_of_the_checkout(package: Path) -> None:
    write(package.parents[1] / "docs" / "diagnostics" / "zh", "找不到文件")
    assert explain.page("B021", "zh") == explain.page("b021", "zh") == "找不到文件"
    assert explain.page("B021", "en") is None
    assert explain.page("B022", "zh") is None


def test_a_page_of_the_wheel_comes_first(package: Path) -> None:
    write(package.parents[1] / "docs" / "diagnostics" / "en", "not ours")
    write(package / "pages" / "en", "ours")
    assert explain.page("B021", "en") == "ours"


@pytest.mark.parametrize("code", ["", "B21", "B0211", "../B021", "B021.md", "x"])
def test_what_is_no_code_has_no_page(package: Path, code: str) -> None:
    write(package / "pages" / "zh", "ours")
    assert explain.page(code, "zh") is None
