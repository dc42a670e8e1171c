"""The source of the seed document says everything that was published, and nothing else."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from attrs import define
from changzhi_published import Form, numbers, read_forms

from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File, Node, Value
from budgetlang.syntax.ast.budget import (
    Department,
    Entries,
    Header,
    Include,
    Indicators,
    Inputs,
    Money,
    Prior,
    Project,
    Reason,
    Row,
    Setting,
    Stated,
    TextBlock,
    Unit,
)
from budgetlang.syntax.parser import parse

N = TypeVar("N", bound=Node)
CITY = "市县(区)财政资金"
FIELDS = ("概况", "立项依据", "必要性", "制度措施", "实施计划", "实施期目标", "年度目标")
# Numbers of a form that are no facts of the project: the department's code, and the zeros of the other sources.
FRAME = {"002", "0"}
VEHICLES = {
    "领导用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "事业单位业务用车",
    "其他公务用车",
}


@define
class Example:
    folder: Path
    files: dict[str, File]

    def all(self, kind: type[N]) -> list[N]:
        return [node for file in self.files.values() for node in file.statements if isinstance(node, kind)]

    def project(self, name: str) -> Project:
        (found,) = [project for project in self.all(Project) if project.name.text == name]
        return found

    def text_of(self, name: str) -> str:
        """The whole file of a project."""
        code = self.project(name).code.text
        return (self.folder / "projects" / f"{code}.budget").read_text(encoding="utf-8")

    def block(self, slot: str) -> str:
        (found,) = [block for block in self.all(TextBlock) if block.slot.text == slot]
        return found.value.text


@pytest.fixture(scope="module")
def example(root: Path) -> Example:
    folder = root / "examples" / "changzhi-2026"
    files = {}
    for path in sorted(folder.rglob("*.budget")):
        name = path.relative_to(folder).as_posix()
        result = parse(Source(name, path.read_text(encoding="utf-8")))
        assert not result.diagnostics, (name, result.diagnostics)
        files[name] = result.file
    return Example(folder, files)


@pytest.fixture(scope="session")
def golden(shared: Path) -> Path:
    return shared / "golden" / "changzhi-2026"


@pytest.fixture(scope="session")
def seed(shared: Path) -> str:
    return (shared / "seed" / "changzhi-2026.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def forms(seed: str) -> dict[str, Form]:
    return {form.name: form for form in read_forms(seed)}


@pytest.fixture(scope="session")
def narrative(golden: Path) -> str:
    sections = json.loads((golden / "narrative.json").read_text(encoding="utf-8"))["sections"]
    return "\n".join(paragraph for section in sections for paragraph in section["paragraphs"])


def table(golden: Path, number: str) -> list[list[str]]:
    with (golden / "tables" / f"{number}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def catalog(shared: Path, name: str) -> dict[str, str]:
    """The names of a classification by code."""
    with (shared / "catalog" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def settings(items: Sequence[Node]) -> dict[str, str]:
    return {
        item.name.text: item.value.text for item in items if isinstance(item, Setting) and isinstance(item.value, Value)
    }


def stated(items: list[Stated]) -> dict[str, str]:
    return {item.name.text: item.amount.text for item in items}


def yuan(amount: str) -> Decimal:
    """An amount of a project in 元."""
    if amount.endswith("万元"):
        return Decimal(amount.removesuffix("万元")) * 10_000
    return Decimal(amount.removesuffix("元"))


def money(project: Project) -> tuple[Decimal, Decimal]:
    """The money of a project in 元: the whole term, and this year."""
    lines = {line.span.text if line.span else "": line for line in project.items if isinstance(line, Money)}
    assert all(line.name.text == CITY for line in lines.values())
    annual = yuan(lines[""].amount.text)
    return (yuan(lines["实施期"].amount.text) if "实施期" in lines else annual), annual


def goals(project: Project) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The indicators (name, value) of a project: of the whole term, and of this year."""
    whole: set[tuple[str, str]] = set()
    annual: set[tuple[str, str]] = set()
    for block in project.items:
        if not isinstance(block, Indicators):
            continue
        span = block.span.text if block.span else ""
        pairs = {(item.name.text, item.goal.text.strip('"')) for item in block.items}
        whole |= pairs if span != "年度" else set()
        annual |= pairs if span != "实施期" else set()
    return whole, annual


def rows_of(example: Example, measure: str, columns: int) -> tuple[list[list[str]], list[list[str]]]:
    """The figures and the claims of a measure in basic.budget whose rows have this many cells before the name."""
    rows: list[list[str]] = []
    claims: list[list[str]] = []
    for entries in example.all(Entries):
        names = [item.names for item in entries.items if not isinstance(item, Setting | Row)]
        if entries.measure.text != measure or len(names[0]) != columns:
            continue
        for item in entries.items:
            if isinstance(item, Row):
                (claims if item.claim else rows).append(item.text.split(maxsplit=columns))
    return rows, claims


