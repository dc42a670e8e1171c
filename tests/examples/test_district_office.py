"""The invented district office: every table follows from one set of facts.

The rows are read here by splitting lines and added up with whole numbers, without the language or its cube;
what the compiler says must be the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from attrs import define

from budgetlang.document.nodes import Cell, Document, Form, Section, Table
from budgetlang.model.facts import Fact
from budgetlang.model.profile import Condition
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

FUNDS = {
    "一般公共预算": "11",
    "政府性基金预算": "12",
    "国有资本经营预算": "13",
    "财政专户管理资金": "2",
    "单位资金": "3",
}
ORIGINS = {"当年预算": "1", "上年结转": "2"}
NATURES = {"其他运转类": "21", "特定目标类": "22"}
ORGANS = ("01", "02")
"""行政 and 参公"""
DIMENSIONS = {
    "单位": "unit",
    "功能科目": "function",
    "部门经济科目": "department",
    "政府经济科目": "government",
    "资金": "fund",
    "来源": "origin",
    "支出性质": "nature",
    "资金级次": "level",
    "项目": "project",
}


@define
class Line:
    """One row of the source, everything it says in codes."""

    unit: str
    function: str
    department: str
    government: str
    fund: str
    origin: str
    nature: str
    fen: int
    name: str
    level: str = ""
    project: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it is 财政拨款."""
        return self.fund in ("11", "12", "13")

    @property
    def is_current(self) -> bool:
        return self.origin == "1"

    @property
    def is_basic(self) -> bool:
        return self.nature in ("11", "12")

    @property
    def is_operating(self) -> bool:
        """Whether it is 机关运行经费."""
        return self.unit in ORGANS and self.nature == "12" and self.is_state


Choice = Callable[[Line], bool]


def fen(text: str) -> int:
    """An amount in 元 as it is written: always with two decimals."""
    assert re.fullmatch(r"\d+\.\d\d", text), text
    return int(text.replace(".", ""))


def basic_lines(folder: Path) -> Iterator[Line]:
    for line in (folder / "basic.budget").read_text(encoding="utf-8").splitlines():
        if line[:4].strip().isdigit():
            unit, function, department, government, fund, origin, nature, amount, name = line.split()
            yield Line(unit, function, department, government, fund, origin, nature, fen(amount), name)


def project_lines(path: Path) -> Iterator[Line]:
    text = path.read_text(encoding="utf-8")
    own = dict(re.findall(r"^  (\S+) = (.+)$", text, re.MULTILINE))
    rows = text[text.index("明细 支出 {") :].splitlines()
    columns = rows[1].split()[1:]
    for row in rows[2:-1]:
        cells = dict(zip([*columns, "名称"], row.split(), strict=True))
        fund = cells.get("资金") or FUNDS[own["资金"]]
        yield Line(
            own["单位"], own["功能科目"], cells["部门经济科目"], cells["政府经济科目"], fund, ORIGINS[own["来源"]],
            NATURES[own["支出性质"]], fen(cells["金额"]), cells["名称"], cells["资金级次"], cells["项目"],
        )  # fmt: skip


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "examples" / "district-office"


@pytest.fixture(scope="module")
def lines(folder: Path) -> list[Line]:
    projects = sorted((folder / "projects").glob("*.budget"))
    return [*basic_lines(folder), *(line for path in projects for line in project_lines(path))]


@pytest.fixture(scope="module")
def compilation(folder: Path) -> Compilation:
    return Compilation(Workspace.around(folder), folder)


@pytest.fixture(scope="module")
def revenue(folder: Path) -> dict[str, int]:
    """The revenue lines: 分 by fund."""
    rows = (folder / "revenue.budget").read_text(encoding="utf-8").splitlines()
    cells = [row.split() for row in rows if row.startswith("  1")]
    assert all(cell[2] == "1" for cell in cells)
    return {fund: sum(fen(cell[3]) for cell in cells if cell[1] == fund) for fund in ("12", "13")}


@pytest.fixture(scope="module")
def document(compilation: Compilation) -> Document:
    document = compilation.document
    assert document is not None
    return document


@pytest.fixture(scope="module")
def tables(document: Document) -> dict[str, Table]:
    return {block.code: block for section in sections(document) for block in section.blocks if isinstance(block, Table)}


