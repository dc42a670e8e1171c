"""Whether a formatted text still says what the text said: the same statements, the same comments in their places.

Nothing here uses the layout code, only the parser and the lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, zip_longest
from typing import Any, Final

import attrs

from budgetlang.formatter.keywords import PAIR
from budgetlang.formatter.lines import Line
from budgetlang.formatter.tokens import Token
from budgetlang.syntax.ast.base import File, Node, Word
from budgetlang.syntax.ast.budget import Columns, Entries, Row

_KEYWORDS: Final = {("Money", "span"): "SPAN", ("Indicators", "span"): "SPAN", ("LabelColumn", "kind"): "LABEL_KIND"}
"""The words of the tree that are keywords, by class and field; they may be spelled in either language."""

Cells = tuple[str, ...]


def same_statements(before: File, after: File) -> bool:
    """Whether two trees say the same, but for the order of rows, names where there were none, and keyword spelling."""
    return _same(before, after)


def _same(before: Any, after: Any) -> bool:
    if type(before) is not type(after):
        return False
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_same, before, after))
    if isinstance(before, Entries):
        heads = [(entries.measure, entries.view, entries.source) for entries in (before, after)]
        return heads[0] == heads[1] and _same_items(before.items, after.items)
    if isinstance(before, Node):
        return all(_same_field(before, after, name) for name in _fields(type(before)))
    return bool(before == after)


def _fields(kind: type[Node]) -> list[str]:
    return [field.name for field in attrs.fields(kind) if field.eq]


def _same_field(before: Node, after: Node, name: str) -> bool:
    one, other = getattr(before, name), getattr(after, name)
    keyword = _KEYWORDS.get((type(before).__name__, name))
    if keyword and isinstance(one, Word) and isinstance(other, Word):
        return PAIR[keyword, one.text] == PAIR[keyword, other.text]
    return _same(one, other)


def _same_items(before: Sequence[Node], after: Sequence[Node]) -> bool:
    """The items of a block; the rows between two other items may have changed places."""
    pieces = [[(rows, list(items)) for rows, items in groupby(side, _is_row)] for side in (before, after)]
    if [rows for rows, _ in pieces[0]] != [rows for rows, _ in pieces[1]]:
        return False
    width = 0
    for (rows, one), (_, other) in zip(*pieces, strict=True):
        if not (_same_rows(one, other, width) if rows else _same(one, other)):
            return False
        width = next((len(item.names) for item in reversed(one) if isinstance(item, Columns)), width)
    return True


def _is_row(item: Node) -> bool:
    return isinstance(item, Row)


def _same_rows(before: Sequence[Node], after: Sequence[Node], width: int) -> bool:
    old, new = (Counter(_cells(row, width) for row in side) for side in (before, after))
    gone, come = old - new, new - old
    unnamed = Counter({cells: count for cells, count in gone.items() if cells[-1] == ""})
    stripped: Counter[Cells] = Counter()
    for cells, count in come.items():
        stripped[(*cells[:-1], "")] += count
    return gone == unnamed == stripped


def _cells(row: Node, width: int) -> Cells:
    """Whether a row is a claim, its cells, and last its name; empty if it has none."""
    assert isinstance(row, Row)
    cells = row.text.split(None, width) if width else [row.text]
    if len(cells) <= width or not width:
        cells.append("")
    return ("=" if row.claim else "", *cells)


def same_comments(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Whether all comments are there: those alone in order above the same lines, the others behind the same."""
    return _alone(before) == _alone(after) and _behind(before) == _behind(after)


def _alone(lines: Sequence[Line]) -> list[tuple[str, Cells]]:
    return [
        (line.comment, _identity(below) if below and not below.blank else ())
        for line, below in zip_longest(lines, lines[1:])
        if line.alone
    ]


def _behind(lines: Sequence[Line]) -> Counter[tuple[str, Cells]]:
    return Counter((line.comment, _identity(line)) for line in lines if line.tokens and line.comment)


def _identity(line: Line) -> Cells:
    """What a line says, however it is written."""
    if line.closes:
        return ()
    if line.is_row:
        return (*(token.text for token in line.tokens[:-1]), *line.tokens[-1].text.split()[: line.width or None])
    return tuple(_word(token) for token in line.tokens if token.kind != "FENCE")


def _word(token: Token) -> str:
    pair = PAIR.get((token.kind, token.text))
    return pair[0] if pair else token.text
