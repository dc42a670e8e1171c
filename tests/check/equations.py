"""The sums of the Changzhi example, read from its text without the compiler.

Every amount is a site: a place in a file with its value. An equation says that two groups of sites have the same sum.
An amount written in 万元 stands for all amounts that round to it; one in 元 for itself. All in 分.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import define, evolve

STEP = 10_000
"""0.01 万元"""
HALF = STEP // 2
KEYS = ("功能科目", "部门经济科目", "政府经济科目", "单位", "三公", "资金")
_AMOUNT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:万元|元)?(?=\s|$)")


@define(frozen=True)
class Site:
    """An amount. `marks` says what it is: `row 2010301`, `claim 201`, `column 人员经费` …"""

    file: str
    start: int
    end: int
    text: str
    fen: int
    exact: bool
    marks: frozenset[str] = frozenset()

    @property
    def bounds(self) -> tuple[int, int]:
        if self.exact:
            return self.fen, self.fen
        if self.fen < 0:
            return self.fen - HALF + 1, self.fen + HALF
        return (self.fen - HALF if self.fen else 1 - HALF), self.fen + HALF - 1

    def moved(self, steps: int) -> Site:
        """The same site with an amount that is `steps` × 0.01 万元 more."""
        fen = self.fen + steps * STEP
        if self.text.endswith("元") and not self.text.endswith("万元"):
            return evolve(self, fen=fen, text=f"{fen // 100}元")
        sign = "-" if fen < 0 else ""
        whole, cents = divmod(abs(fen) // STEP, 100)
        return evolve(self, fen=fen, exact=False, text=f"{sign}{whole}.{cents:02d}")


@define(frozen=True)
class Equation:
    """Σ left = Σ right."""

    left: tuple[Site, ...]
    right: tuple[Site, ...]

    def holds(self, old: Site, new: Site) -> bool:
        """Whether both sides can still be equal when `old` is written as `new`."""
        sides = []
        for side in (self.left, self.right):
            bounds = [(new if site is old else site).bounds for site in side]
            sides.append((sum(low for low, _ in bounds), sum(high for _, high in bounds)))
        return sides[0][0] <= sides[1][1] and sides[1][0] <= sides[0][1]


def amount(file: str, start: int, text: str, marks: frozenset[str]) -> Site:
    number = text.removesuffix("元").removesuffix("万")
    digits, _, decimals = number.lstrip("-").partition(".")
    unit = 100 if text.endswith("元") and not text.endswith("万元") else 1_000_000
    fen = int(digits) * unit + (int(decimals.ljust(6, "0")[:6]) if unit > 100 else 0)
    exact = unit == 100 or (fen == 0 and not decimals)
    return Site(file, start, start + len(text), text, -fen if number.startswith("-") else fen, exact, marks)


def sites(folder: Path) -> list[Site]:
    """Every amount in the entries, projects, prior figures and claims of the example."""
    found: list[Site] = []
    for name in ("basic.budget", "controls.budget", "prior.budget"):
        found += _blocks(name, (folder / name).read_text(encoding="utf-8"))
    for path in sorted((folder / "projects").iterdir()):
        found += _project(f"projects/{path.name}", path.read_text(encoding="utf-8"))
    return found


def _blocks(name: str, text: str) -> Iterator[Site]:
    head: list[str] = []
    columns: list[str] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        words = line.split("#")[0].split()
        if words and words[-1] == "{":
            head = [" ".join(words[:-1])]
        elif words and words[0] == "列":
            columns = words[1:]
        elif len(words) == 3 and words[1] == "=":
            head.append(words[2])
        elif words and words[0] != "}" and head and not words[0].startswith(("原因", "引用")):
            yield from _row(name, offset, line, head, columns)
        elif words and words[0] == "}":
            head, columns = [], []
        offset += len(line)


def _row(name: str, offset: int, line: str, head: list[str], columns: list[str]) -> Iterator[Site]:
    body = line.split("#")[0]
    claim = body.lstrip().startswith("=")
    cells = [(match.start(), match[0]) for match in re.finditer(r"\S+", body)][int(claim) :]
    if not columns:
        (start, text), (_, figure) = cells[0], cells[1]
        if re.fullmatch(r"-?[0-9.]+", text):
            yield amount(name, offset + start, text, frozenset([head[0], f"figure {figure}"]))
        return
    keys = [column for column in columns if column in KEYS]
    codes = " ".join(text for _, text in cells[: len(keys)])
    for column, (start, text) in zip(columns[len(keys) :], cells[len(keys) :], strict=False):
        if _AMOUNT.fullmatch(text):
            kind = "claim" if claim else "row"
            yield amount(name, offset + start, text, frozenset([*head, kind, f"code {codes}", f"column {column}"]))


def _project(name: str, text: str) -> Iterator[Site]:
    settings = dict(re.findall(r"^  (单位|来源) = (\S+)$", text, re.MULTILINE))
    for match in re.finditer(r"^  ([0-9.]+万?元)  ", text, re.MULTILINE):
        marks = frozenset(["project", f"unit {settings['单位']}", settings["来源"]])
        yield amount(name, match.start(1), match[1], marks)


def equations(every: list[Site]) -> list[Equation]:
    """What must agree: published totals with their rows, the two angles on basic expenditure, last year's changes."""

    def pick(*marks: str, where: Callable[[Site], bool] = lambda _: True) -> tuple[Site, ...]:
        return tuple(site for site in every if site.marks >= set(marks) and where(site))

    def one(*marks: str) -> tuple[Site, ...]:
        (site,) = pick(*marks)
        return (site,)

    function, economic = pick("明细 支出", "row"), pick("明细 支出 by 经济", "row")
    projects = pick("project", "当年预算")
    carried = pick("project", "上年结转")
    current = (*function, *projects)
    total = (*current, *carried)
    found = [Equation(function, economic)]
    for code in ("201", "20103", "210", "21011"):
        below = tuple(site for site in function if any(mark.startswith(f"code {code}") for mark in site.marks))
        found.append(Equation(one("明细 支出", "claim", f"code {code}"), below))
    totals = [one("明细 支出", "claim", "code *"), one("明细 支出 by 经济", "claim", "code *")]
    found += [Equation(claim, side) for claim in totals for side in (function, economic)] + [Equation(*totals)]
    staff = pick("明细 支出 by 经济", "row", "column 人员经费")
    found.append(Equation(one("明细 支出 by 经济", "claim", "code * *"), staff))
    wages = tuple(site for site in economic if any(mark.startswith("code 301") for mark in site.marks))
    found.append(Equation(one("明细 支出 by 经济", "claim", "code 301"), wages))
    found += _inside_totals(one, totals, function, economic, staff, wages)
    for unit in ("01", "04", "05"):
        claim = one("当年预算", "claim", f"code {unit} 一般公共预算")
        found.append(Equation(claim, pick("project", "当年预算", f"unit {unit}")))
    found.append(Equation(one("当年预算", "claim", "code * 一般公共预算"), projects))
    found.append(Equation(one("上年结转", "claim", "code 01 一般公共预算"), carried))
    operating, public = pick("明细 机关运行经费", "row"), pick("明细 三公经费", "row")
    found.append(Equation(one("明细 机关运行经费", "claim"), operating))
    found.append(Equation(one("明细 三公经费", "claim"), public))
    values = {
        "收入总计": total,
        "支出总计": total,
        "一般公共预算当年支出": current,
        "三公经费合计": public,
        "公务用车购置及运行费": public,
        "公务用车运行维护费": public,
        "机关运行经费合计": operating,
    }
    for name, value in values.items():
        for stated in pick("核对", f"figure {name}"):
            found.append(Equation((stated,), value))
        change, before = one("核对", f"figure {name}.增减"), one("上年 2025", f"figure {name}")
        found.append(Equation((*change, *before), value))
    return found


