"""Makes budgets of any size: every line a fact in exact 元 with all dimensions, no two at the same coordinates."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

HEAD = """\
预算 2026
部门 002 示范区财政局
样式 cn/shanxi-2026
金额 元 精确
单位 01 行政 示范区财政局本级
单位 02 事业 示范区财政信息中心
明细 支出 {
  列  单位  功能科目  部门经济科目  政府经济科目  资金  来源  支出性质  金额
"""

_FUNCTIONS = (
    "2010301",
    "2010302",
    "2010350",
    "2010399",
    "2080505",
    "2080506",
    "2101101",
    "2101102",
    "2210201",
    "2050201",
)
_ADMINISTRATIVE = (("30101", "50101"), ("30102", "50101"), ("30201", "50201"), ("30211", "50201"), ("30113", "50103"))
_INSTITUTION = (("30101", "50501"), ("30107", "50501"), ("30201", "50502"), ("30211", "50502"), ("30113", "50501"))


def lines(count: int) -> list[str]:
    """`count` fact lines. Amounts differ, so no line repeats another."""
    pairs = [("01", *pair) for pair in _ADMINISTRATIVE] + [("02", *pair) for pair in _INSTITUTION]
    places = [(unit, code, left, right) for code in _FUNCTIONS for unit, left, right in pairs]
    found = []
    for number, (unit, code, left, right) in enumerate(islice(cycle(places), count)):
        kind = "12" if left.startswith("302") else "11"
        amount = f"{10_000 + number * 7}.{number % 100:02d}"
        found.append(f"  {unit}  {code}  {left}  {right}  11  1  {kind}  {amount}")
    return found


def write(folder: Path, count: int) -> Path:
    """A project with `count` fact lines; the path of its main file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "main.budget"
    path.write_text(HEAD + "\n".join(lines(count)) + "\n}\n", encoding="utf-8")
    return path
