"""What holds for every text: a layout is stable, says the same, keeps comments, and does not depend on the spacing."""

from __future__ import annotations

import re
from collections import Counter

from attrs import define
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.formatter.format import format_text
from budgetlang.formatter.proof import same_statements
from budgetlang.formatter.tokens import read
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File


@define(frozen=True)
class Piece:
    """A line as words, without their spacing; no words: a blank line, a word that begins with `#`: a comment."""

    words: tuple[str, ...] = ()
    depth: int = 0


names = st.sampled_from(["行政运行", "办公费", "a", "甲 乙", "公务用车  编制", "x#y", "（室）"])
single_names = st.sampled_from(["功能科目", "单位", "columns", "列", "entries", "预算", "甲"])
codes = st.sampled_from(["2010301", "2010302", "20103", "01", "2", "11", "P2", "P10", "-", "*"])
first_codes = st.sampled_from(["2010301", "2010302", "20103", "01", "2", "11", "P2", "*"])
amounts = st.sampled_from(["1", "12", "3.50", "1,027.03", "-5.00", "196040元", "0.86%", "33辆", "-"])
figures = amounts.filter(lambda text: text != "-")
unsigned = figures.filter(lambda text: text[0] != "-")
comments = st.sampled_from(["# 甲", "#乙", "# a  b", "# {", '# """', "# 预算 2026"])
blank = st.just([Piece()])
note = comments.map(lambda text: [Piece((text,))])


def line(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[list[Piece]]:
    """A statement, in half of the cases with a comment behind it."""
    words = st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts))
    return st.tuples(words, st.one_of(st.just(()), st.tuples(comments))).map(lambda pair: [Piece(pair[0] + pair[1])])


@st.composite
def block(draw: st.DrawFn, head: tuple[str, ...], items: st.SearchStrategy[list[Piece]]) -> list[Piece]:
    inside = [piece for item in draw(st.lists(items, max_size=7)) for piece in item]
    return [Piece((*head, "{")), *(Piece(piece.words, piece.depth + 1) for piece in inside), Piece(("}",))]


@st.composite
def rows(draw: st.DrawFn) -> list[Piece]:
    """A line of columns with rows under it: of all the columns, of too few, with and without a name, and claims."""
    width = draw(st.integers(1, 4))
    figured = draw(st.integers(1, width))
    cells = [first_codes if width > figured else unsigned, *[codes] * (width - figured - 1), *[amounts] * figured][
        :width
    ]
    row = st.one_of(line(*cells, names), line("=", *cells, names), line(*cells, *["甲"] * (width == 1)), blank, note)
    header = Piece(
        (draw(st.sampled_from(["列", "columns"])), *draw(st.lists(single_names, min_size=width, max_size=width)))
    )
    return [header, *(piece for item in draw(st.lists(row, max_size=8)) for piece in item)]


setting = line(st.sampled_from(["单位", "entries", "甲"]), "=", names)
indicator = line(st.sampled_from(["产出", "满意度"]), codes, st.sampled_from(["≥50件/年", '"≥ 5"', "好" * 25]), names)
titles = st.sampled_from(['"科目  编码"', '"C"', '"金额（元）"'])
of_file = st.one_of(
    line("跳过", "5", "12"),
    line("skip", titles, titles),
    line(st.sampled_from(["表头", "heading"]), "3"),
    line("工作表", titles),
    block(("列",), st.one_of(line(titles, single_names), line(titles, single_names, single_names), blank, note)),
)
spans = st.sampled_from(["年度", "whole"])
project_item = st.one_of(
    setting,
    line(figures, names),
    line(spans, figures, names),
    block(("指标", "annual"), st.one_of(indicator, note)),
    line(st.sampled_from(["sic", "存疑"]), '"共计  5万元"', "=", names),
    blank,
)
statement = st.one_of(
    blank,
    note,
    line(st.sampled_from(["预算", "budget"]), "2026"),
    line("单位", codes.filter(str.isalnum), "行政", names),
    line("reason", single_names, "=", names),
    line("sic", '"a  b"', "=", names),
    line("引用", '"a  b#.budget"'),
    line(
        "数据",
        single_names,
        "=",
        "合计",
        "支出",
        "by",
        "功能",
        "where",
        "甲",
        "=",
        "11",
        ",",
        "乙",
        "!=",
        "3",
        "+",
        "7",
    ),
    line("series", "甲", "=", "支出", "each", "功能科目", ":", "类"),
    block(("明细", "支出"), st.one_of(rows(), setting, note)),
    block(("明细", "支出", "来自", '"a b.csv"'), st.one_of(of_file, setting, note)),
    block(("填报",), st.one_of(line(figures, names), note, blank)),
    block(("project", "P1", "甲  乙"), project_item),
    block(("维度", "甲"), st.one_of(block(("1", "甲"), line("11", names)), line("级次", "类"), note, blank)),
)
texts = st.lists(statement, max_size=6).map(lambda items: [piece for item in items for piece in item])