def sections(place: Document | Section) -> Iterator[Section]:
    """All sections, in the order of the book."""
    for section in place.sections:
        yield section
        yield from sections(section)


def total(lines: list[Line], choice: Choice) -> int:
    return sum(line.fen for line in lines if choice(line))


def totals(lines: list[Line], choices: list[Choice]) -> list[int]:
    return [total(lines, choice) for choice in choices]


def inside(lines: list[Line], field: str, code: str) -> list[Line]:
    """The lines at a code or below it."""
    return [line for line in lines if str(getattr(line, field)).startswith(code)]


def both(*choices: Choice) -> Choice:
    return lambda line: all(choice(line) for choice in choices)


def of_fund(code: str) -> Choice:
    return lambda line: line.fund == code


def stated(folder: Path, name: str) -> dict[str, Decimal]:
    """The stated figures of a file by name, without their units."""
    text = (folder / name).read_text(encoding="utf-8")
    found = re.findall(r"^ +(-?\d+(?:\.\d+)?)[^\s\d]* +(\S+?)(?: +#.*)?$", text, re.MULTILINE)
    return {figure: Decimal(amount) for amount, figure in found}


# ---- the source ----


def test_nothing_is_found(compilation: Compilation) -> None:
    assert [(found.code, found.args) for found in compilation.diagnostics] == []


def test_amounts_are_exact(compilation: Compilation) -> None:
    budget = compilation.budget
    assert budget is not None
    assert (budget.unit, budget.rounded) == ("元", False)
    assert not [fact for fact in budget.facts if fact.half]
    assert not budget.claims and not budget.stated


def test_every_row_is_one_fact_with_all_its_coordinates(compilation: Compilation, lines: list[Line]) -> None:
    budget = compilation.budget
    assert budget is not None
    indices = {budget.profile.dimension(name).index: field for name, field in DIMENSIONS.items()}  # type: ignore[union-attr]

    def said(fact: Fact) -> tuple[object, ...]:
        codes = {field: getattr(fact.coords[index], "code", "") for index, field in indices.items()}
        return (fact.fen, *(codes[field] for field in DIMENSIONS.values()))

    spending = [said(fact) for fact in budget.facts if budget.profile.measures[fact.measure].name == "支出"]
    assert sorted(map(str, spending)) == sorted(
        str((line.fen, *(getattr(line, field) for field in DIMENSIONS.values()))) for line in lines
    )
    always = [field for field in DIMENSIONS.values() if field not in ("level", "project")]
    assert all(getattr(line, field) for line in lines for field in always)
    assert all(line.is_basic != bool(line.project and line.level) for line in lines)


def test_nothing_is_entered_for_what_follows(compilation: Compilation, lines: list[Line]) -> None:
    checked = compilation.checked
    assert checked is not None
    measures = [checked.budget.profile.measures[fact.measure].name for fact in checked.budget.facts]
    assert set(measures) == {"支出", "收入"}
    assert measures.count("支出") == len(lines)


def test_no_table_lacks_its_kind_of_money(lines: list[Line]) -> None:
    assert {line.fund for line in lines} == set(FUNDS.values())
    assert {(line.fund, line.is_basic) for line in lines if not line.is_current} == {
        ("11", True), ("11", False), ("12", False), ("3", True),
    }  # fmt: skip
    assert {line.level for line in lines if line.project} == set("12345")
    assert {line.unit for line in lines} == {"01", "02", "03", "04"}
    assert len({line.function for line in lines}) == 15


def test_it_says_that_it_is_invented(folder: Path) -> None:
    for name in ("README.md", "main.budget", "basic.budget", "revenue.budget", "prior.budget", "inputs.budget"):
        head = (folder / name).read_text(encoding="utf-8").split("\n\n")[0:2]
        assert re.search("虚构|编造", "".join(head)), name


def test_main_file_includes_every_other_file(folder: Path) -> None:
    patterns = re.findall(r'^引用 "(.+?)"', (folder / "main.budget").read_text(encoding="utf-8"), re.MULTILINE)
    included = {path for pattern in patterns for path in folder.glob(pattern)}
    assert included == set(folder.rglob("*.budget")) - {folder / "main.budget"}


# ---- sums of the cube ----


