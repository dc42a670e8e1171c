"""Documents that lack tables of their profile: what nobody states is unknown, not zero."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budgetlang.audit.audit import Audit, audit
from budgetlang.diagnostics.messages import severity
from budgetlang.importer.coverage import Coverage
from budgetlang.importer.readers import reader_for
from budgetlang.importer.run import compiled

CLEAN = Path(__file__).resolve().parent / "clean"

OPEN = {"schools.txt": {"02"}}
"""tables without which amounts stay open; those chosen for them add up to other roundings"""


def audited(name: str, text: str) -> Audit:
    return audit(reader_for(name)(name, text.encode()))


def without(text: str, whole: Audit, code: str) -> str:
    """The text without one of its tables: all that stands between its first row and its last."""
    source, lines = whole.imported.published.source, text.split("\n")
    rows = [source.line_of(each.passage.pieces[0].start) for each in whole.imported.tables.found[code].statements]
    first, last = min(rows), max(rows)
    while "\t" in lines[first - 1]:
        first -= 1
    while "\t" in lines[last + 1]:
        last += 1
    return "\n".join([*lines[:first], *lines[last + 1 :]])


def wrong(found: Audit) -> list[tuple[str, str]]:
    return [(each.code, json.dumps(dict(each.args), ensure_ascii=False)) for each in found.diagnostics
            if severity(each.code) == "error"]  # fmt: skip


@pytest.mark.parametrize("name", ["planning.txt", "schools.txt", "district-wan.txt", "district-yuan.txt"])
def test_a_clean_book_without_one_of_its_tables_is_clean(name: str) -> None:
    text = (CLEAN / name).read_text(encoding="utf-8")
    whole = audited(name, text)
    tables = {code for code, table in whole.imported.tables.found.items() if table.statements}
    assert not wrong(whole) and len(tables) > 6
    for code in sorted(tables - OPEN.get(name, set())):
        found = audited(name, without(text, whole, code))
        assert wrong(found) == [], code
        assert len(found.absent) > len(whole.absent)


def test_a_figure_without_details_is_wrong_where_no_lost_table_would_have_them() -> None:
    name = "district-yuan.txt"
    text = (CLEAN / name).read_text(encoding="utf-8")
    for code in ("06", "07"):  # the other tables show all that these do
        text = without(text, audited(name, text), code)
    clean = audited(name, text)
    assert not wrong(clean) and len(clean.absent) == 2
    pieces = [each.passage.pieces[0] for each in clean.imported.tables.statements if not each.fen]
    zeros = [piece.start for piece in pieces if piece.text == "0"]
    assert len(zeros) > 4
    for start in zeros[:5]:
        assert wrong(audited(name, f"{text[:start]}1{text[start + 1 :]}")), text[start - 40 : start]


def test_words_alone_are_compared_with_nothing() -> None:
    text = (CLEAN / "planning.txt").read_text(encoding="utf-8")
    found = audited("words.txt", "\n".join(line for line in text.split("\n") if "\t" not in line))
    assert not found.imported.tables.found and wrong(found) == []


def test_what_is_lost_and_what_figures_are_unknown_without_it() -> None:
    made = compiled({"main.budget": "样式 cn/shanxi-2026\n"})
    codes = [spec.code for spec in made.layout.tables]

    def without_tables(*lost: str) -> Coverage:
        return Coverage.of(made.profile, made.layout, [code for code in codes if code not in lost])

    assert without_tables().unknown() == frozenset() and without_tables().partial() == frozenset()
    assert {"人员经费", "公用经费"} <= without_tables("06").unknown(told=True)
    assert without_tables("08").unknown(told=True) == frozenset()
    assert without_tables("13").partial() == {"12"} and without_tables("12").partial() == {"13"}
    assert without_tables("03").unknown(told=True) == {"基本支出", "项目支出"}
