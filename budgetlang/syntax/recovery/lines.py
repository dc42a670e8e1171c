"""The lines of a text with faults, told apart without the grammar: blocks that open and close, fenced texts."""

from __future__ import annotations

import re
from typing import Final

from attrs import define, field

from budgetlang.source.hygiene import LONGEST_LINE
from budgetlang.syntax.recovery.trial import stands_alone

PLAIN, OPEN, CLOSE, MIXED = range(4)
"""A statement; a line that ends with `{`; a `}` alone; braces anywhere else."""

LOOK_BACK: Final = 300
"""Lines that a text may have whose opening fence is missing."""

_MASK = re.compile(r'"[^"\n]*"|(?:(?<=[\s{}])|^)#.*')
_BRACE = re.compile(r"(?<!\S)[{}｛｝](?!\S)|[{｛]$|(?<!\S)[}｝](?=[}｝]*(?:\s|$))|(?<=[}｝])[}｝]")
_SETTING = re.compile(r"[ \t]*[^\s=＝，。：；、（）]{1,16}(?:[ \t]+[^\s=＝，。：；、（）]{1,16})?[ \t]*[=＝]")
_FENCE_BEGIN = re.compile(r'[=＝][ \t]*"""|"""[ \t]*$')
_SPOILT_FENCE = re.compile(r'[=＝][ \t]*(?:"|""|"*[“”＂]["“”＂]*)[ \t]*$')
_WIDE_FENCE = re.compile(r'[ \t]*["“”＂]{2,4}[ \t]*$')
_QUOTES = re.compile('["“”＂]+')
_FENCE_LINE = re.compile(r'[=＝][ \t]*"""[ \t]*$')
_ENDS_TEXT = re.compile(r"[^\s{][ \t]+\{[ \t]*$")
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@define
class Line:
    """A line of the text, or several with the fenced text that they hold, or a piece of one between braces.

    `fault` is what can be said without the grammar, at `at`; a line with `skip` is not read.
    """

    start: int
    end: int
    indent: int
    kind: int
    number: int
    fault: str = ""
    at: tuple[int, int] = (0, 0)
    skip: bool = False
    pieces: list[Line] = field(factory=list)
    brace: int = 0
    """the end of its `{`, if that stands alone on the next line"""


def masked(code: str) -> str:
    """A line with its strings and its comment blotted out, at the same length."""
    return _MASK.sub(lambda found: ("x" if found[0][0] == '"' else " ") * len(found[0]), code)


def indent_of(text: str) -> int:
    """How far a line is indented, in columns; a tab takes four."""
    rest = text.lstrip(" ")
    width = len(text) - len(rest)
    for char in rest:
        if char == "\t":
            width += 4 - width % 4
        elif char == "\u3000":
            width += 2
        elif char.isspace():
            width += 1
        else:
            break
    return width


