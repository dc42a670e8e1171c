"""Each rule of the trade by its number: a change that breaks it is caught, or it cannot be broken at all.

I1 to I8 are the sums inside a table, X1 to X15 the equalities between tables, N1 to N12 those between text and tables.
Where both sides are made of the same lines, the test changes a line and sees both sides move together; where they are
written apart, the test changes one of them and sees the finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from books import CHANGZHI, EXAMPLES, OFFICE, Book, Edit, book, codes

from budgetlang.backends import load
from budgetlang.document.nodes import Cell

IDS = [*(f"I{n}" for n in range(1, 9)), *(f"X{n}" for n in range(1, 16)), *(f"N{n}" for n in range(1, 13))]

Rule = Callable[[], None]
RULES: dict[str, Rule] = {}

# A line of each kind of money that differs from table to table.
BASIC: Edit = ("basic.budget", "01 2010301 30201 50201 11 1 12 268800.00", "369900.00")
CARRIED: Edit = ("basic.budget", "01 2010301 30201 50201 11 2 12 18456.28", "28456.28")
PROJECT: Edit = ("projects/P01.budget", "P01 30227 50205 3 154000.00", "254000.00")
FUND: Edit = ("projects/P05.budget", "P05 30203 50205 3 80000.00", "180000.00")
CAPITAL: Edit = ("projects/P07.budget", "P07 30201 50502 1 26000.00", "36000.00")
SCHOOL: Edit = ("basic.budget", "04 2050499 30208 50502 2 1 12 24500.50", "34500.50")
OWN: Edit = ("basic.budget", "03 2010350 30227 50502 3 1 12 40000.00", "50000.00")
CHANGES = (BASIC, CARRIED, PROJECT, FUND, CAPITAL, SCHOOL, OWN)
REVENUE: Edit = ("revenue.budget", "10301 12 1 2788400.00", "2888400.00")
STATE: Edit = ("revenue.budget", "10306 13 1 83600.00", "93600.00")
FUNDS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")


def rule(name: str) -> Callable[[Rule], Rule]:
    def keep(function: Rule) -> Rule:
        assert name not in RULES
        RULES[name] = function
        return function

    return keep


@pytest.mark.parametrize("name", IDS)
def test_rule(name: str) -> None:
    RULES[name]()


def test_no_rule_is_missing() -> None:
    assert list(RULES) == IDS


def variants() -> list[Book]:
    return [book(), *(book(OFFICE, change) for change in CHANGES)]


def together(left: Callable[[Book], int], right: Callable[[Book], int], *edits: Edit) -> None:
    """Both sides are equal, whatever changes, and the edits change both."""
    before, after = book(), book(OFFICE, *edits)
    assert left(before) != left(after), "the change must show"
    for each in (*variants(), after):
        assert left(each) == right(each)


def cell(code: str, row: str, column: str) -> Callable[[Book], int]:
    return lambda each: each.fen(code, row, column)


def caught(code: str, example: str, *edits: Edit) -> None:
    assert code in codes(example, *edits)


def amounts(cells: Iterable[Cell]) -> int:
    return sum(each.fen or 0 for each in cells)


def tree(each: Book, code: str, columns: Iterable[str], top: str = "合计") -> None:
    """Codes with their parents, in order; each parent and the total is the sum of what is below, in every column."""
    for column in columns:
        values = {label: fen for label, fen in each.column(code, column).items() if label}
        labels = [label for label in values if label != top]
        assert labels == sorted(labels)
        for label in labels:
            assert len(label) == 3 or label[:-2] in labels
            below = [other for other in labels if other[:-2] == label]
            assert not below or values[label] == sum(values[other] for other in below)
        assert values[top] == sum(values[label] for label in labels if len(label) == 3)


def adds_up(each: Book, code: str, total: str, parts: Iterable[str]) -> None:
    """In every row, a column is the sum of others."""
    columns = [each.column(code, part) for part in parts]
    for label, fen in each.column(code, total).items():
        assert fen == sum(column[label] for column in columns), (code, label)


@rule("I1")
def rows_and_totals_of_table_1() -> None:
    for each in variants():
        adds_up(each, "01", "支出 / 2026年合计", ["支出 / 当年预算安排", "支出 / 上年结转安排"])
        income, spent = each.column("01", "收入 / 2026年"), each.column("01", "支出 / 2026年合计")
        assert income["本年收入合计"] == sum(fen for label, fen in income.items() if "、" in label)
        assert spent["本年支出合计"] == sum(fen for label, fen in spent.items() if "、" in label)
        assert income["收入总计"] == income["本年收入合计"] + income["上年结转"] == spent["支出总计"]
        assert spent["支出总计"] == spent["本年支出合计"] + spent["年终结转"]
    together(cell("01", "收入总计", "收入 / 2026年"), cell("01", "支出总计", "支出 / 2026年合计"), CARRIED)
    caught("B401", CHANGZHI, ("basic.budget", "= * * 2342.82", "2343.82"))


@rule("I2")
def trees_of_codes() -> None:
    kinds = ["合计", "基本支出", "项目支出"]
    for each in variants():
        tree(each, "02", each.table("02").columns[2:])
        for code in ("03", "05"):
            tree(each, code, [f"2026年预算数 / {kind}" for kind in kinds])
        tree(each, "08", kinds)
        tree(each, "09", ["国有资本经营预算收入 / 国有资本经营收入预算"])
        tree(each, "09", [f"国有资本经营预算支出 / {kind}" for kind in kinds])
    caught("B401", CHANGZHI, ("basic.budget", "= 21011 94.81", "94.91"))


@rule("I3")
def kinds_and_funds_add_up() -> None:
    for each in variants():
        for code in ("03", "05"):
            adds_up(each, code, "2026年预算数 / 合计", ["2026年预算数 / 基本支出", "2026年预算数 / 项目支出"])
        adds_up(each, "08", "合计", ["基本支出", "项目支出"])
        adds_up(each, "09", *capital_columns())
        adds_up(each, "02", "本年收入 / 合计", each.table("02").columns[3:8])
    caught("B401", CHANGZHI, ("basic.budget", "= 210 103.99", "104.09"))


def capital_columns() -> tuple[str, list[str]]:
    name = "国有资本经营预算支出 / {}".format
    return name("合计"), [name("基本支出"), name("项目支出")]


@rule("I4")
def sums_of_table_4() -> None:
    for each in variants():
        adds_up(each, "04", "支出 / 金额 / 小计", [f"支出 / 金额 / {fund}" for fund in FUNDS])
        income, spent = each.column("04", "收入 / 金额"), each.column("04", "支出 / 金额 / 小计")
        assert income["收入总计"] == income["本年收入合计"] + income["上年财政拨款结转"] == spent["支出总计"]
        assert spent["本年支出合计"] == sum(fen for label, fen in spent.items() if "、" in label)
    together(cell("04", "收入总计", "收入 / 金额"), cell("04", "支出总计", "支出 / 金额 / 小计"), FUND)


@rule("I5")
def sums_and_pairs_of_table_6() -> None:
    classes = ["工资福利支出", "商品和服务支出", "对个人和家庭的补助"]
    for each in variants():
        adds_up(each, "06", "2026年预算数 / 合计", ["2026年预算数 / 人员经费", "2026年预算数 / 公用经费"])
        for kind in ("合计", "人员经费", "公用经费"):
            table = each.table("06")
            index = table.columns.index(f"2026年预算数 / {kind}")
            top, pairs = ([r[index] for r in table.rows[1:] if bool(r[1].text) is pair] for pair in (False, True))
            assert [row[0].text for row in table.rows if not row[1].text] == ["合计", *classes]
            assert table.rows[0][index].fen == amounts(top) == amounts(pairs)
    caught("B307", OFFICE, ("basic.budget", "02 2010301 30101 50101", "50201"))
    caught("B309", OFFICE, ("basic.budget", "02 2010301 30101 50101", "50501"))
    caught("B401", CHANGZHI, ("basic.budget", "= 301 2185.00", "2185.50"))


@rule("I6")
def sums_of_table_10() -> None:
    column = "2026年预算数 / 合计"
    for each in variants():
        adds_up(each, "10", column, [f"2026年预算数 / {fund}" for fund in FUNDS])
        fen = each.column("10", column)
        assert fen["公务用车购置及运行费"] == fen["①公务用车购置费"] + fen["②公务用车运行维护费"]
        assert fen["合计"] == fen["因公出国（境）费"] + fen["公务接待费"] + fen["公务用车购置及运行费"]
    caught("B401", CHANGZHI, ("basic.budget", "= * 31.90", "31.92"))


@rule("I7")
def sums_of_table_11() -> None:
    for each in variants():
        fen = each.column("11", "2026年预算数 / 合计")
        assert fen.pop("部门合计") == sum(fen.values()) > 0
    caught("B401", CHANGZHI, ("basic.budget", "= * 196.22", "196.32"))


@rule("I8")
def sums_of_tables_12_and_13() -> None:
    for each in variants():
        for code in ("12", "13"):
            adds_up(each, code, "合计", each.table(code).columns[2:])
            rows = each.table(code).rows
            units = {unit for unit in UNITS if any(row[0].text == unit for row in rows)}
            for index in range(1, len(rows[0])):
                top = [row[index] for row in rows[1:] if row[0].text in units]
                projects = [row[index] for row in rows[1:] if row[0].text not in units]
                assert (rows[0][index].fen or 0) == amounts(top) == amounts(projects)
    caught("B402", CHANGZHI, ("controls.budget", "= 01 一般公共预算 237.80", "237.82"))


UNITS = [f"青禾区示范街道{name}" for name in ("办事处本级", "财政所", "党群服务中心", "社区教育中心")]
DEPARTMENT = "青禾区示范街道办事处"


@rule("X1")
def table_1_income_is_table_2() -> None:
    shared = "收入 / 2026年"
    names = ["一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "单位资金"]
    together(cell("01", "本年收入合计", shared), cell("02", "合计", "本年收入 / 合计"), BASIC)
    rows = ["一、一般公共预算", "二、政府性基金预算", "三、国有资本经营预算", "四、财政专户管理资金", "五、单位资金"]
    for row, name, edit in zip(rows, names, (BASIC, FUND, CAPITAL, SCHOOL, OWN), strict=True):
        together(cell("01", row, shared), cell("02", "合计", f"本年收入 / {name}"), edit)
    together(cell("01", "上年结转", shared), cell("02", "合计", "上年结转"), CARRIED)


@rule("X2")
def table_1_spending_is_table_3() -> None:
    column = "支出 / 2026年合计"
    together(cell("01", "本年支出合计", column), cell("03", "合计", "2026年预算数 / 合计"), FUND)
    together(cell("01", "一、一般公共服务支出", column), cell("03", "201", "2026年预算数 / 合计"), CARRIED)


@rule("X3")
def current_spending_is_the_sum_of_the_funds() -> None:
    def parts(each: Book) -> int:
        five, eight = each.column("05", "2026年预算数 / 合计"), each.column("08", "合计")
        other = ["本年收入 / 财政专户管理资金", "本年收入 / 单位资金"]
        return five["201"] + eight.get("201", 0) + sum(each.fen("02", "201", name) for name in other)

    together(cell("01", "一、一般公共服务支出", "支出 / 当年预算安排"), parts, OWN)
    together(cell("01", "一、一般公共服务支出", "支出 / 当年预算安排"), parts, BASIC)


@rule("X4")
def spending_is_income_and_carry_over() -> None:
    def income(each: Book) -> int:
        return each.fen("02", "201", "本年收入 / 合计") + each.fen("02", "201", "上年结转")

    together(cell("03", "201", "2026年预算数 / 合计"), income, CARRIED)


@rule("X5")
def table_4_is_tables_1_5_8_and_9() -> None:
    def three(each: Book) -> int:
        return sum(each.fen("01", f"{n}、{fund}", "收入 / 2026年") for n, fund in zip("一二三", FUNDS, strict=True))

    def carried(each: Book) -> int:
        return each.fen("05", "201", "2026年预算数 / 合计") + each.fen("02", "201", "上年结转")

    together(cell("04", "本年收入合计", "收入 / 金额"), three, FUND)
    together(cell("04", "一、一般公共服务支出", "支出 / 金额 / 一般公共预算"), carried, CARRIED)
    rows = list(book().column("04", "支出 / 金额 / 小计"))
    town = next(row for row in rows if row.endswith("城乡社区支出"))
    capital = next(row for row in rows if row.endswith("国有资本经营预算支出"))

    def funded(each: Book) -> int:
        return each.fen("08", "212", "合计") + each.fen("13", DEPARTMENT, "2026年财政拨款 / 政府性基金预算")

    together(cell("04", town, "支出 / 金额 / 政府性基金预算"), funded, FUND)
    together(cell("04", capital, "支出 / 金额 / 国有资本经营预算"), cell("09", "223", capital_columns()[0]), CAPITAL)


@rule("X6")
def basic_spending_by_function_is_that_by_economic_class() -> None:
    together(cell("05", "合计", "2026年预算数 / 基本支出"), cell("06", "合计", "2026年预算数 / 合计"), BASIC)
    caught("B403", CHANGZHI, ("basic.budget", "30201 50201 - 27.44", "37.44"))


@rule("X7")
def project_spending_by_function_is_that_by_project() -> None:
    fund = "2026年财政拨款 / {}".format
    together(cell("05", "合计", "2026年预算数 / 项目支出"), cell("12", DEPARTMENT, fund(FUNDS[0])), PROJECT)
    together(cell("08", "合计", "项目支出"), cell("12", DEPARTMENT, fund(FUNDS[1])), FUND)
    together(cell("09", "合计", capital_columns()[1][1]), cell("12", DEPARTMENT, fund(FUNDS[2])), CAPITAL)


@rule("X8")
def carried_over_projects_are_in_table_4() -> None:
    fund: Edit = ("projects/P11.budget", "P11 31005 50302 3 315276.40", "415276.40")
    column = f"2026年财政拨款 / {FUNDS[1]}"
    together(cell("13", DEPARTMENT, column), cell("04", "二、政府性基金预算'", "收入 / 金额"), fund)
    general: Edit = ("projects/P12.budget", "P12 30214 50201 2 68450.00", "78450.00")
    for each in (book(), book(OFFICE, fund), book(OFFICE, general)):
        rest = each.fen("04", "上年财政拨款结转", "收入 / 金额") - each.fen("13", DEPARTMENT, "合计")
        assert rest == 18456_28, "what the office carries over for basic spending"
    caught("B401", CHANGZHI, ("projects/P23.budget", "1.80万元", "1.82万元"))


@rule("X9")
def project_spending_is_tables_12_and_13() -> None:
    def both(each: Book) -> int:
        return each.fen("12", DEPARTMENT, "合计") + each.fen("13", DEPARTMENT, "合计")

    for edit in (PROJECT, FUND, CAPITAL):
        together(cell("03", "合计", "2026年预算数 / 项目支出"), both, edit)


@rule("X10")
def fund_income_is_fund_spending() -> None:
    for each in (book(), book(OFFICE, FUND, REVENUE)):
        fund = each.fen("01", "二、政府性基金预算", "收入 / 2026年")
        assert fund == each.fen("07", "合计", "政府性基金收入预算") == each.fen("08", "合计", "合计")
    for each in (book(), book(OFFICE, CAPITAL, STATE)):
        state = each.fen("01", "三、国有资本经营预算", "收入 / 2026年")
        assert state == each.fen("09", "合计", "国有资本经营预算收入 / 国有资本经营收入预算")
        assert state == each.fen("09", "合计", capital_columns()[0])
    for edit in (FUND, REVENUE, CAPITAL, STATE):
        caught("B404", OFFICE, edit)


@rule("X11")
def social_insurance_by_function_is_that_by_economic_class() -> None:
    for line in ("01 2080505 30108", "01 2080506 30109", "01 2101101 30110", "01 2210201 30113"):
        caught("B405", OFFICE, ("basic.budget", line, "30112"))


@rule("X12")
def projects_stand_under_their_function_and_unit() -> None:
    column = f"2026年财政拨款 / {FUNDS[0]}"
    texts = [path.read_text(encoding="utf-8") for path in (EXAMPLES / OFFICE / "projects").iterdir()]
    names = {text.split()[2] for text in texts if "功能科目 = 2010302\n" in text}
    assert len(names) == 3
    together(
        cell("05", "2010302", "2026年预算数 / 项目支出"),
        lambda each: sum(fen for name, fen in each.column("12", column).items() if name in names),
        PROJECT,
    )
    moved = book(OFFICE, ("projects/P01.budget", "单位 = 01", "02"))
    assert book().fen("12", UNITS[1], "合计") + 240000_00 == moved.fen("12", UNITS[1], "合计")


@rule("X13")
def operating_expenses_are_within_public_expenses() -> None:
    caught("B405", CHANGZHI, ("basic.budget", "01 164.63", "264.63"))


@rule("X14")
def three_public_expenses_hold_those_of_basic_spending() -> None:
    column = "2026年预算数 / 合计"
    vehicles: Edit = ("basic.budget", "01 2010301 30231 50208 11 1 12 60000.00", "70000.00")
    guests: Edit = ("basic.budget", "02 2010301 30217 50206 11 1 12 1200.00", "2200.00")
    together(cell("10", "②公务用车运行维护费", column), cell("06", "公务用车运行维护费", column), vehicles)
    together(cell("10", "公务接待费", column), cell("06", "公务接待费", column), guests)
    caught("B404", CHANGZHI, ("basic.budget", "30231 50208 - 0.90", "40.90"))


@rule("X15")
def forms_show_the_money_of_table_12() -> None:
    name = "综合办公楼运行维护"
    for each, whole, shown in ((book(), "240,000", "24.00"), (book(OFFICE, PROJECT), "340,000", "34.00")):
        rows = each.forms()[name]
        assert ["资金总额", whole, "资金总额", whole] in rows
        assert each.shown("12", name, "合计") == shown
        origins = [row for row in rows if row[0].endswith(("财政资金", "自筹", "其他资金"))]
        assert sum(int(row[1].replace(",", "")) for row in origins) == int(whole.replace(",", ""))
        assert any(row[-2:] == ["实施单位", UNITS[0]] for row in rows)
    whole_period = "1年\n  实施期 10元  市县(区)财政资金"
    caught("B603", OFFICE, ("projects/P05.budget", "期限 = 1年", whole_period))
    caught("B606", OFFICE, ("projects/P01.budget", "期限 = 99年", whole_period.replace("1年", "99年")))


FIGURE = r"([0-9,]+(?:\.[0-9]+)?)万元"
SENTENCES = [
    ("一、", "预算收入总计", "01", "收入总计", "收入 / 2026年"),
    ("一、", "本年收入", "01", "本年收入合计", "收入 / 2026年"),
    ("一、", "上年结转", "01", "上年结转", "收入 / 2026年"),
    ("一、", "支出总计", "01", "支出总计", "支出 / 2026年合计"),
    ("二、", "一般公共预算拨款收入", "01", "一、一般公共预算", "收入 / 2026年"),
    ("二、", "财政专户管理资金收入", "01", "四、财政专户管理资金", "收入 / 2026年"),
    ("三、", "基本支出", "03", "合计", "2026年预算数 / 基本支出"),
    ("三、", "项目支出", "03", "合计", "2026年预算数 / 项目支出"),
    ("四、", "财政拨款收支总预算", "04", "收入总计", "收入 / 金额"),
    ("四、", "当年拨款收入", "04", "本年收入合计", "收入 / 金额"),
    ("四、", "政府性基金预算拨款", "04", "支出总计", "支出 / 金额 / 政府性基金预算"),
    ("五、", "当年支出", "05", "合计", "2026年预算数 / 合计"),
    ("五、", "一般公共服务支出", "05", "201", "2026年预算数 / 合计"),
    ("六、", "基本支出", "06", "合计", "2026年预算数 / 合计"),
    ("六、", "公用经费", "06", "合计", "2026年预算数 / 公用经费"),
    ("七、", "“三公”经费预算", "10", "合计", "2026年预算数 / 合计"),
    ("七、", "公务接待费", "10", "公务接待费", "2026年预算数 / 合计"),
    ("八、", "财政拨款预算", "11", "部门合计", "2026年预算数 / 合计"),
    ("十、", "涉及部门预算资金", "05", "合计", "2026年预算数 / 合计"),
    ("十、", "共计金额", "12", DEPARTMENT, "合计"),
]
"""section, words before an amount, and the cell that shows the same"""


def narrative(each: Book, title: str) -> str:
    """A section of the third part."""
    (part,) = [section for section in each.document.sections if section.title.startswith("第三部分")]
    (title,) = [section.title for section in part.sections if section.title.startswith(title)]
    return each.text(title)


def said(each: Book, title: str, words: str) -> Decimal:
    match = re.search(re.escape(words) + FIGURE, narrative(each, title))
    assert match, (title, words)
    return Decimal(match[1].replace(",", ""))


@rule("N1")
def amounts_of_the_text_are_those_of_the_tables() -> None:
    for title, words, code, row, column in SENTENCES:
        for each in variants():
            assert said(each, title, words) == Decimal(each.shown(code, row, column) or 0), (title, words)
    assert said(book(), "一、", "预算收入总计") != said(book(OFFICE, BASIC), "一、", "预算收入总计")
    caught("B412", CHANGZHI, ("controls.budget", "3132.64", "3133.64"))


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@rule("N2")
def percentages_are_shares_of_exact_amounts() -> None:
    for each in variants():
        income = each.column("01", "收入 / 2026年")
        stated = [Decimal(share) for share in re.findall(r"占([0-9.]+)%", narrative(each, "二、"))]
        parts = [fen for label, fen in income.items() if "、" in label] + [income["上年结转"]]
        assert stated == [percent(fen, income["收入总计"]) for fen in parts]


@rule("N3")
def rates_are_changes_over_last_year() -> None:
    for each in variants():
        now = each.fen("01", "收入总计", "收入 / 2026年")
        change, rate = re.findall(FIGURE + "，增长([0-9.]+)%", narrative(each, "一、"))[0]
        before = 2098631277
        assert Decimal(change.replace(",", "")) == percent(now - before, 10**8)
        assert Decimal(rate) == percent(now - before, before)
    caught("B413", CHANGZHI, ("controls.budget", "1.48%", "1.49%"))
    caught("B415", CHANGZHI, ("controls.budget", "45.65", "46.65"))


@rule("N4")
def words_of_direction_follow_the_sign() -> None:
    expected = {"102000.00": "增加14.56万元", "300000.00": "减少5.24万元", "247600.00": "相同"}
    for before, words in expected.items():
        edits: tuple[Edit, ...] = () if before == "102000.00" else (("prior.budget", "102000.00", before),)
        sentence = narrative(book(OFFICE, *edits), "七、").split("其中")[0]
        assert [word for word in ("增加", "减少", "相同") if word in sentence.split("主要原因")[0]] == [words[:2]]
        assert words in sentence


@rule("N5")
def a_change_has_a_reason() -> None:
    caught("B502", CHANGZHI, ("prior.budget", "原因 三公经费合计", "公务接待费"))
    caught("B506", CHANGZHI, ("prior.budget", "原因 三公经费合计", "公务接待费"))


@rule("N6")
def procurement_is_goods_works_and_services() -> None:
    for each in (book(), book(OFFICE, ("inputs.budget", "274800.00", "374800.00"))):
        text = narrative(each, "九、")
        total, *parts = [Decimal(found) for found in re.findall(FIGURE, text)]
        assert total == sum(parts) and len(parts) == 3
    caught("B412", CHANGZHI, ("controls.budget", "59.38", "59.48"))
    caught("B412", CHANGZHI, ("inputs.budget", "15.88", "15.98"))


@rule("N7")
def projects_with_goals_are_those_of_table_12() -> None:
    later: Edit = ("projects/P04.budget", "来源 = 当年预算", "上年结转")
    for each, count in ((book(CHANGZHI), 22), (book(CHANGZHI, later), 21)):
        names = set(each.forms())
        rows = [row[0].text for row in each.table("12").rows]
        assert len(names) == count == sum(name in names for name in rows)
        assert f"二级项目{count}个" in narrative(each, "十、")
    caught("B412", CHANGZHI, later)


@rule("N8")
def vehicles_add_up_and_stay_within_their_number() -> None:
    caught("B404", CHANGZHI, ("inputs.budget", "32辆", "31辆"))
    caught("B405", OFFICE, ("inputs.budget", "3辆", "1辆"))


@rule("N9")
def units_are_counted_as_listed() -> None:
    third: Edit = ("main.budget", "单位 03 事业", "参公")
    for each, count in ((book(), 2), (book(OFFICE, third), 3)):
        assert len(each.table("11").rows) == count + 1
        sentence = narrative(each, "八、")
        assert f"{count}家" in sentence
        assert all(row[0].text in sentence for row in each.table("11").rows[1:])


@rule("N10")
def names_in_section_6_are_the_rows_of_table_6() -> None:
    consulting: tuple[Edit, ...] = (
        ("basic.budget", "01 2010301 30202", "30203"),
        ("basic.budget", "01 2010301 30203 50201", "50205"),
    )
    assert "咨询费" not in narrative(book(), "六、")
    for each in (book(), book(OFFICE, *consulting)):
        text = narrative(each, "六、")
        for kind in ("人员经费", "公用经费"):
            match = re.search(kind + FIGURE + "，主要包括：(.*?)等", text)
            assert match
            table = each.table("06")
            index = table.columns.index(f"2026年预算数 / {kind}")
            rows = list(dict.fromkeys(row[0].text for row in table.rows if row[1].text and row[index].text))
            assert match[2].split("、") == rows
    assert "咨询费" in narrative(book(OFFICE, *consulting), "六、")


@rule("N11")
def an_empty_table_says_so() -> None:
    fund: Edit = ("projects/P04.budget", "资金 = 一般公共预算", "政府性基金预算")
    for each, empty in ((book(), set()), (book(CHANGZHI), {"07", "08", "09"}), (book(CHANGZHI, fund), {"07", "09"})):
        tables = [each.table(f"{number:02d}") for number in range(1, 14)]
        assert {table.code for table in tables if any("无数据" in note for note in table.notes)} == empty
        assert {table.code for table in tables if not any(amounts(row) for row in table.rows)} == empty


@rule("N12")
def contents_are_the_headings() -> None:
    (page,) = load("markdown")(book().document).values()
    text = page.decode()
    links = re.findall(r"^ *[-*] \[(.+)\]\(#(.+)\)$", text, re.MULTILINE)
    anchors = re.findall(r"<a id=\"(.+?)\"></a>\s*#+ (.+)", text)
    assert len(links) > 30
    assert [(anchor, title) for title, anchor in links] == anchors
