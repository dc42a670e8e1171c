"""`budgetc check`: everything that is wrong in one or more budgets, in one report."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from budgetlang.cli.commands import Say
from budgetlang.cli.compile import (
    STDIN,
    exit_code,
    format_argument,
    from_here,
    from_stdin,
    report,
    waiting,
    without_notes,
)
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.progress import Progress
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.order import in_order
from budgetlang.diagnostics.render import renderer
from budgetlang.pipeline import Compilation
from budgetlang.values.style import Counted

if TYPE_CHECKING:
    from budgetlang.cli.proofs import Proof

_FOR_PROGRAMS = ("json", "sarif")


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="*",
        help=say(
            "预算文件，或有 main.budget 的文件夹；默认是当前文件夹，- 是标准输入",
            "a budget file, or a folder with main.budget; the current folder by default, - is standard input",
        ),
    )
    format_argument(parser, say)
    parser.add_argument(
        "--notes",
        action="store_true",
        help=say(
            "也列出说明：存疑的文字、可以改为引用的数等",
            "list notes, too: words left as they are, figures that could be bound",
        ),
    )
    parser.add_argument("--strict", action="store_true", help=say("有提醒也算不通过", "fail for warnings, too"))
    parser.add_argument(
        "--prove",
        action="store_true",
        help=say("再作证明：有一组准确的金额，四舍五入后是全部的数", "prove that exact amounts round to every figure"),
    )
    parser.add_argument(
        "--witness",
        metavar="FILE",
        help=say("把证明所用的金额写进这个 CSV 文件", "write the amounts of the proof to this CSV file"),
    )
    parser.add_argument(
        "--stdin-filename",
        metavar="FILE",
        default=STDIN,
        help=say("标准输入代表的文件，用来找它引用的文件", "the file that standard input stands for"),
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Check every path; the exit code is that of the worst."""
    paths = args.path or ["."]
    if paths.count(STDIN) > 1:
        raise UsageError("标准输入“-”只能写一次", "standard input - may be given only once")
    if args.witness and len(paths) > 1:
        raise UsageError("--witness 一次只能证明一份预算", "--witness takes one budget at a time")
    with Progress(terminal, steps=len(paths)) as progress:
        checked = list(_checked(paths, args, progress, terminal))
    diagnostics = [diagnostic for each in checked for diagnostic in each.found]
    if args.format == "text":
        _print(checked, diagnostics, args, terminal)
    elif args.format == "json" and _proving(args):
        from budgetlang.cli.proofs import with_proofs  # most checks prove nothing

        terminal.data(with_proofs(diagnostics, terminal.lang, [each.proof for each in checked if each.proof]))
    elif args.format in _FOR_PROGRAMS:
        terminal.data(renderer(args.format)(diagnostics, terminal.lang))
    else:
        shown = diagnostics if args.notes else without_notes(diagnostics)
        terminal.out.write(renderer(args.format)(shown, terminal.lang))
    withheld = sum(each.compilation.withheld for each in checked)
    if withheld and args.format != "text":
        terminal.note(waiting(withheld, terminal))
    if args.witness and (proof := checked[0].proof):
        proof.write(args.witness)
    return max(exit_code(each.found, args.strict) for each in checked)


class Checked(NamedTuple):
    """A budget, what was found in it and, if asked for, its proof."""

    compilation: Compilation
    found: list[Diagnostic]
    proof: Proof | None


def _proving(args: Namespace) -> bool:
    return bool(args.prove or args.witness)


def _checked(paths: list[str], args: Namespace, progress: Progress, terminal: Terminal) -> Iterator[Checked]:
    for path in paths:
        progress.step(terminal.say(f"正在检查 {path}", f"checking {path}"))
        compilation = from_stdin(args.stdin_filename) if path == STDIN else from_here(path)
        yield _proved(path, compilation) if _proving(args) else Checked(compilation, compilation.diagnostics, None)


def _proved(path: str, compilation: Compilation) -> Checked:
    from budgetlang.cli.proofs import proof  # most checks prove nothing

    found, checked = compilation.diagnostics, compilation.checked
    if checked is None:
        return Checked(compilation, found, None)
    made = proof(path, checked, faulty=exit_code(found) != OK)
    return Checked(compilation, in_order([*found, made.finding]) if made.finding else found, made)


def _print(checked: list[Checked], diagnostics: list[Diagnostic], args: Namespace, terminal: Terminal) -> None:
    """The findings, then a line for each budget that adds up, then how many there were."""
    withheld = sum(each.compilation.withheld for each in checked)
    if diagnostics:
        terminal.out.write(report(diagnostics, terminal, terminal.color, args.notes, withheld))
    good = [each for each in checked if not exit_code(each.found, args.strict)]
    for each in good:
        terminal.print(_success(each.compilation, terminal))
        if each.proof and (said := each.proof.said(terminal)):
            terminal.print(said)
    if len(checked) > 1:
        bad = len(checked) - len(good)
        terminal.print(
            terminal.say(
                f"共 {len(checked)} 份预算，{f'{bad} 份有问题' if bad else '全部相符'}",
                f"{Counted(len(checked)):budget}, {f'{bad} with problems' if bad else 'all of them agree'}",
            )
        )


def _success(compilation: Compilation, terminal: Terminal) -> str:
    """`√ 某局 2026：112 个数，14 条勾稽，31 个文件，全部相符`"""
    budget = compilation.budget
    assert budget is not None  # a budget without findings is one
    claims = len(budget.claims) + len(budget.stated)
    zh = [
        f"{len(budget.facts)} 个数",
        f"{claims} 个公布数" if claims else "",
        f"{len(budget.profile.checks)} 条勾稽",
        f"{len(compilation.files)} 个文件",
        "勾稽都对得上" if without_notes(compilation.diagnostics) else "全部相符",
    ]
    en = [
        f"{Counted(len(budget.facts)):figure}",
        f"{Counted(claims):published total}" if claims else "",
        f"{Counted(len(budget.profile.checks)):check}",
        f"{Counted(len(compilation.files)):file}",
        "all sums agree" if without_notes(compilation.diagnostics) else "everything agrees",
    ]
    head = terminal.paint("32", "√")
    return terminal.say(
        f"{head} {budget.department} {budget.year}：{'，'.join(filter(None, zh))}",
        f"{head} {budget.department} {budget.year}: {', '.join(filter(None, en))}",
    )
