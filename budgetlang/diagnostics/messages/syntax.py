"""B1xx: text that does not follow the grammar."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B101": ("error", "这里不能写“{found}”，应为：{expected}", "unexpected {found}, expected {expected_en}"),
    "B102": (
        "error",
        "没有“{word}”这种语句，这里可以写：{expected}",
        "no statement {word}; here may stand {expected_en}",
    ),
    "B103": ("error", "这一行没有写完，后面应有：{expected}", "the line ends too early, expected {expected_en}"),
    "B104": ("error", "这里打开的“{{”没有对应的“}}”", "this block is not closed"),
    "B105": ("error", "多了一个“}}”", "superfluous }}"),
    "B106": ("error", "“{{”后面不能再有内容，应另起一行", "{{ must end its line"),
    "B107": ("error", "“}}”应单独占一行", "}} must stand alone on its line"),
    "B108": ("error", "引号没有成对，这段文字没有结束", "text in quotes without an end"),
    "B109": ("error", '这段文字没有用 """ 结束', 'text without its closing """'),
    "B110": ("error", "全角的 {found} 要改成半角的 {ascii}", "full-width {found}, write {ascii}"),
    "B111": ("error", "这一行末尾缺少“{{”", "missing {{ at the end of the line"),
    "B112": (
        "error",
        "“{word}”不能写在这里，这里可以写：{expected}",
        "{word} does not belong here; here may stand {expected_en}",
    ),
    "B113": ("error", "大括号嵌套太深，里面的内容未读取", "blocks nested too deeply; what is inside is not read"),
    "B114": ("error", '""" 应在“=”之后结束一行，或单独占一行', '""" must end a line after =, or stand alone'),
    "B116": ("error", "“{{”前面缺少空格", "missing blank before {{"),
    "B117": ("error", "这里有没有解决的合并冲突标记", "unresolved merge conflict"),
}

HINTS: dict[str, tuple[str, str]] = {
    "nearest_keyword": ("是不是“{nearest}”？", "did you mean {nearest}?"),
    "form": ("写法：{form}", "written as: {form_en}"),
    "row_or_setting": (
        "一行数字先写编码，再写金额、名称；各行共同的内容写“名称 = 值”；合计写“= 编码 金额”",
        "a row is codes, then amounts, then a name; what all rows share is NAME = VALUE; a total is = CODE AMOUNT",
    ),
    "close_block": ("在这一段的最后加一行“}}”", "add a line }} where the block ends"),
}

NOTES: dict[str, tuple[str, str]] = {
    "in_this_block": ("它写在这一段里", "inside this block"),
    "noticed_here": ("到这里还没有结束", "not closed before this"),
}
