"""What texts say of their figures: true texts never raise an alarm, a changed figure always does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from budgetlang.catalogs.currencies import load_currency
from budgetlang.prose.passage import Passage
from budgetlang.prose.vocabulary import vocabulary
from budgetlang.prose.years import stale

MONEY_WORDS = load_currency("cn/yuan").spoken
ZH, EN = vocabulary("zh", MONEY_WORDS), vocabulary("en", MONEY_WORDS)
NAMES = ["印刷费", "办公费", "差旅费", "会议费", "劳务费", "邮电费", "水费", "电费", "培训费", "租赁费"]
OFFICES = ["综合科", "秘书科", "信息科", "督查室", "调研室", "人事科", "财务科", "会务科", "文秘科", "网络科"]

hundredths = st.integers(1, 500_000)
"""of 万元"""
items = st.lists(hundredths, min_size=2, max_size=8)
totals = st.sampled_from(["，共计{}", "，合计{}", "，共需资金{}", "。合计：{}", "，总计{}", "，每年共计{}"])
separators = st.sampled_from(["、", "，", "；"])


def read(text: str, language: str = "zh") -> Passage:
    return Passage(text, vocabulary(language, MONEY_WORDS))


def wrong(text: str) -> list[object]:
    passage = read(text)
    relations = [*passage.sums.found, *passage.comparisons, *passage.shares, *passage.listings, *passage.products]
    return [each for each in relations if not each.holds()]


def wan(number: int) -> str:
    return f"{number // 100}.{number % 100:02d}万元"


def listed(amounts: list[int], separator: str) -> str:
    return separator.join(f"{name}{wan(amount)}" for name, amount in zip(NAMES, amounts, strict=False))


@given(items, separators, totals)
def test_a_true_total_raises_no_alarm(amounts: list[int], separator: str, total: str) -> None:
    text = f"用于{listed(amounts, separator)}{total.format(wan(sum(amounts)))}"
    assert read(text).sums.found
    assert wrong(text) == []


@given(items, separators, totals, st.integers(0, 7), st.integers(-400, 400))
def test_a_wrong_item_is_seen(amounts: list[int], separator: str, total: str, index: int, change: int) -> None:
    """Beyond what rounding explains: half of the last digit for the total and for each item."""
    assume(2 * abs(change) > len(amounts) + 1)
    index %= len(amounts)
    changed = [amount + change * (i == index) for i, amount in enumerate(amounts)]
    assume(0 < changed[index] <= sum(amounts))
    assert wrong(f"用于{listed(changed, separator)}{total.format(wan(sum(amounts)))}")


@given(items, st.booleans())
def test_parts_in_brackets(amounts: list[int], brackets: bool) -> None:
    left, right = "（）" if brackets else "()"
    text = f"{{}}{left}{listed(amounts, '，')}{right}，水电费1万元"
    whole = sum(amounts)
    assert wrong("经费" + text.format(wan(whole))) == []
    assert wrong("经费" + text.format(wan(whole + 10 * len(amounts))))


@given(st.lists(st.lists(hundredths, min_size=2, max_size=4), min_size=2, max_size=4))
def test_numbered_parts(offices: list[list[int]]) -> None:
    parts = [
        f"{i}.{o}{wan(sum(a))}：{listed(a, '，')}" for i, (o, a) in enumerate(zip(OFFICES, offices, strict=False), 1)
    ]
    total = sum(map(sum, offices))
    assert wrong(f"{'；'.join(parts)}。共计{wan(total)}") == []
    assert wrong(f"{'；'.join(parts)}。共计{wan(3 * total + 100)}")  # whatever is taken for its parts


@given(st.lists(st.sampled_from(OFFICES), min_size=2, unique=True), st.integers(2, 12), st.integers(0, 3))
def test_lists_with_a_number(names: list[str], stated: int, form: int) -> None:
    said = "、".join(names)
    text = [
        f"下设{stated}个科室：{said}。",
        f"设{stated}个内设机构（{said}）。",
        f"下设{said}{stated}个科室。",
        f"内设{stated}个机构，分别是{said}。",
    ]
    assert bool(wrong(text[form])) == (stated != len(names))


@given(st.integers(2, 9), st.integers(2, 9))
def test_numbered_lines(stated: int, lines: int) -> None:
    text = (
        f"本部门有{stated}家单位，具体包括：\n"
        + "\n".join(f"{i}. 第{i}中学。" for i in range(1, lines + 1))
        + "\n其他。"
    )
    assert bool(wrong(text)) == (stated != lines)


@given(st.integers(10_000, 10_000_000), st.integers(100, 5_000), st.booleans())
def test_changes_and_their_rates(before: int, change: int, up: bool) -> None:
    """The rate that is computed raises no alarm, one that is half a percent off does."""
    now = before + change if up else before - change
    rate = round(10_000 * change / before)
    word = ("增加", "增长") if up else ("减少", "下降")
    text = f"经费{wan(now)}，比上年{word[0]}{wan(change)}，{word[1]}{{}}%。"
    assert wrong(text.format(f"{rate / 100:.2f}")) == []
    assert wrong(text.format(f"{(rate + 50) / 100:.2f}"))
    against = ("减少", "下降")[0] if up else "增加"
    turned = read(f"经费{wan(now)}，比上年{against}{wan(change)}，{word[1]}{rate / 100:.2f}%。")
    assert not all(each.one_direction() for each in turned.comparisons)


@given(st.lists(st.integers(1000, 100_000), min_size=2, max_size=6))
def test_shares(amounts: list[int]) -> None:
    whole = sum(amounts)
    parts = [f"{name}{wan(a)}，占{a * 100 / whole:.1f}%" for name, a in zip(NAMES, amounts, strict=False)]
    text = f"支出{wan(whole)}，其中：{'；'.join(parts)}。"
    assert len(read(text).shares) == len(amounts)
    assert [each for each in wrong(text) if "percent" in str(each) and "Share" in str(each)] == []
    off = text.replace(parts[0], f"{NAMES[0]}{wan(amounts[0])}，占{amounts[0] * 100 / whole + 1:.1f}%")
    assert wrong(off)


@given(st.integers(2, 500), st.integers(1, 5000))
def test_prices(quantity: int, price: int) -> None:
    text = f"屋面{quantity}平方米，每平方米{price}元，共{{}}元。"
    assert read(text.format(quantity * price)).products
    assert wrong(text.format(quantity * price)) == []
    assert wrong(text.format(quantity * price + 1))


def test_english_sums() -> None:
    text = "Printing 2 million yuan, travel 3 million yuan, in total {} million yuan."
    assert [each.holds() for each in read(text.format(5), "en").sums.found] == [True]
    assert [each.holds() for each in read(text.format(6), "en").sums.found] == [False]


@pytest.mark.parametrize(
    ("text", "years"),
    [("2024年1-12月", [2024]), ("2025年度完成", [2025]), ("2019年起实施", []), ("2025年11月至2026年3月", [])],
)
def test_years(text: str, years: list[int]) -> None:
    assert [year for _, year in stale(text, 2026, ZH)] == years


HOSTILE = [
    "（" * 40_000 + "5万元" + "）" * 40_000,
    "5万元（" * 10_000,
    "）" * 100_000 + "5万元",
    "1万元、" * 10_000 + "共计5万元",
    "其中" * 100_000 + "5万元",
    "5万元，其中：" * 4_000,
    "1" * 1_000_000,
    "1," * 50_000 + "万元",
    "一" * 500_000 + "万元",
    "共" * 300_000,
    "下设3个科室：" + "甲、" * 40_000,
    "具体包括3家：\n" + "1. 甲\n" * 10_000,
    "比上年增加1万元，增长1%" * 5_000,
    "甲1万元，占1%；" * 5_000,
    "1.甲1万元，乙1万元；" * 5_000,
    "\u2028\x00\ufeff5万元\ud7ff" * 10_000,
    "2024年" * 20_000,
    "普通的话没有数。" * 1_300_000,
]


@pytest.mark.parametrize("index", range(len(HOSTILE)))
def test_hostile_texts_end_and_say_something(index: int) -> None:
    passage = read(HOSTILE[index])
    if not passage.silent:
        wrong(HOSTILE[index])
        list(stale(HOSTILE[index], 2026, ZH))
    assert passage.start == 0


@given(st.text(alphabet="0123456789.,，、；。（）()共计其中万元人%年下设个占比上增加\n一二三：", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    wrong(text)
