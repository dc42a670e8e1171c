"""Markdown as GitHub reads it: the whole book as one `book.md`.

Spanning header cells are flattened to one header line; a form, which has no header, gets an empty one. All text
comes out literally: whatever Markdown or HTML would take for markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from budgetlang.backends.grid import number_columns, texts
from budgetlang.backends.walk import Names, sections
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Chart, Document, Form, Paragraph, Section, Table

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]")
_AUTOLINK = re.compile(r"(?<=\w)(:)(?=//|\w+:)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE)
_LINE_START = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANKS = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t\r\n]*")


def render(document: Document) -> dict[str, bytes]:
    """`book.md`."""
    names = Names()
    anchors = [names.claim(section.id) for section in sections(document)]
    words = words_for(document.language)
    parts = [f"# {escape(document.title)}", escape(document.subtitle), f"## {escape(document.contents_title)}"]
    parts.append("\n".join(_contents(document, anchors)))
    for section, anchor in zip(sections(document), anchors, strict=True):
        parts.append(f'<a id="{anchor}"></a>')
        parts.extend(_section(section, words))
    return {"book.md": ("\n\n".join(part for part in parts if part) + "\n").encode()}


def escape(text: str) -> str:
    """Text as Markdown that shows exactly that text; a line break stays one."""
    text = _CONTROL.sub("\ufffd", _BLANKS.sub("\n", text.strip(" \t\r\n")))
    text = _MARKUP.sub(r"\\\g<0>", text)
    text = _AUTOLINK.sub(lambda match: "\\" + match[0], text)
    return "\\\n".join(_LINE_START.sub(_start, line) for line in text.split("\n"))


def _start(match: re.Match[str]) -> str:
    return "\\" + match[1] if match[1] else f"{match[2]}\\{match[3]}"


def _cell(text: str) -> str:
    """Text inside a table, where a cell must stay on its line."""
    return escape(text).replace("\\\n", "<br>")


def _heading(level: int, text: str) -> str:
    return f"{'#' * min(level, 6)} {_cell(text)}"


def _contents(document: Document, anchors: Sequence[str]) -> Iterator[str]:
    for section, anchor in zip(sections(document), anchors, strict=True):
        yield f"{'  ' * (section.level - 1)}- [{_cell(section.title)}](#{quote(anchor)})"


def _section(section: Section, words: dict[str, str]) -> Iterator[str]:
    level = section.level + 1
    yield _heading(level, section.title)
    for block in section.blocks:
        match block:
            case Paragraph(style="heading"):
                yield _heading(level + 1, block.text)
            case Paragraph():
                yield escape(block.text)
            case Table():
                yield _heading(level + 1, block.title)
                yield from _table(block)
            case Chart():
                yield _heading(level + 1, block.title)
                yield _chart(block, words)
            case Form():
                yield _heading(level + 1, block.title)
                yield from _form(block)


def _table(table: Table) -> Iterator[str]:
    yield "\\\n".join(escape(line) for line in (table.label, "　".join(filter(None, (table.left, table.right)))) if line)
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
