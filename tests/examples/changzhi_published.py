"""The published text of the seed document, read as plain text: forms, cells and numbers.

The text is what a conversion left of the printed book: cells of one row are separated by tabs, merged cells have
moved labels to other rows, one form is cut into two half pages and one has lost its first page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from attrs import define, field

HEADING = "长治市市级预算部门"
PROSE = {
    "项目概况": "概况",
    "立项依据": "立项依据",
    "项目设立必要性": "必要性",
    "保证项目实施的制度、措施": "制度措施",
    "项目实施计划": "实施计划",
}
LABELS = frozenset(
    {
        "绩效",
        "指",
        "标",
        "指标",
        "绩效指标",
        "产出指标",
        "效益指标",
        "满意度指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续性",
        "可持续影响",
        "可持续发展",
        "可持续发展影响",
        "服务对象满意度",
    }
)
QUALITIES = frozenset(
    {
        "规范",
        "便捷",
        "改善",
        "完善",
        "扩大",
        "保障",
        "增强",
        "提高",
        "提升",
        "符合",
        "及时",
        "满足",
        "合格",
        "合规",
        "合规合法",
        "合理",
        "促进",
        "有序推进",
        "保障保障",
        "提升提升",
        "合规合规",
        "满意满意",
        "全年",
    }
)
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(万|%)?")
_COUNT = re.compile(r"[一二三四五六七八九十百两]+(?=[人类个家名])")
_VALUE = re.compile(r"[≥≤<>]?\d|每年\S*\d")


def numbers(text: str) -> Counter[str]:
    """Every number of a text, with 万 or % if that follows; thousands separators do not matter."""
    found = [digits.replace(",", "") + unit for digits, unit in _NUMBER.findall(text)]
    return Counter(found + _COUNT.findall(text))


@define
class Form:
    """One printed project form: prose, money in 元, and (name, value) pairs by column."""

    name: str
    text: str
    unit: str = ""
    attribute: str = ""
    term: str = ""
    date: str = ""
    prose: dict[str, str] = field(factory=dict)
    whole_money: int | None = None
    annual_money: int | None = None
    whole: set[tuple[str, str]] = field(factory=set)
    annual: set[tuple[str, str]] = field(factory=set)
    either: set[tuple[str, str]] = field(factory=set)

    @property
    def pairs(self) -> set[tuple[str, str]]:
        return self.whole | self.annual | self.either


def is_value(cell: str) -> bool:
    return cell in QUALITIES or _VALUE.match(cell) is not None


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t") if cell.strip()]


def goal_pairs(line: str) -> list[tuple[str, str]]:
    """The indicators of one row. Every cell must be a label, a value, or a name before a value."""
    cells = _cells(line)
    pairs = [(name, value) for name, value in pairwise(cells) if is_value(value) and not is_value(name)]
    used = {cell for pair in pairs for cell in pair}
    lost = [cell for cell in cells if cell not in used and cell.replace(" ", "") not in LABELS]
    assert not lost, f"cells of the published form that were not understood: {lost} in {line!r}"
    return pairs


def _money(cells: list[str]) -> list[int]:
    return [int(cell.replace(",", "")) for cell in cells if re.fullmatch(r"[\d,]+", cell)]


def _after(cells: list[str], label: str) -> str:
    return cells[cells.index(label) + 1]


def read_form(text: str) -> Form:
    """One whole form. Shapes: the text begins with the line of the project's name."""
    form = Form(_cells(text.splitlines()[0])[1], text)
    in_goals = False
    for line in filter(None, map(str.rstrip, text.splitlines())):
        cells = _cells(line)
        head = cells[0].rstrip(":：")
        if head in PROSE:
            form.prose[PROSE[head]] = cells[1]
        elif head == "主管部门及代码":
            form.unit = _after(cells, "实施单位") if "实施单位" in cells else ""
        elif head == "项目属性":
            form.attribute = cells[1]
            form.term = cells[3] if len(cells) > 3 else ""
        elif head.startswith("项目资金"):
            form.whole_money, form.annual_money = (_money(cells) * 2)[:2]
        elif head == "总体目标":
            form.prose["实施期目标"], form.prose["年度目标"] = (cells[1:] * 2)[:2]
            in_goals = True
        elif head == "负责人":
            form.date = next((cell for cell in cells if re.fullmatch(r"\d{14}", cell)), "")
            in_goals = False
        elif in_goals:
            _add_goals(form, goal_pairs(line))
    return form


def _add_goals(form: Form, pairs: list[tuple[str, str]]) -> None:
    if len(pairs) < 2:
        form.either.update(pairs)
        return
    form.whole.add(pairs[0])
    form.annual.add(pairs[1])
    form.either.update(pairs[2:])


def _read_halves(text: str) -> Form:
    """信访经费: the left half of the page, then the right half."""
    left, right = text.split("\n绩效目标表\n")
    form = read_form(left)
    form.text = text
    right_lines = [line for line in map(str.strip, right.splitlines()) if line]
    prose = [line for line in right_lines if len(line) > 20 and "\t" not in line]
    form.prose["概况"] += prose[0]
    form.prose["必要性"] += prose[1]
    form.prose["年度目标"] = prose[2]
    form.whole, form.either = form.either, set()
    for line in right_lines[right_lines.index("二级指标\t三级指标\t指标值") :]:
        date = re.search(r"\d{14}", line)
        if date:
            form.date = date.group()
        else:
            form.annual.update(goal_pairs(line))
    found = dict(cells for cells in map(_cells, right_lines) if len(cells) == 2)
    form.unit, form.term = found["实施单位"], found["项目期"]
    form.annual_money = int(found["数"].replace(",", ""))
    return form


def _read_headless(text: str) -> Form:
    """业务费: only the second page, with the end of the quantities, is left."""
    form = read_form(f"项目名称\t业务费\n总体目标\t无\t无\n{text}")
    form.text, form.prose = text, {}
    return form


def read_forms(seed: str) -> Iterator[Form]:
    """The 22 forms of the published text, in its order."""
    body = seed[seed.index("（项目绩效目标表公开情况见附件）") : seed.index("\n十一、国有资产占有使用情况\n")]
    for piece in re.split(r"\n(?=项目名称\t)", body)[1:]:
        text = piece.split(f"\n{HEADING}")[0]
        if "\n绩效目标表\n" not in text:
            yield read_form(text)
            continue
        halves, _, rest = text.partition("\n绩效指标\t产出指标\t质量指标\t租车次数")
        yield _read_halves(halves)
        yield _read_headless("绩效指标\t产出指标\t质量指标\t租车次数" + rest)
