"""Entries near a wrong code or name, older editions, search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.catalogs.catalog import load, near, obsolete
from budgetlang.catalogs.search import WAYS, search

CODES = sorted(load("functional").entries)


@pytest.mark.parametrize(
    ("code", "name", "first"),
    [
        ("2010310", "", "2010301"),  # swapped; ties go by code
        ("2010351", "事业运行", "2010350"),
        ("2010310", "事业运行", "2010350"),
        ("201030", "", "2010301"),  # a digit missing
        ("20103011", "行政运行", "2010301"),
        ("2080405", "机关事业单位基本养老保险缴费支出", "2080505"),  # the name, one slip away, before the siblings
        ("2990101", "人大会议", "2010104"),  # the name far away
        ("2010301", "事业运行", "2010350"),  # the code exists, the name is another's
        ("20l0301", "", "2010301"),
        ("", "公积金", "2210201"),
        ("2789901", "住房公积经", "2210201"),
        ("99", "", "209"),  # of no level: the classes are its siblings
    ],
)
def test_nearest_comes_first(code: str, name: str, first: str) -> None:
    assert near(load("functional"), code, name)[0].code == first


def test_siblings_before_other_slips() -> None:
    found = near(load("functional"), "2080588")
    assert [entry.code[:5] for entry in found] == ["20805"] * 3


def test_far_name_keeps_a_place() -> None:
    assert [entry.code for entry in near(load("functional"), "2101203", "行政单位医疗")] == [
        "2101201", "2101202", "2101101",
    ]  # fmt: skip


def test_nothing_near() -> None:
    assert near(load("functional"), "", "") == []
    assert near(load("functional"), "2010301", "行政运营") == [], "other codes that share its own name are no help"


wrong_codes = st.one_of(
    st.sampled_from(CODES),
    st.text(alphabet="0123456789", max_size=9),
    st.text(max_size=8),
    st.builds(lambda code, at, digit: code[:at] + digit + code[at + 1 :], st.sampled_from(CODES),
              st.integers(0, 6), st.sampled_from("0123456789")),
)  # fmt: skip


@given(
    wrong_codes, st.one_of(st.just(""), st.sampled_from(["行政运行", "医疗", "住房公积金（甲）"]), st.text(max_size=12))
)
def test_near_gives_other_existing_entries(code: str, name: str) -> None:
    catalog = load("functional")
    found = near(catalog, code, name)
    assert len(found) == len({entry.code for entry in found}) <= 3
    assert all(catalog.get(entry.code) is entry and entry.code != code for entry in found)


@given(st.sampled_from(CODES), st.integers(0, 6))
def test_swapped_digits_are_mended_by_the_name(code: str, at: int) -> None:
    wrong = code[:at] + code[at : at + 2][::-1] + code[at + 2 :]
    catalog = load("functional")
    name = catalog.entries[code].name
    twins = [entry for entry in catalog.entries.values() if entry.name == name]
    if wrong not in catalog.entries and len(twins) == 1:
        assert near(catalog, wrong, name)[0].code == code


def test_obsolete_code_lives_on() -> None:
    (row,) = obsolete("functional", "2130599")
    assert row == ("2130599", "其他扶贫支出", "2010", "其他巩固脱贫攻坚成果衔接乡村振兴支出", "")
    assert obsolete("cn/functional", " 其他扶贫支出") == [row]


def test_obsolete_name_moved() -> None:
    assert obsolete("economic_department", "30311") == [("30311", "住房公积金", "2007", "代缴社会保险费", "30113")]
    assert obsolete("economic_department", "30210") == [("30210", "交通费", "2007", "", "")]


def test_obsolete_leaves_out_what_is_current() -> None:
    for name in ("functional", "economic_department"):
        catalog = load(name)
        assert not [row for code in catalog.entries for row in obsolete(name, code) if row.name == row.new_name]
    assert obsolete("functional", "2010101") == [], "行政运行（人大） is the same name with a qualifier"
    assert obsolete("revenue", "101") == obsolete("functional", "") == obsolete("nothing", "201") == []


def found(term: str, *catalogs: str) -> list[tuple[str, str, str]]:
    return [(hit.catalog[3:], hit.entry.code, hit.how) for hit in search(term, catalogs or None)]


def test_search_by_name() -> None:
    assert found("公积金") == [
        ("economic_department", "30113", "name"),
        ("economic_government", "50103", "name"),
        ("functional", "2210201", "name"),
        ("functional", "2210302", "name"),
    ]
    assert found("行政运行", "functional")[0] == ("functional", "2010101", "name")
    assert found("办公厅(室)", "functional")[0] == ("functional", "20103", "name")


def test_search_puts_the_whole_name_first() -> None:
    assert [code for _, code, _ in found("离退休费", "economic_government")] == ["50905"]
    assert [code for _, code, _ in found("其他支出", "functional")][:3] == ["21999", "229", "22999"]


def test_search_by_code() -> None:
    assert found("2210201") == found("２２１０２０１") == [("functional", "2210201", "code")]
    assert [code for _, code, _ in found("506")] == ["506", "50601", "50602"]


def test_search_by_pinyin() -> None:
    assert ("functional", "2210201", "initials_inside") in found("gjj")
    assert next(hit for hit in found("ZFGJJ") if hit[2] == "initials") == ("economic_department", "30113", "initials")
    assert ("functional", "2210201", "pinyin") in found("gongjijin")
    assert found("gong ji jin") == found("gongjijin")
    assert found("chailüfei") == found("chailvfei") == [("economic_department", "30211", "pinyin")]
    assert not found("ongjijin"), "pinyin begins with a syllable"


def test_search_order() -> None:
    hits = search("gjj")
    ways = [WAYS.index(hit.how) for hit in hits]
    assert ways == sorted(ways) and len(set(ways)) > 1


def test_search_finds_nothing() -> None:
    assert search("") == search(" 　") == search("没有这样的科目") == []
    with pytest.raises(LookupError):
        search("201", ["nothing"])


@given(st.text(max_size=6))
def test_search_never_fails(term: str) -> None:
    assert all(hit.how in WAYS for hit in search(term))
