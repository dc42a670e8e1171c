"""Random budgets: exact lines of spending, and the ways in which they are written down."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from attrs import define
from hypothesis import strategies as st

from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Claim, Fact
from budgetlang.resolve.context import Report
from budgetlang.resolve.profile import resolve_profile
from budgetlang.source.text import Source
from budgetlang.syntax.parser import parse
from budgetlang.values.rounding import round_half_up

STEP = 10_000
"""0.01 万元 in 分"""
HALF = STEP // 2

_SOURCE = Source("laws.budget", (Path(__file__).parent / "laws.budget").read_text(encoding="utf-8"))
_REPORT = Report()
PROFILE = resolve_profile([(_SOURCE, parse(_SOURCE).file)], _REPORT)
assert not _REPORT.diagnostics
FUNCTION, ECONOMIC, FUND, NATURE = PROFILE.dimensions
FUNCTIONS = ["2010301", "2010302", "2010399", "2010401", "2040201", "2080501", "2080505", "2210201"]
ECONOMICS = ["30101", "30102", "30107", "30201", "30231", "30301"]


@define(frozen=True)
class Line:
    """An exact line of spending."""

    function: str
    economic: str
    fund: str
    nature: str
    fen: int


lines = st.builds(
    Line,
    st.sampled_from(FUNCTIONS),
    st.sampled_from(ECONOMICS),
    st.sampled_from(["11", "12", "2"]),
    st.sampled_from(["11", "12", "2"]),
    st.integers(-3 * STEP, 10**9) | st.integers(0, 3 * STEP),
)
budgets = st.lists(lines, min_size=1, max_size=25)


def place(function: str = "", economic: str = "", fund: str = "", nature: str = "") -> tuple[Member | None, ...]:
    pairs = ((FUNCTION, function), (ECONOMIC, economic), (FUND, fund), (NATURE, nature))
    return tuple(dimension.get(code) if code else None for dimension, code in pairs)


def fact(coords: tuple[Member | None, ...], fen: int, half: int = 0, position: int = 0) -> Fact:
    return Fact(0, coords, fen, half, _SOURCE, position, position)


def budget(facts: Iterable[Fact], claims: Iterable[Claim] = ()) -> Budget:
    return Budget(2026, "001", "某某局", PROFILE, _SOURCE, True, "万元", list(facts), list(claims))


def exact(spent: Iterable[Line]) -> list[Fact]:
    """One fact a line, with all its dimensions."""
    return [
        fact(place(line.function, line.economic, line.fund, line.nature), line.fen, 0, position)
        for position, line in enumerate(spent)
    ]


def rounded(fen: int) -> int:
    return round_half_up(fen, STEP) * STEP


def by_function(spent: Iterable[Line]) -> list[Fact]:
    """The lines as a table by function prints them: 基本支出 and 项目支出, each sum rounded once."""
    sums: dict[tuple[Member | None, ...], int] = {}
    for line in spent:
        key = place(line.function, "", line.fund, line.nature[:1])
        sums[key] = sums.get(key, 0) + line.fen
    return [fact(coords, rounded(fen), HALF, n) for n, (coords, fen) in enumerate(sums.items())]


def by_economy(spent: Iterable[Line]) -> list[Fact]:
    """Basic spending as a table by economic class prints it."""
    sums: dict[tuple[Member | None, ...], int] = {}
    for line in spent:
        if line.nature != "2":
            key = place("", line.economic, line.fund, line.nature)
            sums[key] = sums.get(key, 0) + line.fen
    return [fact(coords, rounded(fen), HALF, 100 + n) for n, (coords, fen) in enumerate(sums.items())]


def claim(region: dict[int, Member], fen: int) -> Claim:
    return Claim(0, None, tuple(sorted(region.items(), key=lambda pair: pair[0])), fen, HALF, _SOURCE, 0, 0)
