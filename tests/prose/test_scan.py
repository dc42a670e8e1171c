"""Figures in words: which there are, what they say, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.catalogs.currencies import load_currency
from budgetlang.prose.mention import COUNT, MILLION, MONEY, PERCENT, Mention
from budgetlang.prose.scan import FIGURE, alone, scan
from budgetlang.prose.vocabulary import vocabulary
from budgetlang.values.numerals import chinese, chinese_value

MONEY_WORDS = load_currency("cn/yuan").spoken
ZH, EN = vocabulary("zh", MONEY_WORDS), vocabulary("en", MONEY_WORDS)
YUAN, WAN = 100, 1_000_000


def figures(text: str, words: object = ZH) -> list[Mention]:
    found = [token.mention for token in scan(text, words) if token.kind == FIGURE]  # type: ignore[arg-type]
    return [mention for mention in found if mention is not None and mention.kind != "bare"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8万元", 8 * WAN),
        ("8.00万元", 8 * WAN),
        ("3,134.44万元", 3134_440_000),
        ("196040元", 196040 * YUAN),
        ("30,000元", 30000 * YUAN),
        ("1.5亿元", 15000 * WAN),
        ("５０万元", 50 * WAN),
        ("１，", None),
        ("10万，", 10 * WAN),
        ("10万", 10 * WAN),
        ("10万人", None),
        ("三万元", 3 * WAN),
        ("叁拾万元", 30 * WAN),
        ("3 万元", 3 * WAN),
    ],
)
def test_money(text: str, value: int | None) -> None:
    found = [mention for mention in figures(text) if mention.kind == MONEY]
    assert [mention.value for mention in found] == ([] if value is None else [value])
    for mention in found:
        assert text[mention.start : mention.end].strip() == text.rstrip("，")


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("三人", "人", 3, 3),
        ("38名", "人", 38, 38),
        ("1000余人次", "人次", 1000, 1999.999999),
        ("100多人", "人", 100, 199.999999),
        ("1200余件", "件", 1200, 1299.999999),
        ("不超过30件", "件", None, 30),
        ("至少9人", "人", 9, None),
        ("50套以上", "套", 50, None),
        ("约200人", "人", 150, 250),
        ("3台（套）", "台（套）", 3, 3),
        ("12辆/年", "辆", 12, 12),
        ("3至5人", "人", 3, 5),
        ("10万份", "份", 100000, 100000),
    ],
)
def test_counts(text: str, unit: str, low: float | None, high: float | None) -> None:
    (found,) = figures(text)
    assert (found.kind, found.unit) == (COUNT, unit)
    assert (found.low, found.high) == tuple(None if limit is None else round(limit * MILLION) for limit in (low, high))


@pytest.mark.parametrize(
    "text",
    [
        "晋财综〔2023〕43号",
        "晋人工字【2002】10号",
        "2026年1月1日至12月31日",
        "2026年1-12月",
        "每年12月25日前",
        "《关于拨付100万元的通知》",
        "第3批、第四季度",
        "电话0355-2012345",
        "9楼会议室，311、313会议室",
        "W060701单元",
        "一般公共预算、一次性项目、三公经费、十三五规划",
        "副处级建制，一级指标",
        "{{ 收入总计 }}万元，{{ 项目[2] }}个",
        "20251229101248",
        "3个百分点",
        "9" * 400 + "万元",
    ],
)
def test_no_figures(text: str) -> None:
    assert figures(text) == []


def test_a_line_end_ends_a_figure() -> None:
    assert [mention.kind for mention in figures("共5\n万元，三\n人")] == []


def test_percent_and_prices() -> None:
    rate, price, per = figures("占99.94%，每人100元，100元/人/年")
    assert (rate.kind, rate.value) == (PERCENT, 99_940_000)
    assert price.value == per.value == 100 * YUAN
    assert per.per == ("人", "年")


def test_english() -> None:
    one, two = figures("printing 1,200 yuan and travel 3.5 million yuan", EN)
    assert (one.value, two.value) == (1200 * YUAN, 3_500_000 * YUAN)
    assert [mention.unit for mention in figures("3 people and 12 vehicles", EN)] == ["person", "vehicle"]


@given(
    st.integers(1, 99_999_999), st.integers(0, 2), st.sampled_from(["元", "万元", "亿元"]), st.booleans(), st.booleans()
)
def test_every_amount_is_read_as_it_is_written(
    digits: int, decimals: int, unit: str, grouped: bool, wide: bool
) -> None:
    whole, fraction = divmod(digits, 10**decimals)
    text = (f"{whole:,}" if grouped else str(whole)) + (f".{fraction:0{decimals}d}" if decimals else "")
    if wide and not grouped:
        text = text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    (found,) = figures(f"费用{text}{unit}，")
    size = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit] * YUAN
    assert found.value == digits * size // 10**decimals
    assert found.step == size // 10**decimals
    assert found.near()[0] <= found.value <= found.near()[1]


@given(st.integers(1, 999))
def test_chinese_numerals_come_back(number: int) -> None:
    assert chinese_value(chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二〇二六", 2026),
        ("一万二千", 12000),
        ("三亿", 300_000_000),
        ("两", 2),
        ("人", None),
        ("", None),
        ("三四十", None),
    ],
)
def test_chinese_values(text: str, number: int | None) -> None:
    assert chinese_value(text) == number


@pytest.mark.parametrize("text", ["≤5万元/年", "12辆/年", "100%", "≥98%", "=3次", "≤108000度", "100元/人/年"])
def test_a_value_alone(text: str) -> None:
    found = alone(text, ZH)
    assert found is not None
    assert (found.low is None) == text.startswith("≤")
    assert (found.high is None) == text.startswith("≥")


@pytest.mark.parametrize("text", ["完善", "2026年1月至12月", "每年全年每年1-12月", "", "5万元和6万元", "3人至5人"])
def test_no_value_alone(text: str) -> None:
    assert alone(text, ZH) is None
