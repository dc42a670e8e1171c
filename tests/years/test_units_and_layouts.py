"""Last year in the books of units, and last year's columns in the tables of the published layouts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetlang.cube.figures import Figures
from budgetlang.document.nodes import Document, Table
from budgetlang.pipeline import Compilation
from budgetlang.workspace import BUILT_IN, Workspace

PRIOR = re.compile(r"^上年 \d{4} \{.*?^\}\n", re.DOTALL | re.MULTILINE)


def two_years(root: Path, folder: Path, example: str) -> Path:
    """An example as this year's budget, and the same lines as last year's."""
    (folder / "budget.toml").touch()
    now, last = folder / "now", folder / "last"
    for copy in (now, last):
        shutil.copytree(root / "examples" / example, copy)
        for path in copy.rglob("*.budget"):
            path.write_text(PRIOR.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    main = last / "main.budget"
    text = main.read_text(encoding="utf-8")
    main.write_text(re.sub(r"^预算 (\d+)", lambda m: f"预算 {int(m[1]) - 1}", text, flags=re.MULTILINE), "utf-8")
    with (now / "main.budget").open("a", encoding="utf-8") as file:
        file.write('\n上年 "../last/main.budget"\n')
    return now


def test_against_itself_nothing_changed_in_any_book(root: Path, tmp_path: Path) -> None:
    whole = Compilation(Workspace(tmp_path), two_years(root, tmp_path, "water-bureau"))
    assert {finding.code for finding in whole.diagnostics} == {"B506"}, "only reasons for nothing"
    assert len(whole.own_units) == 6
    for book in (whole, *whole.own_units):
        assert book.checked is not None
        figures = book.checked.figures
        assert figures.cube.before is not None
        last = Figures(figures.cube.before)
        for name, stated in figures.budget.prior.items():
            assert stated.amount.value == last.amount(name) == figures.amount(name)


COLUMNS = """
    组 "与上年比较" {
      合计 "上年" 上年
      合计 "增减额" 增减
      合计 "增减率" 增长率
    }
"""


def tables(document: Document) -> Iterator[Table]:
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop()
        yield from (block for block in section.blocks if isinstance(block, Table))
        waiting.extend(section.sections)


@pytest.mark.parametrize(
    ("example", "profile"), [("district-office", "cn/shanxi-2026"), ("putuo-office-2025", "cn/shanghai-2025")]
)
def test_every_table_of_a_published_layout_can_show_last_year(
    root: Path, tmp_path: Path, example: str, profile: str
) -> None:
    """The columns are added to every list of columns; last year is the same budget, so nothing has changed."""
    now = two_years(root, tmp_path, example)
    own = tmp_path / "profiles" / profile
    shutil.copytree(Path(BUILT_IN) / profile, own)
    layout = own / "layout.budget"
    text = layout.read_text(encoding="utf-8")
    changed, count = re.subn(
        r"^( *)列 \{\n(.*?)^\1\}\n", rf"\1列 {{\n\2{COLUMNS}\1}}\n", text, flags=re.DOTALL | re.MULTILINE
    )
    assert count > 8
    layout.write_text(changed, encoding="utf-8")
    document = Compilation(Workspace(tmp_path), now).document
    assert document is not None
    compared = 0
    for table in tables(document):
        assert table.columns[-3].endswith("与上年比较 / 上年")
        for row in table.rows:
            last, change, rate = row[-3:]
            if last.fen is None or change.fen is None:
                continue
            assert change.fen == 0
            assert rate.text in ("0", "0.00", "—", "")
            compared += bool(last.fen)
    assert compared > 20
