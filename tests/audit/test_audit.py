"""Audits of published documents: real ones, and an invented one that is always here."""

from __future__ import annotations

import csv
from collections import Counter
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


def test_what_is_not_recognised_is_listed(tmp_path: Path) -> None:
    strange = tmp_path / "strange.txt"
    strange.write_text(INVENTED.read_text(encoding="utf-8") + "附表\n三月\t四月\n甲\t乙\n", encoding="utf-8")
    found = audited(strange)
    words = [label.source.text[label.start : label.end] for note in found.notes for label in note.labels]
    assert "三月" in words


def golden(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "golden" / "changzhi-2026" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_all_known_errors_of_the_seed_and_no_other(shared: Path) -> None:
    known = [(int(row["line"]), row["kind"]) for row in golden(shared, "errors.tsv")]
    audit = audited(shared / "seed" / "changzhi-2026.txt")
    assert len(audit.imported.tables.found) == 13
    found = places(audit)
    for line, kind in known:
        # the money of a form is reported at its origin, which stands below the total
        lines = range(line, line + (4 if kind == "fund" else 2))
        match = next((each for each in found if each[0] in lines and each[1] in SEED_CODES[kind]), None)
        assert match, (line, kind)
        found.remove(match)
    assert found == []


def test_tails_of_the_seed_are_no_errors_and_those_of_single_tables_are_listed(shared: Path) -> None:
    audit = audited(shared / "seed" / "changzhi-2026.txt")
    shown = {each.found.removesuffix("万元").replace(",", "") for each in audit.tails}
    known = {figure for row in golden(shared, "tails.tsv") for figure in row["published"].split()}
    assert {"2634.44", "94.81", "1785.61", "2342.82", "2185.00"} <= shown & known
    assert not {(label.start, label.end) for each in audit.tails for label in each.labels} & {
        (each.labels[0].start, each.labels[0].end) for each in audit.errors
    }


def test_the_figures_of_the_seed_can_come_from_one_set_of_amounts(shared: Path) -> None:
    found = audited(shared / "seed" / "changzhi-2026.txt").certificate
    assert found is not None
    assert (found.verdict, found.deviation) == ("consistent", 5_000)
    assert found.figures > 500


def test_a_clean_document_has_no_finding(shared: Path) -> None:
    audit = audited(shared / "published" / "putuo-office-2025.txt")
    assert (places(audit), audit.tails, audit.unread) == ([], [], [])
    assert len(audit.imported.tables.found) == 7  # and two that are empty


def test_a_document_with_tails_of_one_yuan_and_one_error(shared: Path) -> None:
    """Parts of an area do not add up; two totals of 元 without decimals are off by one."""
    audit = audited(shared / "published" / "wanli-2025.txt")
    assert places(audit) == [(494, "B611")]
    lines = {label.source.line_of(label.start) for each in audit.tails for label in each.labels}
    assert lines == {199, 377}


CHANGED = [
    ("2010302\t一般行政管理事务\t237.80\t\t237.80", "2010302\t一般行政管理事务\t237.81\t\t237.81", "B410"),
    ("201\t一般公共服务支出\t2285.62\t1785.61\t500.00", "201\t一般公共服务支出\t2285.62\t1785.61\t501.00", "B410"),
    ("2130599\t其他巩固脱贫攻坚成果衔接乡村振兴支出\t8.00\t8.00\t\n", "", "B803"),
    ("收入总计\t3134.44\t支出总计\t3134.44\t3132.64\t1.80\n", "", "B803"),
    ("支出总计\t3134.44\t3132.64\t1.80\n", "支出总计\t3134.44\t3132.46\t1.80\n", "B410"),
    ("会议费\t11.00\t11.00", "会议费\t110.00\t110.00", "B402"),
    ("卫生健康支出103.99万元、农林水支出8.00万元", "卫生健康支出109.39万元、农林水支出8.00万元", "B804"),
    ("预算31.90万元比2025年增加4.00万元", "预算31.90万元比2025年减少4.00万元", "B418"),
]


@pytest.mark.parametrize(("old", "new", "code"), CHANGED)
def test_a_change_of_one_figure_is_an_error(shared: Path, old: str, new: str, code: str) -> None:
    path = shared / "seed" / "changzhi-2026.txt"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    reader = reader_for(path.name)
    assert reader is not None
    before = Counter(each.code for each in audited(path).diagnostics)
    after = audit(reader(path.name, text.replace(old, new, 1).encode()))
    assert code in Counter(each.code for each in after.diagnostics) - before
