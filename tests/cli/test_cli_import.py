"""`budgetc import`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import Run

INVENTED = Path(__file__).parents[1] / "audit" / "published.txt"


def test_source_that_is_laid_out_and_says_what_the_audit_says(budgetc: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = budgetc("import", INVENTED, "-o", folder)
    assert ran.code == 0
    assert "某某区公园管理局，样式 cn/shanxi-2026" in ran.out
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"main.budget", "text.budget", "projects/P01.budget", "budget.toml"} <= names
    assert budgetc("fmt", "--check", folder).code == 0
    checked = budgetc("check", folder).out
    assert all(code in checked for code in ("B612", "B613", "B617", "B604"))


def test_a_book_with_errors_is_a_draft(budgetc: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "new", tmp_path / "out"
    budgetc("import", INVENTED, "-o", folder)
    built = budgetc("build", folder, "--format", "html", "-o", out)
    assert built.code == 0
    assert "这是草稿" in built.err
    assert "草稿：有" in (out / "index.html").read_text(encoding="utf-8")
    (folder / "budget.toml").unlink()
    assert budgetc("build", folder, "--format", "html", "-o", tmp_path / "other").code == 1
    assert budgetc("build", folder, "--draft", "--format", "html", "-o", tmp_path / "other").code == 0


def test_several_documents_go_to_folders_of_their_own(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(INVENTED.read_bytes())
    (tmp_path / "b.txt").write_bytes(INVENTED.read_bytes())
    assert budgetc("import", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "new").code == 0
    assert (tmp_path / "new" / "a" / "main.budget").exists()
    assert (tmp_path / "new" / "b" / "main.budget").exists()


def test_what_was_not_recognised_is_kept(budgetc: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(INVENTED.read_text(encoding="utf-8") + "附表\n三月\t四月\n甲\t乙\n", encoding="utf-8")
    budgetc("import", path, "-o", tmp_path / "new")
    assert "三月" in (tmp_path / "new" / "未识别.txt").read_text(encoding="utf-8")


def test_nothing_is_overwritten(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine.txt").write_text("x")
    assert budgetc("import", INVENTED, "-o", tmp_path / "new").code == 2
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("command", [("audit",), ("import", "-o", "new")])
def test_a_profile_that_there_is_not(budgetc: Run, command: tuple[str, ...]) -> None:
    ran = budgetc(*command, INVENTED, "--profile", "cn/shanghai")
    assert ran.code == 2
    assert "cn/shanghai-2025" in ran.err


def test_what_cannot_be_read_gives_two(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"")
    assert budgetc("import", tmp_path / "a.bin", "-o", tmp_path / "new").code == 2
    assert not (tmp_path / "new").exists()


def test_hostile_bytes_are_no_fault_of_the_program(budgetc: Run, tmp_path: Path) -> None:
    hostile = '项目名称\t\n项目名称\t"""\n\t\t\n文本 职责 = """\n"""\n>x\n::chart\n{{ 1/0 }}\n'
    (tmp_path / "a.txt").write_bytes(hostile.encode() + b"\xff\xfe\x00")
    (tmp_path / "b.txt").write_bytes(b"")
    for name in ("a.txt", "b.txt"):
        assert budgetc("import", tmp_path / name, "-o", tmp_path / name.replace(".", "-")).code == 0
