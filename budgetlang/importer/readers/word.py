"""Word documents (DOCX): paragraphs and tables in the order of the body, read with python-docx."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from attrs import evolve

from budgetlang.importer.published import Published, UnreadableError
from budgetlang.importer.readers.library import broken, library, refuse_bomb
from budgetlang.importer.readers.lines import Lines
from budgetlang.importer.readers.raster import MOST_COLUMNS, Drawn, Tile, least

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_OUTLINE = 9
_BLANKS = (f"{_W}tab", f"{_W}br", f"{_W}cr")


def read_word(path: str, data: bytes) -> Published:
    """Reads the body. Raises UnreadableError where the file is no DOCX or python-docx is not there."""
    lines = Lines()
    try:
        document = _document(path, data)
        headings, contents = _styles(document)
        for element in _tables_whole(_blocks(document.element.body)):
            if isinstance(element, list):
                lines.grid(_grid(element))
            elif _style(element) not in contents:
                level = _level(element.find(f"{_W}pPr")) or headings.get(_style(element), 0)
                lines.paragraph(_text(element), level)
    except UnreadableError:
        raise
    except Exception as error:  # a file of another program: anything may be wrong with it
        raise broken(path, "DOCX", error) from None
    return lines.published(path)


def _document(path: str, data: bytes) -> Any:
    docx = library(path, "docx", "python-docx")
    refuse_bomb(path, data)
    try:
        return docx.Document(BytesIO(data))
    except KeyError:  # a part that is referred to, but is not there; Word opens such files
        return docx.Document(BytesIO(_without_lost_parts(data, library(path, "docx.opc.oxml", "python-docx"))))


def _without_lost_parts(data: bytes, oxml: Any) -> bytes:
    """The same archive, where nothing refers to a part that it lacks."""
    found = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(found, "w") as target:
        names = set(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            if name.endswith(".rels"):
                links = oxml.parse_xml(part)
                folder = posixpath.dirname(posixpath.dirname(name))
                for link in list(links):
                    place = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
                    if link.get("TargetMode") != "External" and place.lstrip("/") not in names:
                        links.remove(link)
                part = oxml.serialize_part_xml(links)
            target.writestr(name, part)
    return found.getvalue()


def _styles(document: Any) -> tuple[dict[str, int], set[str]]:
    """By their ids: the styles of headings with their levels, those of a table of contents."""
    headings, contents = {}, set()
    for style in document.styles.element.iterchildren(f"{_W}style"):
        name = style.find(f"{_W}name")
        words = (name.get(f"{_W}val") or "").lower() if name is not None else ""
        if re.fullmatch(r"toc (\d|heading)", words):
            contents.add(style.get(f"{_W}styleId"))
        elif level := _level(style.find(f"{_W}pPr")) or _heading(words):
            headings[style.get(f"{_W}styleId")] = level
    return headings, contents


def _heading(name: str) -> int:
    match = re.fullmatch(r"heading (\d)", name)
    return int(match[1]) if match else int(name == "title")


def _level(properties: Any) -> int:
    """The level that a paragraph or a style has in the outline; 0 for none."""
    outline = properties.find(f"{_W}outlineLvl") if properties is not None else None
    value = outline.get(f"{_W}val") or "" if outline is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < _NO_OUTLINE else 0


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val") or ""


def _blocks(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those within content controls and insertions."""
    for child in element.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif isinstance(child.tag, str):
            yield from _blocks(child)


def _tables_whole(blocks: Iterator[Any]) -> Iterator[Any]:
    """The paragraphs, and the tables as lists of their parts. So are tables cut of which rows in the middle are to
    repeat as headers."""
    parts: list[Any] = []
    for element in blocks:
        if element.tag == f"{_W}tbl" and parts and _continues(element, parts[0]):
            parts.append(element)
        elif element.tag == f"{_W}tbl" or _text(element).strip():
            if parts:
                yield parts
            parts = [element] if element.tag == f"{_W}tbl" else []
            if not parts:
                yield element
    if parts:
        yield parts


def _continues(table: Any, above: Any) -> bool:
    """Whether a table with nothing but blank lines above it goes on with the table there: both have the same columns,
    and it does not begin with a title across them all."""
    first = next(_within(table, "tr"), None)
    return first is not None and len(list(_within(first, "tc"))) > 1 and _columns(table) == _columns(above)


def _columns(table: Any) -> list[str]:
    """The widths of its columns."""
    return [each.get(f"{_W}w") or "" for each in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]


def _grid(parts: list[Any]) -> list[list[Drawn]]:
    """Rows of cells; a cell that is merged with those below covers them."""
    tiles: list[Tile] = []
    above: dict[int, int] = {}
    last: dict[int, Any] = {}
    for row, element in enumerate(row for table in parts for row in _within(table, "tr")):
        column = _number(element, "trPr", "gridBefore", 0)
        for cell in _within(element, "tc"):
            columns = max(1, _number(cell, "tcPr", "gridSpan", 1))
            if column in above and (_goes_on(cell) or _is_rest(cell, last[column])):
                tile = tiles[above[column]]
                tiles[above[column]] = evolve(tile, rows=row - tile.row + 1)
            else:
                above[column] = len(tiles)
                tiles.append(Tile(row, column, _text(cell), 1, columns))
            last[column] = cell
            column += columns
    return least(tiles)


def _within(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, without those of tables in its cells: their words are the cell's."""
    for child in element.iterchildren():
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in (f"{_W}p", f"{_W}tr", f"{_W}tc", f"{_W}tbl") and isinstance(child.tag, str):
            yield from _within(child, name)


def _goes_on(cell: Any) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _is_rest(cell: Any, above: Any) -> bool:
    """Whether it is the rest of a cell that was cut in two: blank, and no line between it and the cell above."""
    lines = (cell.find(f"{_W}tcPr/{_W}tcBorders/{_W}top"), above.find(f"{_W}tcPr/{_W}tcBorders/{_W}bottom"))
    return all(line is not None and line.get(f"{_W}val") == "nil" for line in lines) and not _text(cell).strip()


def _number(element: Any, properties: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    value = found.get(f"{_W}val") or "" if found is not None else ""
    return min(int(value), MOST_COLUMNS) if value.isdecimal() else default


def _text(element: Any) -> str:
    """The words of a paragraph or cell; paragraphs of a cell are parted by a blank."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}p" or node.tag in _BLANKS:
            parts.append(" ")
        elif node.tag == f"{_W}t" and next(node.iterancestors(_FALLBACK), None) is None and not _is_hidden(node):
            parts.append(node.text or "")
    return "".join(parts)


def _is_hidden(text: Any) -> bool:
    mark = text.getparent().find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "1") not in ("0", "false", "off")