def amount(cell: str) -> Decimal:
    return Decimal(cell) if cell not in ("", "-") else Decimal(0)


# ---- the forms ----


def test_every_form_is_a_project(example: Example, forms: dict[str, Form]) -> None:
    ours = {project.name.text for project in example.all(Project)}
    assert len(forms) == 22
    assert ours - set(forms) == {"2025年京长对口合作经费"}


def test_heads_of_the_forms(example: Example, forms: dict[str, Form]) -> None:
    units = {unit.code.text: unit.name.text for unit in example.all(Unit)}
    for form in forms.values():
        own = settings(example.project(form.name).items)
        assert own["填报日期"] == form.date
        if form.unit:
            assert (units[own["单位"]], own["属性"], own["期限"]) == (form.unit, form.attribute, form.term), form.name


def test_no_number_of_a_form_is_lost(example: Example, forms: dict[str, Form]) -> None:
    for form in forms.values():
        lost = set(numbers(form.text)) - set(numbers(example.text_of(form.name))) - FRAME
        assert not lost, (form.name, lost)


@pytest.mark.parametrize("name", FIELDS)
def test_prose_states_the_same_numbers(example: Example, forms: dict[str, Form], name: str) -> None:
    for form in forms.values():
        own = settings(example.project(form.name).items)
        assert numbers(own.get(name, "")) == numbers(form.prose.get(name, "")), form.name
        assert bool(own.get(name)) == bool(form.prose), form.name


def test_titles_of_regulations_are_kept(example: Example, forms: dict[str, Form]) -> None:
    titles = [(form.name, title) for form in forms.values() for title in re.findall(r"《[^》]+》", form.text)]
    assert len(titles) == 5
    for name, title in titles:
        assert title in example.text_of(name), name


def test_every_indicator_with_its_value_and_column(example: Example, forms: dict[str, Form]) -> None:
    for form in forms.values():
        whole, annual = goals(example.project(form.name))
        assert whole | annual == form.pairs, form.name
        assert form.whole <= whole and form.annual <= annual, form.name
        assert not (whole - annual) & form.annual and not (annual - whole) & form.whole, form.name


def test_contradicting_indicators_keep_both_values(example: Example) -> None:
    def differing(name: str) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        whole, annual = goals(example.project(name))
        return whole - annual, annual - whole

    assert differing("系统运维费") == ({("项目总成本", "≤9.8万元/年")}, {("项目总成本", "19.6万元/年")})
    assert differing("办公家具购置") == ({("购置办公设备数量", "≤30件/年")}, {("购置办公设备数量", "≤50件/年")})
    assert differing("在职地市领导公务用车经费") == ({("公车保险数量", "12辆/年")}, {("公车保险数量", "≤15辆/年")})


def test_wrong_numbers_of_the_forms_are_kept(example: Example, golden: Path, seed: str, forms: dict[str, Form]) -> None:
    """What `errors.tsv` quotes from a form stands in the source of that project, number for number."""
    seed_lines = seed.splitlines()
    with (golden / "errors.tsv").open(encoding="utf-8", newline="") as lines:
        errors = [row for row in csv.DictReader(lines, delimiter="\t") if int(row["line"]) > 550]
    assert len(errors) == 22
    for row in errors:
        (name,) = [form.name for form in forms.values() if seed_lines[int(row["line"]) - 1] in form.text.splitlines()]
        lost = set(numbers(row["quote"])) - set(numbers(example.text_of(name)))
        assert not lost, row


# ---- the money of the projects ----


def test_money_of_the_forms_is_exact(example: Example, forms: dict[str, Form]) -> None:
    for form in forms.values():
        if form.whole_money is not None:
            assert list(money(example.project(form.name))) == [form.whole_money, form.annual_money], form.name


def test_projects_add_up_to_the_forms(example: Example) -> None:
    current = [p for p in example.all(Project) if settings(p.items)["来源"] == "当年预算"]
    assert sum(money(project)[1] for project in current) == 4_982_040


