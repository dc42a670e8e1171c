"""A command line: finds the command, runs it, and turns whatever happens into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from budgetlang import __version__
from budgetlang.cli.commands import COMMANDS, load
from budgetlang.cli.exits import INTERNAL, INTERRUPTED, OK, PIPE_CLOSED, USAGE, UsageError
from budgetlang.cli.parser import PROGRAM, command_parser
from budgetlang.cli.terminal import LANGUAGES, Terminal, language
from budgetlang.diagnostics.nearest import nearest

_WITH_VALUE = ("--lang", "--color")


def main(argv: Sequence[str]) -> int:
    """Run a command line and give its exit code. Nothing is raised, but with `--debug` a fault of the compiler is."""
    terminal = Terminal(_language(argv))
    try:
        code = _run(argv, terminal)
        terminal.out.flush()
    except UsageError as error:
        terminal.note(f"{PROGRAM}: {terminal.say('错误：' + error.zh, 'error: ' + error.en)}")
        return USAGE
    except KeyboardInterrupt:
        terminal.note(terminal.say("已中断", "interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        terminal.note(f"{PROGRAM}: {_os_error(error, terminal)}")
        return USAGE
    except Exception as error:
        if "--debug" in argv or os.environ.get("BUDGETC_DEBUG"):
            raise
        terminal.note(_internal_error(error, terminal))
        return INTERNAL
    return code


def _run(argv: Sequence[str], terminal: Terminal) -> int:
    place = _command_place(argv)
    if place is None:
        return _without_command(argv, terminal)
    name = argv[place]
    if name not in COMMANDS:
        raise _unknown_command(name)
    parser = command_parser(name, terminal.lang)
    try:
        args = parser.parse_args([*argv[:place], *argv[place + 1 :]])
    except SystemExit:  # only --help ends this way: errors raise UsageError
        return OK
    terminal = Terminal(terminal.lang, args.color)
    return load(name).run(args, terminal)


def _command_place(argv: Sequence[str]) -> int | None:
    """Where the command stands: the first word that is neither an option nor the value of one."""
    skip = False
    for place, word in enumerate(argv):
        if not skip and not word.startswith("-"):
            return place
        skip = not skip and word in _WITH_VALUE
    return None


def _language(argv: Sequence[str]) -> str:
    """The language asked for, wherever the option stands, else that of the system."""
    for place, word in enumerate(argv):
        name, sign, value = word.partition("=")
        if name == "--lang":
            value = value if sign else "".join(argv[place + 1 : place + 2])
            if value in LANGUAGES:
                return value
    return language(os.environ)


def _without_command(argv: Sequence[str], terminal: Terminal) -> int:
    if "--version" in argv or "-V" in argv:
        terminal.print(f"{PROGRAM} {__version__}")
        return OK
    if "--help" in argv or "-h" in argv:
        terminal.print(_overview(terminal))
        return OK
    terminal.note(_overview(terminal))
    return USAGE


def _overview(terminal: Terminal) -> str:
    width = max(map(len, COMMANDS))
    lines = [
        terminal.say(f"用法：{PROGRAM} 命令 [选项] [文件]", f"usage: {PROGRAM} COMMAND [OPTIONS] [PATH]"),
        "",
        terminal.say("预算公开文本的编译器。命令：", "The compiler of budget documents. Commands:"),
        *(f"  {name:{width}}  {terminal.say(command.zh, command.en)}" for name, command in COMMANDS.items()),
        "",
        terminal.say("每个命令的用法：", "About a command: ") + f"{PROGRAM} check --help",
        terminal.say("换成英文：", "In Chinese: ") + terminal.say("--lang en", "--lang zh"),
    ]
    return "\n".join(lines)


def _unknown_command(name: str) -> UsageError:
    close = nearest(name, COMMANDS)
    return UsageError(
        f"没有“{name}”这个命令，{'是不是要写：' if close else '有：'}{'、'.join(close or COMMANDS)}",
        f"unknown command {name}; {'did you mean ' if close else 'there are '}{', '.join(close or COMMANDS)}",
    )


def _os_error(error: OSError, terminal: Terminal) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{terminal.say('错误：', 'error: ')}{where}{error.strerror or type(error).__name__}"


def _internal_error(error: Exception, terminal: Terminal) -> str:
    what = f"{type(error).__name__}: {error}"[:200]
    return f"{PROGRAM}: " + terminal.say(
        f"内部错误：{what}\n这是编译器的缺陷，不是预算的错。加 --debug 再运行一次，把显示的内容报告给开发者。",
        f"internal error: {what}\nThis is a fault of the compiler, not of the budget. "
        "Run it again with --debug and report what is shown.",
    )


def _pipe_closed() -> int:
    """The reader went away: let the interpreter's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
