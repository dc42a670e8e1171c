"""How the statements of a budget are written: an example of each, for messages about lines that cannot be read."""

from __future__ import annotations

from typing import Final

from budgetlang.syntax.automaton import TERMINALS
from budgetlang.syntax.machine import KEYWORD_IDS

Form = tuple[str, str]
"""in Chinese, in English"""

STATEMENTS: Final[tuple[Form, ...]] = (
    ("预算 2026", "budget 2026"),
    ("部门 900 某某局", "department 900 NAME"),
    ("样式 cn/xxx-2026", "profile cn/xxx-2026"),
    ("金额 万元 四舍五入", "amounts 万元 rounded"),
    ("单位 01 类型 名称", "unit 01 KIND NAME"),
    ("明细 种类 {", "entries MEASURE {"),
    ("项目 P01 名称 {", "project P01 NAME {"),
    ("上年 2025 {", "prior 2025 {"),
    ("填报 {", "inputs {"),
    ("核对 {", "claims {"),
    ("原因 名称 = …", "reason FIGURE = …"),
    ("文本 名称 = …", "text SLOT = …"),
    ('引用 "文件.budget"', 'include "FILE.budget"'),
    ("变更 维度 02 = 03", "changed DIMENSION 02 = 03"),
    ("所属 01", "owner 01"),
    ('存疑 "原文" = …', 'sic "WORDS" = …'),
)
"""What a department may write, the most usual first; a profile says the rest."""

FORMS: Final[dict[int, Form]] = {KEYWORD_IDS[form[0].split()[0]]: form for form in STATEMENTS}
"""By the keyword that the statement begins with."""

_STATED: Final = ("100.00  名称", "100.00  NAME")

IN_BLOCK: Final[dict[str, Form]] = {
    "PROJECT": ("名称 = 值", "NAME = VALUE"),
    "INDICATORS": ("一级  二级  指标值  指标名称", "CLASS  KIND  VALUE  NAME"),
    "PRIOR": _STATED,
    "INPUTS": _STATED,
    "CLAIMS": _STATED,
}
"""By the keyword of a block: a line in it."""


def form(keyword: int | None, block: int | None) -> tuple[str, Form] | None:
    """The hint about a line that begins with a keyword, or else about one that stands in a block, and its example."""
    if keyword in FORMS:
        return "form", FORMS[keyword]
    name = TERMINALS[block] if block is not None else ""
    if name == "ENTRIES":
        return "row_or_setting", ("", "")
    return ("form", IN_BLOCK[name]) if name in IN_BLOCK else None
