"""The profiles that are kept as they were resolved, and when they are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetlang.catalogs.currencies import load_currency
from budgetlang.model.dimension import Dimension, Member
from budgetlang.model.profile import Profile
from budgetlang.pipeline import Compilation
from budgetlang.resolve import keptlayout
from budgetlang.resolve.context import Report
from budgetlang.resolve.keep import PROFILES, keep, made_of, main
from budgetlang.resolve.kept import FILE, unkept
from budgetlang.resolve.layout import resolve_layout
from budgetlang.resolve.profile import resolve_profile
from budgetlang.source.text import Source
from budgetlang.syntax.parser import parse
from budgetlang.values.money import Currency
from budgetlang.workspace import Workspace

BUILT_IN = sorted(PROFILES.glob("*/*/profile.budget"))
SMALL = """\
样式 a/b "甲" {
  金额单位 = 元
}
币种 元 目录 yuan {
  10 角 角
}
维度 类型 {
  级次 大类 小类
  1 甲 {
    11 乙
  }
  2 丙
}
维度 功能科目 目录 functional {
  级次 类 款 项
}
量 支出 {
  口径 功能 功能科目 类型:大类 其中 类型 = 1
}
数据 总数 = 合计 支出 其中 功能科目 = 201 - 3
检查 提示 "不小于" 总数 >= 总数
"""


def resolved(text: str, path: str = "profile.budget") -> Profile:
    source, report = Source(path, text), Report()
    profile = resolve_profile([(source, parse(source).file)], report)
    assert not report.diagnostics
    return profile


def seen(value: object) -> object:
    """Everything in a resolved profile as plain values; a member by its place, a source by its path."""
    if isinstance(value, Member):
        return [each.code for each in value.lineage], value.name, value.sourced, value.attributes
    if isinstance(value, Source):
        return value.path
    if isinstance(value, Currency):
        return seen(value.units), seen(value.words), value.usual
    if isinstance(value, Dimension):
        fields = {name: getattr(value, name) for name in Dimension.__slots__ if name not in ("lookup", "__weakref__")}
        found = value.lookup("30101") if value.lookup else None
        return found, seen(fields)
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(seen, value)]
    if isinstance(value, dict):
        return [(key, seen(item)) for key, item in value.items()]
    if hasattr(value, "__attrs_attrs__"):
        return type(value).__name__, [(each.name, seen(getattr(value, each.name))) for each in value.__attrs_attrs__]
    return value


def test_files_are_up_to_date() -> None:
    assert BUILT_IN
    assert main(["--check"]) == 0, "run: python -m budgetlang.resolve.keep"


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.parent.name)
def test_what_was_kept_is_what_the_source_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    source = Source("profile.budget", text)
    kept = unkept(path.with_name(FILE).read_bytes(), source)
    assert kept is not None
    assert seen(kept) == seen(resolved(text))


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: path.parent.name)
def test_a_layout_that_was_kept_is_what_the_source_says(path: Path) -> None:
    text, looks = (each.read_text(encoding="utf-8") for each in (path, path.with_name("layout.budget")))
    profile, source, report = resolved(text), Source("layout.budget", looks), Report()
    layout = resolve_layout([(source, parse(source).file)], profile, report)
    data = path.with_name(keptlayout.FILE).read_bytes()
    assert not report.diagnostics
    assert seen(keptlayout.unkept_layout(data, source, resolved(text), text)) == seen(layout)
    assert keptlayout.unkept_layout(data, source, profile, text + "\n") is None
    assert keptlayout.unkept_layout(data, Source("layout.budget", looks + "\n"), profile, text) is None
    assert keptlayout.unkept_layout(data[:-9], source, profile, text) is None


def test_a_layout_is_taken_as_it_was_kept_but_for_a_budget_with_number_styles(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    asked: list[str] = []
    kept = Workspace.kept_layout
    monkeypatch.setattr(Workspace, "kept_layout", lambda self, name, of: asked.append(name) or kept(self, name, of))
    main = root / "examples" / "changzhi-2026" / "main.budget"
    plain = Compilation(Workspace.around(main), main)
    assert plain.layout.tables and asked == ["cn/shanxi-2026"]
    style = "数字 表格 {\n  小数 = 1\n}\n"
    own = Compilation(Workspace.around(main, {main: (main.read_text(encoding="utf-8") + style).encode()}), main)
    assert own.layout.styles["tables"].decimals == 1 and len(asked) == 1
    assert seen(own.layout.tables) == seen(plain.layout.tables)


def test_every_kind_of_value_comes_back() -> None:
    kept = unkept(made_of(SMALL), Source("profile.budget", SMALL))
    assert kept is not None
    assert seen(kept) == seen(resolved(SMALL))
    condition = kept.measures[0].views[0].region[0]
    assert condition.members[0] is kept.dimensions[0].members["1"]


def test_another_text_is_not_the_one_that_was_kept() -> None:
    assert unkept(made_of(SMALL), Source("profile.budget", SMALL.replace("甲", "丁"))) is None


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xff", b"(", made_of(SMALL)[:-9], keep(Profile("", "", "", "", load_currency("cn/yuan")), "x")]
)
def test_what_cannot_be_read_is_not_used(data: bytes) -> None:
    assert unkept(data, Source("profile.budget", SMALL)) is None


@pytest.mark.parametrize("text", [SMALL + '引用 "x.budget"\n', SMALL + "维度 {\n", SMALL + "数据 甲 = 乙\n"])
def test_a_profile_with_findings_is_not_kept(text: str) -> None:
    with pytest.raises(ValueError):
        made_of(text)


def test_a_profile_of_the_project_is_not_taken_from_the_built_in_ones(tmp_path: Path) -> None:
    name = "cn/shanxi-2026"
    assert Workspace(tmp_path).kept_profile(name) is not None
    own = tmp_path / "profiles" / name
    own.mkdir(parents=True)
    (own / "profile.budget").write_text(SMALL, encoding="utf-8")
    (own / FILE).write_bytes(made_of(SMALL))
    assert Workspace(tmp_path).kept_profile(name) is None