@pytest.mark.parametrize(
    ("dimension", "field", "length"),
    [
        ("功能科目", "function", 3),
        ("功能科目", "function", 5),
        ("功能科目", "function", 7),
        ("资金", "fund", 2),
        ("单位", "unit", 2),
        ("部门经济科目", "department", 3),
        ("政府经济科目", "government", 5),
        ("资金级次", "level", 1),
        ("项目", "project", 3),
    ],
)
def test_sums_of_the_cube(compilation: Compilation, lines: list[Line], dimension: str, field: str, length: int) -> None:
    checked = compilation.checked
    assert checked is not None
    tree = checked.budget.profile.dimension(dimension)
    assert tree is not None
    codes = sorted({str(getattr(line, field))[:length] for line in lines} - {""})
    assert len(codes) > 2
    for code in codes:
        member = tree.get(code)
        assert member is not None
        facts = checked.cube.matching(0, Condition(tree.index, (member,)))
        expected = sum(line.fen for line in inside(lines, field, code))
        assert checked.cube.sum(facts) == (expected, expected, expected), code


FIGURES: dict[str, Choice] = {
    "本年收入合计": lambda line: line.is_current,
    "上年结转": lambda line: not line.is_current,
    "收入总计": lambda line: bool(line.fen),
    "支出总计": lambda line: bool(line.fen),
    "政府性基金收入": lambda line: line.fund == "12" and line.is_current,
    "国有资本经营收入": lambda line: line.fund == "13" and line.is_current,
    "财政专户收入": lambda line: line.fund == "2" and line.is_current,
    "单位资金收入": lambda line: line.fund == "3" and line.is_current,
    "基本支出": lambda line: line.is_basic,
    "项目支出": lambda line: not line.is_basic,
    "财政拨款总计": lambda line: line.is_state,
    "财政拨款上年结转": lambda line: line.is_state and not line.is_current,
    "一般公共预算当年支出": lambda line: line.fund == "11" and line.is_current,
    "一般公共预算基本支出": lambda line: line.fund == "11" and line.is_current and line.is_basic,
    "人员经费": lambda line: line.fund == "11" and line.is_current and line.nature == "11",
    "公用经费": lambda line: line.fund == "11" and line.is_current and line.nature == "12",
    "三公经费合计": lambda line: line.is_state and line.department in ("30212", "30217", "30231", "31013"),
    "因公出国（境）费": lambda line: line.is_state and line.department == "30212",
    "公务接待费": lambda line: line.is_state and line.department == "30217",
    "公务用车购置及运行费": lambda line: line.is_state and line.department in ("30231", "31013"),
    "公务用车购置费": lambda line: line.is_state and line.department == "31013",
    "公务用车运行维护费": lambda line: line.is_state and line.department == "30231",
    "机关运行经费合计": lambda line: line.is_operating,
    "其他运转类支出": lambda line: line.nature == "21" and line.is_current,
    "特定目标类支出": lambda line: line.nature == "22" and line.is_current,
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures(compilation: Compilation, lines: list[Line], name: str) -> None:
    checked = compilation.checked
    assert checked is not None
    assert checked.figures.amount(name) == total(lines, FIGURES[name])


def test_operating_expenses_include_what_was_carried_over(lines: list[Line]) -> None:
    carried = total(lines, lambda line: line.is_operating and not line.is_current)
    current = total(lines, lambda line: line.is_operating and line.is_current)
    assert carried > 0 and current > 0
    assert {line.unit for line in lines if line.is_operating} == set(ORGANS)


def test_projects_are_counted(compilation: Compilation, lines: list[Line]) -> None:
    checked = compilation.checked
    assert checked is not None
    for name, nature in (("项目个数", "2"), ("其他运转类个数", "21"), ("特定目标类个数", "22")):
        projects = {line.project for line in lines if line.is_current and line.nature.startswith(nature)}
        assert checked.figures.amount(name) == len(projects)


# ---- projects, inputs, last year ----

PARTS = {
    "P01": 430 * 200 + 2 * 7000 + 80000 + 60000,
    "P02": 38 * 2400 * 12 + 38 * 120,
    "P03": Decimal("162000") + Decimal("14336.28") + Decimal("463.72"),
    "P04": 215000 * 4 + 96350,
    "P05": 3200 * Decimal("712.50") + 80000,
    "P06": 280 * 255 * 6,
    "P07": 836 * 100,
    "P08": 1800 * 100 + 460 * 60,
    "P09": 6 * 10000 + 6 * 15000 + 48 * 1000,
    "P10": 98000 + 14500,
}


def test_forms_state_the_money_of_their_project(folder: Path, lines: list[Line]) -> None:
    assert set(PARTS) == {line.project for line in lines if line.project and line.is_current}
    for code, parts in PARTS.items():
        text = (folder / "projects" / f"{code}.budget").read_text(encoding="utf-8")
        money = Decimal(sum(line.fen for line in inside(lines, "project", code))) / 100
        (said,) = re.findall(r"^  概况 = .*合计([\d.]+)元", text, re.MULTILINE)
        (cost,) = re.findall(r"产出 +成本 +≤?([\d.]+)万元(?:/年)? +项目总成本", text)
        assert Decimal(said) == Decimal(cost) * 10_000 == parts == money, code
        assert text.count("万元/年") == text.count("经常性项目"), code


def test_every_kind_of_project_is_there(folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "projects").glob("*.budget"))]
    kinds = {
        (re.findall(r"支出性质 = (\S+)", text)[0], re.findall(r"期限 = (\S+)", text)[0], "经常性" in text)
        for text in texts
    }
    assert kinds == {
        ("其他运转类", "99年", True), ("其他运转类", "1年", False),
        ("特定目标类", "99年", True), ("特定目标类", "1年", False),
    }  # fmt: skip


