"""Laws: whatever was renamed, merged or split, last year's money is all there, to the 分, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

TINY = (Path(__file__).parents[1] / "resolve" / "profiles" / "tiny" / "profile.budget").read_text(encoding="utf-8")
HEAD = "预算 {year}\n部门 001 某某局\n样式 tiny\n金额 元 精确\n"
CODES = ("2010301", "2010302", "2010350", "2010399", "2080501")
UNITS = ("01", "02", "03")

places = st.tuples(st.sampled_from(UNITS), st.sampled_from(CODES))
facts = st.lists(st.tuples(places, st.integers(-10_000, 1_000_000)), min_size=1, max_size=8)
renamed = st.dictionaries(st.sampled_from(CODES), st.sampled_from(CODES), max_size=3)
shares = st.lists(st.integers(0, 100), min_size=2, max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    profile = folder / "profiles" / "tiny" / "profile.budget"
    profile.parent.mkdir(parents=True)
    profile.write_text(TINY, encoding="utf-8")
    return folder


def year(number: int, lines: list[tuple[tuple[str, str], int]], more: str = "") -> bytes:
    """A budget of one year."""
    rows = [f"  {unit}  {code}  {fen / 100:.2f}" for (unit, code), fen in lines]
    units = [f"单位 {code} 行政 {code}局" for code in UNITS]
    block = ["明细 支出 {", "  资金 = 单位资金", "  支出性质 = 基本支出", "  列  单位  功能科目  金额", *rows, "}"]
    return "\n".join([HEAD.format(year=number), *units, more, *block, ""]).encode()


def compiled(folder: Path, last: bytes, now: bytes) -> Compilation:
    texts = {folder / "2025.budget": last, folder / "2026.budget": now}
    return Compilation(Workspace(folder, texts), folder / "2026.budget")


@given(facts, renamed)
@settings(deadline=None, max_examples=60)
def test_renaming_and_merging_keep_every_fen(
    folder: Path, lines: list[tuple[tuple[str, str], int]], names: dict[str, str]
) -> None:
    changes = "\n".join(f"变更 功能科目 {old} = {new}" for old, new in names.items())
    budget = compiled(folder, year(2025, lines), year(2026, [], f'上年 "2025.budget"\n{changes}')).budget
    assert budget is not None
    assert budget.before is not None
    expected: dict[tuple[str, str], int] = {}
    for (unit, code), fen in lines:
        place = (unit, names.get(code, code))
        expected[place] = expected.get(place, 0) + fen
    found: dict[tuple[str, str], int] = {}
    for fact in budget.before.facts:
        codes = [member.code for member in fact.coords if member is not None]
        place = (next(c for c in codes if c in UNITS), next(c for c in codes if c in CODES))
        found[place] = found.get(place, 0) + fact.fen
    assert found == expected


@given(facts, shares, st.booleans(), st.integers(-1, 1))
@settings(deadline=None, max_examples=80)
def test_a_split_keeps_every_fen_or_says_what_is_missing(
    folder: Path, lines: list[tuple[tuple[str, str], int]], parts: list[int], rest: bool, off: int
) -> None:
    """One unit, so that all lines of the code stand at one place. Amounts that are off by one 分 are an error."""
    lines = [(("01", code), abs(fen)) for (_, code), fen in lines]
    old = lines[0][0][1]
    total = sum(fen for (_, code), fen in lines if code == old)
    cuts = [total * part // (sum(parts) or 1) for part in parts[:-1]]
    amounts = [*cuts, total - sum(cuts) + off]
    written = [f"{fen / 100:.2f}" for fen in amounts]
    if rest:
        written[-1] = ""
    targets = [code for code in CODES if code != old]
    body = "\n".join(f"  {code}  {text}" for code, text in zip(targets, written, strict=False))
    change = f'上年 "2025.budget"\n变更 功能科目 {old} {{\n{body}\n}}'
    compilation = compiled(folder, year(2025, lines), year(2026, [], change))
    budget = compilation.budget
    assert budget is not None
    assert budget.before is not None
    assert sum(fact.fen for fact in budget.before.facts) == sum(fen for _, fen in lines)
    codes = {finding.code for finding in compilation.report.diagnostics}
    wrong = (off != 0 and not rest) or any(fen < 0 for fen in amounts[: -1 if rest else None])
    assert codes == ({"B284"} if wrong else set())
    if not wrong:
        kept = sum(f.fen for f in budget.before.facts for m in f.coords if m is not None and m.code == old)
        assert kept == 0
