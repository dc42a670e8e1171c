"""Books to render: a small one with every kind of block, and a hostile one whose texts are all markup."""

from __future__ import annotations

from budgetlang.catalogs.currencies import load_currency
from budgetlang.document.nodes import (
    Cell,
    Chart,
    Document,
    FactRef,
    Form,
    MoneyUnit,
    Number,
    Origin,
    Paragraph,
    Section,
    Slice,
    Table,
    Text,
)


def units() -> list[MoneyUnit]:
    return [MoneyUnit(name, size) for name, size in load_currency("cn/yuan").units.items()]


def head(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text, "header", colspan, rowspan)


def amount(text: str, origin: int | None = None) -> Cell:
    return Cell(text, "number", origin=origin, fen=None if not text else 0)


def functions() -> Table:
    """Two header rows, a tree of rows, a total over two columns."""
    return Table(
        code="03",
        title="支出总表",
        label="预算公开表3",
        left="部门名称：某办公室",
        right="单位：万元",
        header=[[head("项目", 2), head("预算数", 2)], [head("编码"), head("名称"), head("合计"), head("基本支出")]],
        columns=["项目 / 编码", "项目 / 名称", "预算数 / 合计", "预算数 / 基本支出"],
        rows=[
            [Cell("合计", colspan=2), amount("12.35", 0), amount("12.35", 0)],
            [Cell("201", level=1), Cell("一般公共服务支出", level=1), amount("12.35", 0), amount("12.35", 0)],
            [Cell("20103", level=2), Cell("政府办公厅（室）及相关机构事务", level=2), amount("12.35", 1), amount("")],
        ],
        column_numbers=True,
        notes=["注：部分金额可能存在尾差"],
    )


def panels() -> Table:
    """Income and expenditure side by side, under one header row."""
    return Table(
        code="01",
        title="收支总表",
        label="",
        left="部门名称：某办公室",
        right="单位：万元",
        header=[[head("收入"), head("金额"), head("支出"), head("金额")]],
        columns=["收入", "金额", "支出", "金额"],
        rows=[
            [Cell("一、一般公共预算"), amount("12.35", 0), Cell("一、教育支出"), amount("1.00", 1)],
            [Cell(""), amount(""), Cell("二、其他支出"), amount("11.35", 1)],
        ],
    )


def empty() -> Table:
    return Table(
        "07", "基金收入表", "", "部门名称：某办公室", "单位：万元", [], ["科目", "数"], [], empty=True, notes=["无数据"]
    )


def pie(name: str, *shares: tuple[str, int]) -> Chart:
    total = sum(fen for _, fen in shares) or 1
    slices = [Slice(label, f"{fen}", f"{fen * 100 // total}.00", fen, 0) for label, fen in shares]
    return Chart(name, f"{name}结构图", "pie", "万元", slices)


def form(number: int, rows: int = 3) -> Form:
    grid = [
        [head("项目名称"), Cell(f"项目{number}", colspan=3)],
        [head(name) for name in ("一级", "二级", "三级", "指标值")],
    ]
    grid += [[head("产出", 1, rows), Cell("数量"), Cell("购置数量"), Cell("≤50件/年")]]
    grid += [[Cell("质量"), Cell(f"合格率{row}"), Cell("≥98%")] for row in range(rows - 1)]
    return Form(f"form-{number}", "项目支出绩效目标表", "（2026年度）", 4, grid, name=f"项目{number}")


def small() -> Document:
    prose = [Text("支出总计"), Number("12.35", 0), Text("万元，占"), Number("100", None), Text("%。")]
    return Document(
        title="2026年度部门预算公开",
        subtitle="某办公室编",
        department="某办公室",
        code="002",
        year=2026,
        profile="cn/test",
        language="zh-CN",
        contents_title="目录",
        unit="万元",
        units=units(),
        sections=[
            Section("part-1", "第一部分 报表", 1, [panels(), functions(), empty()]),
            Section(
                "part-2",
                "第二部分 说明",
                1,
                [],
                [
                    Section("s1", "一、收支", 2, [Paragraph([Text("（一）变动")], "heading"), Paragraph(prose)]),
                    Section("s2", "二、结构", 2, [pie("支出", ("教育", 90), ("农林水", 1), ("卫生", 1), ("其他", 8))]),
                    Section("s3", "三、绩效", 2, [form(1), form(2), Paragraph([Text("见附件")], "note")]),
                ],
            ),
        ],
        origins=[Origin("支出", "12.3456万元", [0, 1], None), Origin("支出，功能科目 = 20103", "12.35万元", [0], 1)],
        facts=[
            FactRef("支出.budget", 7, "2010301 行政运行", "12.00万元"),
            FactRef("a/b.budget", 9, "办公家具", "3456元"),
        ],
    )


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    '<img src="http://example.invalid/x.png" onerror="alert(1)">',
    "a | b \\| c \\",
    "**粗** _斜_ `码` ~~删~~ [名](javascript:alert(1)) ![图](x)",
    "# 标题",
    "1. 第一",
    "2026) 年",
    "- 项",
    "+ 项",
    "===",
    "---",
    "> 引",
    "&lt;b&gt; &amp; &copy;",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    '=HYPERLINK("http://example.invalid")',
    "+1",
    "-2",
    "@SUM(A1)",
    '引"号,逗号',
    "http://example.invalid www.example.invalid a@example.invalid",
    "第一行\n第二行\r\n# 第三行",
    "制\t表",
    "回\r车",
    "\x00\x07\x1b[31m",
    "\u202e倒\u202c",
    "$x^2$ :smile:",
    "../../../etc/passwd",
    "名" * 400,
    "]]>",
    "",
]


def hostile() -> Document:
    """Every text of every kind of node is one of `HOSTILE`; ids collide and look like those of the page."""
    texts = HOSTILE
    rows = [[Cell(text), Cell(text, "number", origin=0)] for text in texts]
    table = Table(
        "../../x", texts[0], texts[1], texts[2], texts[3], [[head(texts[0]), head(texts[3])]], texts[3:5], rows
    )
    again = Table("../../x", texts[0], "", "", "", [[head("")], []], ["a"], [[Cell("跨", rowspan=9)], [Cell("外")]])
    bad_form = Form("main", texts[6], texts[7], 1, [[Cell(t, "header", 3, 2)] for t in texts[:3]], texts, name=texts[0])
    sections = [
        Section("main", text, 1 + number % 7, [Paragraph([Text(text), Number(text, 0)], style)])
        for number, text in enumerate(texts)
        for style in ("body", "note", "heading")
    ]
    chart = Chart(texts[2], texts[0], "pie", texts[4], [Slice(text, text, text, 1, 0) for text in texts])
    bars = Chart(texts[2], texts[1], "bar", texts[4], [Slice(t, t, t, n - 5, 0) for n, t in enumerate(texts)])
    sections.append(
        Section('" onclick="x', texts[0], 1, [table, again, bad_form, chart, bars, pie("空"), form(60, 60)])
    )
    return Document(
        *(texts[0], texts[1], texts[2], texts[3], 2026, texts[4], "zh-CN", texts[0], sections),
        [Origin(text, text, [number]) for number, text in enumerate(texts)],
        [FactRef(text, number, text, text) for number, text in enumerate(texts)],
        texts[0],
        [MoneyUnit(text, 1) for text in texts],
    )


def forms(count: int) -> Document:
    document = small()
    document.sections[1].sections[2].blocks = [form(number) for number in range(count)]
    return document
