"""PDF: tables by their lines, paragraphs by their indents, read with pypdfium2.

Left out are page numbers and running heads, the dotted lines of a table of contents, and the words within drawings
where the file says which they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import c_float, c_int, create_string_buffer
from math import sin
from typing import Any

from attrs import define, evolve, field

from budgetlang.importer.published import Published, UnreadableError
from budgetlang.importer.readers.columns import loose_tables
from budgetlang.importer.readers.glyphs import Glyph, Line, Seen, joined, lines_of, words_of
from budgetlang.importer.readers.library import broken, encrypted, library
from budgetlang.importer.readers.lines import Lines
from budgetlang.importer.readers.raster import Tile, least
from budgetlang.importer.readers.ruling import NEAR, Frame, Rule, frames
from budgetlang.importer.vocabulary import pattern

MARGIN = 0.12
"""part of the height of a page, at its top and its bottom, in which page numbers and running heads stand"""
_OVER = 0.12
"""of the height of a character: what is written again so near makes it bold"""
_OFTEN = 3
"""pages on which the same words make a running head"""
_THIN = 3.0
"""points: a rectangle that is thinner is a line"""
_SHORT = 4.0
"""points: a line that is shorter parts nothing"""
_contents = re.compile(r"(?:[.．·…‧•]\s*){4,}\d*\s*$").search
_number = re.compile(r"[\W_]*(?:\d{1,4}|[IVXLC]{1,7}|[ivxlc]{1,7})[\W_]*").fullmatch
_FULL_LINE = 12
"""characters: a line that is shorter ends where its author ended it"""
_TITLE = 4
"""characters of the title of a table of contents"""


@define
class _Table:
    """A table, with its lines down, by which the next page is known to go on with it."""

    xs: list[float]
    tiles: list[Tile]


@define
class _Page:
    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule]
    picture: bool
    """whether there is a picture on it"""
    blocks: list[Line | _Table] = field(factory=list)


def read_pdf(path: str, data: bytes) -> Published:
    """Reads the text of all pages. Raises UnreadableError for pictures of text, passwords and what is no PDF."""
    pdfium = library(path, "pypdfium2", "pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except Exception as error:  # whatever the library finds wrong
        raise encrypted(path) if "assword" in str(error) else broken(path, "PDF", error) from None
    try:
        pages = [_page(document[number], number, pdfium.raw) for number in range(len(document))]
    except Exception as error:
        raise broken(path, "PDF", error) from None
    finally:
        document.close()
    blank = [page for page in pages if not page.glyphs]
    if len(blank) * 2 > len(pages) or not pages:
        raise UnreadableError(
            f"“{path}”的{len(pages)}页里有{len(blank)}页没有文字，像是扫描件；请用原来的电子文件，或先做文字识别",
            f"{path}: {len(blank)} of {len(pages)} pages have no text and seem to be scanned; "
            "use the file it was printed from, or recognise its text first",
        )
    for page in pages:
        page.blocks = _without_contents(_blocks(page))
    _drop_running(pages)
    return _assemble(pages).published(path)


def _page(page: Any, number: int, raw: Any) -> _Page:
    width, height = page.get_size()
    text = page.get_textpage()
    skipped = _drawings(page, raw)
    glyphs = list(_glyphs(text, raw, skipped))
    rules = [rule for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]) for rule in _rules(each, raw)]
    picture = next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None
    text.close()
    page.close()
    return _Page(number, width, height, glyphs, rules, picture)


def _glyphs(text: Any, raw: Any, skipped: set[int]) -> Iterator[Glyph]:
    box = raw.FS_RECTF()
    seen = Seen()
    spaced = False
    for at in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, at))
        if char.isspace() or char in "\x00\ufffe\uffff":
            spaced = spaced or raw.FPDFText_IsGenerated(text, at) == 0
            continue
        if skipped and _mark(raw, raw.FPDFText_GetTextObject(text, at)) in skipped:
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        turned = abs(sin(raw.FPDFText_GetCharAngle(text, at))) > 0.5
        if not seen.adds(char, box.left, box.bottom, (box.top - box.bottom) * _OVER):
            continue
        yield Glyph(char, box.left, box.bottom, box.right, box.top, turned, spaced)
        spaced = False


def _mark(raw: Any, item: Any) -> int:
    return int(raw.FPDFPageObj_GetMarkedContentID(item)) if item else -1


def _drawings(page: Any, raw: Any) -> set[int]:
    """The marked content of figures, where the file tells what is one."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return set()
    found: set[int] = set()
    todo = [
        (raw.FPDF_StructTree_GetChildAtIndex(tree, at), False) for at in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    while todo:
        element, within = todo.pop()
        if not element:
            continue
        within = within or _type(element, raw) == "Figure"
        if within:
            count = raw.FPDF_StructElement_GetMarkedContentIdCount(element)
            found.update(raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at) for at in range(max(count, 0)))
        children = range(raw.FPDF_StructElement_CountChildren(element))
        todo.extend((raw.FPDF_StructElement_GetChildAtIndex(element, at), within) for at in children)
    raw.FPDF_StructTree_Close(tree)
    return found - {-1}


