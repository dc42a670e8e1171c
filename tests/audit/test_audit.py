"""Audits of published documents: real ones, and an invented one that is always here."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from budgetlang.audit.audit import Audit, audit
from budgetlang.importer.readers import reader_for

INVENTED = Path(__file__).with_name("published.txt")
SEED_CODES = {
    "rate": {"B613"}, "count": {"B612"}, "text-money": {"B617"}, "text-sum": {"B610", "B618"}, "text-count": {"B619"},
    "fund": {"B603"}, "indicator": {"B602", "B604", "B607"}, "year": {"B605"},
}  # fmt: skip
"""the rules that may find an error of a kind of `errors.tsv`"""


def audited(path: Path) -> Audit:
    reader = reader_for(path.name)
    assert reader is not None
    return audit(reader(path.name, path.read_bytes()))


def places(found: Audit) -> list[tuple[int, str]]:
    """The line and the code of every error and contradiction."""
    labels = [(each.labels[0], each.code) for each in (*found.errors, *found.contradictions)]
    return [(label.source.line_of(label.start), code) for label, code in labels]


def test_the_invented_document() -> None:
    found = audited(INVENTED)
    assert places(found) == [(8, "B612"), (12, "B613"), (20, "B617"), (24, "B604")]
    assert (found.imported.forms, found.imported.year) == (1, 2026)
    assert found.imported.department == "某某区公园管理局"


def test_findings_show_the_published_words() -> None:
    labels = [each.labels[0] for each in audited(INVENTED).errors]
    assert [label.source.text[label.start : label.end] for label in labels] == ["3个", "1.73%", "8万元", "≤50件/年"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("设3个", "设2个", 8), ("1.73%", "1.43%", 12), ("每年8万元", "每年5万元", 20), ("≤50件", "≤30件", 24)],
)
def test_a_mended_fault_is_not_found(tmp_path: Path, old: str, new: str, line: int) -> None:
    text = INVENTED.read_text(encoding="utf-8")
    mended = tmp_path / "mended.txt"
    mended.write_text(text.replace(old, new), encoding="utf-8")
    assert [place for place in places(audited(INVENTED)) if place[0] != line] == places(audited(mended))


def test_what_is_not_recognised_is_listed() -> None:
    found = audited(INVENTED)
    words = [label.source.text[label.start : label.end] for note in found.notes for label in note.labels]
    assert "101-某某区公园管理局" in words


def test_all_known_errors_of_the_seed_and_no_other(shared: Path) -> None:
    with (shared / "golden" / "changzhi-2026" / "errors.tsv").open(encoding="utf-8") as file:
        known = [(int(row["line"]), row["kind"]) for row in csv.DictReader(file, delimiter="\t")]
    found = places(audited(shared / "seed" / "changzhi-2026.txt"))
    for line, kind in known:
        # the money of the form is reported at the origin, which is the line below its total
        match = next((each for each in found if each[0] - line in (0, 1) and each[1] in SEED_CODES[kind]), None)
        assert match, (line, kind)
        found.remove(match)
    assert found == []


def test_a_clean_document_has_no_finding(shared: Path) -> None:
    assert places(audited(shared / "published" / "putuo-office-2025.txt")) == []


def test_parts_of_an_area_that_do_not_add_up(shared: Path) -> None:
    assert places(audited(shared / "published" / "wanli-2025.txt")) == [(494, "B611")]
