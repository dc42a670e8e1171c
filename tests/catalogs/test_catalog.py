"""The catalogues hold together, and hold what a published budget uses."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from budgetlang.catalogs import files
from budgetlang.catalogs.catalog import edition, load, same_name

ALL = ("cn/economic_department", "cn/economic_government", "cn/functional", "cn/revenue", "intl/cofog")


@pytest.fixture(scope="session")
def builder(root: Path) -> ModuleType:
    """The script that makes the data."""
    pytest.importorskip("pypinyin")
    spec = importlib.util.spec_from_file_location("build_catalogs", root / "tools" / "build_catalogs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golden(shared: Path, table: str) -> list[list[str]]:
    path = shared / "golden" / "changzhi-2026" / "tables" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_names() -> None:
    assert files.names() == ALL
    assert files.full_name("functional") == files.full_name("cn/functional") == "cn/functional"
    assert load("functional") is load("cn/functional")


@pytest.mark.parametrize(
    "name", ["", "functions", "cn/", "cn", "../cn/functional", "cn/crosswalks/economic", "obsolete"]
)
def test_unknown_name(name: str) -> None:
    assert files.full_name(name) == ""
    with pytest.raises(LookupError):
        load(name)


def test_short_name_of_two_countries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("cn/functional", "intl/functional", "intl/cofog"):
        file = tmp_path / f"{path}.tsv"
        file.parent.mkdir(exist_ok=True)
        file.touch()
    monkeypatch.setattr(files, "DATA", tmp_path)
    files.names.cache_clear()
    try:
        assert [files.full_name(name) for name in ("functional", "cofog", "cn/functional")] == [
            "", "intl/cofog", "cn/functional",
        ]  # fmt: skip
    finally:
        monkeypatch.undo()
        files.names.cache_clear()


@pytest.mark.parametrize(
    ("name", "rows", "sourced"),
    [("functional", 1005, 139), ("economic_department", 109, 65), ("economic_government", 77, 11), ("revenue", 59, 11)],
)
def test_rows(name: str, rows: int, sourced: int) -> None:
    entries = load(name).entries.values()
    assert (len(entries), sum(entry.sourced for entry in entries)) == (rows, sourced)


@pytest.mark.parametrize("name", ALL)
def test_tree(name: str) -> None:
    catalog = load(name)
    assert list(catalog.entries) == sorted(catalog.entries)
    seen = []
    todo = [*catalog.children()]
    while todo:
        entry = todo.pop()
        seen.append(entry.code)
        todo += catalog.children(entry.code)
    assert sorted(seen) == sorted(catalog.entries), "every entry is reached from the top, once"
    for code, entry in catalog.entries.items():
        assert code == entry.code and code.isdecimal() and code.isascii() and catalog.level(code)
        assert entry.name == entry.name.strip() != ""


def test_levels() -> None:
    catalog = load("functional")
    assert catalog.levels == (("类", 3), ("款", 5), ("项", 7))
    assert [catalog.level(code) for code in ("201", "20103", "2010301", "2010", "")] == ["类", "款", "项", "", ""]
    assert [catalog.parent(code) for code in ("2010301", "9999999", "201030", "20103", "201", "")] == [
        "20103", "99999", "20103", "201", "", "",
    ]  # fmt: skip
    assert catalog.get("2010301") == ("2010301", "行政运行", True, "xing zheng yun xing")
    assert catalog.get("2010300") is None
    assert [entry.code for entry in load("economic_government").children("506")] == ["50601", "50602"]
    assert load("functional").children("99999") == []


def test_functional_codes_of_the_seed(shared: Path) -> None:
    catalog = load("functional")
    rows = [row[:2] for row in golden(shared, "02") if row[0].isdecimal()]
    assert len(rows) == 30
    for code, name in rows:
        entry = catalog.get(code)
        assert entry and same_name(entry.name, name) and entry.sourced, (code, name)
        assert len(code) == 3 or catalog.parent(code) in catalog.entries


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("政府办公厅（室）及相关机构事务", "政府办公厅(室)及相关机构事务", True),
        ("行政运行", " 行政　运行", True),
        ("“两庭”建设", '"两庭"建设', True),
        ("ＡＢ１", "AB1", True),
        ("行政运行", "事业运行", False),
        ("维修（护）费", "维修护费", False),
        ("", "行政运行", False),
    ],
)
def test_same_name(left: str, right: str, same: bool) -> None:
    assert same_name(left, right) is same_name(right, left) is same


@pytest.mark.parametrize("name", ALL)
def test_pinyin_is_that_of_the_builder(name: str, builder: ModuleType) -> None:
    builder.load_phrases_dict(builder.PHRASES)
    for entry in load(name).entries.values():
        assert entry.pinyin == builder.syllables(entry.name), entry.name


@pytest.mark.parametrize(
    ("name", "initials", "pinyin"),
    [
        ("住房公积金", "zfgjj", "zhu fang gong ji jin"),
        ("行政运行", "xzyx", "xing zheng yun xing"),
        ("行业医院", "hyyy", "hang ye yi yuan"),
        ("差旅费", "clf", "chai lv fei"),
        ("罚没收入", "fmsr", "fa mo shou ru"),
        ("自然灾害救灾及恢复重建支出", "zrzhjzjhfcjzc", "zi ran zai hai jiu zai ji hui fu chong jian zhi chu"),
        ("安排预算稳定调节基金", "apyswdtjjj", "an pai yu suan wen ding tiao jie ji jin"),
        ("统计抽样调查", "tjcydc", "tong ji chou yang diao cha"),
        ("退牧还草", "tmhc", "tui mu huan cao"),
        ("长江黄河等流域管理", "cjhhdlygl", "chang jiang huang he deng liu yu guan li"),
        ("参事事务", "cssw", "can shi shi wu"),
        ("会议费", "hyf", "hui yi fei"),
        ("因公出国（境）费用", "ygcgjfy", "yin gong chu guo jing fei yong"),
    ],
)
def test_characters_with_several_readings(name: str, initials: str, pinyin: str) -> None:
    found = {(e.initials, e.pinyin) for catalog in ALL for e in load(catalog).entries.values() if e.name == name}
    assert found == {(initials, pinyin)}


def test_data_is_what_the_builder_makes(builder: ModuleType, shared: Path) -> None:
    made = builder.build(shared / "catalog")
    assert len(made) == 8
    for name, text in made.items():
        assert (builder.TARGET / name).read_text(encoding="utf-8") == text, name


def test_an_edition_holds_for_its_years() -> None:
    """The single economic classification went with 2017; since then there are two."""
    assert edition("economic_department", 2017) == "cn/economic_department.2007-2017"
    assert [edition("economic_department", year) for year in (2006, 2018, 2026)] == ["", "", ""]
    assert edition("functional", 2017) == "", "when the older functional list held is not known"
    older, now = load(edition("economic_department", 2007)), load("economic_department")
    assert older.get("30104") is not None
    assert now.get("30104") is None
    assert all(older.parent(code) in ("", *older.entries) for code in older.entries)
