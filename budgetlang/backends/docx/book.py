"""The book as one file `book.docx`, in the layout of official documents (GB/T 9704): A4, 仿宋 三号 on fixed lines.

What Word computes itself is left to Word: the page numbers of the contents are a field, which Word offers to fill in
when the file is opened.
"""

from __future__ import annotations

from functools import cache
from itertools import product

from markupsafe import escape

from budgetlang.backends.docx.charts import ChartPart, chart_parts
from budgetlang.backends.docx.flow import Flow, cover_indent, flow
from budgetlang.backends.docx.house import House, own_house, read_house
from budgetlang.backends.docx.package import archive, one_line
from budgetlang.backends.docx.parts import render_part
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Document

NAME = "book.docx"

WIDTH = 5_580_000
"""of a chart, in EMU (36 000 are 1 mm): 155 mm"""

CHINESE, OTHER = "zh-CN", "en-US"
"""languages of the Chinese and of the Latin characters where the document does not say another"""


def render(document: Document) -> dict[str, bytes]:
    """`book.docx`."""
    return _render(document, _own(*_languages(document)))


def render_with(document: Document, reference: bytes) -> dict[str, bytes]:
    """`book.docx` in the styles, theme and fonts of the DOCX or DOTX file `reference`.

    Styles are matched by name (`heading 1`, `toc 1`, `表格文字` …); those that the file lacks are added. Raises
    BadReferenceError if it is no such file.
    """
    return _render(document, read_house(reference, _own(*_languages(document))))


@cache
def _own(western: str, eastern: str) -> House:
    styles = render_part("styles.xml", western=western, eastern=eastern)
    return own_house(styles, render_part("fontTable.xml"), render_part("theme.xml"))


def _languages(document: Document) -> tuple[str, str]:
    """Languages of the Latin and of the Chinese characters."""
    chinese = document.language.lower().split("-")[0] == "zh"
    return (OTHER, document.language) if chinese else (document.language, CHINESE)


def _render(document: Document, house: House) -> dict[str, bytes]:
    body = flow(document)
    parts = _parts(document, body, house)
    parts |= chart_parts(body.charts, document)
    parts |= {f"word/{name}": part for name, part in house.parts.items()}
    return {NAME: archive(parts, document.date)}


def _height(part: ChartPart) -> int:
    """Of a chart, in EMU: as tall as its names, but no taller than a page."""
    return min(max(2_700_000, 270_000 * len(part.points)), 7_200_000)


def _parts(document: Document, body: Flow, house: House) -> dict[str, str | bytes]:
    """All parts but those of the charts and the styles. The footers are for odd and even pages, upright and across."""
    western, eastern = _languages(document)
    context = {
        "document": document,
        "flow": body,
        "styles": {ours: escape(used) for ours, used in house.ids.items()},
        "words": words_for(document.language),
        "western": western,
        "eastern": eastern,
        "width": WIDTH,
        "height": _height,
        "one_line": one_line,
        "cover_indent": cover_indent(document.title),
        "date": document.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    names = {
        "[Content_Types].xml": "content-types.xml",
        "_rels/.rels": "root.rels",
        "docProps/app.xml": "app.xml",
        "docProps/core.xml": "core.xml",
        "word/_rels/document.xml.rels": "document.rels",
        "word/document.xml": "document.xml",
        "word/settings.xml": "settings.xml",
    }
    parts: dict[str, str | bytes] = {name: render_part(file, **context) for name, file in names.items()}
    footers = product((False, True), ("right", "left"))
    for number, (turned, side) in enumerate(footers, 1):
        parts[f"word/footer{number}.xml"] = render_part("footer.xml", **context, turned=turned, side=side)
    return parts