def _type(element: Any, raw: Any) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\x00")


def _rules(item: Any, raw: Any) -> Iterator[Rule]:
    """The lines of a path that are straight and level."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    left, bottom, right, top = item.get_bounds()
    if right - left <= _THIN or top - bottom <= _THIN:
        yield from _rule(left, bottom, right, top)
    elif stroke.value:
        yield from _segments(item, raw)


def _rule(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    if right - left >= max(_SHORT, top - bottom):
        yield Rule(True, (bottom + top) / 2, left, right)
    elif top - bottom >= _SHORT:
        yield Rule(False, (left + right) / 2, bottom, top)


def _segments(item: Any, raw: Any) -> Iterator[Rule]:
    matrix = item.get_matrix()
    x, y = c_float(), c_float()
    start = before = (0.0, 0.0)
    for at in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _level(before, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _level(point, start)
        before = point


def _level(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Rule]:
    (left, right), (bottom, top) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if right - left <= 1 or top - bottom <= 1:
        yield from _rule(left, bottom, right, top)


def _blocks(page: _Page) -> list[Line | _Table]:
    """Tables and the lines between them, from the top down."""
    tables: list[tuple[Frame, dict[tuple[int, int, int, int], list[Glyph]]]] = [
        (each, {}) for each in frames(page.rules)
    ]
    rest = []
    for glyph in page.glyphs:
        for frame, cells in tables:
            if frame.holds(*glyph.middle):
                cells.setdefault(frame.cell(*glyph.middle), []).append(glyph)
                break
        else:
            rest.append(glyph)
    placed: list[tuple[float, Line | _Table]] = []
    turned = [glyph for glyph in rest if glyph.turned]
    if turned and not _number("".join(glyph.text for glyph in turned)):
        placed.append((0.0, Line(turned)))
    for frame, cells in tables:
        if cells:
            placed.append((frame.ys[0], _table(frame, cells)))
    for block in loose_tables(lines_of(glyph for glyph in rest if not glyph.turned)):
        if isinstance(block, Line):
            placed.append((block.middle, block))
        else:
            placed.append((block.top, _Table(block.xs, block.tiles)))
    return [block for _, block in sorted(placed, key=lambda pair: -pair[0])]


def _table(frame: Frame, cells: dict[tuple[int, int, int, int], list[Glyph]]) -> _Table:
    tiles = []
    for row, column, rows, columns in sorted(set(frame.cells.values())):
        words = words_of(cells.get((row, column, rows, columns), ()))
        tiles.append(Tile(row, column, words, rows, columns))
    return _Table(frame.xs, tiles)


def _without_contents(blocks: list[Line | _Table]) -> list[Line | _Table]:
    """Blocks without lines that lead over dots to a page, and without the title above them."""
    kept: list[Line | _Table] = []
    for block in blocks:
        if not isinstance(block, Line) or not _contents(block.text):
            kept.append(block)
        elif kept and isinstance(kept[-1], Line) and len(kept[-1].glyphs) <= _TITLE:
            kept.pop()
    return kept


def _drop_running(pages: list[_Page]) -> None:
    """Takes away page numbers, and words that come again in the margin of several pages."""
    said = Counter(key for page in pages for key in {_key(line) for line in _in_margin(page)})
    for page in pages:
        running = [line for line in _in_margin(page) if said[_key(line)] >= _OFTEN or _number(line.text)]
        page.blocks = [block for block in page.blocks if not any(block is line for line in running)]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"[\d\s]+", "", line.text), round(line.size)


def _in_margin(page: _Page) -> list[Line]:
    """The lines in the margins that nothing of the text is beyond."""
    lines = [block for block in (*page.blocks[:2], *page.blocks[-2:]) if isinstance(block, Line)]
    room = page.height * MARGIN
    return [line for line in lines if line.middle < room or line.middle > page.height - room]


def _assemble(pages: list[_Page]) -> Lines:
    """All pages as one: tables and paragraphs go on over the end of a page."""
    lines = Lines()
    table: _Table | None = None
    paragraph: list[Line] = []
    page_of_last = None
    edges = _edges(pages)

    def put() -> None:
        nonlocal table
        if table is not None:
            lines.grid(least(table.tiles))
            table = None
        if paragraph:
            lines.paragraph(joined([line.text for line in paragraph]))
            paragraph.clear()

    for page in pages:
        if page.picture and not page.glyphs:
            put()
            lines.unread(f"第{page.number + 1}页是图片，没有文字 / page {page.number + 1} is a picture without text")
        for block in page.blocks:
            if isinstance(block, Line):
                if table is not None or not (paragraph and _goes_on(paragraph[-1], block, edges[page.number])):
                    put()
                paragraph.append(block)
            elif table is not None and page_of_last != page.number and _same(table.xs, block.xs):
                table.tiles = _rest(table.tiles, block.tiles)
            else:
                put()
                table = block
            page_of_last = page.number
    put()
    return lines


def _edges(pages: list[_Page]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text of each page: those of pages of its width, on the same side of a leaf."""
    found: dict[int, tuple[float, float]] = {}
    by_width: dict[tuple[int, int], list[Line]] = {}
    for page in pages:
        lines = by_width.setdefault((round(page.width), page.number % 2), [])
        lines.extend(block for block in page.blocks if isinstance(block, Line))
    for page in pages:
        lines = by_width[round(page.width), page.number % 2]
        left = min((line.left for line in lines), default=0.0)
        lefts = Counter(round(line.left) for line in lines if len(line.glyphs) > 10)
        common = [place for place, count in lefts.items() if count >= 2]
        found[page.number] = (min(common, default=left), max((line.right for line in lines), default=page.width))
    return found


