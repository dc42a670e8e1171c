"""The cross-walk of the two economic classifications."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from budgetlang.catalogs.catalog import load, same_name
from budgetlang.catalogs.crosswalk import ANY, load_crosswalk


def test_codes_exist() -> None:
    crosswalk = load_crosswalk("economic")
    left, right = load(crosswalk.left), load(crosswalk.right)
    pairs = [(code, pair) for code in left.entries for pair in crosswalk.allowed(code)]
    assert len(pairs) == len({(code, pair.code, pair.kind) for code, pair in pairs}) == 162, (
        "no row lacks its left code"
    )
    assert sum(pair.sourced for _, pair in pairs) == 62
    assert all(pair.code in right.entries and pair.kind in ("行政", "事业", ANY) for _, pair in pairs)


def test_unknown_name() -> None:
    assert load_crosswalk("cn/economic") is load_crosswalk("economic")
    with pytest.raises(LookupError):
        load_crosswalk("functional")


def test_allowed() -> None:
    allowed = load_crosswalk("economic").allowed
    assert allowed("30101") == [("50101", "行政", True), ("50501", "事业", True)]
    assert allowed("30101", "行政") == allowed("30101", "参公") == [("50101", "行政", True)]
    assert allowed("30301", "事业") == allowed("30301", "企业") == [("50905", ANY, True)]
    assert allowed("30101", "企业") == allowed("30999", "企业") == allowed("00000") == []


@pytest.mark.parametrize(
    ("left", "right", "kind", "verdict"),
    [
        ("30101", "50101", None, "ok"),
        ("30101", "50101", "行政", "ok"),
        ("30101", "50101", "参公", "ok"),
        ("30101", "50101", "事业", "other_kind"),
        ("30101", "50501", "参公", "other_kind"),
        ("30101", "50501", "企业", "unknown"),
        ("30101", "50201", "行政", "wrong"),
        ("30101", "50201", None, "wrong"),
        ("30301", "50905", "企业", "ok"),
        ("30301", "50901", "事业", "wrong"),
        ("30103", "50501", "事业", "ok"),  # the row is unverified, and it is there
        ("30103", "50501", "行政", "unknown"),
        ("30103", "50201", "行政", "unknown"),
        ("31101", "50799", None, "unknown"),  # nothing is listed
        ("", "", None, "unknown"),
    ],
)
def test_verdict(left: str, right: str, kind: str | None, verdict: str) -> None:
    assert load_crosswalk("economic").verdict(left, right, kind) == verdict


def test_pairs_of_the_seed(shared: Path) -> None:
    crosswalk = load_crosswalk("economic")
    left, right = load(crosswalk.left), load(crosswalk.right)
    listed: dict[str, list[str]] = {}
    for code, entry in left.entries.items():
        listed[entry.name] = listed.get(entry.name, []) + [right.entries[p.code].name for p in crosswalk.allowed(code)]
    path = shared / "golden" / "changzhi-2026" / "tables" / "06.csv"
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [row[:2] for row in csv.reader(file) if row[1]]
    assert len(pairs) == 48
    for name, other in pairs:
        assert any(same_name(other, known) for known in listed[name]), (name, other)
