"""Markdown as GitHub reads it: the whole book as one `book.md`.

Spanning header cells are flattened to one header line; a form, which has no header, gets an empty one. All text
comes out literally: whatever Markdown or HTML would take for markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from attrs import define

from budgetlang.backends.grid import number_columns, texts
from budgetlang.backends.walk import Names, sections
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Block, Chart, Document, Form, Paragraph, Section, Table

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]")
_AUTOLINK = re.compile(r"(?<=\w)(:)(?=//|\w+:)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE)
_LINE_START = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)])(?=\s|$))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t\r\n]*")


def render(document: Document) -> dict[str, bytes]:
    """`book.md`."""
    names = Names()
    anchors = [(item, names.claim(item.id)) for item in _listed(document)]
    words = words_for(document.language)
    parts = [f"# {_cell(document.title)}", escape(document.subtitle), f"## {_cell(document.contents_title)}"]
    parts.append("\n".join(_contents(anchors)))
    writer = _Writer(iter(anchors), words)
    for section in sections(document):
        parts.extend(writer.section(section))
    return {"book.md": ("\n\n".join(part for part in parts if part) + "\n").encode()}


def _listed(document: Document) -> Iterator[Section | Table]:
    """What the contents name, in reading order."""
    for section in sections(document):
        yield section
        yield from (block for block in section.blocks if isinstance(block, Table))


def escape(text: str) -> str:
    """Text as Markdown that shows exactly that text; a line break stays one."""
    lines = _inline(text).split("\n")
    return "\\\n".join(_LINE_START.sub(_start, line) for line in lines)


def _inline(text: str) -> str:
    """Text escaped but for what is markup only at the start of a line."""
    text = _CONTROL.sub("\ufffd", _BLANKS.sub("\n", text.strip(" \t\r\n")))
    return _AUTOLINK.sub(lambda match: "\\" + match[0], _MARKUP.sub(r"\\\g<0>", text))


def _start(match: re.Match[str]) -> str:
    return "\\" + match[1] if match[1] else f"{match[2]}\\{match[3]}"


def _cell(text: str) -> str:
    """Text inside a table cell, a heading or a link, which must stay on its line."""
    return _inline(text).replace("\n", "<br>")


def _heading(level: int, text: str) -> str:
    return f"{'#' * min(level, 6)} {_cell(text)}"


def _contents(anchors: Iterable[tuple[Section | Table, str]]) -> Iterator[str]:
    depth = 0
    for item, anchor in anchors:
        if isinstance(item, Section):
            depth = item.level
        indent = "  " * (depth - (0 if isinstance(item, Table) else 1))
        yield f"{indent}- [{_cell(item.title)}](#{quote(anchor)})"


@define
class _Writer:
    """Writes sections; takes the anchors in the order in which the contents list them."""

    anchors: Iterator[tuple[Section | Table, str]]
    words: dict[str, str]

    def section(self, section: Section) -> Iterator[str]:
        yield self.anchor()
        yield _heading(section.level + 1, section.title)
        for block in section.blocks:
            yield from self.block(block, section.level + 2)

    def block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph(style="heading"):
                yield _heading(level, block.text)
            case Paragraph():
                yield escape(block.text)
            case Table():
                yield self.anchor()
                yield _heading(level, block.title)
                yield from _table(block, self.words)
            case Chart():
                yield _heading(level, block.title)
                yield _chart(block, self.words)
            case Form():
                yield _heading(level, " · ".join(part for part in (block.title, block.name) if part))
                yield from _form(block)

    def anchor(self) -> str:
        return f'<a id="{next(self.anchors)[1]}"></a>'


def _table(table: Table, words: dict[str, str]) -> Iterator[str]:
    above = (table.label, words["beside"].join(part for part in (table.left, table.right) if part))
    yield "\\\n".join(escape(line) for line in above if line)
    body = texts(table.rows, len(table.columns))
    width = max([len(table.columns), *(len(row) for row in body)])
    if table.column_numbers:
        body.insert(0, [str(number) for number in range(1, width + 1)])
    yield _grid(table.columns + [""] * (width - len(table.columns)), body, number_columns(table.rows))
    yield from map(escape, table.notes)


def _form(form: Form) -> Iterator[str]:
    yield escape(form.subtitle)
    body = texts(form.rows, form.width)
    yield _grid([""] * (len(body[0]) if body else form.width), body, set())
    yield from map(escape, form.notes)


def _chart(chart: Chart, words: dict[str, str]) -> str:
    amount = words["amount_in"].format(unit=chart.unit) if chart.unit else words["amount"]
    lines = [[slice_.label, slice_.text, f"{slice_.share}%"] for slice_ in chart.slices]
    return _grid([words["name"], amount, words["share"]], lines, {1, 2})


def _grid(header: Sequence[str], body: Iterable[Sequence[str]], right: set[int]) -> str:
    if not header:
        return ""
    rule = ["---:" if column in right else "---" for column in range(len(header))]
    lines = [map(_cell, header), rule, *(map(_cell, row) for row in body)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