def test_inputs_follow_from_the_rows(folder: Path, lines: list[Line]) -> None:
    inputs = stated(folder, "inputs.budget")
    goods = total(lines, lambda line: line.department in ("31013", "31007"))
    works = total(lines, lambda line: line.department == "31005" and line.is_current)
    services = total(lines, lambda line: line.project in ("P01", "P04") and line.department == "30227")
    bought = [inputs[f"政府采购{kind}"] * 100 for kind in ("货物", "工程", "服务")]
    assert bought == [goods, works, services]
    assert inputs["整体绩效目标资金"] * 100 == total(lines, FIGURES["一般公共预算当年支出"])
    assert inputs["机关及下属预算单位"] == len({line.unit for line in lines})
    vehicles = sum(value for name, value in inputs.items() if name.endswith("用车"))
    purchased = len([line for line in lines if line.department == "31013"])
    assert inputs["公务用车实有"] == vehicles
    assert inputs["公务用车实有"] + purchased <= inputs["公务用车编制"]


def test_last_year_has_every_kind_of_change(folder: Path, lines: list[Line]) -> None:
    prior = stated(folder, "prior.budget")
    kinds: dict[str, str] = {}
    for name, amount in prior.items():
        before, now = int(amount * 100), total(lines, FIGURES[name])
        change = "up" if now > before else "down" if now < before else "equal"
        kinds[name] = "new" if before == 0 < now else "vanished" if now == 0 < before else change
    assert set(kinds.values()) == {"up", "down", "equal", "new", "vanished"}
    reasons = set(re.findall(r"^原因 (\S+) = ", (folder / "prior.budget").read_text(encoding="utf-8"), re.MULTILINE))
    assert reasons == {name for name, kind in kinds.items() if kind != "equal"} - {"一般公共预算当年支出"}
    assert prior["三公经费合计"] == prior["因公出国（境）费"] + prior["公务接待费"] + prior["公务用车购置及运行费"]
    assert prior["公务用车购置及运行费"] == prior["公务用车购置费"] + prior["公务用车运行维护费"]


# ---- the thirteen tables ----


def current(line: Line) -> bool:
    return line.is_current


def carried(line: Line) -> bool:
    return not line.is_current


def basic(line: Line) -> bool:
    return line.is_basic


def project(line: Line) -> bool:
    return not line.is_basic


def state(line: Line) -> bool:
    return line.is_state


def anything(line: Line) -> bool:
    return line.fen != 0


