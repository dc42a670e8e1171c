"""Invented books without an error, laid out as departments publish them: nothing in them is reported as one.

- schools: units with projects, funds, revenue codes that no catalogue has; schools-dash: dashes for nothing
- planning: page numbers and headers in the middle of tables, full-width digits, fourteen classes, state capital
- district-yuan: whole 元; district-wan: all tables in 万元, headers that come again, a row with one figure
- three: codes divided over three columns; dist-one: codes in one column where the profile has three; names: no codes
- dist-stripped: lines without the tabs at their ends; onegrid: titles, departments and notes within the lines of tables
- district.xlsx: sheets without lines; extra-column: a column that the profile does not have
"""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.audit.audit import Audit, audit
from budgetlang.importer.readers import reader_for

BOOKS = sorted((Path(__file__).parent / "clean").iterdir())
FUNDS = ["国有土地使用权出让金收入", "彩票公益金收入"]
UNKNOWN = {
    **dict.fromkeys(("schools", "schools-dash", "three", "names", "onegrid"), FUNDS),
    "extra-column": ["3042.06", *FUNDS],
    "planning": ["其他商业流通事务支出", "储备粮油补贴", "国有土地使用权出让金收入", "利润收入"],
}
"""names of codes that are in no catalogue, and the first figure of a column that is in no profile"""
TABLES = {"cn/shanxi-2026": 13, "cn/shanghai-2025": 9}


def audited(path: Path) -> Audit:
    reader = reader_for(path.name)
    assert reader is not None
    return audit(reader(path.name, path.read_bytes()))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_nothing_is_wrong(path: Path) -> None:
    found = audited(path)
    assert [each.code for each in (*found.errors, *found.contradictions)] == []
    assert len(found.imported.tables.found) == TABLES[found.imported.profile_name]
    assert [passage.text for passage in found.unread] == UNKNOWN.get(path.stem, [])