def _inside_totals(
    one: Callable[..., tuple[Site, ...]],
    totals: list[tuple[Site, ...]],
    function: tuple[Site, ...],
    economic: tuple[Site, ...],
    staff: tuple[Site, ...],
    wages: tuple[Site, ...],
) -> Iterator[Equation]:
    """Published totals with the published totals inside them and the rows that are left."""

    def without(rows: tuple[Site, ...], *codes: str) -> tuple[Site, ...]:
        return tuple(site for site in rows if not any(f"code {code}" in mark for mark in site.marks for code in codes))

    general, health = one("明细 支出", "claim", "code 201"), one("明细 支出", "claim", "code 210")
    section, medical = one("明细 支出", "claim", "code 20103"), one("明细 支出", "claim", "code 21011")
    yield Equation(general, section)
    rest = tuple(site for site in function if "code 2100799" in site.marks)
    yield Equation(health, (*medical, *rest))
    columns, paid = one("明细 支出 by 经济", "claim", "code * *"), one("明细 支出 by 经济", "claim", "code 301")
    for total in totals:
        yield Equation(total, (*general, *health, *without(function, "201", "210")))
        yield Equation(total, (*columns, *(site for site in economic if site not in staff)))
        yield Equation(total, (*paid, *(site for site in economic if site not in wages)))


def tolerance(site: Site, sign: int, every: list[Equation]) -> int:
    """The fewest steps of 0.01 万元 that no rounding explains: some equation cannot hold any more."""
    own = [equation for equation in every if site in equation.left or site in equation.right]
    assert own, site
    return next(k for k in range(1, 200) if not all(equation.holds(site, site.moved(sign * k)) for equation in own))


def possible_together(given: list[Equation], old: Site, new: Site) -> bool:
    """Whether amounts exist that round to every site, `new` standing for `old`, and satisfy all the equations."""
    highspy = pytest.importorskip("highspy", reason="highspy is not installed (extra prove)")
    solver = highspy.Highs()
    solver.silent()
    numbers: dict[Site, int] = {}
    for equation in given:
        for site in (*equation.left, *equation.right):
            if site not in numbers:
                low, high = (new if site is old else site).bounds
                numbers[site] = len(numbers)
                solver.addVar(float(low - site.fen), float(high - site.fen))
    for equation in given:
        terms = [(numbers[site], 1.0) for site in equation.left] + [(numbers[site], -1.0) for site in equation.right]
        rest = float(sum(site.fen for site in equation.right) - sum(site.fen for site in equation.left))
        solver.addRow(rest, rest, len(terms), [number for number, _ in terms], [factor for _, factor in terms])
    solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
