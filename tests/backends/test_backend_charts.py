"""The geometry of charts: whole circles, labels that do not touch, any amounts."""

from __future__ import annotations

import itertools
import re

import pytest
from book_samples import pie

from budgetlang.backends.charts import LINES, SIZES, Drawing, Mark, Size, draw, wrap
from budgetlang.document.nodes import Chart, Slice

BIG_AND_TINY = pie("a", ("一般公共服务支出", 72_900), *((f"很小的支出{n}", 1 + n) for n in range(12)))
FEW = pie("f", ("一般公共服务支出", 10_000), ("甲", 1), ("乙", 1), ("丙", 1))
MANY = pie("b", *((f"第{n}类", 100) for n in range(30)))
LONG = pie("c", ("名" * 300, 1), ("x" * 300, 1), ("", 1))


def boxes(drawing: Drawing) -> list[tuple[str, float, float]]:
    """Side, top and bottom of every label, in pixels."""
    line = drawing.size.line
    return [(m.anchor, float(m.lines[0][0]) - line, float(m.lines[-1][0])) for m in drawing.marks]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)
@pytest.mark.parametrize("chart", [BIG_AND_TINY, FEW, MANY, LONG], ids=["tiny", "few", "many", "long"])
def test_labels_neither_touch_nor_leave_the_drawing(chart: Chart, size: Size) -> None:
    drawing = draw(chart, size)
    for side in ("start", "end"):
        spans = sorted((top, bottom) for anchor, top, bottom in boxes(drawing) if anchor == side)
        assert all(a[1] <= b[0] + 0.2 for a, b in itertools.pairwise(spans))
        assert all(-drawing.height / 2 <= top and bottom <= drawing.height / 2 for top, bottom in spans)
    assert len(drawing.marks) == len(chart.slices)
    assert {mark.lines[-1][1] for mark in drawing.marks} == {f"{part.share}%" for part in chart.slices}


def ends(mark: Mark) -> list[str]:
    """Where the arc of a slice begins and where it ends."""
    return re.findall(r"(?<=L)\S+ \S+(?=A)|(?<= [01] 1 )\S+ \S+(?=Z)", mark.path)


@pytest.mark.parametrize("chart", [BIG_AND_TINY, MANY, pie("e", ("甲", 1), ("乙", 1))], ids=["tiny", "many", "two"])
def test_slices_meet_and_fill_the_circle(chart: Chart) -> None:
    marks = draw(chart, SIZES[0]).marks
    begins, finishes = zip(*map(ends, marks), strict=True)
    assert sorted(begins) == sorted(finishes) and len(set(begins)) > 1
    follow = dict(zip(begins, finishes, strict=True))
    place, steps = begins[0], 0
    while steps == 0 or place != begins[0]:
        place, steps = follow[place], steps + 1
    assert steps == len(follow)


def test_a_slice_of_more_than_half_faces_right_and_is_drawn_the_long_way() -> None:
    big = next(
        mark
        for mark in draw(BIG_AND_TINY, SIZES[0]).marks
        if mark.colour == 0 and "一般公共服务支出" in mark.lines[0][1]
    )
    assert big.anchor == "start" and " 0 1 1 " in big.path
    assert big.leader.startswith("M130 0")
    assert ends(draw(MANY, SIZES[0]).marks[0])[0] == "0 -128"


def test_one_slice_is_a_whole_circle() -> None:
    drawing = draw(pie("三公", ("公务用车运行维护费", 3190)), SIZES[0])
    assert drawing.circle == (380, drawing.height // 2, 128, 0)
    assert (
        drawing.marks[0].path == ""
        and drawing.marks[0].anchor == "start"
        and drawing.marks[0].lines[-1][1] == "100.00%"
    )


@pytest.mark.parametrize("shares", [(), (("甲", 0),), (("甲", -5), ("乙", 0))])
def test_a_pie_of_nothing_is_an_empty_ring(shares: tuple[tuple[str, int], ...]) -> None:
    drawing = draw(pie("空", *shares), SIZES[1])
    assert drawing.circle is not None and drawing.circle[3] == -1 and drawing.marks == []


@pytest.mark.parametrize("amounts", [[], [0], [5, 3], [5, -3], [-5, -3], [10**18, 1]])
def test_bars_stay_inside(amounts: list[int]) -> None:
    chart = Chart("d", "d", "bar", "万元", [Slice(f"第{n}项", str(n), "1", n) for n in amounts])
    for size in SIZES:
        for mark in draw(chart, size).marks:
            ((left, right),) = re.findall(r"M(\S+) \S+?h([-\d.]+)v", mark.path)
            start, length = float(left), float(right)
            assert min(start, start + length) >= 8 - 0.2 and max(start, start + length) <= size.width - 8 + 0.2


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("农林水支出", 26, ["农林水支出"]),
        ("社会保障和就业", 6, ["社会保", "障和就", "业"]),
        ("abcdefgh", 4, ["abcd", "efgh"]),
        ("一二三四五六七", 4, ["一二", "三四", "五…"]),
        ("", 4, [""]),
    ],
)
def test_wrap(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines and len(lines) <= LINES
