"""Rendered text becomes paragraphs, headings, notes, and what directives put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetlang.document.markup import DirectiveError, blocks
from budgetlang.document.nodes import Block, Inline, Paragraph, Text

CHART = Paragraph([Text("(chart)")], "chart")


def made(text: str) -> tuple[list[tuple[str, str]], list[DirectiveError]]:
    def inlines(line: str) -> list[Inline]:
        return [Text(line)]

    def embed(kind: str, name: str) -> list[Block] | None:
        return [CHART] if (kind, name) == ("chart", "结构图") else [] if kind == "forms" else None

    found, problems = blocks(text, inlines, embed)
    return [(block.style, block.text) for block in found if isinstance(block, Paragraph)], problems


def test_each_line_is_a_paragraph() -> None:
    assert made("一\n\n  \u3000二 \r\n三")[0] == [("body", "一"), ("body", "二"), ("body", "三")]


def test_headings_and_notes() -> None:
    assert made("# （一）规模\n> 注：尾差\n#无\n>1\n#")[0] == [
        ("heading", "（一）规模"), ("note", "注：尾差"), ("body", "#无"), ("body", ">1")]  # fmt: skip


def test_a_backslash_joins_lines_and_takes_meaning_away() -> None:
    found, _ = made("收入 \\\n  \u3000总计\\\n1\n\\# x\n\\::图 y")
    assert found == [("body", "收入 总计1"), ("body", "# x"), ("body", "::图 y")]


def test_a_blank_before_the_backslash_stays() -> None:
    assert made("up by 3, \\\n  down by\\\n  2 \t \\\nx")[0] == [("body", "up by 3, down by2 x")]


def test_directives() -> None:
    assert made("::图 结构图\n::chart 结构图\n::表单 任何\nx") == ([("chart", "(chart)")] * 2 + [("body", "x")], [])


def test_unknown_directives() -> None:
    found, problems = made("::图 别的\nx\n::画 结构图\n::表 03")
    assert found == [("body", "x")]
    assert [(p.code, p.name, p.line) for p in problems] == [
        ("B726", "别的", "::图 别的"), ("B725", "画", "::画 结构图"), ("B726", "03", "::表 03")]  # fmt: skip


@given(st.text(alphabet="a #>\\:图\n\t一", max_size=30))
def test_no_word_is_lost(text: str) -> None:
    found, problems = made(text)
    kept = "".join(line for _, line in found) + "".join(p.line for p in problems)
    assert sorted(c for c in kept if c in "a一") == sorted(c for c in text if c in "a一")
    assert all("\n" not in line and line == line.strip() for _, line in found)
