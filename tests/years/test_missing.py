"""Last year's file that cannot serve: one finding with its cause where it is named, and none that follow from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

ASK = '上年 "../2025/main.budget"'
STATED = """上年 2025 {
  250.00  支出总计
  100.00  基本支出
  150.00  项目支出
    0.00  三公经费合计
    0.00  因公出国（境）费
    0.00  公务接待费
    0.00  公务用车购置费
    0.00  公务用车运行维护费
}
"""


@pytest.fixture
def office(tmp_path: Path, root: Path) -> Path:
    """This year's budget of the example in a project of its own; each test writes last year's."""
    example = root / "examples" / "district-office-years"
    for path in [*example.rglob("*.budget"), *example.rglob("*.j2"), example / "budget.toml"]:
        target = tmp_path / path.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(office: Path) -> list[tuple[str, str, int]]:
    compilation = Compilation(Workspace.around(office), office / "2026")
    return list(map(place, compilation.diagnostics))


def place(finding: Diagnostic) -> tuple[str, str, int]:
    label = finding.labels[0]
    return finding.code, label.source.path, label.source.line_of(label.start)


def line_of(path: Path, words: str) -> int:
    return path.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ("../2024/main.budget", "B021"),
        ("../2024", "B021"),
        ("../empty", "B028"),
        ("../several", "B028"),
        ("../../elsewhere.budget", "B025"),
        ("main.budget", "B230"),
        ("", "B230"),
    ],
)
def test_the_file_is_not_there(office: Path, named: str, code: str) -> None:
    (office / "empty").mkdir()
    (office / "several").mkdir()
    for name in ("a", "b"):
        (office / "several" / f"{name}.budget").write_text("", encoding="utf-8")
    main = office / "2026" / "main.budget"
    change(main, ASK, f'上年 "{named}"')
    assert found(office) == [(code, "2026/main.budget", line_of(main, f'上年 "{named}"'))]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("样式 two-years", "样式 no-such", "B027"),
        ("样式 two-years", "", "B501"),
        ("预算 2025", "", "B501"),
        ("预算 2025", "预算 2O25", "B101"),
        ("部门 901 青禾区示范街道办事处", "", "B501"),
    ],
)
def test_the_file_has_errors(office: Path, old: str, new: str, code: str) -> None:
    """They are listed where they are, and this year's line says that they spoil it."""
    change(office / "2025" / "main.budget", old, new)
    main = office / "2026" / "main.budget"
    assert [code for code, path, _ in found(office) if path == "2025/main.budget"] == [code]
    own = [each for each in found(office) if each[1] == "2026/main.budget"]
    assert own == [("B507", "2026/main.budget", line_of(main, ASK))]


@pytest.mark.parametrize("year", ["2024", "2026", "2027"])
def test_the_file_is_of_another_year(office: Path, year: str) -> None:
    last = office / "2025" / "main.budget"
    change(last, "预算 2025", f"预算 {year}")
    change(last, "上年 2024", f"上年 {int(year) - 1}")
    assert found(office) == [("B230", "2026/main.budget", line_of(office / "2026" / "main.budget", ASK))]


def test_the_file_is_of_another_department(office: Path) -> None:
    change(office / "2025" / "main.budget", "部门 901 青禾区示范街道办事处", "部门 902 青禾区财政局")
    assert found(office) == [("B292", "2026/main.budget", line_of(office / "2026" / "main.budget", ASK))]


@pytest.mark.parametrize("name", ["901 青禾区示范街办", "902 青禾区示范街道办事处"])
def test_a_department_with_a_new_name_or_a_new_code_is_the_same(office: Path, name: str) -> None:
    change(office / "2025" / "main.budget", "部门 901 青禾区示范街道办事处", f"部门 {name}")
    assert found(office) == []


def test_figures_alone_leave_the_columns_of_last_year_blank(office: Path) -> None:
    """A build says so; where a file is named that is missing, that has been said."""
    main = office / "2026" / "main.budget"
    text = main.read_text(encoding="utf-8")
    start, end = text.index("# ---- 与上年比较"), text.index("原因 支出总计")
    main.write_text(text[:start] + STATED + text[end:], encoding="utf-8")
    compilation = Compilation(Workspace.around(office), office / "2026")
    assert compilation.document is not None
    (finding,) = [each for each in compilation.diagnostics if each.code == "B293"]
    assert place(finding) == ("B293", "2026/main.budget", line_of(main, "  250.00  支出总计"))
    assert str(finding.args["tables"]).startswith("2026年支出与上年对比表")
    change(main, STATED, '上年 "../2024"\n')
    compilation = Compilation(Workspace.around(office), office / "2026")
    assert compilation.document is not None
    assert "B293" not in [each.code for each in compilation.diagnostics]