G, J, K, Z, D = (of_fund(code) for code in FUNDS.values())
THREE = FIGURES["三公经费合计"]
OPERATING = FIGURES["机关运行经费合计"]
COLUMNS: dict[str, list[Choice]] = {
    "01": [anything, anything, current, carried],
    "02": [current, *(both(current, fund) for fund in (G, J, K, Z, D)), carried],
    "03": [anything, basic, project],
    "04": [state, state, G, J, K],
    "05": [both(G, current), both(G, current, basic), both(G, current, project)],
    "06": [FIGURES["一般公共预算基本支出"], FIGURES["人员经费"], FIGURES["公用经费"]],
    "08": [both(J, current), both(J, current, basic), both(J, current, project)],
    "10": [THREE, both(THREE, G), both(THREE, J), both(THREE, K)],
    "11": [OPERATING, both(OPERATING, G), both(OPERATING, J), both(OPERATING, K)],
    "12": [both(project, current), *(both(project, current, fund) for fund in (G, J, K, Z, D))],
    "13": [both(project, carried, state), *(both(project, carried, fund) for fund in (G, J, K))],
}
"""What the number columns of the total row of each table add up."""


def amounts(cells: list[Cell]) -> list[int]:
    """The exact amounts of a row; an empty cell is 0."""
    return [cell.fen or 0 for cell in cells if cell.kind == "number"]


def rows_by(table: Table, column: int) -> dict[str, list[int]]:
    """Rows by the text of a column."""
    return {row[column].text: amounts(row) for row in table.rows if row[column].text}


def test_all_thirteen_tables_have_figures(tables: dict[str, Table]) -> None:
    assert list(tables) == [f"{number:02}" for number in range(1, 14)]
    for table in tables.values():
        assert not table.empty and any(cell.fen for row in table.rows for cell in row), table.code
        assert "无数据" not in "".join(table.notes)


@pytest.mark.parametrize("code", COLUMNS)
def test_total_rows(tables: dict[str, Table], lines: list[Line], code: str) -> None:
    row = tables[code].rows[-1 if code in ("01", "04", "10") else 0]
    assert amounts(row) == totals(lines, COLUMNS[code])


def test_total_rows_of_revenue(tables: dict[str, Table], lines: list[Line], revenue: dict[str, int]) -> None:
    assert amounts(tables["07"].rows[0]) == [revenue["12"]]
    spent = totals(lines, [both(K, current), both(K, current, basic), both(K, current, project)])
    assert amounts(tables["09"].rows[0]) == [revenue["13"], *spent]
    assert revenue["12"] == total(lines, both(J, current))
    assert revenue["13"] == spent[0]


@pytest.mark.parametrize("code", ["02", "03", "05", "08"])
def test_every_row_of_the_functional_tables(tables: dict[str, Table], lines: list[Line], code: str) -> None:
    choices = COLUMNS[code]
    shown = [line for line in lines if any(choice(line) for choice in choices)]
    prefixes = {line.function[:length] for line in shown for length in (3, 5, 7)}
    expected = {prefix: totals(inside(shown, "function", prefix), choices) for prefix in prefixes}
    found = rows_by(tables[code], 0)
    del found["合计"]
    assert found == expected


def test_every_row_of_the_economic_table(tables: dict[str, Table], lines: list[Line]) -> None:
    chosen = [line for line in lines if COLUMNS["06"][0](line)]
    pairs = sorted({(line.department, line.government) for line in chosen})
    expected = [
        totals(inside(inside(chosen, "department", department), "government", government), COLUMNS["06"])
        for department, government in pairs
    ]
    assert [amounts(row) for row in tables["06"].rows if row[1].text] == expected


@pytest.mark.parametrize("code", ["12", "13"])
def test_every_project_and_unit_of_the_project_tables(tables: dict[str, Table], lines: list[Line], code: str) -> None:
    choices = COLUMNS[code]
    shown = [line for line in lines if choices[0](line)]
    expected: list[list[int]] = []
    for unit in sorted({line.unit for line in shown}):
        own = inside(shown, "unit", unit)
        expected.append(totals(own, choices))
        expected += [totals(inside(own, "project", code), choices) for code in sorted({line.project for line in own})]
    assert [amounts(row) for row in tables[code].rows[1:]] == expected


@pytest.mark.parametrize("code", ["02", "03", "05", "06", "07", "08", "09", "11", "12", "13"])
def test_trees_tie_to_the_fen(tables: dict[str, Table], code: str) -> None:
    """Every number that has rows below it is their sum."""
    table = tables[code]
    sums = 0
    for column in range(len(table.columns)):
        cells = [row[column] for row in table.rows if row[column].kind == "number"]
        for place, cell in enumerate(cells):
            below = list(children(cells, place))
            if below:
                assert sum(child.fen or 0 for child in below) == (cell.fen or 0), (table.columns[column], place)
                sums += 1
    assert sums >= 2


