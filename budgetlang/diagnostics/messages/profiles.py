"""B7xx: profiles. B9xx: faults of the program itself."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B701": ("error", "“{name}”不能是“{value}”", "{name} cannot be {value}"),
    "B702": ("error", "没有“{name}”这种图", "unknown kind of chart {name}"),
    "B703": ("error", "没有叫“{name}”的系列", "unknown series {name}"),
    "B704": ("error", "注的条件只能是“尾差”或“空表”，写的是“{name}”", "a note is for residue or empty, not {name}"),
    "B705": ("error", "这张表缺少“{name}”", "the table lacks {name_en}"),
    "B706": ("error", "没有叫“{name}”的名单", "unknown list {name}"),
    "B707": ("error", "名单“{list}”里的不是“{name}”的成员", "the list {list} is not about {name}"),
    "B720": ("error", "模板的写法不对：{reason}", "the template cannot be read: {reason}"),
    "B721": ("error", "没有叫“{name}”的数据、系列或函数", "unknown figure, series or function {name}"),
    "B722": ("error", "“{owner}”没有“{name}”", "{owner} has no {name_en}"),
    "B723": ("error", "这里算不出来：{reason}", "this cannot be worked out: {reason}"),
    "B724": ("error", "要算的步数超过 {limit}，可能是没有尽头的循环", "more than {limit:step}: an endless loop?"),
    "B725": ("error", "不能插入“{name}”，可以写：图、表、表单", "cannot insert {name}, only chart, table or forms"),
    "B726": ("error", "要插入的“{name}”没有定义", "{name}, which is to be inserted, is not defined"),
    "B727": ("error", "文字“{name}”用到它自己", "the text {name} needs itself"),
    "B728": ("error", "样式里没有模板“{name}”", "the profile has no template {name}"),
    "B730": ("error", "没有叫“{name}”的数字样式", "unknown number style {name}"),
    "B731": ("error", "数字样式“{name}”来自它自己", "the number style {name} comes from itself"),
    "B750": ("note", "数据“{name}”没有用到", "figure {name} is never used"),
    "B751": ("warning", "填报项“{name}”要部门填写，书里却不印", "input {name} is asked for and never printed"),
    "B752": ("warning", "文栏“{name}”是必填的，书里却不印", "the text {name} is required and never printed"),
    "B753": (
        "error",
        "“{name}”没有与上年比较，取不到上年数和增减",
        "{name} is not compared with last year: it has no change or rate",
    ),
    "B754": (
        "warning",
        "{what}永远没有数：“{dimension}”的条件互相矛盾",
        "{what_en} can never hold a figure: the conditions on {dimension} exclude each other",
    ),
    "B755": (
        "warning",
        "{what}永远没有数：“{measure}”所用的口径里没有“{dimension}”",
        "{what_en} can never hold a figure: the view of {measure} does not know {dimension}",
    ),
    "B756": ("warning", "检查“{title}”永远成立，查不出问题", "check {title} always holds, whatever the figures are"),
    "B757": ("error", "检查“{title}”永远不成立", "check {title} can never hold"),
    "B758": (
        "error",
        "“{measure}”没有一个口径同时有这些维度：{dimensions}；合计永远是零",
        "no view of {measure} knows all of {dimensions}: the sum is always zero",
    ),
    "B759": ("note", "{what}“{name}”没有用到", "{what_en} {name} is never used"),
    "B760": ("error", "“{name}”不能是币种的单位", "{name} cannot be a unit of the currency"),
    "B761": ("error", "币种“{name}”没有最小的单位 1", "the currency {name} has no smallest unit 1"),
    "B762": ("error", "没有叫“{name}”的币种", "there is no currency {name}"),
    "B902": (
        "error",
        "“{path}”排版后内容会变，原文没有改动；这是程序的错误，请报告",
        "{path} left as it was, because its layout would change what it says; please report this fault of the program",
    ),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
