"""Two years of the invented office: every way in which something can change, in tables and in words.

`book.md` is the whole book. It was read by eye, and its numbers were added up by hand, before it was kept.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetlang.backends import load
from budgetlang.document.nodes import Document
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

GOLDEN = Path(__file__).parent / "book.md"
CASES = {
    "up": "其他城市生活救助（2082501）（上年列2080299 其他民政管理事务支出）28.60万元，比上年增加2.60万元，增长10.00%",
    "down": "行政运行（2010301）722.00万元，比上年减少6.00万元，下降0.82%",
    "equal": "城乡社区环境卫生（2120501）120.00万元，与上年持平",
    "new": "安全监管（2240106）101.00万元，上年没有，本年新增",
    "vanished": "其他城乡社区公共设施支出（2120399）0万元，上年35.00万元，本年不再安排",
    "renamed": "财政服务所（上年为青禾区示范街道财政所）146.00万元，与上年持平",
    "merged": "党群服务中心（上年为青禾区示范街道党群服务中心、青禾区示范街道社区教育中心）334.60万元",
    "split": "一般行政管理事务（2010302）（上年列2010399 其他政府办公厅（室）及相关机构事务支出）40.00万元",
    "zero base": "公务用车购置费18.00万元，上年没有，本年新增，增减率：上年无此项，不计算增长率",
}


@pytest.fixture(scope="module")
def compiled(root: Path) -> Compilation:
    path = root / "examples" / "district-office-years" / "2026"
    return Compilation(Workspace.around(path), path)


@pytest.fixture(scope="module")
def document(compiled: Compilation) -> Document:
    assert compiled.document is not None
    return compiled.document


@pytest.fixture(scope="module")
def book(document: Document) -> str:
    return load("markdown")(document)["book.md"].decode("utf-8")


@pytest.mark.parametrize(("year", "codes"), [("2025", ["B293"]), ("2026", [])])
def test_there_is_nothing_to_report(root: Path, year: str, codes: list[str]) -> None:
    """The first year has no file of the year before, only its figures: its columns of last year stay blank."""
    path = root / "examples" / "district-office-years" / year
    compilation = Compilation(Workspace.around(path), path)
    assert compilation.diagnostics == []
    assert compilation.document is not None
    assert [each.code for each in compilation.diagnostics] == codes


def test_the_book_is_the_one_that_was_read(book: str) -> None:
    assert book == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_in_it(case: str) -> None:
    assert CASES[case] in GOLDEN.read_text(encoding="utf-8")


def test_last_year_is_what_last_years_file_says(root: Path, document: Document) -> None:
    """Read here without the language: all amounts of the two blocks of expenditure."""
    text = (root / "examples" / "district-office-years" / "2025" / "main.budget").read_text(encoding="utf-8")
    blocks = re.findall(r"^明细 支出 \{(.*?)^\}", text, re.DOTALL | re.MULTILINE)
    fen = sum(int(number.replace(".", "")) for block in blocks for number in re.findall(r"\d+\.\d\d", block))
    table = next(block for block in document.sections[0].blocks if getattr(block, "code", "") == "01")
    assert table.rows[0][2].fen == fen == 1_349_170_160  # type: ignore[union-attr]


def test_a_number_of_last_year_knows_its_lines(document: Document) -> None:
    table = next(block for block in document.sections[0].blocks if getattr(block, "code", "") == "01")
    row = next(row for row in table.rows if row[0].text == "2082501")  # type: ignore[union-attr]
    prior, change = (document.origins[row[index].origin] for index in (2, 6))
    assert [document.facts[index].file.split("/")[0] for index in prior.facts] == ["2025"]
    assert [document.facts[index].file.split("/")[0] for index in change.facts] == ["2026", "2025"]
