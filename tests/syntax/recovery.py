"""How many faults of a text are found when it has many: `python tests/syntax/recovery.py` prints recall and precision.

A large valid text gets faults at known lines. A fault is found when its line is reported; where the end of a block
or of a fenced text is spoilt, the line of its beginning and the next line count as well.
Every other reported line is a false alarm.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable

from attrs import define

from budgetlang.source.text import Source
from budgetlang.syntax.machine import Machine
from budgetlang.syntax.parser import parse

SEEDS = 8
COUNTS = (1, 10, 50)

CHUNKS = (
    "预算 2026\n部门 002 长治市人民政府办公室\n样式 cn/shanxi-2026\n金额 万元 四舍五入\n",
    '单位 01 行政 长治市人民政府办公室\n单位 02 参公 长治市政府发展研究中心\n引用 "projects/*.budget"\n',
    """\
明细 支出 {
  资金 = 一般公共预算
  来源 = 当年预算
  列  功能科目  基本支出
  2010301   1027.03  行政运行
  2010350    758.59  事业运行
  2080501     20.10  行政单位离退休
  = 20103   1785.61  政府办公厅（室）及相关机构事务
}
""",
    """\
entries 支出 by 经济 from "export.csv" {
  资金 = 一般公共预算
  columns  部门经济科目  政府经济科目  人员经费  公用经费
  30101  50101   395.79      -  基本工资
  30112  50501     3.14   0.03  其他社会保障缴费
}
""",
    """\
项目 P11 办公家具购置 {
  单位 = 01
  功能科目 = 2010302
  50000元  市县(区)财政资金
  实施期 150000元  市县(区)财政资金
  概况 = \"\"\"
  改善单位干部职工工作环境，保障工作正常开展。
  一是购置办公桌椅；二是更换空调。
  \"\"\"
  指标 年度 {
    产出 数量 ≥50件/年  购置办公设备数量
    产出 成本 ≤5万元/年  办公设备购置成本
    满意度 服务对象 ≥95%  使用人员满意度
  }
}
""",
    "上年 2025 {\n  3107.79  收入总计\n   199.07  机关运行经费\n}\n原因 收入总计 = 部分单位社保基数调增\n",
    "填报 {\n  15.88  政府采购货物\n  33辆     公务用车编制\n}\n核对 {\n  0.86%  收入总计.增长率\n}\n",
    '文本 职责 = """\n（一）负责会议的准备工作。\n（二）协助领导同志组织起草文件。\n"""\n',
    """\
维度 支出性质 {
  级次 大类 小类
  1 基本支出 {
    11 人员经费
    12 公用经费
  }
  2 项目支出
}
""",
    """\
量 支出 {
  口径 功能 功能科目 支出性质:大类 资金 来源
  口径 经济 部门经济科目 支出性质 where 支出性质 = 基本支出
}
数据 收入总计 = 本年收入合计 + 上年结转
检查 "收支平衡" 收入总计 == 支出总计
""",
    """\
表 03 "{年度}年预算支出总表" {
  量 支出
  列 {
    编码 "科目编码"
    组 "{年度}年预算数" {
      合计 "基本支出" where 支出性质 = 基本支出
      合计 "项目支出" where 支出性质 = 项目支出
    }
  }
  各行 {
    总计 "合计"
    逐个 功能科目 : 类 款 项
    逐个 单位 {
      逐个 项目
    }
  }
}
""",
    """\
表单 绩效目标表 "项目支出绩效目标表" each 项目 {
  栏 "项目名称" 名称 "实施单位" 单位
  资金表 "项目资金（元）" {
    "中央财政资金" 中央
  }
  指标 "绩效指标" {
    产出 "产出指标" {
      数量 "数量指标"
    }
  }
}
""",
)
"""Each is a piece of a budget that is valid by itself."""

TOKEN = re.compile(r'"""|"[^"\n]*"|[{}=:,]|[^\s"{}=:,]+')
JUNK = ("=", "{", "}", '"', "12", "支出", "+", ":", "，", "》")
WIDE = str.maketrans('{}=:"0123456789', "｛｝＝：“０１２３４５６７８９")


@define
class Fault:
    """One fault: the lines of its chunk afterwards, and the lines (from 0) at which it may be reported."""

    chunk: int
    lines: list[str]
    places: set[int]


def tokens(line: str) -> list[tuple[int, int]]:
    return [found.span() for found in TOKEN.finditer(line)]


