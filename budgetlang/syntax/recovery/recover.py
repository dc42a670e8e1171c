"""Reads a text with faults, so that a broken line hides no other.

Each line is read alone, on the stack that the lines before it left; one that does not fit is reported and forgotten.
Blocks are the only thing that one line does to another. A header that cannot be read still opens its block, so that
the lines inside are read as what they are; a missing or superfluous brace is found by the indentation, if the text
is indented at all, else by what fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.automaton import TERMINALS
from budgetlang.syntax.machine import KEYWORD_IDS, Failure, Machine
from budgetlang.syntax.recovery import fullwidth
from budgetlang.syntax.recovery.blocks import Block, Layout
from budgetlang.syntax.recovery.explain import Complaint, Piece, complaint
from budgetlang.syntax.recovery.forms import FORMS
from budgetlang.syntax.recovery.lines import CLOSE, MIXED, OPEN, PLAIN, Line, Reader, masked
from budgetlang.syntax.recovery.trial import Recogniser, block_after, fits, likely_block
from budgetlang.syntax.recovery.words import Around

SAMPLE: Final = 12
"""Lines that decide what a block without a readable header is."""

NEW_BLOCK: Final = 3
"""A block puts at least so much on the stack: its keyword, `{` and the line end."""


def recover(source: Source, strange: Iterable[int]) -> tuple[File, list[Diagnostic], set[str]]:
    """The tree of all that can be read, what is wrong with the rest, in file order, and what kinds of statements lack.

    `strange` are places of characters that have been reported; about their lines no more is said.
    """
    return _Recovery(source, strange).run()


def _first_word(text: str) -> str:
    return text.split(None, 1)[0] if text.strip() else ""


class _Recovery:
    def __init__(self, source: Source, strange: Iterable[int]) -> None:
        self.source = source
        self.text = source.text
        self.lines = Reader(source.text).read()
        self.layout = Layout(self.lines)
        self.machine = Machine()
        self.blocks: list[Block] = []
        self.found: list[Diagnostic] = []
        self.reported = {source.text.count("\n", 0, at) for at in strange}
        self.lost: set[str] = set()
        """kinds of statements of which a part could not be read; see `Parsed.lost`"""

    def run(self) -> tuple[File, list[Diagnostic], set[str]]:
        for index, line in enumerate(self.lines):
            self.read(index, line)
        for block in reversed(self.blocks):
            self.unclosed(block, None)
        file = self.machine.finish()
        self.found.sort(key=lambda found: found.labels[0].start)
        return file if isinstance(file, File) else File([]), self.found, self.lost

    # -- lines -------------------------------------------------------------

    def read(self, index: int, line: Line) -> None:
        if line.kind == MIXED:
            self.mixed(index, line)
            return
        if line.fault == "B110":  # a fence
            args = {"found": self.text[slice(*line.at)], "ascii": '"""'}
            self.report(line, "B110", *line.at, args, edits=(Edit(self.source, *line.at, '"""'),))
        elif line.fault:
            self.report(line, line.fault, *line.at)
        if line.skip:
            self.lose(line)
            return
        if line.kind == CLOSE:
            self.closing(index, line)
            self.wide_brace(line)
            return
        self.dedent(index, line)
        if not self.blocks or not self.blocks[-1].unknown:
            self.statement(index, line)
        elif line.kind == OPEN:
            self.blocks.append(Block(line, self.machine.height, lost=True, unknown=True))

    def lose(self, line: Line) -> None:
        """Notes that a line says nothing: what it belongs to is known by the first word of its outermost block."""
        begin = self.blocks[0].line if self.blocks else line
        keyword = KEYWORD_IDS.get(_first_word(self.text[begin.start : begin.end]))
        self.lost.add(TERMINALS[keyword] if keyword in FORMS else "")

    def chunk(self, line: Line) -> str:
        return self.text[line.start : line.end] + "\n"

    def feed(self, pieces: tuple[Piece, ...], line: Line) -> Failure | None:
        """Reads a line, which may open a block; undoes everything if it does not fit."""
        height, failure = self.machine.height, None
        for chunk, start in pieces:
            failure = failure or self.machine.feed(chunk, 0, len(chunk), start)
        if failure:
            self.machine.cut(height)
        elif self.machine.height >= height + NEW_BLOCK:
            self.blocks.append(Block(line, height))
        return failure

    def statement(self, index: int, line: Line) -> None:
        chunk = self.chunk(line)
        inside = not self.blocks or line.indent > self.blocks[-1].indent  # else the `}` below is that of its block
        if line.brace or (line.kind == PLAIN and inside and self.layout.headless(index)):
            self.headless(index, line, chunk)
            return
        failure = self.feed(((chunk, line.start),), line)
        if failure is None or self.narrowed(line, chunk) or self.outside(line, chunk):
            return
        self.failed(index, line, chunk, failure)

    def failed(self, index: int, line: Line, chunk: str, failure: Failure) -> None:
        """Reports a line that does not fit; if it seems to open a block, opens one that its lines fit in."""
        said = complaint(self.machine.states, chunk, line.start, failure, self.around())
        self.complain(line, said)
        if said.code == "B113":
            self.blocks.append(Block(line, self.machine.height, lost=True, unknown=True))
        elif said.mended and self.feed(said.mended, line) is None:
            return
        self.lose(line)
        if said.code != "B113" and line.kind == OPEN and self.layout.opens(index):
            self.open_lost(index, line, chunk)

    def around(self) -> Around:
        """The header of the block that is being read, and the kind of the file."""
        if not self.blocks:
            return Around(profile=self.is_profile)
        start, end = self.header_place(self.blocks[-1].line)
        keyword = KEYWORD_IDS.get(_first_word(self.text[start:end]))
        return Around(Label(self.source, start, end, "in_this_block"), keyword, self.is_profile)

    @cached_property
    def is_profile(self) -> bool:
        """Whether more lines begin with statements of a profile than with those of a budget."""
        begins = [_first_word(self.text[line.start : line.end]) for line in self.lines if line.indent == 0]
        tokens = [KEYWORD_IDS[word] for word in begins if word in KEYWORD_IDS]
        return 2 * sum(token in FORMS for token in tokens) < len(tokens)

    def open_lost(self, index: int, line: Line, chunk: str) -> None:
        """Opens a block for a header that could not be read: by its first words, else by the lines inside."""
        trial = Recogniser(self.machine.states)
        begun = trial.height
        if trial.feed(chunk, 0, len(chunk)) is None and trial.height >= begun + NEW_BLOCK:
            state: int | None = trial.states[-1]
        else:
            state = block_after(trial.states) if trial.height > begun else None
        if state is None:
            lines = [self.text[child.start : child.end] for child in self.layout.children(index, SAMPLE)]
            state = likely_block(lines)
        self.blocks.append(Block(line, self.machine.height, lost=True, unknown=state is None))
        if state is not None:
            self.machine.states.append(state)
            self.machine.values.append(None)
            self.machine.begins.append(line.start)

    def headless(self, index: int, line: Line, chunk: str) -> None:
        """A line that is followed by the lines of a block, but has no `{`."""
        end = len(masked(chunk[:-1]).rstrip())
        mended = chunk[:end] + " {\n"
        failure = self.feed(((mended, line.start),), line)
        if failure is None:
            at = line.start + end
            edit = Edit(self.source, at, line.brace or at, " {")
            self.report(line, "B111", line.start + len(chunk) - len(chunk.lstrip()), at, edits=(edit,))
            return
        if self.narrowed(line, chunk):
            return
        failure = Recogniser(self.machine.states).feed(chunk, 0, len(chunk), line.start) or failure
        said = complaint(self.machine.states, chunk, line.start, failure, self.around())
        self.complain(line, said)
        if not said.mended or self.feed(said.mended, line):
            self.lose(line)
            self.open_lost(index, line, mended)

    def narrowed(self, line: Line, chunk: str) -> bool:
        """Reads a line with full-width characters as if they were ASCII, if that helps."""
        if not fullwidth.has_wide(chunk):
            return False
        states = tuple(self.machine.states)

        def stops(text: str) -> int | None:
            failure = Recogniser(states).feed(text, 0, len(text))
            return failure.start if failure else None

        text = fullwidth.narrowed(chunk, stops)
        if text is None:
            return False
        self.feed(((text, line.start),), line)
        self.wide_characters(line, chunk, text)
        return True

    def wide_characters(self, line: Line, old: str, new: str) -> None:
        places = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b and a not in fullwidth.UNSEEN]
        if not places:
            return
        edits = tuple(Edit(self.source, line.start + at, line.start + at + 1, new[at]) for at in places)
        blank = all(old[at] in fullwidth.BLANKS for at in places)
        visible = places if blank else [at for at in places if old[at] not in fullwidth.BLANKS]
        first = last = visible[0]
        while last + 1 in visible:
            last += 1
        args = {"found": old[first : last + 1], "ascii": new[first : last + 1]}
        at = line.start + first
        self.report(line, "B010" if blank else "B110", at, line.start + last + 1, args, edits=edits)

    def outside(self, line: Line, chunk: str) -> bool:
        """In a text without indentation: whether a line closes blocks, because it only fits outside of them."""
        if self.layout.regular or self.layout.surplus <= 0 or not self.blocks:
            return False
        for depth in range(len(self.blocks) - 1, -1, -1):
            if fits(self.machine.states[: self.blocks[depth].height], chunk[:-1]):
                while len(self.blocks) > depth:
                    self.unclosed(self.blocks[-1], line)
                self.feed(((chunk, line.start),), line)
                return True
        return False

    # -- braces ------------------------------------------------------------

    def mixed(self, index: int, line: Line) -> None:
        """A line with braces in its middle: read as the lines that it should be, if that makes sense here."""
        self.report(line, line.fault, *line.at)
        kinds = [piece.kind for piece in line.pieces]
        surplus = kinds.count(OPEN) - kinds.count(CLOSE)
        if surplus > 0:
            sensible = kinds[-1] == OPEN and self.layout.opens(index)
        elif surplus < 0:
            sensible = bool(self.blocks) and not self.layout.closed_later(index + 1, self.blocks[-1])
        else:
            sensible = kinds.index(OPEN) < kinds.index(CLOSE)
        if not sensible and self.layout.headless(index):
            self.open_lost(index, line, self.chunk(line.pieces[0]))
        if not sensible:
            self.lose(line)
        for piece in line.pieces if sensible else ():
            if piece.kind == CLOSE:
                self.pop()
            else:
                self.statement_in_piece(index, piece)

    def statement_in_piece(self, index: int, piece: Line) -> None:
        chunk = self.chunk(piece)
        if self.feed(((chunk, piece.start),), piece) and not self.narrowed(piece, chunk):
            self.lose(piece)
            if piece.kind == OPEN:
                self.open_lost(index, piece, chunk)

    def closing(self, index: int, line: Line) -> None:
        """A `}`: closes the block that begins at its column; those inside of it are not closed."""
        if not self.blocks:
            self.extra(line)
            return
        top = self.blocks[-1]
        if not self.layout.regular:
            self.pop()
            return
        if line.indent == top.indent:
            if self.layout.deeper(index) and self.layout.closed_later(index + 1, top):
                self.extra(line)
            else:
                self.pop()
            return
        depth = next((i for i, block in enumerate(self.blocks) if block.indent == line.indent), None)
        if depth is None and self.layout.closed_later(index + 1, top):
            self.extra(line)
        elif depth is None or self.layout.closed_next(index + 1, self.blocks[depth]):
            self.pop()
        else:
            while len(self.blocks) > depth + 1:
                self.unclosed(self.blocks[-1], line)
            self.pop()

    def wide_brace(self, line: Line) -> None:
        chunk = self.chunk(line)
        if "｝" in masked(chunk):
            self.wide_characters(line, chunk, chunk.replace("｝", "}"))

    def dedent(self, index: int, line: Line) -> None:
        """Closes the blocks that a line has left by its indentation."""
        while self.layout.regular and self.blocks and line.indent <= self.blocks[-1].indent:
            top = self.blocks[-1]
            if self.layout.closed_later(index, top):
                return
            text = self.text[line.start : line.end]
            outer = self.machine.states[: top.height]
            if not top.unknown and fits(self.machine.states, text) and not fits(outer, text):
                return
            self.unclosed(top, line)

    def pop(self) -> None:
        """Closes the innermost block."""
        if not self.blocks:
            return
        block = self.blocks.pop()
        if block.lost:
            self.machine.cut(block.height)
        else:
            self.machine.close()

    def unclosed(self, block: Block, noticed: Line | None) -> None:
        """Closes the innermost block and reports that its `}` is missing."""
        self.pop()
        start, end = self.header_place(block.line)
        labels = [Label(self.source, start, end)]
        if noticed:
            at, last = self.header_place(noticed)
            labels.append(Label(self.source, at, last, "noticed_here"))
        if not block.unknown and block.line.number not in self.reported:
            self.reported.add(block.line.number)
            self.found.append(Diagnostic("B104", tuple(labels), hint="close_block"))

    def extra(self, line: Line) -> None:
        start, end = self.header_place(line)
        self.report(line, "B105", start, end, edits=(Edit(self.source, start, end, ""),))

    def header_place(self, line: Line) -> tuple[int, int]:
        """The visible part of a line, without its comment; of a fenced text the first line."""
        text = self.text[line.start : line.end].split("\n", 1)[0]
        return line.start + len(text) - len(text.lstrip()), line.start + len(masked(text).rstrip())

    # -- findings ----------------------------------------------------------

    def complain(self, line: Line, said: Complaint) -> None:
        edits = tuple(Edit(self.source, start, end, text) for start, end, text in said.edits)
        self.report(line, said.code, said.start, said.end, said.args, said.hint, edits, said.labels)

    def report(
        self,
        line: Line,
        code: str,
        start: int,
        end: int,
        args: dict[str, Any] | None = None,
        hint: str = "",
        edits: tuple[Edit, ...] = (),
        more: tuple[Label, ...] = (),
    ) -> None:
        """Notes a finding, one for each line of the text: what follows from the first is noise."""
        if line.number in self.reported:
            return
        self.reported.add(line.number)
        end = min(end, len(self.text))
        self.found.append(Diagnostic(code, (Label(self.source, start, end), *more), args or {}, hint=hint, edits=edits))
