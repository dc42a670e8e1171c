"""Word documents (DOCX): paragraphs and tables in the order of the body, read with python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from budgetlang.importer.published import Published, UnreadableError
from budgetlang.importer.readers.library import broken, library, refuse_bomb
from budgetlang.importer.readers.lines import Drawn, Lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS = (f"{_W}tab", f"{_W}br", f"{_W}cr")


def read_word(path: str, data: bytes) -> Published:
    """Reads the body. Raises UnreadableError where the file is no DOCX or python-docx is not there."""
    lines = Lines()
    for element in _blocks(_body(path, data)):
        if element.tag == f"{_W}p":
            lines.paragraph(_text(element))
        else:
            rows = (row.iterchildren(f"{_W}tc") for row in _rows(element))
            lines.grid([Drawn(_text(cell), _columns(cell)) for cell in row] for row in rows)
    return lines.published(path)


def _body(path: str, data: bytes) -> Any:
    docx = library(path, "docx", "python-docx")
    try:
        refuse_bomb(path, data)
        return docx.Document(BytesIO(data)).element.body
    except UnreadableError:
        raise
    except Exception as error:  # a file of another program: anything may be wrong with it
        raise broken(path, "DOCX", error) from None


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those within content controls and insertions."""
    for child in element.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of tables in its cells, whose words belong to the cell."""
    for child in table.iterchildren():
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag != f"{_W}p" and isinstance(child.tag, str):
            yield from _rows(child)


def _text(element: Any) -> str:
    """The words of a paragraph or cell; paragraphs of a cell are parted by a blank."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}p" or node.tag in _BLANKS:
            parts.append(" ")
        elif node.tag == f"{_W}t" and next(node.iterancestors(_FALLBACK), None) is None:
            parts.append(node.text or "")
    return "".join(parts)


def _columns(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val") if span is not None else None
    return int(value) if value and value.isdecimal() else 1
