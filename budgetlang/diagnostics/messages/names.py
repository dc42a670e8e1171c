"""B2xx: names that mean nothing, or too much; amounts that cannot be read."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B201": ("error", "没有叫“{name}”的维度", "unknown dimension {name}"),
    "B202": ("error", "“{dimension}”里没有“{name}”", "{dimension} has no member {name}"),
    "B203": ("error", "“{dimension}”没有“{name}”这个属性", "{dimension} has no attribute {name}"),
    "B204": ("error", "“{name}”写了两次", "{name} is declared twice"),
    "B205": ("error", "这里没有“{name}”这个设置", "unknown setting {name}"),
    "B206": ("error", "没有叫“{name}”的科目目录", "unknown catalogue {name}"),
    "B207": ("error", "“{dimension}”没有“{name}”这一级", "{dimension} has no level {name}"),
    "B208": ("error", "没有叫“{name}”的明细种类", "unknown measure {name}"),
    "B209": ("error", "没有叫“{name}”的数据", "unknown figure {name}"),
    "B210": ("error", "“{measure}”没有“{name}”这个口径", "{measure} has no view {name}"),
    "B211": ("error", "数据互相用到对方，算不出来：{names}", "figures need each other: {names}"),
    "B212": ("error", "“{keyword}”不能写在这里：{where}", "{keyword} does not belong here: {where_en}"),
    "B213": ("error", "“{statement}”只能写一次", "{statement} may be stated only once"),
    "B214": ("error", "没有“{name}”这类单位，可以写：{allowed}", "unknown kind of unit {name}; known are {allowed}"),
    "B215": ("error", "列名“{name}”不认识", "unknown column {name}"),
    "B216": ("error", "列名“{name}”有几种意思：{dimensions}", "column {name} is ambiguous: {dimensions}"),
    "B217": ("error", "“{name}”要写在金额列的前面", "{name} must stand before the amount columns"),
    "B218": ("error", "先用“列”写明各列是什么", "say first what the columns are"),
    "B219": ("error", "这一行应有 {expected} 格，写了 {found} 格", "this row needs {expected:cell} but has {found}"),
    "B220": ("error", "“{text}”不是金额", "{text} is not an amount"),
    "B221": ("error", "“{text}”里的逗号不是三位一分", "commas in {text} do not stand in groups of three"),
    "B222": ("error", "“{text}”比 1 分还细", "{text} is finer than one fen"),
    "B223": ("error", "单位写的是“{found}”，这里要用“{expected}”", "the unit is {found}, but {expected} is needed"),
    "B224": ("error", "“{name}”在这里已经写过", "{name} is already set here"),
    "B225": ("error", "项目没有“{name}”这一栏", "projects have no field {name}"),
    "B226": ("error", "年度要写四位数，如 2026，不能写“{year}”", "{year} is not a budget year, which has four digits"),
    "B227": ("error", "不认识的金额单位“{name}”", "unknown unit of money {name}"),
    "B228": ("error", "应写“四舍五入”或“精确”，写的是“{name}”", "say rounded or exact, not {name}"),
    "B229": ("error", "所用的样式没有这一项", "the profile in use has no place for this"),
    "B230": ("error", "上年应是 {expected} 年，写的是 {found} 年", "last year is {expected}, not {found}"),
    "B231": ("error", "“{name}”不是要与上年比较的数据", "{name} is not compared with last year"),
    "B232": ("error", "没有叫“{name}”的填报项", "unknown input {name}"),
    "B233": ("error", "数据后面只能接“.增减”或“.增长率”", "only .change or .rate may follow a figure"),
    "B234": ("error", "没有叫“{name}”的文栏或章节", "unknown text or section {name}"),
    "B235": (
        "error",
        "项目“{project}”的{dimension}是“{expected}”，这一行写的是“{found}”",
        "{dimension} of project {project} is {expected}, this row says {found}",
    ),
    "B236": (
        "error",
        "项目“{project}”的资金已经写在项目里，这里又写了一遍，会重复计算",
        "the money of project {project} is stated in its block already; this row would count twice",
    ),
    "B240": (
        "error",
        "本文件属于单位“{expected}”，这里写的是“{found}”",
        "this file is that of unit {expected}, but here it says {found}",
    ),
    "B241": (
        "error",
        "有 {count} 行没有写明单位，编不出各单位的书",
        "lines that do not say which unit they belong to, so no unit's book can be made: {count}",
    ),
    "B280": (
        "error",
        "读不了 git 里“{revision}”这个版本的上年文件：{reason}",
        "last year's files at revision {revision} cannot be read from git: {reason_en}",
    ),
    "B282": ("error", "“{name}”的上年数与上年的文件不符", "{name} of last year differs from last year's file"),
    "B283": (
        "error",
        "“{old}”拆成了 {new}，没有写上年的钱各归多少",
        "{old} was split into {new}, but not how much of last year's money each of them has",
    ),
    "B284": ("error", "“{old}”拆出的各数之和与上年不符", "the parts of {old} do not add up to last year's amount"),
    "B285": (
        "error",
        "“{old}”上年有 {count} 笔共 {amount}，看不出各归谁",
        "it is not clear who has {amount} of {old} ({count:line} of last year)",
    ),
    "B286": ("warning", "上年没有“{old}”的钱，这一行没有用", "last year has no money of {old}: this says nothing"),
    "B287": (
        "warning",
        "上年的单位“{name}”今年没有，也没有写它的变更",
        "unit {name} of last year is gone, and nothing says what became of it",
    ),
    "B288": (
        "error",
        "上年的“{dimension}”有“{name}”，今年的样式没有",
        "{dimension_en} {name} of last year is not in this year's profile",
    ),
    "B289": (
        "error",
        '没有写上年的文件（上年 "…"），变更没有用处',
        'changes need last year\'s lines: prior "…" is missing',
    ),
    "B290": (
        "error",
        "“{found}”是 {code} 的旧名称（{edition} 年前后），现在叫“{expected}”",
        "{found} is an older name of {code} (about {edition}); it is called {expected} now",
    ),
    "B291": (
        "warning",
        "上年的科目“{name}”，今年的目录里{now}，也没有写它的变更",
        "{name} of last year {now_en} in this year's catalogue, and nothing says what became of it",
    ),
    "B292": (
        "warning",
        "上年的文件是另一个部门的：{found}，本部门是 {expected}",
        "last year's file is that of another department: {found}, and this one is {expected}",
    ),
    "B293": (
        "warning",
        "没有上年的文件，这些表里上年的各列只能空着：{tables}",
        "without last year's file the columns of last year stay empty in these tables: {tables}",
    ),
}

HINTS: dict[str, tuple[str, str]] = {
    "did_you_mean": ("是不是要写：{close}", "did you mean {close}?"),
    "undeclared": ("要先有一行：{keyword} {name} …", "a line declares it: {keyword_en} {name} …"),
    "write_unit": (
        "没写单位的数按“{unit}”读；是别的单位就连着写出来",
        "without a unit it is read as {unit}; another unit joins the number",
    ),
    "name_apart": ("后面如果是名称，前面要空一格", "a name behind the amount is set off by a blank"),
    "known": ("可以写：{known}", "known are {known}"),
    "amount_column": (
        "“列”的最后要有金额列，例如：列  {columns}  金额",
        "the last columns hold amounts, for example: columns  {columns}  amount",
    ),
    "join_unit": ("金额和单位要连着写：{joined}", "the unit joins its amount: {joined}"),
    "join_count": ("数和单位要连着写：{joined}", "the unit joins its number: {joined}"),
    "comment": ("说明前面写“#”，“#”前面空一格", "a comment begins with # after a blank"),
}

NOTES: dict[str, tuple[str, str]] = {
    "unit_missing": ("没有写明单位的 {count} 行中的第一行", "the first of {count:line} without a unit"),
    "last_year_asked": ("上年的文件写在这里", "last year's file is named here"),
    "last_year_here": ("上年的这一行", "the line of last year"),
    "year_here": ("预算的年度写在这里", "the year of the budget"),
    "declared_here": ("先写在这里", "first stated here"),
}
