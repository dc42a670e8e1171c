"""B6xx: projects and their performance forms."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B601": ("error", "项目“{name}”没有写资金", "project {name} has no money"),
    "B602": (
        "error",
        "成本指标“{name}”（{goal}）超过了项目资金",
        "the cost indicator {name} ({goal}) is above the money of the project",
    ),
    "B603": (
        "error",
        "项目“{name}”期限为{term}，实施期资金应与年度资金相等",
        "project {name} lasts one year ({term}), so both sums should be equal",
    ),
    "B604": (
        "error",
        "指标“{name}”的年度值超过了实施期值",
        "the year's value of indicator {name} is above that of the whole period",
    ),
    "B605": (
        "error",
        "这里写的是 {found} 年，而预算是 {year} 年的：可能照抄了往年的表",
        "this speaks of {found}, but the budget is for {year}: taken over from an earlier form?",
    ),
    "B606": (
        "error",
        "项目“{name}”的实施期资金少于年度资金",
        "project {name} has less money for the whole period than for the year",
    ),
    "B607": (
        "error",
        "实施期的成本指标“{name}”（{goal}）少于一年的资金",
        "the cost {name} ({goal}) of the whole period is below the money of one year",
    ),
    "B608": (
        "warning",
        "“{name}”等成本指标相加，超过了项目资金",
        "{name} and the other cost indicators add up to more than the money of the project",
    ),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {
    "annual_here": ("年度资金写在这里", "the year's money is stated here"),
    "whole_here": ("实施期的值", "the value of the whole period"),
}
