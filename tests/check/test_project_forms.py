"""The wrong figures of the published forms: those that money, columns and years contradict are found, nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from changed_example import Compile

from budgetlang.check.goals import contradict, read
from budgetlang.check.years import stale
from budgetlang.diagnostics.diagnostic import Diagnostic

FOUND = {
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


def place(diagnostic: Diagnostic) -> tuple[str, str, str]:
    label = diagnostic.labels[0]
    return Path(label.source.path).stem, diagnostic.code, label.source.text[label.start : label.end]


def test_the_example_has_these_findings_and_no_other(compiled: Compile) -> None:
    found = [place(diagnostic) for diagnostic in compiled({}).diagnostics]
    expected = sorted(FOUND.values())
    assert len(found) == len(expected)
    for (project, code, text), (own, own_code, marked) in zip(sorted(found), expected, strict=True):
        assert (project, code) == (own, own_code)
        assert text.startswith(marked)


def test_all_contradictions_of_forms_are_among_them(shared: Path) -> None:
    with (shared / "golden" / "changzhi-2026" / "errors.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert {int(row["id"]) for row in rows if row["kind"] in ("fund", "indicator", "year")} == set(FOUND)


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
    one, other = read(year), read(whole)
    assert one is not None and other is not None
    assert contradict(one, other) is wrong


@pytest.mark.parametrize("goal", ["完善", "100元/人/年", "2026年1月至12月", "≥1人/次/年", "", "每年全年每年1-12月"])
def test_words_and_dates_are_no_amounts_of_money(goal: str) -> None:
    limit = read(goal)
    assert limit is None or not limit.money


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
    assert [year for _, year in stale(text, 2026)] == years