TIGHT = re.compile(r"[:,]")


def plain(pieces: list[Piece]) -> str:
    """One blank between words, no indentation."""
    return "".join(" ".join(piece.words) + "\n" for piece in pieces)


@st.composite
def spaced(draw: st.DrawFn, pieces: list[Piece]) -> str:
    """The same lines with blanks, tabs and blank lines wherever these do not matter."""
    blanks, some = st.sampled_from([" ", "  ", "\t", " \t  "]), st.sampled_from(["", "", " ", "\t "])
    made = []
    for piece in pieces:
        text = draw(some)
        for index, word in enumerate(piece.words):
            loose = index and not (TIGHT.fullmatch(word) or TIGHT.fullmatch(piece.words[index - 1]))
            text += (draw(blanks) if loose else draw(some) if index else "") + word
        made.append(text + draw(some) + "\n" * (draw(st.integers(1, 3)) if not piece.words else 1))
    return "".join(made)


def tree(text: str) -> File:
    parsed = read(text or "\n")
    assert parsed is not None, text
    return parsed[1]


def formatted(text: str, keywords: str | None = None) -> str:
    found = format_text(Source("a.budget", text), keywords=keywords)
    assert found.diagnostics == [], text
    return found.text


def comments_of(text: str) -> Counter[str]:
    return Counter(
        match[1] for match in re.finditer(r"(?:^|[ \t])(#(?!y).*?)[ \t]*$", text.replace("b#", "b"), re.MULTILINE)
    )


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_layout_is_stable_and_says_the_same(pieces: list[Piece]) -> None:
    text = plain(pieces)
    made = formatted(text)
    assert formatted(made) == made
    assert same_statements(tree(text), tree(made))


@given(texts)
@settings(max_examples=40, deadline=None)
def test_comments_are_kept(pieces: list[Piece]) -> None:
    wanted = Counter(piece.words[-1] for piece in pieces if piece.words and piece.words[-1].startswith("#"))
    assert comments_of(formatted(plain(pieces))) == wanted


@given(texts)
@settings(max_examples=40, deadline=None)
def test_no_line_ends_with_a_blank_and_no_two_are_blank(pieces: list[Piece]) -> None:
    made = formatted(plain(pieces))
    assert not re.search(r"[ \t]\n|\n\n\n|(?m:^[^#\n]*)\{\n\n|\n\n *\}|\t|^\n|[^\n]\Z|\n\n\Z", made)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_spacing_does_not_matter(data: st.DataObject) -> None:
    pieces = data.draw(texts)
    assert formatted(data.draw(spaced(pieces))) == formatted(plain(pieces))


def test_spacing_does_not_matter_in_a_row_that_does_not_fit() -> None:
    rows = "明细 支出 {\n  列 功能科目 金额\n  2010301  1.00  行政运行\n  = 2010301%sP2%s行政运行\n}\n"
    assert formatted(rows % (" ", " \t")) == formatted(rows % ("   ", "  "))


@given(texts)
@settings(max_examples=40, deadline=None)
def test_keywords_there_and_back(pieces: list[Piece]) -> None:
    chinese = formatted(plain(pieces), "zh")
    english = formatted(chinese, "en")
    assert formatted(english, "zh") == chinese
    assert formatted(plain(pieces), "en") == english
    assert same_statements(tree(chinese), tree(english))


@given(st.text(alphabet=' \n\t\r#={}"甲1a:-\ufeff', max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_text_is_laid_out_or_left_alone(text: str) -> None:
    found = format_text(Source("a.budget", text))
    assert found.changed == (found.text != text)
    assert all(each.code != "B902" for each in found.diagnostics)