def children(cells: list[Cell], place: int) -> Iterator[Cell]:
    for cell in cells[place + 1 :]:
        if cell.level <= cells[place].level:
            return
        if cell.level == cells[place].level + 1:
            yield cell


@pytest.mark.parametrize("code", ["01", "04"])
def test_both_sides_of_the_summaries_tie(tables: dict[str, Table], lines: list[Line], code: str) -> None:
    rows = tables[code].rows
    shown = [line for line in lines if line.is_state or code == "01"]
    spent = {row[2].text.partition("、")[2]: (row[3].fen or 0) for row in rows if "、" in row[2].text}
    classes = {line.function[:3] for line in shown}
    expected = sorted(sum(line.fen for line in inside(shown, "function", one)) for one in classes)
    assert sorted(filter(None, spent.values())) == expected
    (all_spent,) = [row[3].fen for row in rows if row[2].text == "本年支出合计"]
    assert all_spent == sum(spent.values())
    income = [row[1].fen or 0 for row in rows if "、" in row[0].text or row[0].text == "上年结转"]
    assert sum(income) == rows[-1][1].fen == rows[-1][3].fen == all_spent


def test_three_public_expenses_by_item(tables: dict[str, Table], lines: list[Line]) -> None:
    items = ["因公出国（境）费", "公务接待费", "公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费"]
    choices = [FIGURES[name] for name in (*items, "三公经费合计")]
    assert [amounts(row)[0] for row in tables["10"].rows] == totals(lines, choices)


def test_printed_amounts_are_rounded_once(tables: dict[str, Table]) -> None:
    printed = 0
    for table in tables.values():
        for cell in (cell for row in table.rows for cell in row if cell.kind == "number"):
            shown = (Decimal(cell.fen or 0) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
            assert cell.text == (str(shown) if shown else ""), (table.code, cell)
            printed += bool(cell.text)
    assert printed > 300


# ---- forms and narrative ----

FORM_LEVELS = ("", "1", "2", "3", "4", "5")
"""the money lines of a form: all, then by 资金级次"""


def test_forms_show_the_money_by_level(document: Document, folder: Path, lines: list[Line]) -> None:
    forms = [block for section in sections(document) for block in section.blocks if isinstance(block, Form)]
    assert len(forms) == len(PARTS)
    for code, form in zip(PARTS, forms, strict=True):
        text = (folder / "projects" / f"{code}.budget").read_text(encoding="utf-8")
        (name,) = re.findall(rf"^项目 {code} (.+) {{$", text, re.MULTILINE)
        assert name in [cell.text for cell in form.rows[0]]
        own = inside(lines, "project", code)
        expected = [sum(line.fen for line in own if line.level == level or not level) for level in FORM_LEVELS]
        money = [[cell for cell in row if cell.kind == "number"] for row in form.rows]
        shown = [row for row in money if row]
        assert [[cell.fen or 0 for cell in row] for row in shown] == [[amount, amount] for amount in expected], code
        assert [row[0].text for row in shown] == [f"{amount // 100:,}" for amount in expected]
        assert not any(amount % 100 for amount in expected)


def test_narrative_tells_every_kind_of_change(document: Document) -> None:
    texts = {
        section.title: "".join(getattr(block, "text", "") for block in section.blocks) for section in sections(document)
    }
    public = texts["七、“三公”经费增减变动原因说明"]
    assert "预算24.76万元，比2025年增加14.56万元，" in public
    assert "因公出国（境）费0万元，与上年相比预算数减少3.00万元，" in public
    assert "公务接待费1.08万元，与上年相比预算数减少0.12万元，" in public
    assert "公务用车购置费17.68万元，与上年相比预算数增加17.68万元，" in public
    assert "公务用车运行维护费6.00万元，与上年预算数相同" in public
    assert "比上年增长54.81万元，增长2.61%，" in texts["一、部门预算收支数据变动情况及原因"]
    assert "163.30万元，比2025年预算减少3.52万元，下降2.11%，" in texts["八、机关运行经费增减变动原因说明"]
