"""`budgetc import`: a published book as a project of `.budget` files, to begin with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path, PurePath

from budgetlang.cli.commands import Say
from budgetlang.cli.documents import arguments as declare
from budgetlang.cli.documents import document, documents, known_profile
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.outfolder import create
from budgetlang.cli.progress import Progress
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.messages import severity
from budgetlang.formatter.format import format_text
from budgetlang.importer.run import Result, import_document, kept
from budgetlang.source.text import Source
from budgetlang.values.style import Counted

UNREAD = "未识别.txt"
_SETTINGS = """\
# 这些源文件由已公开的文本导入，文本里的错误原样保留，budgetc check 会列出来。
# 改正以前只能生成草稿；改正以后请删掉下面两行。
[build]
draft = true
"""


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    declare(parser, say)
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help=say("新文件夹", "the new folder"))


def run(args: Namespace, terminal: Terminal) -> int:
    """Write the source. Raises UsageError for what cannot be read, and where the folder holds anything."""
    paths = list(dict.fromkeys(path for name in args.path for path in documents(name)))
    stems = [PurePath(path).stem for path in paths]
    if len(set(stems)) < len(stems):
        raise UsageError("有两个文件同名，请分别导入", "two of the files have one name; import them one by one")
    profile = known_profile(args.profile)
    results: dict[str, Result] = {}
    with Progress(terminal, steps=len(paths)) as progress:
        for path, stem in zip(paths, stems, strict=True):
            progress.step(terminal.say(f"正在导入 {path}", f"importing {path}"))
            results[stem if len(paths) > 1 else ""] = kept(import_document(document(path), profile))
    files = {f"{stem}/{name}" if stem else name: data for stem, each in results.items() for name, data in _files(each)}
    create(Path(args.output), {name: text.encode() for name, text in files.items()})
    for stem, result in results.items():
        terminal.print(_said(Path(args.output, stem), result, terminal))
    return OK


def _files(result: Result) -> list[tuple[str, str]]:
    made = result.imported
    files = [(name, format_text(Source(name, text)).text) for name, text in made.files.items()]
    if any(severity(each.code) == "error" for each in result.compilation.diagnostics):
        files.append(("budget.toml", _SETTINGS))
    if made.unread or made.texts.before:
        source = made.published.source
        places = sorted((p.pieces[0].start, p.text) for p in (*made.unread, *made.texts.before) if p.pieces)
        lines = [f"{source.path}:{source.line_of(start)}\t{text}\n" for start, text in places]
        files.append((UNREAD, "".join(lines)))
    return files


def _said(folder: Path, result: Result, terminal: Terminal) -> str:
    made = result.imported
    errors = sum(severity(each.code) == "error" for each in result.compilation.diagnostics)
    tables, facts, unread = len(made.tables.found), len(made.facts), len(made.unread) + len(made.texts.before)
    return terminal.say(
        f"{folder}：{made.department}，样式 {made.profile_name}\n"
        f"  {tables} 张表、{facts} 个明细数、{made.forms} 张表单、{made.texts.paragraphs} 段文字\n"
        f"  budgetc check 有 {errors} 个错误；{unread} 处没有导入，见 {UNREAD}",
        f"{folder}: {made.department}, profile {made.profile_name}\n"
        f"  {Counted(tables):table}, {Counted(facts):fact}, {Counted(made.forms):form}, "
        f"{Counted(made.texts.paragraphs):paragraph}\n"
        f"  budgetc check has {Counted(errors):error}; "
        f"{Counted(unread):place was|places were} not imported, see {UNREAD}",
    )
