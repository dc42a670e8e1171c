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


EXPORT_HEAD = """\
预算 2026
部门 002 示范区财政局
样式 cn/shanxi-2026
金额 元 精确
单位 01 行政 示范区财政局本级
单位 02 事业 示范区财政信息中心
明细 支出 来自 "export.csv" {
  资金 = 一般公共预算
  来源 = 当年预算
  列 {
    "单位编码"          单位
    "单位名称"          名称  单位
    "功能科目编码"      功能科目
    "部门经济科目编码"  部门经济科目
    "政府经济科目编码"  政府经济科目
    "支出性质"          支出性质
    "金额（元）"        金额  元
  }
}
"""
_TITLES = "序号,单位编码,单位名称,功能科目编码,部门经济科目编码,政府经济科目编码,支出性质,金额（元）,备注"
_UNITS = {"01": "示范区财政局本级", "02": "示范区财政信息中心"}


def write_export(folder: Path, count: int) -> Path:
    """The same facts as an export of a budget system, in GB18030 and with a total; the path of the main file."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    with (folder / "export.csv").open("w", encoding="gb18030", newline="") as file:
        file.write(_TITLES + "\r\n")
        for number, line in enumerate(lines(count), 1):
            unit, code, left, right, _, _, kind, amount = line.split()
            total += int(amount.replace(".", ""))
            file.write(f"{number},{unit},{_UNITS[unit]},{code},{left},{right},{kind},{amount},\r\n")
        file.write(f"合计,,,,,,,{total // 100}.{total % 100:02d},\r\n")
    path = folder / "main.budget"
    path.write_text(EXPORT_HEAD, encoding="utf-8")
    return path


SMALL = """\
预算 2026
部门 002 示范区财政局
样式 cn/shanxi-2026
金额 万元 四舍五入
单位 01 行政 示范区财政局本级
明细 支出 {
  资金 = 一般公共预算
  来源 = 当年预算
  列  功能科目  基本支出
  2010301  1027.03  行政运行
  2010350   758.59  事业运行
}
明细 支出 by 经济 {
  资金 = 一般公共预算
  来源 = 当年预算
  列  部门经济科目  政府经济科目  人员经费  公用经费
  30101  50101  1027.03       -  基本工资
  30201  50201        -  758.59  办公费
}
文本 职责 = 管理本区财政收支。
文本 机构设置 = 本级一家。
文本 名词解释 = 基本支出：保障机构运转的支出。
"""


def small(folder: Path) -> Path:
    """A file of about 1 KB; what it lacks (last year, inputs) is reported."""
    path = folder / "small.budget"
    path.write_text(SMALL, encoding="utf-8")
    return path


def write_ledger(folder: Path, postings: int) -> Path:
    """A ledger for beancount with as many postings: two a transaction."""
    accounts = [f"Expenses:F{code}" for code in _FUNCTIONS]
    parts = ["1970-01-01 open Assets:Treasury", *(f"1970-01-01 open {account}" for account in accounts)]
    for number in range(postings // 2):
        amount = f"{10_000 + number * 7}.{number % 100:02d}"
        account = accounts[number % len(accounts)]
        parts.append(f'2026-01-01 * "{number}"\n  {account}  {amount} CNY\n  Assets:Treasury  -{amount} CNY')
    path = folder / "ledger.beancount"
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
    return path
