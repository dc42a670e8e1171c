"""`budgetc audit`: what is wrong in documents that somebody else published."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from budgetlang.audit.audit import Audit, audit
from budgetlang.cli.commands import Say
from budgetlang.cli.compile import exit_code, format_argument, report, without_notes
from budgetlang.cli.documents import arguments as declare
from budgetlang.cli.documents import document, documents, known_profile
from budgetlang.cli.exits import UsageError
from budgetlang.cli.progress import Progress
from budgetlang.cli.proofs import Proof
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.order import in_order
from budgetlang.diagnostics.render import FORMATS, renderer
from budgetlang.diagnostics.render.wrap import wrap
from budgetlang.source.width import display_width
from budgetlang.values.style import Counted

_FOR_PROGRAMS = ("json", "sarif")
HTML = "html"
Audits = Sequence[tuple[str, Audit]]


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    declare(parser, say)
    format_argument(parser, say, HTML)
    parser.add_argument("-o", "--output", metavar="FILE", help=say("写到这个文件", "write the report to this file"))
    parser.add_argument(
        "--notes",
        action="store_true",
        help=say("也列出尾差、说明和没有识别的地方", "list tails, notes and what was not recognised"),
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Audit every document; exit code 1 if there are errors. Raises UsageError for what cannot be read."""
    paths = list(dict.fromkeys(path for name in args.path for path in documents(name)))
    with Progress(terminal, steps=len(paths)) as progress:
        audits = list(_audits(paths, known_profile(args.profile), progress, terminal))
    found = in_order([diagnostic for _, each in audits for diagnostic in each.diagnostics])
    if args.output:
        _save(Path(args.output), args.format, audits, terminal)
    elif args.format == "text":
        _print(audits, found, args.notes, terminal)
    elif args.format in FORMATS:
        shown = _all(audits) if args.format in _FOR_PROGRAMS else found
        terminal.data(renderer(args.format)(shown, terminal.lang))
    else:
        terminal.data(_html(audits, terminal))
    return exit_code(found)


def _save(path: Path, form: str, audits: Audits, terminal: Terminal) -> None:
    """Write the report into a file; text has no colours there."""
    if form == HTML:
        text = _html(audits, terminal)
    elif form == "text":
        text = report(_all(audits), terminal, False, True)
    else:
        text = renderer(form)(_all(audits), terminal.lang)
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"写不了“{path}”：{error.strerror}", f"cannot write {path}: {error.strerror}") from error
    terminal.print(str(path))


def _html(audits: Audits, terminal: Terminal) -> str:
    from budgetlang.audit.report import html  # templates are loaded only for it

    return html(audits, terminal.lang)


def _audits(paths: Sequence[str], profile: str, progress: Progress, terminal: Terminal) -> Iterator[tuple[str, Audit]]:
    for path in paths:
        progress.step(terminal.say(f"正在审核 {path}", f"auditing {path}"))
        yield path, audit(document(path), profile)


def _all(audits: Audits) -> list[Diagnostic]:
    return in_order([each for _, audit in audits for each in (*audit.diagnostics, *audit.notes)])


def _print(audits: Audits, found: list[Diagnostic], notes: bool, terminal: Terminal) -> None:
    shown = _all(audits) if notes else without_notes(found)
    if shown:
        terminal.out.write(report(shown, terminal, terminal.color, notes))
    if len(audits) > 1:
        terminal.print(terminal.say(*_TITLES))
    for path, each in audits:
        terminal.print(_line(path, each, terminal) if len(audits) > 1 else _sentence(path, each, terminal))


MOST_TITLES = 4
"""of tables that were not compared, in the last lines"""

_TITLES = (
    "错误  矛盾  尾差  表格  表单  段落  未识别  文件",
    "errors  contradictions  tails  tables  forms  paragraphs  unread  file",
)


def _counts(each: Audit) -> tuple[int, ...]:
    made = each.imported
    tables, forms, paragraphs = len(made.tables.found), made.forms, made.texts.paragraphs
    return len(each.errors), len(each.contradictions), len(each.tails), tables, forms, paragraphs, len(each.unread)


def _sentence(path: str, each: Audit, terminal: Terminal) -> str:
    errors, contradictions, tails, tables, forms, paragraphs, unread = _counts(each)
    figures = sum(1 for statement in each.imported.tables.statements if statement.text)
    lines = [
        terminal.say(
            f"{path}：读了 {tables} 张表（{figures} 个数）、{forms} 张表单、{paragraphs} 段文字",
            f"{path}: {Counted(tables):table} ({Counted(figures):figure}), {Counted(forms):form} and "
            f"{Counted(paragraphs):paragraph} read",
        ),
        terminal.say(
            f"错误 {errors}，互相矛盾 {contradictions}，四舍五入的尾差 {tails}，"
            f"没有识别 {unread}（--notes 列出后两种）",
            f"errors: {errors}, contradictions: {contradictions}, tails of rounding: {tails}, "
            f"not recognised: {unread} (--notes lists the last two)",
        ),
    ]
    if each.absent:
        titles, more = each.absent[:MOST_TITLES], len(each.absent) - MOST_TITLES
        zh, en = (f"，还有 {more} 张", f", and {more} more") if more > 0 else ("", "")
        lines.append(
            terminal.say(
                f"没有核对的表（没有读到数，或者缺与它相配的表）：{'、'.join(titles)}{zh}",
                "tables that were not compared (no figure read, or what belongs to them is lost): "
                f"{', '.join(titles)}{en}",
            )
        )
    said = [line for each_line in lines for line in wrap(each_line, terminal.width)]
    if each.certificate is not None and each.checked is not None:
        said += filter(None, [Proof(path, each.checked, each.certificate).said(terminal)])
    return "\n".join(said)


def _line(path: str, each: Audit, terminal: Terminal) -> str:
    titles = terminal.say(*_TITLES).split("  ")
    cells = [f"{count:>{display_width(title)}}" for count, title in zip(_counts(each), titles, strict=False)]
    return "  ".join((*cells, path))