@pytest.mark.parametrize(("number", "origin"), [("12", "当年预算"), ("13", "上年结转")])
def test_projects_stand_as_in_their_table(example: Example, golden: Path, number: str, origin: str) -> None:
    units = {unit.code.text: unit.name.text for unit in example.all(Unit)}
    rows: list[tuple[str, str]] = []
    unit = ""
    for project in example.all(Project):
        own = settings(project.items)
        if own["来源"] != origin:
            continue
        if own["单位"] != unit:
            unit = own["单位"]
            rows.append((units[unit], ""))
        shown = (money(project)[1] / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
        rows.append((project.name.text, str(shown)))
    published = [(row[0], "" if row[0] in units.values() else row[1]) for row in table(golden, number)[1:]]
    assert rows == published


def test_projects_add_up_by_function_code(example: Example, golden: Path) -> None:
    sums: dict[str, Decimal] = {}
    for project in example.all(Project):
        own = settings(project.items)
        if own["来源"] == "当年预算":
            sums[own["功能科目"]] = sums.get(own["功能科目"], Decimal(0)) + money(project)[1] / 10_000
    shown = {code: str(value.quantize(Decimal("0.01"), ROUND_HALF_UP)) for code, value in sums.items()}
    assert shown == {row[0]: row[4] for row in table(golden, "05") if len(row[0]) == 7 and row[4]}
    carried = settings(example.project("2025年京长对口合作经费").items)["功能科目"]
    assert [row[0] for row in table(golden, "02") if len(row[0]) == 7 and row[8]] == [carried]


# ---- the figures in basic.budget ----


def test_functional_figures_are_the_leaves_of_table_05(example: Example, golden: Path) -> None:
    rows, claims = rows_of(example, "支出", 2)
    published = table(golden, "05")
    basic = {row[0]: (row[3], row[1]) for row in published if row[3]}
    leaves = {code: value for code, value in basic.items() if len(code) == 7}
    assert {code: (value, name) for code, value, name in rows if len(code) == 7} == leaves
    tails = {
        code: value
        for code, (value, _) in basic.items()
        if code != "合计" and amount(value) != sum(amount(v) for c, (v, _) in leaves.items() if c.startswith(code))
    }
    totals = [("*", basic["合计"][0])] * 2  # by function codes, and by economic codes
    assert tails == {"201": "1785.61", "20103": "1785.61", "210": "103.99", "21011": "94.81"}
    assert sorted((code, value) for code, value, _ in claims if code != "301") == sorted([*tails.items(), *totals])


def test_economic_figures_are_the_pairs_of_table_06(example: Example, golden: Path, shared: Path) -> None:
    departments = catalog(shared, "economic_department")
    names = catalog(shared, "economic_government")
    rows, claims = rows_of(example, "支出", 4)
    assert all(departments[row[0]] == row[4] for row in rows)
    body = table(golden, "06")
    ours = [[name, names[government], staff, public] for _, government, staff, public, name in rows]
    assert [[cell.replace("-", "") for cell in row] for row in ours] == [
        [row[0], row[1], row[3], row[4]] for row in body if row[1]
    ]
    assert len({(row[0], row[1]) for row in rows}) == len(rows) == 48
    sums = [sum(amount(row[column]) for row in rows) for column in (2, 3)]
    assert sums == [Decimal("2342.81"), amount(body[0][4])]
    assert [claim[:4] for claim in claims] == [["*", "*", body[0][3], "-"]]


def test_economic_claims_on_both_columns(example: Example, golden: Path) -> None:
    rows, _ = rows_of(example, "支出", 4)
    _, claims = rows_of(example, "支出", 2)
    classes = {row[0]: row[2] for row in table(golden, "06") if not row[1]}
    stated_here = {name: value for code, value, name in claims if code in ("301", "302", "303")}
    tails = {}
    for code, name in (("301", "工资福利支出"), ("302", "商品和服务支出"), ("303", "对个人和家庭的补助")):
        total = sum(amount(row[2]) + amount(row[3]) for row in rows if row[0].startswith(code))
        if total != amount(classes[name]):
            tails[name] = classes[name]
    assert stated_here == tails == {"工资福利支出": "2185.00"}


def test_operating_and_three_public_expenses(example: Example, golden: Path) -> None:
    rows = [
        [item.text.split() for item in entries.items if isinstance(item, Row)]
        for entries in example.all(Entries)
        if entries.measure.text in ("机关运行经费", "三公经费")
    ]
    operating, public = rows
    published = {row[0]: row[1] for row in table(golden, "11")} | {row[0]: row[1] for row in table(golden, "10")}
    units = {unit.name.text: unit.code.text for unit in example.all(Unit)}
    assert operating[:2] == [
        [units[name], published[name], name] for name in ("长治市人民政府办公室", "长治市政府发展研究中心")
    ]
    assert operating[2] == ["*", published["部门合计"], "合计"]
    assert public[0] == ["32", published["②公务用车运行维护费"], "公务用车运行维护费"]
    assert public[1] == ["*", published["合计"], "合计"]


# ---- prior year, inputs, prose ----


def test_prior_year_gives_the_published_changes(example: Example, golden: Path, narrative: str) -> None:
    (prior,) = example.all(Prior)
    before = {name: Decimal(value) for name, value in stated(prior.items).items()}
    now = {
        "收入总计": table(golden, "01")[-1][1],
        "支出总计": table(golden, "01")[-1][3],
        "一般公共预算当年支出": table(golden, "05")[0][2],
        "三公经费合计": table(golden, "10")[-1][1],
        "机关运行经费合计": table(golden, "11")[0][1],
    } | {row[0].lstrip("①②"): row[1] for row in table(golden, "10")[:-1]}
    assert set(now) == set(before)
    for name, value in now.items():
        change = abs(amount(value) - before[name])
        assert change == 0 or re.search(rf"(?:增长|增加|减少){change}万元", narrative), name
    assert {name for name, value in now.items() if amount(value) == before[name]} == {
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置费",
    }


def test_reasons_are_the_published_ones(example: Example, narrative: str) -> None:
    reasons = example.all(Reason)
    assert len(reasons) == 6
    for reason in reasons:
        assert f"原因是{reason.value.text}" in narrative, reason.figure.text


def test_inputs_are_the_published_ones(example: Example, narrative: str) -> None:
    (inputs,) = example.all(Inputs)
    own = stated(inputs.items)
    sentences = {
        "政府采购货物": "政府采购货物预算{}万元",
        "政府采购工程": "政府采购工程预算{}万元",
        "政府采购服务": "政府采购服务预算{}万元",
        "公务用车编制": "公务用车编制{}",
        "公务用车实有": "实有{}",
        "办公用房面积": "总面积{}",
        "通用设备50万元以上": "50万元（原值）以上的通用设备{}",
        "通用设备100万元以上": "100万元（原值）以上的通用设备{}",
        "机关及下属预算单位": "机关及下属预算单位{}",
        "编报整体绩效目标单位": "其中{}单位（包括机关）",
        "整体绩效目标资金": "涉及资金{}万元",
    }
    assert set(own) == set(sentences) | VEHICLES
    for name, value in own.items():
        assert sentences.get(name, f"{name}{{}}").format(value) in narrative, name


def test_bodies_and_their_offices_are_named(example: Example, seed: str) -> None:
    duties = seed[seed.index("一、本部门职责\n\n") : seed.index("\n二、机构设置情况\n\n")]
    bodies = set(re.findall(r"长治市人民政府(?:\S{2,6}中心|办公室)(?=主要|受)|^驻北京联络中心", duties, re.MULTILINE))
    assert len(bodies) == 6
    own = example.block("职责").strip().splitlines()
    assert {line.split("：")[0] for line in own} == bodies


def test_set_up_of_the_bodies_is_kept(example: Example, seed: str) -> None:
    published = seed[seed.index("\n本说明包括单位为：") : seed.index("\n第二部分 2026年部门预算报表\n")]
    published = published.replace("\n", "")
    own = example.block("机构设置").replace("\n", "")
    lists = re.findall(r"[：设](?=\S+、)([^：。]+)。", published)
    names = [name for group in lists for name in group.removesuffix("六个科室").split("、")]
    assert len(names) == 6 + 20 + 6 + 8
    for name in names:
        assert name in own
    assert numbers(own) == numbers(published)
    assert re.findall("副?[正]?[处科]级", own) == re.findall("副?[正]?[处科]级", published.replace("级级", "级"))


def test_glossary_has_the_published_terms(example: Example, seed: str) -> None:
    part = seed[seed.index("\n第四部分 名词解释\n") :]
    published = re.findall(r"^[一二三四五六七八九十]+、(.+?)：", part, re.MULTILINE)
    assert len(published) == 12
    assert [line.split("：")[0] for line in example.block("名词解释").strip().splitlines()] == published


def test_head_names_the_year_and_the_department(example: Example, seed: str) -> None:
    (header,) = example.all(Header)
    (department,) = example.all(Department)
    (prior,) = example.all(Prior)
    assert f"\n{department.name.text}\n{header.year.text}年度部门预算公开\n" in seed
    assert f"\t{department.code.text}-{department.name.text}\t" in seed
    assert f"比{prior.year.text}年预算" in seed and int(prior.year.text) == int(header.year.text) - 1


def test_main_file_includes_every_other_file(example: Example) -> None:
    included: set[str] = set()
    for include in example.all(Include):
        pattern = include.pattern.text.strip('"')
        found = {path.relative_to(example.folder).as_posix() for path in example.folder.glob(pattern)}
        assert found, pattern
        included |= found
    assert included == set(example.files) - {"main.budget"}
