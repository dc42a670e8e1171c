"""Profiles reviewed without a budget: the built-in ones are clean, each spoiled one has its finding at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.catalogs.currencies import load_currency
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import severity
from budgetlang.model.dimension import Dimension
from budgetlang.model.profile import Condition, Profile
from budgetlang.pipeline import ProfileCompilation
from budgetlang.review.documentation import documentation
from budgetlang.review.regions import contradiction
from budgetlang.review.templates import may_be, uses_of
from budgetlang.source.text import Source
from budgetlang.workspace import BUILT_IN, Workspace, built_in_profiles

TEMPLATE = Path(__file__).parents[2] / "budgetlang" / "cli" / "profile_template" / "zh"
PROFILE, LAYOUT = "profile.budget", "layout.budget"
DUTIES, SPENDING = "narrative/duties.j2", "narrative/spending.j2"

SPOILED = [
    ("B750", PROFILE, "数据 人员支出", "数据 多余 = 合计 支出\n数据 人员支出", "多余"),
    ("B751", DUTIES, "编制{{ 编制人数 }}人。", "", "输入 编制人数 人"),
    ("B752", DUTIES, '文本("职责")', '"甲"', "职责"),
    ("B753", PROFILE, "比较 支出总计 原因", "", "{% if 支出总计.方向"),
    ("B753", SPENDING, "支出{{ 支出总计 }}元", "{{ 人员支出['上年'] }}", "{{ 年度 }}年{{ 人员支出['上年']"),
    ("B754", LAYOUT, "  列 {", "  其中 用途 = 办事\n  列 {", '合计 "人员"'),
    ("B754", LAYOUT, "    总计", "    行 \"甲\" 其中 用途 = 人员, 用途 != 人员\n    总计", '行 "甲"'),
    ("B754", LAYOUT, "  列 {", "  其中 用途 = 人员, 用途 = 办事\n  列 {", "表 01"),
    ("B754", LAYOUT, "    逐个 单位", "    逐个 单位 其中 单位.类型 = 机关, 单位.类型 != 机关", "逐个 单位"),
    ("B754", PROFILE, "其中 来源 = 上年结转", "其中 来源 = 上年结转, 来源 = 本年收入", "结转支出"),
    ("B756", PROFILE, "<= 支出总计", "<= 结转支出 + 结转支出", "检查"),
    ("B757", PROFILE, "结转支出 + 结转支出 <= 支出总计", "3 <= 2", "检查"),
    ("B758", PROFILE, "口径 全 单位 用途 来源", "口径 全 单位 来源", "人员支出"),
    ("B759", SPENDING, "::图 用途结构图", "", '"用途结构图"'),
    ("B759", LAYOUT, '部分 "第二部分 预算表" {\n  全部表格\n}', "", "01"),
    ("B759", LAYOUT, '  节 职责 "一、主要职责" "duties.j2"\n', "", None),
    ("B720", SPENDING, "{% for 项", "{% fro 项", "{% fro"),
    ("B721", SPENDING, "{{ 支出总计 }}", "{{ 支出总数 }}", "{{ 年度 }}年支出{{ 支出总数"),
    ("B721", SPENDING, "::图", '{{ 数据("甲") }}\n::图', '{{ 数据("甲") }}'),
    ("B721", DUTIES, '文本("职责")', '文栏.别的', "{% for"),
    ("B725", SPENDING, "::图 ", "::画 ", "::画"),
    ("B726", SPENDING, "::图 用途结构图", "::图 别的图", "::图 别的图"),
    ("B728", LAYOUT, '"spending.j2"', '"spent.j2"', "节 一"),
]  # fmt: skip


def copied(folder: Path) -> Path:
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    return folder / "profiles" / "town"


def reviewed(folder: Path, name: str = "town") -> list[Diagnostic]:
    return ProfileCompilation(Workspace(folder), name).diagnostics


def text_at(diagnostic: Diagnostic) -> str:
    label = diagnostic.labels[0]
    return label.source.text[label.start : label.end]


@pytest.mark.parametrize("name", built_in_profiles())
def test_built_in_profiles_have_no_fault(name: str) -> None:
    found = [each for each in reviewed(Path(BUILT_IN), name) if severity(each.code) != "note"]
    assert [(each.code, each.args) for each in found] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_starting_profiles_are_clean(lang: str) -> None:
    assert reviewed(TEMPLATE.with_name(lang)) == []


@pytest.mark.parametrize(("code", "file", "old", "new", "marked"), SPOILED)
def test_a_fault_is_found_at_its_place(
    code: str, file: str, old: str, new: str, marked: str | None, tmp_path: Path
) -> None:
    path = copied(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = [each for each in reviewed(tmp_path) if each.code == code]
    assert found, [each.code for each in reviewed(tmp_path)]
    if marked is not None:
        assert any(text_at(each).startswith(marked) for each in found), list(map(text_at, found))
        assert all((tmp_path / each.labels[0].source.path).is_file() for each in found)


def test_values_that_a_macro_asks_for_count_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "narrative" / "macros.j2").write_text("{% macro 比(数) %}{{ 数.增减 }}{% endmacro %}\n", encoding="utf-8")
    with (folder / SPENDING).open("a", encoding="utf-8") as file:
        file.write("{{ 比(支出总计) }}{{ 比(数=人员支出) }}\n")
    assert [(each.code, each.args["name"]) for each in reviewed(tmp_path)] == [("B753", "人员支出")]


def test_a_view_without_the_dimension_of_a_row_is_found(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / PROFILE
    text = path.read_text(encoding="utf-8").replace("口径 全 单位 用途 来源", "口径 一 用途 来源")
    path.write_text(text, encoding="utf-8")
    found = reviewed(tmp_path)
    assert [each.code for each in found] == ["B755"]
    assert text_at(found[0]) == "逐个 单位"


def test_what_cannot_be_resolved_is_said_and_nothing_follows_from_it(tmp_path: Path) -> None:
    path = copied(tmp_path) / PROFILE
    path.write_text(path.read_text(encoding="utf-8").replace("用途 = 人员", "用途 = 人员费"), encoding="utf-8")
    assert [each.code for each in reviewed(tmp_path)] == ["B202"]
    assert [each.code for each in reviewed(tmp_path, "nowhere")] == ["B027"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", built_in_profiles())
def test_the_documentation_names_everything(name: str, lang: str) -> None:
    subject = ProfileCompilation(Workspace(Path(BUILT_IN)), name).subject
    text = documentation(subject, lang)
    profile, layout = subject.profile, subject.layout
    names = [dimension.name for dimension in profile.dimensions]
    names += [measure.name for measure in profile.measures]
    names += [*profile.figures, *profile.inputs, *profile.slots]
    names += [check.title for check in profile.checks]
    names += [table.title for table in layout.tables]
    names += [column.titles[-1] for table in layout.tables for panel in table.panels for column in panel.columns]
    names += [section.title for part in layout.parts for section in part.sections]
    assert [word for word in names if word not in text] == []


members = st.sampled_from(["1", "11", "12", "2", "21", "3"])
conditions = st.tuples(st.lists(members, min_size=1, max_size=2, unique=True), st.booleans())


@given(st.lists(conditions, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_conditions_contradict_exactly_when_no_member_satisfies_them(chosen: list[tuple[list[str], bool]]) -> None:
    dimension = Dimension(0, "甲", "list")
    for code in ("1", "11", "12", "2", "21", "3"):
        dimension.add(code, code, dimension.get(code[0]) if len(code) > 1 else None)
    profile = Profile("", "", "", "元", load_currency("cn/yuan"), dimensions=[dimension])
    region = tuple(
        Condition(0, tuple(m for code in codes if (m := dimension.get(code))), excluded=excluded)
        for codes, excluded in chosen
    )
    met = any(all(condition.accepts(member) for condition in region) for member in dimension)
    only_exclusions = all(condition.excluded for condition in region)
    if len(region) > 1 and not only_exclusions:
        assert (contradiction(profile, region) is None) == met
    else:
        assert contradiction(profile, region) is None


def test_a_name_that_is_put_together_may_be_any_that_fits() -> None:
    source = Source("a.j2", '{{ 数据(前 ~ "用车") }}{{ 数据(前 ~ "车" ~ 中 ~ "数") }}')
    pieces = uses_of({"a.j2": source}).composed
    assert pieces == {("用车",), ("车", "数")}
    fitting = {name for name in ("公务用车", "车辆总数", "总数", "车") if any(may_be(name, each) for each in pieces)}
    assert fitting == {"公务用车", "车辆总数"}
    assert may_be("随便什么", ())
