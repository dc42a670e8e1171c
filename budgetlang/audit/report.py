"""The report of an audit as a page: every finding with the passage of the document that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from budgetlang.audit.audit import Audit
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.words import headline, note
from budgetlang.templates import templates_in
from budgetlang.values.style import Counted

_AROUND = 60
"""characters of the document shown on either side"""


class Excerpt(NamedTuple):
    """A passage of the document: what is meant, and what stands around it on its line."""

    line: int
    before: str
    words: str
    behind: str
    note: str


class Item(NamedTuple):
    """A finding in words."""

    code: str
    headline: str
    expected: str
    found: str
    difference: str
    excerpts: list[Excerpt]


class Group(NamedTuple):
    """Findings of one kind."""

    key: str
    title: str
    items: list[Item]


class Page(NamedTuple):
    """The findings of one document."""

    path: str
    department: str
    tables: int
    figures: int
    forms: int
    paragraphs: int
    groups: list[Group]
    absent: tuple[str, ...]
    """titles of tables that were not compared"""


_TITLES = {
    "zh": {"errors": "错误", "contradictions": "互相矛盾", "tails": "四舍五入的尾差", "notes": "没有识别"},
    "en": {
        "errors": "Errors",
        "contradictions": "Contradictions",
        "tails": "Tails of rounding",
        "notes": "Not recognised",
    },
}


def html(audits: Sequence[tuple[str, Audit]], lang: str) -> str:
    """A page that needs nothing else. `lang`: zh or en."""
    environment = templates_in(Path(__file__).resolve().parent / "pages", __file__)
    environment.filters["counted"] = Counted
    pages = [_page(path, each, lang) for path, each in audits]
    return environment.get_template("report.html.j2").render(pages=pages, lang=lang, chinese=lang == "zh")


def _page(path: str, each: Audit, lang: str) -> Page:
    made, titles = each.imported, _TITLES[lang]
    unread = [finding for finding in each.notes if finding.code == "B801"]
    kinds = {"errors": each.errors, "contradictions": each.contradictions, "tails": each.tails, "notes": unread}
    groups = [Group(key, titles[key], list(_items(found, lang))) for key, found in kinds.items()]
    figures = sum(1 for statement in made.tables.statements if statement.text)
    tables, paragraphs = len(made.tables.found), made.texts.paragraphs
    return Page(path, made.department, tables, figures, made.forms, paragraphs, groups, each.absent)


def _items(found: Iterable[Diagnostic], lang: str) -> Iterable[Item]:
    for each in found:
        excerpts = [_excerpt(label, lang) for label in each.labels]
        yield Item(each.code, headline(each, lang), each.expected, each.found, each.difference, excerpts)


def _excerpt(label: Label, lang: str) -> Excerpt:
    text = label.source.text
    begin = text.rfind("\n", 0, label.start) + 1
    end = text.find("\n", label.end)
    end = len(text) if end < 0 else end
    before, behind = text[begin : label.start].replace("\t", "  "), text[label.end : end].replace("\t", "  ")
    words = " ".join(text[label.start : label.end].split())
    shortened = (
        f"…{before[-_AROUND:]}" if len(before) > _AROUND else before,
        f"{behind[:_AROUND]}…" if len(behind) > _AROUND else behind,
    )
    return Excerpt(
        label.source.line_of(label.start), shortened[0].lstrip(), words, shortened[1].rstrip(), note(label, lang)
    )
