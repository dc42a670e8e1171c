"""Web pages (HTML): what a page says between its menus, read with selectolax.

A table that only arranges the page is not one: it has a single cell, or most of its words stand in tables within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from budgetlang.importer.published import Published, UnreadableError
from budgetlang.importer.readers.library import broken, library
from budgetlang.importer.readers.lines import Lines
from budgetlang.importer.readers.raster import Drawn
from budgetlang.importer.vocabulary import plain
from budgetlang.source.decode import decode

MOST_SPAN = 1000
"""columns or rows that a cell may cover, as in HTML"""

_ASIDE = re.compile(
    "aside|audio|button|canvas|datalist|dialog|embed|footer|head|header|iframe|input|math|menu|meter|nav|noscript|object"
    "|option|output|progress|script|search|select|style|svg|template|textarea|title|video"
).fullmatch
"""elements that are not what a page says"""
_ASIDE_ROLES = re.compile(
    "alert|alertdialog|banner|button|complementary|contentinfo|dialog|menu|menubar|navigation|note|search|status"
    "|tablist|toolbar|tooltip"
).fullmatch
_BREAKS = re.compile(
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|hr"
    "|html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
).fullmatch
"""elements at whose edges a paragraph ends"""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_unseen = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I).search
_wrapped = re.compile(r"(?<=[⺀-￮])[ \t]*\n\s*(?=[⺀-￮])")
"""a line end of the file between two Chinese characters; a program wrapped the line there"""
_SHORTEST = 4
"""characters of a title that a caption says again"""


def read_html(path: str, data: bytes) -> Published:
    """Reads UTF-8, UTF-16 or GBK. Raises UnreadableError where the file says nothing or selectolax is not there."""
    lexbor = library(path, "selectolax.lexbor", "selectolax")
    text, _ = decode(data)
    if "\x00" in text:
        raise broken(path, "HTML", ValueError("binary data"))
    try:
        root = lexbor.LexborHTMLParser(text).root
    except Exception as error:  # whatever the library finds wrong
        raise broken(path, "HTML", error) from None
    page = _Page()
    if root is not None:
        for link in _skips(root):
            link.remove()
        page.read(root)
    published = page.lines.published(path)
    if not published.blocks:
        raise UnreadableError(
            f"“{path}”里没有文字：网页的内容可能要由脚本载入，请另存为完整网页",
            f"{path} says nothing: a script may load what the page shows; save the complete page",
        )
    return published


class _Page:
    """The walk over a page; its own stack, since pages may be nested to any depth."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._words: list[str] = []
        self._level = 0

    def read(self, root: Any) -> None:
        """Add the blocks of an element in order."""
        todo: list[tuple[Any, bool]] = [(root, False)]
        while todo:
            node, left = todo.pop()
            tag = node.tag
            if node.is_text_node:
                self._words.append(node.text_content or "")
            elif left:
                self._end()
                self._level = 0
            elif not _shown(node):
                continue
            elif tag == "table" and not _arranges(node):
                self._end()
                self._table(node)
            else:
                if _BREAKS(tag):
                    self._end()
                    self._level = _HEADINGS.get(tag, self._level)
                    todo.append((node, True))
                todo.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
        self._end()

    def _end(self) -> None:
        self.lines.paragraph(_wrapped.sub("", "".join(self._words)), self._level)
        self._words.clear()

    def _table(self, table: Any) -> None:
        for part in table.iter():
            if part.tag == "caption" and _shown(part):
                self._caption(_text(part))
        if not _is_data_of_drawing(table):
            self.lines.grid(_grid(table))

    def _caption(self, text: str) -> None:
        """A caption, unless it says again what stands above the table."""
        said = plain(text)
        above = [plain(before) for before in self.lines.last]
        if said not in above and not any(len(before) >= _SHORTEST and before in said for before in above):
            self.lines.paragraph(text)


def _skips(root: Any) -> Iterator[Any]:
    """The links that skip the menus: they lead to where the words of the page begin."""
    for main in root.css("main[id], [role=main][id]"):
        yield from (link for link in root.css("a[href]") if link.attributes["href"] == f"#{main.attributes['id']}")


def _shown(node: Any) -> bool:
    """Whether people see an element, and as a part of the document."""
    if _ASIDE(node.tag) or node.tag.startswith(("-", "!")):
        return False
    marks = node.attributes
    if "hidden" in marks or (marks.get("aria-hidden") or "").lower() == "true":
        return False
    return not _ASIDE_ROLES((marks.get("role") or "").lower()) and not _unseen(marks.get("style") or "")


def _arranges(table: Any) -> bool:
    """Whether a table only arranges the page."""
    if table.attributes.get("role") in ("presentation", "none"):
        return True
    if len(list(_cells(table))) <= 1:
        return True
    inner = [found for found in table.css("table") if found != table]
    if not inner:
        return False
    within = sum(len(plain(found.text())) for found in inner if not _is_within(found, inner, table))
    return within * 2 > len(plain(table.text()))


def _is_within(node: Any, others: list[Any], end: Any) -> bool:
    parent = node.parent
    while parent is not None and parent != end:
        if parent.tag == "table" and parent in others:
            return True
        parent = parent.parent
    return False


def _is_data_of_drawing(table: Any) -> bool:
    """Whether a table gives the numbers of a figure that is drawn beside it."""
    parent = table.parent
    while parent is not None:
        if parent.tag == "figure" or parent.attributes.get("role") == "figure":
            return parent.css_first("svg, img, canvas") is not None
        parent = parent.parent
    return False


def _rows(table: Any) -> Iterator[tuple[Any, int]]:
    """The rows of a table, each with the number of rows that its section still has."""
    for part in table.iter():
        if part.tag in ("tbody", "thead", "tfoot") and _shown(part):
            rows = [row for row in part.iter() if row.tag == "tr" and _shown(row)]
            yield from ((row, len(rows) - at) for at, row in enumerate(rows))


def _cells(table: Any) -> Iterator[Any]:
    return (cell for row, _ in _rows(table) for cell in row.iter() if cell.tag in ("td", "th"))


def _grid(table: Any) -> list[list[Drawn]]:
    grid = []
    for row, left in _rows(table):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th") and _shown(cell)]
        grid.append([_drawn(cell, left) for cell in cells])
    return grid


def _drawn(cell: Any, left: int) -> Drawn:
    columns, rows = (_span(cell.attributes.get(name)) for name in ("colspan", "rowspan"))
    return Drawn(_text(cell), columns or 1, min(rows or left, left))


def _span(value: str | None) -> int:
    digits = (value or "1").strip()
    return min(int(digits[:4]), MOST_SPAN) if digits.isascii() and digits.isdigit() else 1


def _text(element: Any) -> str:
    """The words of a cell; its paragraphs are parted by a blank."""
    parts: list[str] = []
    todo = list(reversed(list(element.iter(include_text=True))))
    while todo:
        node = todo.pop()
        if node.is_text_node:
            parts.append(node.text_content or "")
        elif _BREAKS(node.tag) and parts:
            parts.append(" ")
            todo.extend(reversed(list(node.iter(include_text=True))) if _shown(node) else ())
        elif _shown(node):
            todo.extend(reversed(list(node.iter(include_text=True))))
    return _wrapped.sub("", "".join(parts))
