"""What templates print: figures, comparisons, shares, enumerations, texts of the author."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from narrative_samples import PRIOR, Samples

from budgetlang.document.nodes import Number, Text
from budgetlang.document.values import Marks, unmarked


@pytest.fixture
def samples(tmp_path: Path) -> Samples:
    return Samples(tmp_path)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ year }} {{ prior_year }} {{ department }} {{ department_code }} {{ unit }}", "2026 2025 Ministry 7 万元"),
        ("{{ 年度 }} {{ 上年度 }} {{ 部门 }} {{ 部门代码 }} {{ 金额单位 }}", "2026 2025 Ministry 7 万元"),
        ("{{ total }} {{ health }} {{ nothing }}", "2,000.00 300.01 0"),
        ("{{ cars }} {{ area }} {{ kinds }}", "12 1846.8 3"),
        ("{{ total.prior }} {{ total.change }} {{ total.rate }} {{ total.direction }}", "1,600.00 400.00 25 up"),
        ("{{ total.上年 }} {{ total.增减 }} {{ total.增长率 }} {{ total.方向 }}", "1,600.00 400.00 25 up"),
        ("{{ health.change }} {{ health.rate }} {{ health.direction }}", "0 0 same"),
        ("{{ nothing.是零 }} {{ nothing.zero }} {{ health.是零 }}", "True True False"),
        ("{{ 'yes' if total else 'no' }} {{ 'yes' if nothing else 'no' }}", "yes no"),
        ("{{ cars.number + 1 }} {{ total.数 > 1999 }}", "13 True"),
        ("{{ share(health, total) }} {{ 占比(nothing, total) }} {{ share(total, total) }}", "15 0 100"),
        ("{{ share(health, nothing) }}", "0"),
        ("{{ figure('total') }} {{ 数据('cars') }}", "2,000.00 12"),
        ("{% for p in by_purpose %}{{ p.code }} {{ p.name }} {{ p }} {{ p.share }};{% endfor %}",
         "1 Health 300.01 15;2 Schools 500.00 25;10 Roads 1,200.00 60;"),
        ("{{ by_purpose | map(attribute='名称') | join('、') }} {{ by_purpose.个数 }} {{ by_purpose.total }}",
         "Health、Schools、Roads 3 2,000.00"),
        ("{{ series('by_purpose')[0].name }} {{ by_purpose | length }} {{ empty | length }}", "Health 3 0"),
        ("{{ numbered('一、', 12) }}{{ lines(' a \n\n b') | join('|') }}", "十二、a|b"),
    ],
)  # fmt: skip
def test_prints(samples: Samples, template: str, text: str) -> None:
    rendered = samples.render(template, PRIOR)
    assert rendered.codes == []
    assert rendered.text == text


@pytest.mark.parametrize(
    ("prior", "direction", "change", "rate"),
    [
        ("1999.99", "up", "0.01", "0"),
        ("2000.00", "same", "0", "0"),
        ("2500.00", "down", "500.00", "20"),
        ("0", "new", "2,000.00", "none before"),
    ],
)
def test_directions(samples: Samples, prior: str, direction: str, change: str, rate: str) -> None:
    rendered = samples.render(
        "{{ total.direction }}|{{ total.change }}|{{ total.rate }}|{{ 'some' if total.rate else 'none' }}",
        f"prior 2025 {{\n  {prior} total\n}}\n",
        "{% set no_rate = 'none before' %}",
    )
    some = "some" if direction in ("up", "down") else "none"
    assert rendered.text == f"{direction}|{change}|{rate}|{some}"


def test_gone(samples: Samples) -> None:
    more = "prior 2025 {\n  3.00 nothing\n}\n"
    assert samples.render("{{ nothing.direction }} {{ nothing.rate }}", more).text == "gone 100"


def test_reasons_and_texts_are_templates_too(samples: Samples) -> None:
    more = PRIOR + (
        "reason total = more_roads:{{total.change}}万元。\n"
        'text duties = """\n  Spends {{ total }}.\n\n  Paves {{ by_purpose[2] }}.\n"""\n'
    )
    template = "{{ total.reason }}; {{ text('duties') }}\n{{ texts.duties | length }}"
    rendered = samples.render(template, more)
    assert rendered.text.split("\n")[:2] == ["more_roads:400.00万元; Spends 2,000.00.", "Paves 1,200.00."]
    assert rendered.number(0)[1].rule == "total − total (2025)"


def test_a_text_that_nobody_wrote_is_undefined(samples: Samples) -> None:
    template = "{{ text('duties') | default('none') }} {{ '' if texts.duties is defined else 'none' }}"
    assert samples.render(template).text == "none none"


def test_a_text_of_the_section_replaces_it(samples: Samples) -> None:
    more = 'text one = """\nOnly {{ cars }} cars.\n"""\n'
    rendered = samples.render("{{ this would fail }}", more)
    assert (rendered.codes, rendered.text) == ([], "Only 12 cars.")


def test_macros_are_everywhere(samples: Samples) -> None:
    macros = "{% macro grew(v) -%}{{ v }} grew {{ v.change }} in {{ year }}{%- endmacro %}"
    more = PRIOR + "text duties = So:{{grew(total)}}\n"
    rendered = samples.render("{{ grew(total) }}\n{{ text('duties') }}", more, macros)
    assert rendered.text == "2,000.00 grew 400.00 in 2026\nSo:2,000.00 grew 400.00 in 2026"


def test_numbers_know_their_lines(samples: Samples) -> None:
    rendered = samples.render("{{ total }} {{ by_purpose[0].share }} {{ cars }} {{ kinds }}", PRIOR)
    text, origin = rendered.number(0)
    assert (text, origin.rule, origin.exact) == ("2,000.00", "total = spending", "2,000.00万元")
    lines = [rendered.facts[index] for index in origin.facts]
    assert [(line.file, line.line, line.name, line.amount) for line in lines] == [
        ("main.budget", 7, "Roads", "1200.00万元"),
        ("main.budget", 8, "Health", "300.005万元"),
        ("main.budget", 9, "Schools", "499.995万元"),
    ]
    text, origin = rendered.number(1)
    assert (text, origin.exact) == ("15", "300.005万元 ÷ 2,000.00万元")
    assert [rendered.facts[index].name for index in origin.facts] == ["Health"]
    text, origin = rendered.number(2)
    assert [(rendered.facts[index].line, rendered.facts[index].amount) for index in origin.facts] == [(12, "12 pieces")]
    assert len(rendered.number(3)[1].facts) == 3


def test_the_same_quantity_has_one_origin(samples: Samples) -> None:
    rendered = samples.render("{{ total }} {{ total }} {{ total.change }} {{ total.change }}", PRIOR)
    assert len(rendered.origins) == 2


def test_marks_of_authors_are_dropped(samples: Samples) -> None:
    rendered = samples.render("a\U00100000b\U0010fffdc {{ cars }}")
    assert rendered.text == "abc 12"


NUMBERS = st.tuples(st.text(alphabet="0123456789.,", min_size=1, max_size=6), st.integers(0, 99))
WORDS = st.text(alphabet="预算 a，\n", max_size=5)


@given(st.lists(st.tuples(WORDS, NUMBERS), max_size=6), WORDS)
def test_marked_numbers_come_back(parts: list[tuple[str, tuple[str, int]]], last: str) -> None:
    marks = Marks()
    text = "".join(words + marks.mark(number, origin) for words, (number, origin) in parts) + last
    inlines = marks.inlines(text)
    numbers = [(i.text, i.origin) for i in inlines if isinstance(i, Number)]
    assert numbers == [number for _, number in parts]
    assert "".join(i.text for i in inlines) == unmarked(text)
    assert all(i.text for i in inlines if isinstance(i, Text))


@given(st.text(alphabet="a\U00100000\U00100001\U00100777\U0010fffd", max_size=12))
def test_broken_marks_leave_only_words(text: str) -> None:
    marks = Marks()
    marks.mark("1", 5)
    inlines = marks.inlines(text)
    assert "".join(i.text for i in inlines) == text.replace("\U00100000", "").replace("\U00100001", "").replace(
        "\U00100777", ""
    ).replace("\U0010fffd", "")
    assert {i.origin for i in inlines if isinstance(i, Number)} <= {5, None}
