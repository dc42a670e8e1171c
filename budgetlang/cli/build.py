"""`budgetc build`: the book in one or more formats, if the budget has no error."""

from __future__ import annotations

import gc
import os
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from budgetlang.backends import BACKENDS, BackEndError, MissingExtraError, load
from budgetlang.cli.commands import Say
from budgetlang.cli.compile import exit_code, from_here, from_project, report, require
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.outfolder import write
from budgetlang.cli.progress import Progress
from budgetlang.cli.settings import FILE, build_settings
from budgetlang.cli.terminal import Terminal
from budgetlang.cli.watch import changes, state
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.nearest import nearest
from budgetlang.model.units import units_of
from budgetlang.pipeline import Compilation, merged
from budgetlang.values.style import Counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from budgetlang.backends import Render
    from budgetlang.document.nodes import Document

DEFAULT_FORMATS = ("html", "pdf", "docx", "xlsx")
"""what is made where neither the command nor the settings name formats"""

DEFAULT_OUTPUT = "out"
EARLIEST, LATEST = 1980, 2107
"""years that a file in an archive can say that it was made in"""


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        default=".",
        help=say("预算文件或文件夹，默认是当前文件夹", "a budget file or folder; the current folder by default"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help=say(
            f"写到哪个文件夹，默认 {DEFAULT_OUTPUT} 或 {FILE} 里写的",
            f"the folder to write, by default {DEFAULT_OUTPUT} or what {FILE} says",
        ),
    )
    parser.add_argument(
        "--format",
        metavar="LIST",
        help=say("格式，用逗号隔开：", "formats with commas between: ") + ",".join(BACKENDS),
    )
    parser.add_argument(
        "--font-path",
        metavar="DIR",
        action="append",
        default=[],
        help=say("PDF 先用这个文件夹里的字体，可以写几次", "PDF: use the fonts of this folder first; may be repeated"),
    )
    parser.add_argument(
        "--reference-docx",
        metavar="FILE",
        help=say("docx 用这个文件（.docx 或 .dotx）的样式", "take the styles of this .docx or .dotx file for docx"),
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--unit", metavar="CODE", help=say("生成这个单位的书", "make the book of this unit"))
    which.add_argument(
        "--all-units",
        action="store_true",
        help=say("生成部门的书，再生成每个单位的书", "make the department's book and one for every unit"),
    )
    parser.add_argument(
        "--draft",
        action="store_true",
        help=say(
            "有错误也生成，书名下注明是草稿", "go on in spite of errors, and say below the title that it is a draft"
        ),
    )
    parser.add_argument("--strict", action="store_true", help=say("有提醒也不生成", "stop for warnings, too"))
    parser.add_argument(
        "--watch",
        action="store_true",
        help=say("一直运行：文件一改就重新生成，按 Ctrl-C 结束", "go on: build again after every change, until Ctrl-C"),
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Build once or, with `--watch`, after every change, too."""
    path = require(Path(args.path))
    compilation = from_project(path)
    if not args.watch:
        return _build(args, terminal, compilation)
    root = Path(compilation.workspace.root)
    gc.enable()  # a command that ends soon does without
    look = partial(state, root, _output(args, compilation, build_settings(root)))
    seen = changes(look(), look)
    with suppress(KeyboardInterrupt):
        while True:
            _build_and_go_on(args, terminal, compilation)
            terminal.note(terminal.say("等待改动（Ctrl-C 结束）……", "waiting for changes (Ctrl-C to stop) ..."))
            changed = next(seen)
            terminal.note(terminal.say("有改动：", "changed: ") + ", ".join(changed))
            compilation = from_project(path)
    return OK


def _build_and_go_on(args: Namespace, terminal: Terminal, compilation: Compilation) -> None:
    """Build; what stops a build is said, and the next change may mend it."""
    try:
        _build(args, terminal, compilation)
    except UsageError as error:
        terminal.note(terminal.say(f"错误：{error.zh}", f"error: {error.en}"))
    terminal.out.flush()


def _build(args: Namespace, terminal: Terminal, compilation: Compilation) -> int:
    """Compile, then write everything or nothing."""
    settings = build_settings(Path(compilation.workspace.root))
    wanted = args.format.split(",") if args.format else settings.get("formats")
    formats = _formats(wanted or DEFAULT_FORMATS)
    output = _output(args, compilation, settings)
    books = _books(args, compilation)
    with Progress(terminal, steps=2 + len(formats) * len(books)) as progress:
        progress.step(terminal.say("正在检查", "checking"))
        draft = (args.draft or bool(settings.get("draft"))) and all(book.budget for book in books.values())
        code = OK if draft else exit_code(_findings(books), args.strict)
        if code == OK:
            progress.step(terminal.say("正在编排", "assembling"))
            code = exit_code(_with_documents(books), args.strict)
        errors = _errors(books) if draft else 0
        code = OK if draft else code
        makers = {name: partial(_make, name, args) for name in formats}
        files: dict[str, bytes] = {}
        for folder, book in books.items() if code == OK else ():
            made = _render(book, makers, progress, terminal, named=bool(wanted), errors=errors)
            files.update((folder + name, data) for name, data in made.items())
    if _findings(books):
        shown = _as_seen_from_here(args, compilation, books)
        withheld = sum(book.withheld for book in books.values())
        terminal.note(report(shown, terminal, terminal.error_color, withheld=withheld).rstrip("\n"))
    if code != OK:
        terminal.note(terminal.say("有错误，没有生成任何文件", "nothing was written"))
        return code
    if errors:
        english = f"this is a draft: {Counted(errors):error is|errors are} not mended"
        terminal.note(terminal.say(f"这是草稿：有 {errors} 处错误没有改", english))
    write(output, files)
    _list(output, files, terminal)
    return OK


def _errors(books: Mapping[str, Compilation]) -> int:
    return sum(severity(finding.code) == "error" for finding in _findings(books))


def _as_draft(document: Document, errors: int) -> Document:
    """The book with a word below its title that it has errors."""
    chinese = document.language.startswith("zh")
    word = f"草稿：有 {errors} 处错误没有改" if chinese else f"Draft: {Counted(errors):error is|errors are} not mended"
    return evolve(document, subtitle=" · ".join(filter(None, (document.subtitle, word))))


def _books(args: Namespace, compilation: Compilation) -> dict[str, Compilation]:
    """The books to make, by the folder inside the output that each goes to. Raises UsageError for an unknown unit."""
    if not args.unit and not args.all_units:
        return {"": compilation}
    units = {member.code: member for member in units_of(compilation.budget)} if compilation.budget else {}
    if args.all_units:
        return {"": compilation} | {f"units/{code}/": compilation.unit(member) for code, member in units.items()}
    if args.unit not in units and compilation.budget:
        names = [f"{code} {member.name}" for code, member in units.items()]
        zh, en = "、".join(names) or "没有单位", ", ".join(names) or "there are none"
        raise UsageError(f"没有单位“{args.unit}”，有：{zh}", f"no unit {args.unit}; there are: {en}")
    return {"": compilation.unit(units[args.unit])} if units else {"": compilation}


def _formats(wanted: list[str] | tuple[str, ...]) -> list[str]:
    """The formats without repetition. Raises UsageError for one that there is not."""
    names = list(dict.fromkeys(name.strip() for name in wanted if name.strip()))
    for name in names:
        if name not in BACKENDS:
            close = nearest(name, BACKENDS) or list(BACKENDS)
            raise UsageError(
                f"没有格式“{name}”，可以写：{'、'.join(close)}", f"unknown format {name}, try {', '.join(close)}"
            )
    if not names:
        raise UsageError(f"没有写格式，可以写：{'、'.join(BACKENDS)}", f"no format given, try {', '.join(BACKENDS)}")
    return names


def _output(args: Namespace, compilation: Compilation, settings: dict[str, Any]) -> Path:
    """The folder that the command names, or the settings, from the top of the project; else `out` where we are."""
    if args.output:
        return Path(args.output)
    name = settings.get("output")
    return Path(compilation.workspace.root, name) if name else Path(DEFAULT_OUTPUT)


def _findings(books: Mapping[str, Compilation]) -> list[Diagnostic]:
    """What is wrong with any of the books."""
    return merged(book.diagnostics for book in books.values())


def _with_documents(books: Mapping[str, Compilation]) -> list[Diagnostic]:
    """All findings, those of the assembly of the books among them."""
    for book in books.values():
        assert book.document is not None  # a budget has a book
    return _findings(books)


def _as_seen_from_here(args: Namespace, compilation: Compilation, books: Mapping[str, Compilation]) -> list[Diagnostic]:
    """The findings with paths from the current folder, which need not be the top of the project."""
    if Path(compilation.workspace.base) == Path.cwd():
        return _findings(books)
    books = _books(args, from_here(compilation.path))
    if exit_code(_findings(books)) == OK:
        return _with_documents(books)
    return _findings(books)


def _make(name: str, args: Namespace, document: Document) -> dict[str, bytes]:
    """The files of one format, with the options that are for it. Raises BackEndError for what is missing or unfit."""
    try:
        if name == "pdf" and args.font_path:
            book = import_module("budgetlang.backends.pdf.book")
            return cast("dict[str, bytes]", book.render_with(document, [Path(folder) for folder in args.font_path]))
        if name == "docx" and args.reference_docx:
            book = import_module("budgetlang.backends.docx.book")
            return cast("dict[str, bytes]", book.render_with(document, Path(args.reference_docx).read_bytes()))
        return load(name)(document)
    except OSError as error:
        zh, en = f"读不了“{error.filename}”：{error.strerror}", f"cannot read {error.filename}: {error.strerror}"
        raise UsageError(zh, en) from None


def _render(
    compilation: Compilation,
    makers: Mapping[str, Render],
    progress: Progress,
    terminal: Terminal,
    named: bool,
    errors: int,
) -> dict[str, bytes]:
    """The files of all formats. A format that nobody `named` may lack what it needs on this machine: that is said."""
    assert compilation.document is not None
    document = evolve(compilation.document, created=_made())
    if errors:
        document = _as_draft(document, errors)
    files: dict[str, bytes] = {}
    for name, make in makers.items():
        progress.step(terminal.say(f"正在生成 {name}", f"making {name}"))
        try:
            made = make(document)
        except BackEndError as error:
            if named or not isinstance(error, MissingExtraError):
                raise UsageError(error.zh, error.en) from None
            terminal.note(terminal.say(f"没有生成 {name}：{error.zh}", f"{name} was not made: {error.en}"))
            continue
        if twice := files.keys() & made.keys():
            raise ValueError(f"two formats make one file: {sorted(twice)}")
        files.update(made)
    return files


def _made() -> str:
    """When the book is said to be made: SOURCE_DATE_EPOCH, if set. Raises UsageError for what is no such time."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return ""
    try:
        made = datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError):
        made = datetime.min.replace(tzinfo=UTC)
    if not EARLIEST <= made.year <= LATEST:
        raise UsageError(
            f"SOURCE_DATE_EPOCH 应是 {EARLIEST} 至 {LATEST} 年之间的秒数：{given}",
            f"SOURCE_DATE_EPOCH must be seconds of a time from {EARLIEST} to {LATEST}: {given}",
        )
    return made.strftime("%Y-%m-%dT%H:%M:%SZ")


def _list(output: Path, files: dict[str, bytes], terminal: Terminal) -> None:
    """What was written, a folder of many files on one line."""
    if output.is_relative_to(Path.cwd()):
        output = output.relative_to(Path.cwd())
    by_folder: dict[str, list[str]] = {}
    for name in sorted(files):
        by_folder.setdefault(name.rpartition("/")[0], []).append(name)
    for folder, names in by_folder.items():
        size = sum(len(files[name]) for name in names)
        if folder and len(names) > 1:
            count = terminal.say(f"{len(names)} 个文件", f"{Counted(len(names)):file}")
            terminal.print(f"{output / folder}/  {count}  {_size(size)}")
        else:
            for name in names:
                terminal.print(f"{output / name}  {_size(len(files[name]))}")


def _size(octets: int) -> str:
    return f"{octets} B" if octets < 1000 else f"{(octets + 500) // 1000} kB"
