"""`budgetc audit`: what is wrong in the words and forms of documents that somebody else published."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from budgetlang.audit.audit import Audit, audit
from budgetlang.cli.commands import Say
from budgetlang.cli.compile import exit_code, report, require
from budgetlang.cli.exits import UsageError
from budgetlang.cli.progress import Progress
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.order import in_order
from budgetlang.diagnostics.render import FORMATS, renderer
from budgetlang.importer.published import UnreadableError
from budgetlang.importer.readers import READERS, reader_for
from budgetlang.source.width import display_width

_FOR_PROGRAMS = ("json", "sarif")


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "path",
        metavar="FILE",
        nargs="+",
        help=say(
            "公开的预算文本，或文件夹（其中所有能读的文件）",
            "a published document, or a folder for all in it that can be read",
        ),
    )
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        default="text",
        help=say("结果的格式，默认 text", "format of the findings, by default text"),
    )
    parser.add_argument(
        "--notes",
        action="store_true",
        help=say("也列出说明，和没有识别的地方", "list notes, too, and what was not recognised"),
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Audit every document; exit code 1 if there are errors. Raises UsageError for what cannot be read."""
    paths = list(dict.fromkeys(path for name in args.path for path in _documents(name)))
    with Progress(terminal, steps=len(paths)) as progress:
        audits = list(_audits(paths, progress, terminal))
    found = in_order([diagnostic for _, each in audits for diagnostic in each.diagnostics])
    if args.format == "text":
        _print(audits, found, args.notes, terminal)
    elif args.format in _FOR_PROGRAMS:
        terminal.data(renderer(args.format)(_with_unread(audits, found), terminal.lang))
    else:
        terminal.out.write(renderer(args.format)(found, terminal.lang))
    return exit_code(found)


def _documents(name: str) -> Iterator[str]:
    path = require(Path(name))
    if path.is_dir():
        found = sorted(str(each) for each in path.iterdir() if each.is_file() and reader_for(each.name))
        if not found:
            raise UsageError(f"文件夹“{name}”里没有能读的文件", f"nothing that can be read in {name}")
        yield from found
    elif reader_for(path.name):
        yield str(path)
    else:
        known = " ".join(READERS)
        raise UsageError(f"读不了“{name}”，能读的格式：{known}", f"cannot read {name}; kinds that can be read: {known}")


def _audits(paths: Sequence[str], progress: Progress, terminal: Terminal) -> Iterator[tuple[str, Audit]]:
    for path in paths:
        progress.step(terminal.say(f"正在审核 {path}", f"auditing {path}"))
        reader = reader_for(path)
        assert reader is not None  # `_documents` gives no others
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise UsageError(f"读不了“{path}”：{error.strerror}", f"cannot read {path}: {error.strerror}") from error
        try:
            yield path, audit(reader(path, data))
        except UnreadableError as error:
            raise UsageError(error.zh, error.en) from error


def _with_unread(audits: Sequence[tuple[str, Audit]], found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return in_order([*found, *(note for _, each in audits for note in each.unread)])


def _print(audits: Sequence[tuple[str, Audit]], found: list[Diagnostic], notes: bool, terminal: Terminal) -> None:
    shown = _with_unread(audits, found) if notes else found
    if shown:
        terminal.out.write(report(shown, terminal, terminal.color, notes))
    if len(audits) > 1:
        terminal.print(terminal.say("错误  表单  段落  未识别  文件", "errors  forms  paragraphs  unread  file"))
    for path, each in audits:
        terminal.print(_line(path, each, terminal) if len(audits) > 1 else _sentence(path, each, terminal))


def _sentence(path: str, each: Audit, terminal: Terminal) -> str:
    made = each.imported
    return terminal.say(
        f"{path}：读了 {made.forms} 张表单、{made.paragraphs} 段文字\n"
        f"{len(made.unread)} 处没有识别（--notes 列出）；预算表没有核对",
        f"{path}: {made.forms} forms and {made.paragraphs} paragraphs read\n"
        f"{len(made.unread)} places not recognised (--notes lists them); tables of amounts are not checked",
    )


def _line(path: str, each: Audit, terminal: Terminal) -> str:
    made = each.imported
    errors = sum(severity(diagnostic.code) == "error" for diagnostic in each.diagnostics)
    titles = terminal.say("错误  表单  段落  未识别", "errors  forms  paragraphs  unread").split("  ")
    counts = (errors, made.forms, made.paragraphs, len(made.unread))
    cells = [f"{count:>{display_width(title)}}" for count, title in zip(counts, titles, strict=True)]
    return "  ".join((*cells, path))
