"""`budgetc audit`."""

from __future__ import annotations

import json
from pathlib import Path

from cli_runs import Run

INVENTED = Path(__file__).parents[1] / "audit" / "published.txt"


def strange(folder: Path) -> Path:
    """The invented document with a table that is none of a budget."""
    path = folder / "strange.txt"
    path.write_text(INVENTED.read_text(encoding="utf-8") + "附表\n三月\t四月\n甲\t乙\n", encoding="utf-8")
    return path


def test_errors_give_exit_code_one_and_their_published_lines(budgetc: Run) -> None:
    ran = budgetc("audit", INVENTED)
    assert ran.code == 1
    assert "published.txt:8:" in ran.out and "下设3个科室" in ran.out
    assert "读了 0 张表（0 个数）、1 张表单" in ran.out
    assert "没有识别，没有核对" not in ran.out


def test_notes_list_what_was_not_recognised(budgetc: Run, tmp_path: Path) -> None:
    assert "B801" in budgetc("audit", "--notes", strange(tmp_path)).out


def test_a_clean_document_gives_zero(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text("部门名称：某某局\n一、本部门职责\n管理公园。\n", encoding="utf-8")
    ran = budgetc("audit", tmp_path / "clean.txt")
    assert (ran.code, ran.err) == (0, "")


def test_a_folder_gives_a_table(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(INVENTED.read_bytes())
    (tmp_path / "a.txt").write_text("某某局\n", encoding="utf-8")
    (tmp_path / "c.bin").write_bytes(b"")
    ran = budgetc("audit", tmp_path)
    assert ran.code == 1
    assert [line.split()[0] for line in ran.out.splitlines()[-3:]] == ["错误", "0", "4"]


def test_json_has_findings_and_what_was_not_recognised(budgetc: Run, tmp_path: Path) -> None:
    text = budgetc("audit", strange(tmp_path), "--format", "json").out
    assert json.loads(text)
    assert "B612" in text and "B801" in text


def test_what_cannot_be_read_gives_two(budgetc: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"")
    assert budgetc("audit", tmp_path / "a.bin").code == 2
    assert budgetc("audit", tmp_path / "none.txt").code == 2
    assert budgetc("audit", tmp_path).code == 2


def test_hostile_bytes_are_no_fault_of_the_program(budgetc: Run, tmp_path: Path) -> None:
    hostile = '项目名称\t\n项目名称\t"""\n\t\t\n文本 职责 = """\n"""\n>x\n::chart\n{{ 1/0 }}\n'
    (tmp_path / "a.txt").write_bytes(hostile.encode() + b"\xff\xfe\x00")
    (tmp_path / "b.txt").write_bytes(b"")
    for name in ("a.txt", "b.txt"):
        assert budgetc("audit", tmp_path / name).code in (0, 1)


def test_report_as_a_page(budgetc: Run, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    ran = budgetc("audit", strange(tmp_path), "--format", "html", "-o", page)
    assert (ran.code, ran.out.strip()) == (1, str(page))
    html = page.read_text(encoding="utf-8")
    assert "<mark>3个</mark>" in html
    assert "<mark>三月</mark>" in html
    assert "http" not in html


def test_a_page_shows_published_words_literally(budgetc: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("某某局2026年度预算\n二、机构设置情况\n下设3个科室：<b>甲</b>、乙。\n", encoding="utf-8")
    assert "&lt;b&gt;" in budgetc("audit", path, "--format", "html").out
