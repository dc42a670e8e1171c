"""Findings for people at a terminal: the message, the place with its source line, what to do.

All characters are in GBK, for consoles that know no other; a mark stands right under its text,
because columns are counted as the terminal draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import lang_index, severity
from budgetlang.diagnostics.render.corrected import corrections
from budgetlang.diagnostics.render.view import View, line_view
from budgetlang.diagnostics.render.wrap import clean, wrap
from budgetlang.diagnostics.words import SEVERITIES, headline, hint, note, summary
from budgetlang.source.width import display_width

_COLORS = {"error": "1;31", "warning": "1;33", "note": "1;36", "frame": "34", "other": "34", "strong": "1", "new": "32"}
_FACTS = (("应为", "expected"), ("写的", "found"), ("相差", "difference"))
_HINT = ("提示", "hint")
_CHANGE = ("改为", "change to")
_SHOWN_CORRECTIONS = 3


class _Frame(NamedTuple):
    """Where and how a finding is drawn. `margin` is the width of the greatest line number shown."""

    lang: str
    paint: Callable[[str, str], str]
    width: int
    margin: int = 1

    @property
    def bar(self) -> str:
        return self.paint("frame", " " * self.margin + " │")

    @property
    def room(self) -> int:
        """Columns right of the bar."""
        return self.width - self.margin - 3

    def fact(self, name: str) -> str:
        return f"{self.paint('frame', ' ' * self.margin + ' =')} {name}"

    def source_line(self, view: View) -> str:
        return f"{self.paint('frame', f'{view.line:>{self.margin}} │')} {view.text}".rstrip()


def render_text(diagnostics: Sequence[Diagnostic], lang: str, color: bool = False, width: int = 80) -> str:
    """The findings and a line that counts them. `color` adds ANSI colours; `width` is that of the terminal."""
    frame = _Frame(lang, _colored if color else _plain, max(width, 40))
    blocks = ["\n".join(_finding(each, frame._replace(margin=_margin(each)))) for each in diagnostics]
    return "\n\n".join([*blocks, summary(diagnostics, lang)]) + "\n"


def _colored(role: str, text: str) -> str:
    return f"\x1b[{_COLORS[role]}m{text}\x1b[0m" if text else ""


def _plain(_role: str, text: str) -> str:
    return text


def _margin(diagnostic: Diagnostic) -> int:
    places = [(each.source, each.start) for each in diagnostic.labels]
    places += [(each.source, each.end) for each in diagnostic.edits]
    return max((len(str(source.line_of(offset))) for source, offset in places), default=1)


def _finding(diagnostic: Diagnostic, frame: _Frame) -> Iterator[str]:
    kind = severity(diagnostic.code)
    head = f"{SEVERITIES[kind][lang_index(frame.lang)]}[{diagnostic.code}]"
    indent = display_width(head) + 2
    first, *rest = wrap(headline(diagnostic, frame.lang), frame.width - indent)
    yield f"{frame.paint(kind, head)}: {frame.paint('strong', first)}"
    for line in rest:
        yield " " * indent + frame.paint("strong", line)
    for index, labels in enumerate(_by_source(diagnostic.labels)):
        yield from _snippet(labels, kind if index == 0 else "", frame)
    yield from _facts(diagnostic, frame)
    yield from _changes(diagnostic, frame)


def _by_source(labels: Sequence[Label]) -> list[list[Label]]:
    groups: dict[str, list[Label]] = {}
    for label in labels:
        groups.setdefault(label.source.path, []).append(label)
    return list(groups.values())


def _snippet(labels: Sequence[Label], kind: str, frame: _Frame) -> Iterator[str]:
    """The lines of one file. `kind` is the severity if the first label is the finding's own, else empty."""
    first = labels[0]
    arrow = frame.paint("frame", " " * frame.margin + ("-->" if kind else ":::"))
    yield f"{arrow} {clean(first.source.path)}:{clean(first.source.where(first.start))}"
    yield frame.bar
    views = [(line_view(each.source, each.start, each.end, frame.room), each) for each in labels]
    views.sort(key=lambda pair: (pair[0].line, pair[1].start))
    before: View | None = None
    for view, label in views:
        if before is None or before[:2] != view[:2]:
            if before is not None and view.line > before.line + 1:
                yield frame.paint("frame", "...")
            yield frame.source_line(view)
        mark = "^" if kind and label is first else "-"
        yield from _mark(view, mark, kind if mark == "^" else "other", note(label, frame.lang), frame)
        before = view


def _mark(view: View, mark: str, role: str, words: str, frame: _Frame) -> Iterator[str]:
    """The line under a source line; what is said beside the mark moves below it where it does not fit."""
    line = mark * view.length
    words = clean(words)
    if words and view.column + view.length + 1 + display_width(words) <= frame.room:
        yield f"{frame.bar} {' ' * view.column}{frame.paint(role, f'{line} {words}')}"
        return
    yield f"{frame.bar} {' ' * view.column}{frame.paint(role, line)}"
    if words:
        indent = min(view.column, frame.room // 2)
        for part in wrap(words, frame.room - indent):
            yield f"{frame.bar} {' ' * indent}{frame.paint(role, part)}"


def _facts(diagnostic: Diagnostic, frame: _Frame) -> Iterator[str]:
    """What was expected and found, and the hint, each on a line of its own."""
    index = lang_index(frame.lang)
    values = (diagnostic.expected, diagnostic.found, diagnostic.difference)
    facts = [(names[index] + ":", value) for names, value in zip(_FACTS, values, strict=True) if value]
    size = max((display_width(name) for name, _ in facts), default=0)
    facts = [(name + " " * (size - display_width(name)), value) for name, value in facts]
    if words := hint(diagnostic, frame.lang):
        facts.append((_HINT[index] + ":", words))
    for name, value in facts:
        indent = frame.margin + 4 + display_width(name)
        first, *rest = wrap(value, frame.width - indent)
        yield f"{frame.fact(name)} {first}"
        for line in rest:
            yield " " * indent + line


def _changes(diagnostic: Diagnostic, frame: _Frame) -> Iterator[str]:
    """The lines as they are after the suggested edits."""
    index = lang_index(frame.lang)
    home = diagnostic.labels[0].source.path if diagnostic.labels else ""
    shown = list(corrections(diagnostic.edits, frame.room))
    for change in shown[:_SHOWN_CORRECTIONS]:
        where = "" if change.source.path == home else f" ({clean(change.source.path)})"
        head = frame.fact(f"{_CHANGE[index]}{where}:")
        yield head if change.views else f"{head} {_removed(change.first, change.last, index)}"
        for view in change.views:
            yield frame.source_line(view)
            yield from _mark(view, "~", "new", "", frame)
    if len(shown) > _SHOWN_CORRECTIONS:
        yield frame.fact("…")


def _removed(first: int, last: int, index: int) -> str:
    if index == 0:
        return f"（删去第 {first} 行）" if first == last else f"（删去第 {first} 至 {last} 行）"
    return f"(delete line {first})" if first == last else f"(delete lines {first} to {last})"
