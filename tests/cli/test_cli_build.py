"""`budgetc build`: all or nothing, never over other files, the same bytes every time."""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cli_runs import Run, replace

from budgetlang.backends import BACKENDS, MissingExtraError
from budgetlang.cli import outfolder
from budgetlang.cli.exits import UsageError
from budgetlang.cli.outfolder import MANIFEST, write


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_build_writes_and_lists(budgetc: Run, project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = budgetc("build", project, "-o", out, "--format", "json,csv")
    assert (ran.code, ran.err) == (0, "")
    made = contents(out)
    assert {"book.json", "facts.csv", "tables/01.csv", MANIFEST} <= made.keys()
    assert json.loads(made[MANIFEST])["files"] == sorted(made.keys() - {MANIFEST})
    assert f"{out}/book.json" in ran.out
    assert f"{out}/tables/  13 个文件" in ran.out
    assert not list(tmp_path.glob(".out*"))


def test_same_bytes_from_anywhere(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    budgetc("build", project, "-o", tmp_path / "a")
    monkeypatch.chdir(project / "projects")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert budgetc("build", "..", "-o", tmp_path / "b").code == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_date_of_the_files(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    budgetc("build", project, "-o", tmp_path / "plain")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793923200")  # 2026-11-06
    for name in ("a", "b"):
        assert budgetc("build", project, "-o", tmp_path / name).code == 0
    dated, plain = contents(tmp_path / "a"), contents(tmp_path / "plain")
    assert dated == contents(tmp_path / "b")
    assert {name for name in dated if dated[name] != plain[name]} == {"book.docx", "book.xlsx", "book.pdf"}
    assert b"2026-11-06T" in dated["book.pdf"]
    for name in ("book.docx", "book.xlsx"):
        with ZipFile(BytesIO(dated[name])) as file:
            assert b"2026-11-06T" in file.read("docProps/core.xml")


@pytest.mark.parametrize("given", ["yesterday", "-1", "1e9", "9" * 30, "0"])
def test_date_that_is_none(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    ran = budgetc("build", project, "--format", "csv")
    assert (ran.code, "SOURCE_DATE_EPOCH" in ran.err) == (2, True)
    assert not (project / "out").exists()


def test_folder_and_formats_of_the_settings(budgetc: Run, project: Path) -> None:
    replace(project / "budget.toml", "[build]\n", '[build]\nformats = ["markdown"]\n')
    assert budgetc("build", project).code == 0
    assert contents(project / "out").keys() == {"book.md", MANIFEST}


def test_without_settings(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "budget.toml").unlink()
    monkeypatch.chdir(project)
    assert budgetc("build").code == 0
    assert contents(project / "out").keys() == {"index.html", "book.pdf", "book.docx", "book.xlsx", MANIFEST}


def _nothing_installed() -> None:
    raise MissingExtraError("先安装：pip", "install it: pip")


def test_format_that_nobody_named_may_be_missing(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetlang.backends.pdf.book.typesetter", _nothing_installed)
    (project / "budget.toml").unlink()
    monkeypatch.chdir(project)
    ran = budgetc("build")
    assert (ran.code, ran.err) == (0, "没有生成 pdf：先安装：pip\n")
    assert contents(project / "out").keys() == {"index.html", "book.docx", "book.xlsx", MANIFEST}


def test_format_that_was_named_must_not_be_missing(
    budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetlang.backends.pdf.book.typesetter", _nothing_installed)
    monkeypatch.chdir(project)
    assert budgetc("build", "--format", "html,pdf").code == 2
    (project / "budget.toml").write_text('[build]\nformats = ["pdf", "csv"]\n', encoding="utf-8")
    ran = budgetc("build")
    assert (ran.code, ran.err) == (2, "budgetc: 错误：先安装：pip\n")
    assert not (project / "out").exists()


def test_what_was_written_is_shown_from_here(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert "out/book.docx" in [line.split("  ")[0] for line in budgetc("build").out.splitlines()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('formts = ["csv"]', "build.formats"),
        ('formats = "csv"', "build.formats"),
        ("output = 3", "build.output"),
        ('formats = ["cvs"]', "csv"),
        ("formats = [", "budget.toml"),
    ],
)
def test_wrong_settings(budgetc: Run, project: Path, line: str, said: str) -> None:
    (project / "budget.toml").write_text(f"[build]\n{line}\n", encoding="utf-8")
    ran = budgetc("build", project)
    assert ran.code == 2
    assert said in ran.err
    assert not (project / "out").exists()


def test_unknown_section_of_the_settings(budgetc: Run, project: Path) -> None:
    (project / "budget.toml").write_text("[bulid]\n", encoding="utf-8")
    assert "build" in budgetc("build", project).err


def test_errors_write_nothing(budgetc: Run, broken: Path, tmp_path: Path) -> None:
    ran = budgetc("build", broken, "-o", tmp_path / "out")
    assert (ran.code, ran.out) == (1, "")
    assert "错误[B40" in ran.err
    assert not (tmp_path / "out").exists()


def test_warnings_do_not_stop_unless_strict(budgetc: Run, project: Path, tmp_path: Path) -> None:
    replace(project / "inputs.budget", "0辆  公务用车实有", "1辆  公务用车实有")
    replace(project / "inputs.budget", "0辆  领导用车", "1辆  领导用车")
    strict = budgetc("build", project, "-o", tmp_path / "out", "--strict")
    assert strict.code == 1
    assert not (tmp_path / "out").exists()
    ran = budgetc("build", project, "-o", tmp_path / "out", "--format", "csv")
    assert ran.code == 0
    assert "提醒[B405]" in ran.err
    assert (tmp_path / "out" / "facts.csv").exists()


@pytest.mark.parametrize("wanted", ["pfd", "csv,htlm", ",", ""])
def test_unknown_format(budgetc: Run, project: Path, tmp_path: Path, wanted: str) -> None:
    ran = budgetc("build", project, "-o", tmp_path / "out", "--format", wanted or ",")
    assert ran.code == 2
    assert any(name in ran.err for name in BACKENDS)
    assert not (tmp_path / "out").exists()


def test_missing_budget(budgetc: Run, tmp_path: Path) -> None:
    ran = budgetc("build", tmp_path / "nothing", "-o", tmp_path / "out")
    assert ran.code == 2
    assert "nothing" in ran.err


# ---- the folder that is written ---------------------------------------------------------------------------------


def test_files_of_an_earlier_build_go_but_others_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"a.txt": b"1", "old/deep/b.txt": b"2"})
    (out / "mine.txt").write_text("mine")
    write(out, {"a.txt": b"3", "c.txt": b"4"})
    assert {name: data for name, data in contents(out).items() if name != MANIFEST} == {
        "a.txt": b"3",
        "c.txt": b"4",
        "mine.txt": b"mine",
    }
    assert not (out / "old").exists()


def test_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(UsageError, match=r"thesis\.doc"):
        write(tmp_path, {"a.txt": b"1"})
    assert contents(tmp_path) == {"thesis.doc": b"years of work"}


def test_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"a.txt": b"1"})
    (out / "b.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"b\.txt"):
        write(out, {"a.txt": b"2", "b.txt": b"2"})
    assert (out / "a.txt").read_bytes() == b"1"
    assert (out / "b.txt").read_bytes() == b"mine"


def test_empty_folder_is_used(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    before = out.stat().st_ino
    write(out, {"sub/a.txt": b"1"})
    assert contents(out).keys() == {"sub/a.txt", MANIFEST}
    assert out.stat().st_ino == before


@pytest.mark.parametrize("name", ["../victim.txt", "/etc/victim.txt", "sub/../../victim.txt", ""])
def test_list_that_leads_elsewhere_is_not_believed(tmp_path: Path, name: str) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    out = tmp_path / "out"
    write(out, {"a.txt": b"1"})
    (out / MANIFEST).write_text(json.dumps({"version": 1, "files": ["a.txt", name]}))
    with pytest.raises(UsageError):
        write(out, {"a.txt": b"2"})
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 3}', "\x00", '{"files": [[]]}'])
def test_damaged_list_counts_as_none(tmp_path: Path, text: str) -> None:
    out = tmp_path / "out"
    write(out, {"a.txt": b"1"})
    (out / MANIFEST).write_text(text)
    with pytest.raises(UsageError):
        write(out, {"a.txt": b"2"})
    assert (out / "a.txt").read_bytes() == b"1"


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    write(out, {"a.txt": b"1"})
    (out / "tables").symlink_to(elsewhere)
    with pytest.raises(UsageError):
        write(out, {"a.txt": b"2", "tables/01.csv": b"2"})
    assert contents(elsewhere) == {}


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError):
        write(tmp_path / "out", {"a.txt": b"1"})
    assert (tmp_path / "out").read_text() == "mine"


def test_disk_that_fills_up_leaves_the_old_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    write(out, {"a.txt": b"old", "b.txt": b"old"})
    before = contents(out)
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "b.txt":
            raise OSError(28, os.strerror(28), str(self))
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="space"):
        write(out, {"a.txt": b"new", "b.txt": b"new"})
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_back_end_cannot_write_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="outside"):
        outfolder.write(tmp_path / "out", {"../a.txt": b"1"})
    assert list(tmp_path.iterdir()) == []
