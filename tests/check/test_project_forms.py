"""The wrong figures of the published book: all that its source still holds are found, and nothing else."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from changed_example import Compile

from budgetlang.catalogs.currencies import load_currency
from budgetlang.check.goals import contradict, is_money, read
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.prose.vocabulary import vocabulary
from budgetlang.prose.years import stale

WORDS = vocabulary("zh-CN", load_currency("cn/yuan").spoken)

FOUND = {
    2: ("text", "B612", "7个"),
    3: ("P11", "B617", "8万元"),
    4: ("P16", "B610", "9.87万元"),
    5: ("P16", "B617", "9.87万元"),
    6: ("P05", "B617", "15万"),
    7: ("P09", "B617", "4.8万元"),
    8: ("P10", "B618", "8万元、委托业务费6万元"),
    9: ("P12", "B617", "3.3万元"),
    10: ("P12", "B619", "三人"),
    11: ("P08", "B617", "45万元"),
    12: ("P17", "B617", "5.62万元"),
    13: ("P02", "B619", "1000余人次"),
    14: ("P20", "B610", "50万"),
    16: ("P21", "B617", "3.34万元"),
    15: ("P21", "B603", "实施期 33400元"),
    17: ("P21", "B602", "≤3.34万元"),
    18: ("P20", "B602", "≤93.50万元"),
    19: ("P01", "B607", "≤9.8万元/年"),
    20: ("P01", "B604", "19.6万元/年"),
    21: ("P11", "B604", "≤50件/年"),
    22: ("P07", "B604", "≤15辆/年"),
    23: ("P09", "B605", "2024年"),
    24: ("P09", "B605", "2025年"),
}
"""by number in `errors.tsv`: project, code, and the beginning of the marked text"""


COMPUTED = {1}
"""the rate that the book computes itself"""


def place(diagnostic: Diagnostic) -> tuple[str, str, str]:
    label = diagnostic.labels[0]
    return Path(label.source.path).stem, diagnostic.code, label.source.text[label.start : label.end]


def without_sic(folder: Path) -> dict[str, str]:
    """The files of the example without the statements that set its errors aside."""
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.budget")}
    kept = {name: "".join(re.sub(r"(?m)^ *存疑 .*$", "#", text)) for name, text in texts.items()}
    return {name: text for name, text in kept.items() if text != texts[name]}


def test_the_example_leaves_every_error_as_it_is(compiled: Compile) -> None:
    diagnostics = compiled({}).diagnostics
    assert {diagnostic.code for diagnostic in diagnostics} == {"B624"}
    accepted = sorted(str(diagnostic.args["finding"]) for diagnostic in diagnostics)
    assert accepted == sorted(code for _, code, _ in FOUND.values())


def test_the_example_has_these_findings_and_no_other(compiled: Compile, changzhi: Path) -> None:
    found = [place(diagnostic) for diagnostic in compiled(without_sic(changzhi)).diagnostics]
    expected = sorted(FOUND.values())
    assert len(found) == len(expected)
    for (project, code, text), (own, own_code, marked) in zip(sorted(found), expected, strict=True):
        assert (project, code) == (own, own_code)
        assert text.startswith(marked)


def test_all_errors_of_the_published_book_are_among_them(shared: Path) -> None:
    with (shared / "golden" / "changzhi-2026" / "errors.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert {int(row["id"]) for row in rows} == set(FOUND) | COMPUTED


@pytest.mark.parametrize(
    ("year", "whole", "wrong"),
    [
        ("≤50件/年", "≤30件/年", True),
        ("≤15辆/年", "12辆/年", True),
        ("19.6万元/年", "≤9.8万元/年", True),
        ("≥31件", "≤30件", True),
        ("≤30件/年", "≤50件/年", False),
        ("≥12次/年", "≥10次/年", False),
        ("≥12次", "100次", False),
        ("≤8%", "≤5%", False),
        ("≤50件", "≤30台", False),
        ("50000元", "5万元", False),
        ("5.01万元", "50000元", True),
    ],
)
def test_the_year_stays_inside_the_whole_period(year: str, whole: str, wrong: bool) -> None:
    one, other = read(year, WORDS), read(whole, WORDS)
    assert one is not None and other is not None
    assert contradict(one, other) is wrong


@pytest.mark.parametrize("goal", ["完善", "100元/人/年", "2026年1月至12月", "≥1人/次/年", "", "每年全年每年1-12月"])
def test_words_and_dates_are_no_amounts_of_money(goal: str) -> None:
    limit = read(goal, WORDS)
    assert limit is None or not is_money(limit)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年1-12月", [2024]),
        ("2025年01月01日-12月31日", [2025]),
        ("2025年", [2025]),
        ("2025年度完成", [2025]),
        ("2025年11月至2026年3月", []),
        ("2026年11月至2027年3月", []),
        ("长政办发〔2019〕11号", []),
        ("2019年3月印发的办法", []),
        ("2019年起实施", []),
        ("2024年修订的办法，2025年1-12月实施", [2025]),
    ],
)
def test_a_plan_for_a_past_year_is_stale(text: str, years: list[int]) -> None:
    assert [year for _, year in stale(text, 2026, WORDS)] == years