def _goes_on(before: Line, line: Line, edges: tuple[float, float]) -> bool:
    """Whether a line is the rest of the one before: that is full, and this begins at the edge."""
    size = max(before.size, line.size)
    below = before.middle - line.middle
    if abs(before.size - line.size) > size * 0.2:
        return False
    full = before.right >= edges[1] - 2.2 * size and len(before.glyphs) >= _FULL_LINE
    if _begins(before, line):
        return False
    if 0 < below < 2.4 * size and (full or before.left > edges[0] + size) and _centred(before, line):
        return True
    return full and line.left < edges[0] + size and (below < 0 or below < 3 * size)


def _begins(before: Line, line: Line) -> bool:
    """Whether a line begins an item and the one before ends a sentence, however full it is."""
    return bool(pattern("ends").search(before.text) and pattern("starts").match(line.text))


def _centred(one: Line, other: Line) -> bool:
    """Whether the middles of two lines of different width are the same: a title that is broken."""
    left, right = other.left - one.left, one.right - other.right
    alike = abs(one.size - other.size) < one.size * 0.06
    return alike and abs(left - right) < one.size / 2 and abs(left) > one.size / 2


def _same(one: list[float], other: list[float]) -> bool:
    return len(one) == len(other) and all(
        abs((a - one[0]) - (b - other[0])) <= NEAR for a, b in zip(one, other, strict=True)
    )


def _rest(tiles: list[Tile], more: list[Tile]) -> list[Tile]:
    """The tiles of a table that goes on with those of the next page, without the header rows that this says again."""
    height = max(tile.row + tile.rows for tile in tiles)
    again = _again(_rows(tiles), _rows(more))
    found = list(tiles)
    below = {tile.column: at for at, tile in enumerate(tiles) if tile.row + tile.rows == height}
    for tile in more:
        left = tile.row + tile.rows - again
        if left <= 0:
            continue
        at = below.get(tile.column, -1)
        goes_on = at >= 0 and tile.columns == tiles[at].columns and tile.text in ("", tiles[at].text)
        merged = tile.rows > 1 or (tiles[at].rows > 1 and not tile.text)
        if goes_on and (tile.row < again or (tile.row == again and merged)):
            found[at] = evolve(tiles[at], rows=tiles[at].rows + left)
        else:
            row = max(tile.row, again)
            found.append(evolve(tile, row=row - again + height, rows=tile.row + tile.rows - row))
    return found


_Row = list[tuple[int, str, int]]


def _rows(tiles: list[Tile]) -> list[_Row]:
    """What begins in each row: columns, texts and widths."""
    rows: list[_Row] = [[] for _ in range(max(tile.row + tile.rows for tile in tiles))]
    for tile in tiles:
        rows[tile.row].append((tile.column, tile.text, tile.columns))
    return rows


def _again(rows: list[_Row], more: list[_Row]) -> int:
    """How many rows at the top of the next page are said again: those of the top, or several of further below."""
    best = 0
    for start in range(len(rows)):
        count = 0
        while count < min(len(more), len(rows) - start) and _says(more[count]) and more[count] == rows[start + count]:
            count += 1
        if count > best and (start == 0 or count > 1):
            best = count
    return best


def _says(row: _Row) -> bool:
    return any(text for _, text, _ in row)