class Reader:
    """Cuts a text into `lines`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows = text.split("\n")
        self.starts = [0]
        for row in self.rows:
            self.starts.append(self.starts[-1] + len(row) + 1)
        self.lines: list[Line] = []

    def read(self) -> list[Line]:
        number = 0
        while number < len(self.rows):
            number = self._row(number)
        return self.lines

    def _row(self, number: int) -> int:
        """Reads one line, or all that a fenced text takes; returns the number of the next."""
        row = self.rows[number]
        bare = row.strip()
        if not bare or bare[0] == "#":
            return number + 1
        if len(row) > LONGEST_LINE:
            self._add(number, PLAIN, skip=True)
        elif row.startswith(_MARKERS) and (len(row) == 7 or row[7] in " \n"):
            self._add(number, PLAIN, fault="B117", length=7, skip=True)
        elif bare == '"""':
            self._stray_fence(number)
        elif (_FENCE_BEGIN.search(row) and row.count('"""') % 2) or _SPOILT_FENCE.search(row):
            return self._fence(number)
        elif any(brace in row for brace in "{}｛｝"):
            self._braces(number)
        else:
            self._add(number, PLAIN)
        return number + 1

    def _add(self, number: int, kind: int, fault: str = "", length: int = 0, skip: bool = False) -> Line:
        row = self.rows[number]
        begin = self.starts[number] + len(row) - len(row.lstrip())
        line = Line(self.starts[number], self.starts[number] + len(row), indent_of(row), kind, number, skip=skip)
        if fault:
            line.fault, line.at = fault, (begin, begin + length if length else self.starts[number] + len(row.rstrip()))
        self.lines.append(line)
        return line

    def _stray_fence(self, number: int) -> None:
        """A closing fence without its opening one: the text above it belongs to the last line that has a `=`."""
        for back in range(len(self.lines) - 1, max(-1, len(self.lines) - LOOK_BACK), -1):
            line = self.lines[back]
            if line.kind != PLAIN or line.skip:
                break
            if _SETTING.match(self.text, line.start, line.end):
                del self.lines[back + 1 :]
                self._misplaced(line, line.number)
                return
        self._add(number, PLAIN, fault="B114", skip=True)

    def _fence(self, number: int) -> int:
        """A line with the fenced text that it begins. A text without an end stops where statements seem to go on."""
        line = self._add(number, PLAIN)
        for last in range(number + 1, len(self.rows)):
            row = self.rows[last]
            if '"""' in row or _WIDE_FENCE.match(row):
                if _FENCE_LINE.search(row):
                    break
                line.end = self.starts[last] + len(row)
                if row.strip() != '"""':
                    self._misplaced(line, last)
                elif not _FENCE_LINE.search(self.rows[number]):
                    self._misplaced(line, number)
                return last + 1
        self._misplaced(line, number, "B109")
        return self._end_of_open_text(number, line.indent)

    def _misplaced(self, line: Line, number: int, fault: str = "B114") -> None:
        """Reports the fence in row `number`, or the place where it should be; the line is not read."""
        row = self.rows[number].rstrip()
        places = [found.span() for found in _QUOTES.finditer(row)]
        start, end = places[-1] if places else (len(row) - 1, len(row))
        wide = fault == "B114" and not row[start:end].isascii() and row[start:end].strip('"“”＂') == ""
        line.fault, line.skip = "B110" if wide else fault, True
        line.at = (self.starts[number] + start, self.starts[number] + end)

    def _end_of_open_text(self, number: int, indent: int) -> int:
        """The first line that does not look like prose any more."""
        for last in range(number + 1, len(self.rows)):
            row = self.rows[last]
            if not row.strip():
                continue
            own = indent_of(row)
            if own < indent and row.strip() == "}":
                return last
            if own <= indent and (_ENDS_TEXT.search(row) or _SETTING.match(row) or (own == 0 and stands_alone(row))):
                return last
        return len(self.rows)

    def _braces(self, number: int) -> None:
        row = self.rows[number]
        code = masked(row).rstrip()
        found = [match.start() for match in _BRACE.finditer(code)]
        bare = code.strip()
        above = self.lines[-1] if self.lines else None
        if not found:
            self._add(number, PLAIN)
        elif bare in ("{", "｛") and above and above.kind == PLAIN and above.number == number - 1 and not above.fault:
            above.kind, above.brace = OPEN, self.starts[number] + len(code)
        elif bare in ("}", "｝"):
            self._add(number, CLOSE)
        elif len(found) == 1 and found[0] == len(code) - 1 and code[-1] in "{｛":
            self._add(number, OPEN)
        else:
            self._mixed(number, code, found)

    def _mixed(self, number: int, code: str, found: list[int]) -> None:
        """A line with braces in its middle, and the pieces that it would be written as."""
        line = self._add(number, MIXED)
        opening = next((at for at in found if code[at] in "{｛" and at < len(code) - 1), None)
        at = found[0] if opening is None else opening
        line.fault, line.at = ("B107" if opening is None else "B106"), (line.start + at, line.start + at + 1)
        cut = 0
        for at in found:
            if code[at] in "{｛":
                self._piece(line, cut, at + 1, OPEN)
            else:
                self._piece(line, cut, at, PLAIN)
                self._piece(line, at, at + 1, CLOSE)
            cut = at + 1
        self._piece(line, cut, len(code), PLAIN)

    def _piece(self, line: Line, start: int, end: int, kind: int) -> None:
        if self.text[line.start + start : line.start + end].strip():
            line.pieces.append(Line(line.start + start, line.start + end, line.indent, kind, line.number))
