"""What could not be read is said once; what hangs on it is counted, and not said as if it were a second fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.cli.main import main


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["new", str(tmp_path / "office")]) == 0
    capsys.readouterr()
    return tmp_path / "office"


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_broken_header_is_the_one_finding(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(office / "prior.budget", "上年 2025 {", "去年今日 {")
    assert main(["check", str(office), "--lang", "zh"]) == 1
    out = capsys.readouterr().out
    assert out.count("错误[") == 1 and "错误[B102]" in out
    assert "另有 1 处要等上面的错误改好才能核对" in out


def test_it_is_said_in_english(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(office / "prior.budget", "上年 2025 {", "去年今日 {")
    assert main(["check", str(office), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert out.count("error[") == 1
    assert "1 more finding hangs on the errors above: mend them, and check again" in out


def test_nothing_is_withheld_where_all_was_read(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(office / "prior.budget", "原因 收入总计", "# 原因 收入总计")
    assert main(["check", str(office), "--lang", "zh"]) == 1
    assert "另有" not in capsys.readouterr().out


def test_a_build_says_it_too(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(office / "prior.budget", "上年 2025 {", "去年今日 {")
    assert main(["build", str(office), "-o", str(tmp_path / "out"), "--lang", "zh"]) == 1
    assert "另有 1 处要等上面的错误改好才能核对" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_formats_for_programs_have_it_beside_them(office: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    spoil(office / "prior.budget", "上年 2025 {", "去年今日 {")
    assert main(["check", str(office), "--lang", "zh", "--format", form]) == 1
    out, err = capsys.readouterr()
    assert "另有" not in out
    assert err == "另有 1 处要等上面的错误改好才能核对，改好后请再查一次\n"
