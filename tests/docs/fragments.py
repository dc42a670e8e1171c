"""Blocks of budget language in the documentation, and how a test completes and compiles them.

A block begins with ```` ```budget ````; words after it say what it is:

- none: statements of a budget. Header lines that it lacks come from `frame/main.budget`.
- `whole`: a whole budget, nothing is added.
- `profile`, `layout`: statements of that file of a profile named `demo`; what it lacks comes from `frame/`.
- `files`: several files, each after a line `# file: PATH`. The first one, unless there is a `main.budget`, is compiled
  and completed; paths are from the top of a project. Lines of an `.xlsx` file become its only sheet, named as it is.
- `book`: the book is put together as well, with the words of its narrative; what is missing comes from
  `frame/book.budget`, which says all that the profile asks for.
- `review`: the profile is looked at on its own, too, as `budgetc profile check` does.
- `bytes`: a whole file in which `\\xHH` stands for one byte.
- `wrong CODE`: the block has the fault CODE, and the next block of `text` is what the compiler says.
"""

from __future__ import annotations

import csv
import re
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.words import headline
from budgetlang.pipeline import Compilation, ProfileCompilation
from budgetlang.syntax._tables import KEYWORDS
from budgetlang.workspace import Loaded, Workspace

FRAME = Path(__file__).parent / "frame"
MAIN = "main.budget"
PROFILE = "profiles/demo/profile.budget"
LAYOUT = "profiles/demo/layout.budget"
MISSING = ("B501", "B502", "B503", "B504", "B505")
"""what a whole budget must say and a fragment need not"""
UNFINISHED = (*MISSING, "B403", "B404", "B411")
"""what a fragment may lack: statements, and the other half of what must agree"""

_BLOCK = re.compile(r"^```([a-z]+)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"^# file: (\S+)$\n", re.MULTILINE)
_BYTE = re.compile(rb"\\x([0-9A-F]{2})")
_CHINESE = {english: chinese for pairs in KEYWORDS.values() for chinese, english in pairs}
_EVERY_LINE = ("预算", "部门", "样式", "金额", "单位")

Files = tuple[tuple[str, bytes], ...]
"""(path, contents)"""


@define(frozen=True)
class Block:
    """A fenced block: its language, the words after the language, its text and the heading above it."""

    language: str
    words: tuple[str, ...]
    text: str
    heading: str
    place: str


def blocks(path: Path, language: str = "budget") -> list[Block]:
    """The fenced blocks of a page that are in one language; all of them where it is empty."""
    page = path.read_text(encoding="utf-8")
    found = []
    for match in _BLOCK.finditer(page):
        headings = re.findall(r"^#+ (.*)$", page[: match.start()], re.MULTILINE)
        line = page.count("\n", 0, match.start()) + 1
        block = Block(match[1], tuple(match[2].split()), match[3], headings[-1] if headings else "", f"{path}:{line}")
        if language in ("", block.language):
            found.append(block)
    return found


def files_of(block: Block) -> Files:
    """The files that a block stands for, completed."""
    if "bytes" in block.words:
        return ((MAIN, _BYTE.sub(lambda found: bytes([int(found[1], 16)]), block.text.encode())),)
    if "whole" in block.words:
        return ((MAIN, block.text.encode()),)
    if "profile" in block.words:
        return _demo(completed(block.text, "profile.budget"), (FRAME / "layout.budget").read_text(encoding="utf-8"))
    if "layout" in block.words:
        return _demo((FRAME / "profile.budget").read_text(encoding="utf-8"), completed(block.text, "layout.budget"))
    if "files" in block.words:
        return _several(block.text)
    frame = "book.budget" if "book" in block.words else MAIN
    return ((MAIN, completed(block.text, frame).encode()),)


def _demo(profile: str, layout: str) -> Files:
    main = (FRAME / MAIN).read_text(encoding="utf-8").replace("cn/shanxi-2026", "demo")
    return (MAIN, main.encode()), (PROFILE, profile.encode()), (LAYOUT, layout.encode())


def _several(text: str) -> Files:
    parts = _FILE.split(text)
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    entry = MAIN if MAIN in files else parts[1]
    files[entry] = completed(files[entry], MAIN)
    return tuple((path, _contents(path, files[path])) for path in sorted(files, key=lambda path: path != entry))


def _contents(path: str, text: str) -> bytes:
    if not path.endswith(".xlsx"):
        return text.encode()
    book = openpyxl.Workbook()
    book.active.title = Path(path).stem
    for line in csv.reader(text.splitlines()):
        book.active.append([float(cell) if re.fullmatch(r"[0-9]+\.[0-9]+", cell) else cell for cell in line])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def completed(text: str, frame: str) -> str:
    """A fragment after those statements of a frame that it does not make itself."""
    made = {_key(line) for line in text.splitlines()}
    lines = (FRAME / frame).read_text(encoding="utf-8").splitlines(keepends=True)
    kept, keep = [], True
    for line in lines:
        if line[0] not in " }":
            keep = _key(line) not in made
        if keep:
            kept.append(line)
    return "".join(kept) + text


def _key(line: str) -> str:
    """What a statement at the left margin says: its keyword, and its name where there are many of the kind."""
    words = [_CHINESE.get(word, word) for word in line.split()[:2]]
    if not words or line[0] in " }#":
        return ""
    return words[0] if words[0] in _EVERY_LINE else " ".join(words)


class _Project(Workspace):
    """A project that reads the profiles that come with the compiler only once."""

    def profile(self, name: str, file: str, at: Label | None) -> Loaded:
        folder = self.profile_folder(name)
        if folder is None or folder.startswith(self.root):
            return super().profile(name, file, at)
        return _built_in(name, file)


@cache
def _built_in(name: str, file: str) -> Loaded:
    return Workspace(FRAME).profile(name, file, None)


@cache
def compiled(files: Files, book: bool = False, review: bool = False) -> tuple[Diagnostic, ...]:
    """Everything that checking finds wrong, reading the layout of the profile and, with `book`, writing the book."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, contents in files:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(contents)
        compilation = Compilation(_Project(root), root / files[0][0])
        compilation.diagnostics  # noqa: B018
        if any(path.endswith("layout.budget") for path, _ in files):
            compilation.layout  # noqa: B018
        if book:
            compilation.document  # noqa: B018
        own = ProfileCompilation(Workspace(root), "demo").diagnostics if review else []
        return (*compilation.diagnostics, *own)


def findings(block: Block) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a block."""
    return compiled(files_of(block), "book" in block.words, "review" in block.words)


def codes(block: Block) -> list[str]:
    """The codes of everything that is wrong with a block."""
    return [diagnostic.code for diagnostic in findings(block)]


def said(block: Block, code: str) -> set[str]:
    """The findings of one code, in words."""
    return {headline(diagnostic, "zh") for diagnostic in findings(block) if diagnostic.code == code}


def faults(block: Block, forgiven: tuple[str, ...] = UNFINISHED) -> list[str]:
    """The errors of a block that is meant to be right, but for those that it is forgiven."""
    found = (d for d in findings(block) if severity(d.code) == "error" and d.code not in forgiven)
    return [f"{d.code} {headline(d, 'zh')}" for d in found]
