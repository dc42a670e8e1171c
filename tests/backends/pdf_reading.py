"""Reading a PDF back: its text, its pages, its bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import define

from budgetlang.backends.walk import sections
from budgetlang.document.nodes import Document, Table

pypdfium2 = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

FOLIO = re.compile(r"^—([IVX\d]+)—|—([IVX\d]+)—$")
INVISIBLE = re.compile("[\\s\u200b\u202a-\u202e\ufeff\ufffe\x02]")


@define
class Bookmark:
    level: int
    title: str
    page: int
    label: str


class Book:
    """A PDF opened for reading. Texts come without blanks, since a cell may be broken over lines."""

    def __init__(self, data: bytes) -> None:
        self.pdf: Any = pypdfium2.PdfDocument(data)
        self.raw = [INVISIBLE.sub("", page.get_textpage().get_text_range()) for page in self.pdf]
        self.folios = [next((a or b for a, b in FOLIO.findall(text)), "") for text in self.raw]
        self.pages = [FOLIO.sub("", text) for text in self.raw]
        self.text = "".join(self.pages)

    def size(self, page: int) -> tuple[int, int]:
        width, height = self.pdf[page].get_size()
        return round(width), round(height)

    def bookmarks(self) -> Iterator[Bookmark]:
        for item in self.pdf.get_toc(max_depth=20):
            page = item.get_dest().get_index()
            yield Bookmark(item.level, item.get_title(), page, self.pdf.get_page_label(page))

    def page_of(self, title: str) -> int:
        return next(mark.page for mark in self.bookmarks() if mark.title == title)

    def boxes(self, page: int, text: str) -> list[tuple[float, float, float, float]]:
        """Left, bottom, right and top of every place where the text stands on one line."""
        textpage = self.pdf[page].get_textpage()
        found, start = [], 0
        whole = textpage.get_text_range()
        while (start := whole.find(text, start)) >= 0:
            chars = [textpage.get_charbox(start + n) for n in range(len(text))]
            found.append(
                (min(c[0] for c in chars), min(c[1] for c in chars), max(c[2] for c in chars), max(c[3] for c in chars))
            )
            start += len(text)
        return found


def squeezed(*texts: str) -> str:
    """Texts as `Book` gives them."""
    return INVISIBLE.sub("", "".join(texts))


def table_text(book: Book, table: Table, following: int) -> str:
    """What stands from the first row of a table on: its rows, its notes, and whatever is below on the last page.

    `following` is the page on which the next bookmark leads. Every further page must begin with the same header.
    """
    first = book.page_of(table.title)
    above = squeezed(table.label, table.title, table.left, table.right)
    head = "".join(cell.text for row in table.header for cell in row)
    if table.column_numbers:
        head += "".join(str(n + 1) for n in range(len(table.columns)))
    text = book.pages[first].split(above, 1)[1]
    size = len(squeezed(head))
    header, result = text[:size], text[size:]
    assert sorted(header) == sorted(squeezed(head))
    for page in range(first + 1, following):
        assert book.pages[page].startswith(header)
        result += book.pages[page][size:]
    return result


def titles(document: Document) -> list[str]:
    """What the contents list, in order."""
    found = []
    for section in sections(document):
        found.append(section.title)
        found.extend(block.title for block in section.blocks if isinstance(block, Table))
    return found
