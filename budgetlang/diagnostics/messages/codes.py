"""B3xx: codes, catalogues and pairs of codes."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B301": ("error", "{dimension}目录里没有“{code}”", "{dimension} has no code {code}"),
    "B302": (
        "error",
        "{dimension}的编码应是 {digits} 位数字，不能写“{code}”",
        "a code of {dimension} has {digits} digits, not {code}",
    ),
    "B303": ("error", "{code} 的名称是“{expected}”，写的是“{found}”", "{code} is called {expected}, not {found}"),
    "B304": (
        "note",
        "{code} 在目录里叫“{expected}”（目录中此名未经核实），写的是“{found}”",
        "the catalogue calls {code} {expected} (not verified), here it is {found}",
    ),
    "B305": (
        "error",
        "{code} {name} 是“{level}”级，明细要写到“{lowest}”级；合计数请写成“= {code} 金额”",
        "{code} {name} is a {level}; figures go to the {lowest} level, a total is written “= {code} amount”",
    ),
    "B306": (
        "error",
        "{code} 是旧科目（{edition} 年前后叫“{name}”），现行目录里没有",
        "{code} is an obsolete code ({name}, about {edition})",
    ),
    "B307": (
        "error",
        "部门科目 {left} 不能对应政府科目 {right}，可以对应：{allowed}",
        "{left} does not go with {right}; allowed are {allowed}",
    ),
    "B308": (
        "note",
        "部门科目 {left} 与政府科目 {right} 的对应关系目录里没有核实",
        "whether {left} goes with {right} is not verified",
    ),
    "B309": (
        "error",
        "{left} 在“{kind}”单位应对应：{allowed}，写的是 {right}",
        "in a unit of kind {kind}, {left} goes with {allowed}, not {right}",
    ),
    "B310": (
        "error",
        "这一行没有写全，哪张表都算不进：{measure}还要写明{missing}",
        "this line is incomplete, and counts in no table: {measure} needs {missing}, too",
    ),
    "B311": ("warning", "这一行与前面一行完全相同", "this line repeats an earlier one"),
}

HINTS: dict[str, tuple[str, str]] = {
    "codes_of_name": ("{code}的编码：{close}", "codes of {code}: {close}"),
    "star_in_totals": (
        "“*”只能写在公布数的行里，那样的行以“=”开头",
        "* belongs to published totals, whose lines begin with =",
    ),
    "add_setting": ("在这一段里加一行：{lacking} = …", "add a line to its block: {lacking} = …"),
    "cell_missing": (
        "“{code}”是{other}的编码：是不是少写了一格？没有的格写“-”",
        "{code} is a code of {other}: is a cell missing? An empty one is written as -",
    ),
}

NOTES: dict[str, tuple[str, str]] = {}
