"""B26x, B27x: facts from files, their columns and their rows."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B260": ("error", "“{path}”不是能读的表格：{reason}", "{path} is not a table that can be read: {reason_en}"),
    "B261": (
        "error",
        "读“{path}”要用 {package}，先安装：pip install 'budgetlang[{extra}]'",
        "reading {path} needs {package}; install it: pip install 'budgetlang[{extra}]'",
    ),
    "B262": ("error", "“{path}”里没有“{name}”这一列", "{path} has no column {name}"),
    "B263": (
        "error",
        "“{name}”这个表头有几列，写列的字母来分清：{letters}",
        "several columns are headed {name}; say which by its letter: {letters}",
    ),
    "B264": (
        "error",
        "“{path}”里取哪张工作表，要写明一张：{names}",
        "say which sheet of {path} is meant, one of: {names}",
    ),
    "B265": (
        "error",
        "这一行有 {found} 格，应有 {expected} 格：可能是逗号或换行没有用引号括起来",
        "this row has {found:cell}, but there should be {expected}: a comma or line break may lack its quotes",
    ),
    "B266": (
        "error",
        "引号不成对，或一格太长，从这一行起没有读",
        "quotes do not match here, or a cell is too long; nothing is read from this row on",
    ),
    "B267": (
        "note",
        "这一行是上面各行的合计，核对相符，没有计入",
        "this row is the total of those above: it agrees and is not added",
    ),
    "B268": (
        "error",
        "这一行没有科目，像是合计，但与上面各行之和不符",
        "this row has no code and looks like a total, but is not the sum of the rows above",
    ),
    "B269": ("error", "这一行有金额，但没有写明是哪一项", "this row has an amount, but says nowhere what it is for"),
    "B270": (
        "note",
        "“{column}”列里有 {count} 种编码被表格软件改成了数：“{text}”读作 {code}",
        "a spreadsheet turned {count:code} of column {column} into numbers: {text} is read as {code}",
    ),
    "B272": ("error", "这一格只有公式，没有算好的数", "this cell holds a formula and no value"),
    "B273": (
        "error",
        "“{text}”是科学记数法，位数可能已经丢失",
        "{text} is in scientific notation: digits may be lost",
    ),
    "B274": ("warning", "没有要跳过的行", "no row is skipped by this"),
    "B275": (
        "note",
        "有 {count} 列没有读：{names}",
        "columns that are not read: {names}",
    ),
    "B276": ("error", "这里用不着这一句", "this is of no use here"),
    "B277": ("error", "“{path}”里找不到表头", "no row of {path} holds the headings"),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {
    "heading_here": ("表头", "this heading"),
    "more_rows": ("另有 {count} 行也是这样", "and in {count:more row}"),
}
