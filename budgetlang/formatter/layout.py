"""The one layout: indentation, blank lines, and the blanks between the words of a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import define

from budgetlang.formatter.columns import GAP, lay_out, other_tables, row_tables
from budgetlang.formatter.keywords import respell
from budgetlang.formatter.lines import Line, read_lines
from budgetlang.formatter.rows import Names, fill_names, read_rows, sort_rows
from budgetlang.formatter.tokens import Token
from budgetlang.source.width import display_width

INDENT: Final = "  "
_FREE: Final = ("TEXT", "ROW", "FENCE", "LBRACE", "RBRACE")
"""What a line may end with so that the comment behind it is not aligned with the comments around it."""
_TIGHT: Final = ("VIEW", "SERIES")
"""What a line begins with in which `:` binds a level to its dimension without a blank."""


@define(eq=False)
class _Laid:
    """A line as it will be written. `group`: its comment is aligned with those of its neighbours in the group."""

    text: str
    comment: str
    group: int


def lay_out_text(text: str, tokens: Sequence[Token], names: Names | None, keywords: str | None) -> str:
    """The text, read as `tokens`, in the one layout. `keywords`: `zh`, `en` or as written."""
    lines = read_lines(text, tokens)
    if keywords:
        for line in lines:
            if not line.raw:
                line.tokens = [respell(token, keywords) for token in line.tokens]
    blocks = read_rows(lines)
    if names:
        fill_names(blocks, names)
    sort_rows(lines, blocks)
    tabular: dict[int, str] = {}
    for table in (*row_tables(blocks), *other_tables(lines)):
        tabular.update(lay_out(table))
    laid = list(_written(text, lines, tabular))
    _align_comments(laid)
    written = "\n".join(f"{line.text}{line.comment}" for line in laid).rstrip("\n")
    return f"{written}\n" if written else ""


def _written(text: str, lines: Sequence[Line], tabular: dict[int, str]) -> Iterator[_Laid]:
    group = 0
    for index, line in enumerate(lines):
        if line.raw and lines[index - 1].raw:
            continue
        if _blank_above(lines, index):
            yield _Laid("", "", 0)
            group += 1
        if line.raw:
            yield _Laid(_raw(text, lines, index), "", 0)
            continue
        indent = INDENT * line.level
        if line.alone:
            yield _Laid(indent + line.comment, "", 0)
            group += 1
            continue
        free = line.tokens[-1].kind in _FREE
        group += free or not line.comment
        body = tabular.get(line.start) or _joined(line, indent)
        yield _Laid(indent + body, line.comment and GAP + line.comment, 0 if free or not line.comment else group + 1)


def _raw(text: str, lines: Sequence[Line], first: int) -> str:
    """What stands between `# fmt: off` and `# fmt: on`, from the first line with something on it to the last."""
    last = first
    while last + 1 < len(lines) and lines[last + 1].raw:
        last += 1
    end = lines[last].tokens[-1].end if lines[last].tokens else lines[last].start
    return text[text.rfind("\n", 0, lines[first].start) + 1 : text.index("\n", end)]


def _blank_above(lines: Sequence[Line], index: int) -> bool:
    """Whether a blank line is written above a line: one around a block or text outside of all, else as it was."""
    line = lines[index]
    if index == 0:
        return False
    before = lines[index - 1]
    if line.raw or before.raw:
        return line.blank
    if before.opens or line.closes:
        return False
    if line.level == 0 and not line.blank:
        return _is_long(before) or (not before.alone and _begins_long(lines, index))
    return line.blank


def _is_long(line: Line) -> bool:
    """Whether a line outside of all blocks ends, or is, a statement of several lines."""
    return line.closes or any(token.kind == "FENCE" for token in line.tokens)


def _begins_long(lines: Sequence[Line], index: int) -> bool:
    """Whether a statement of several lines begins here, with the comments that stand right above it."""
    while lines[index].alone and index + 1 < len(lines) and not lines[index + 1].blank:
        index += 1
    return not lines[index].raw and (lines[index].opens or _is_long(lines[index]))


def _joined(line: Line, indent: str) -> str:
    """The words of a line that stands in no table."""
    if line.is_columns:
        return GAP.join(token.text for token in line.tokens)
    tight = line.tokens[0].kind in _TIGHT
    parts: list[str] = []
    previous = ""
    for token in line.tokens:
        if previous and token.kind not in ("COLON", "COMMA") and not (previous == "COLON" and tight):
            parts.append(" ")
        parts.append(_fence(token.text, indent) if token.kind == "FENCE" else token.text)
        previous = token.kind
    return "".join(parts)


def _fence(text: str, indent: str) -> str:
    """A fenced text: the fences in their places, all between them as it is."""
    first, last = text.index("\n") + 1, text.rindex("\n") + 1
    return f'"""\n{text[first:last]}{indent}"""'


def _align_comments(laid: Sequence[_Laid]) -> None:
    """Puts the comments behind neighbouring lines one under the other."""
    widths: dict[int, int] = {}
    for line in laid:
        if line.group:
            widths[line.group] = max(widths.get(line.group, 0), display_width(line.text))
    for line in laid:
        if line.group:
            line.comment = " " * (widths[line.group] - display_width(line.text)) + line.comment