def delete(rng: random.Random, line: str) -> str:
    start, end = rng.choice(tokens(line))
    return line[:start] + line[end:]


def insert(rng: random.Random, line: str) -> str:
    start, _ = rng.choice(tokens(line))
    return f"{line[:start]}{rng.choice(JUNK)} {line[start:]}"


def replace(rng: random.Random, line: str) -> str:
    start, end = rng.choice(tokens(line))
    return line[:start] + rng.choice(JUNK) + line[end:]


def break_header(rng: random.Random, line: str) -> str:
    """Spoils the keyword of a header, or loses its `{`."""
    if not line.endswith("{"):
        return line
    start, end = tokens(line)[0]
    return line[:-1].rstrip() if rng.random() < 0.5 else line[:start] + line[start + 1 : end] + "x" + line[end:]


def widen(rng: random.Random, line: str) -> str:
    places = [at for at, char in enumerate(line) if char in '{}=:"0123456789']
    if not places:
        return line
    at = rng.choice(places)
    return line[:at] + line[at].translate(WIDE) + line[at + 1 :]


def drop_brace(_rng: random.Random, line: str) -> str:
    return "" if line.strip() == "}" else line


KINDS: tuple[Callable[[random.Random, str], str], ...] = (delete, insert, replace, drop_brace, break_header, widen)


def valid(lines: list[str]) -> bool:
    text = "\n".join(lines) + "\n"
    machine = Machine()
    return machine.feed(text, 0, len(text)) is None and machine.finish() is not None


def opener(lines: list[str], at: int) -> int:
    """The line whose block or fenced text ends at line `at`."""
    if lines[at].strip() == '"""':
        return max(line for line in range(at) if lines[line].endswith('"""'))
    depth = 0
    for line in range(at, -1, -1):
        depth += (lines[line].strip() == "}") - lines[line].endswith("{")
        if depth == 0:
            return line
    return at


def fault(rng: random.Random, chunk: int, lines: list[str]) -> Fault:
    """A random fault in a chunk that makes it invalid."""
    while True:
        at = rng.randrange(len(lines))
        kind = rng.choice(KINDS)
        changed = [*lines[:at], kind(rng, lines[at]), *lines[at + 1 :]] if lines[at].strip() else lines
        if changed == lines or valid(changed):
            continue
        places = {at, at + 1, opener(lines, at)} if lines[at].strip() in ("}", '"""') else {at}
        return Fault(chunk, changed, places)


def spoiled(seed: int, count: int) -> tuple[str, list[set[int]]]:
    """A text with `count` faults, each in a chunk of its own, and the lines (from 1) where each may be reported."""
    rng = random.Random(seed * 1000 + count)
    chunks = [rng.choice(CHUNKS).rstrip("\n").split("\n") for _ in range(150)]
    found = {chunk: fault(rng, chunk, chunks[chunk]) for chunk in rng.sample(range(len(chunks)), count)}
    lines: list[str] = []
    places = []
    for number, chunk in enumerate(chunks):
        if number in found:
            places.append({len(lines) + at + 1 for at in found[number].places})
        lines += found[number].lines if number in found else chunk
    return "\n".join(lines) + "\n", places


def measure(seed: int, count: int) -> tuple[int, int, int, int]:
    """(faults found, faults, reported lines that are right, reported lines)"""
    text, places = spoiled(seed, count)
    source = Source("spoiled.budget", text)
    reported = {source.line_of(d.labels[0].start) for d in parse(source).diagnostics}
    right = reported & set().union(*places)
    if "-v" in sys.argv:
        for missed in (place for place in places if not place & reported):
            print("missed", sorted(missed), [source.line_text(line) for line in sorted(missed)])
        for line in sorted(reported - right):
            print("false alarm", line, source.line_text(line), [p for p in places if min(abs(q - line) for q in p) < 9])
    return sum(bool(place & reported) for place in places), len(places), len(right), len(reported)


def rates(count: int) -> tuple[float, float]:
    """Recall and precision over all seeds."""
    found, faults, right, reported = map(sum, zip(*(measure(seed, count) for seed in range(SEEDS)), strict=True))
    return found / faults, right / max(1, reported)


if __name__ == "__main__":
    for number in COUNTS:
        recall, precision = rates(number)
        print(f"{number:3} faults: recall {recall:.3f}, precision {precision:.3f}")
