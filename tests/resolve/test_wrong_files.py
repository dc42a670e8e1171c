"""A file that an include cannot find or read: one finding, with the file that was probably meant."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from case_files import HEAD, PROFILE_PATH, TINY, Case

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.words import headline, hint
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

STATED = "核对 {\n  1.00  支出合计\n}\n"


def findings(include: str, folder: Path, profile: str = "") -> list[Diagnostic]:
    entries = "明细 支出 {\n  资金 = 单位资金\n  列  功能科目  项目支出\n  2010302  1.00\n}\n"
    head = HEAD.replace("样式 tiny", profile or "样式 tiny")
    files = {
        "main.budget": head + f'引用 "{include}"\n' + STATED,
        "basic.budget": entries,
        "projects/P1.budget": "",
        PROFILE_PATH: TINY.read_text(encoding="utf-8"),
    }
    return Case("", files).findings(folder)


def only(include: str, folder: Path, profile: str = "") -> Diagnostic:
    (found,) = findings(include, folder, profile)
    return found


@pytest.mark.parametrize(
    ("include", "code", "zh", "en", "mended"),
    [
        ("baisc.budget", "B021", "是不是要写：basic.budget", "did you mean basic.budget?", "basic.budget"),
        ("basic", "B021", "是不是要写：basic.budget", "did you mean basic.budget?", "basic.budget"),
        ("projects/P2.budget", "B021", "是不是要写：projects/P1.budget", "did you mean", "projects/P1.budget"),
        ("nothing/like/it.budget", "B021", "", "", ""),
        ("project/*.budget", "B023", "是不是要写：projects/*.budget", "did you mean", "projects/*.budget"),
        ("projects\\*.budget", "B025", "文件夹之间写“/”：projects/*.budget", "between folders", "projects/*.budget"),
        ("projects", "B022", "引用里面的全部文件，写：projects/*.budget", "all files in it", "projects/*.budget"),
        ("C:\\budget\\basic.budget", "B025", "", "", ""),
    ],
)
def test_the_file_that_was_meant(include: str, code: str, zh: str, en: str, mended: str, tmp_path: Path) -> None:
    found = only(include, tmp_path)
    assert (found.code, [edit.text for edit in found.edits]) == (code, [f'"{mended}"'] if mended else [])
    assert zh in hint(found, "zh") and en in hint(found, "en")
    assert bool(zh) == bool(hint(found, "zh"))


def test_a_folder_is_called_one_in_both_languages(tmp_path: Path) -> None:
    found = only("projects", tmp_path)
    assert headline(found, "zh") == "无法读取文件“projects”：它是一个文件夹"
    assert headline(found, "en") == "cannot read file projects: it is a folder"


def findings_at(folder: Path, path: str) -> list[Diagnostic]:
    return Compilation(Workspace(folder), folder / path).diagnostics


def word_document() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    "data", [word_document(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"%PDF-1.7\n", b"{\\rtf1}"]
)
@pytest.mark.parametrize("name", ["main.budget", "basic.budget"])
def test_what_an_office_program_saved_is_one_finding(data: bytes, name: str, tmp_path: Path) -> None:
    assert findings("basic.budget", tmp_path) == []
    (tmp_path / name).write_bytes(data)
    (found,) = Case("", {}).findings(tmp_path)
    assert found.code == "B022"
    assert "不是文本文件" in headline(found, "zh") and "另存为纯文本" in hint(found, "zh")
    assert "no text file" in headline(found, "en") and "save it as plain text" in hint(found, "en")


def test_an_unknown_profile_is_answered_with_those_there_are(tmp_path: Path) -> None:
    found = only("basic.budget", tmp_path, "样式 cn/shanxi-2062")
    assert found.code == "B027" and "是不是要写：cn/shanxi-2026" in hint(found, "zh")
    found = only("basic.budget", tmp_path, "样式 nothing")
    assert found.code == "B027" and "可以写：tiny、cn/" in hint(found, "zh")


def test_a_budget_without_a_profile_is_told_which_there_are(tmp_path: Path) -> None:
    found = only("basic.budget", tmp_path, "# 样式")
    assert found.code == "B501" and "可以写：" in hint(found, "zh") and "tiny" in hint(found, "zh")


def test_a_folder_without_a_budget(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (found,) = findings_at(tmp_path, "none")
    assert found.code == "B028" and "budgetc new" in hint(found, "zh")


def test_a_folder_with_budgets_in_its_folders(tmp_path: Path) -> None:
    findings("basic.budget", tmp_path / "甲局")
    (found,) = findings_at(tmp_path, "")
    assert found.code == "B028" and hint(found, "zh") == "是不是要写：甲局"


def test_a_main_file_that_is_not_there(tmp_path: Path) -> None:
    findings("basic.budget", tmp_path / "甲局")
    (found,) = findings_at(tmp_path, "甲局/mian.budget")
    assert found.code == "B021" and hint(found, "zh") == "是不是要写：甲局/main.budget"
