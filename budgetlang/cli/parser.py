"""Command lines: argparse, speaking Chinese and English, with text broken by display width."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import NoReturn

from budgetlang.cli.commands import COMMANDS, Say, load
from budgetlang.cli.exits import UsageError
from budgetlang.cli.terminal import COLORS, LANGUAGES, columns
from budgetlang.diagnostics.render.wrap import wrap

PROGRAM = "budgetc"

_CHINESE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示本说明",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "多余或不认识的参数：%s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，可以是：%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r 不对",
    "expected one argument": "后面要写一个值",
    "expected at most one argument": "后面最多写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "ignored explicit argument %r": "后面不能写值 %r",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "one of the arguments %s is required": "要写 %s 中的一个",
}
"""What argparse says, as its own message catalogue has it."""


def _chinese(text: str) -> str:
    return _CHINESE.get(text, text)


def _english(text: str) -> str:
    return text


class Formatter(argparse.HelpFormatter):
    """Help whose lines fit a terminal also where characters are two columns wide."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns(os.environ, sys.stdout) - 1)  # else it imports shutil to ask

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for part in text.splitlines() for line in wrap(part, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError for a wrong command line, and leaves the exit to its caller."""

    def error(self, message: str) -> NoReturn:
        help_command = f"{self.prog} --help"
        raise UsageError(f"{message}（用法见 {help_command}）", f"{message} (see {help_command})")


def speak(lang: str) -> None:
    """Make argparse speak a language. It looks its messages up through the module's own name `_`."""
    translate: Callable[[str], str] = _chinese if lang == "zh" else _english
    vars(argparse)["_"] = translate


def sayer(lang: str) -> Say:
    """Chooses between Chinese and English."""
    return lambda zh, en: zh if lang == "zh" else en


def command_parser(name: str, lang: str) -> Parser:
    """The parser of one command."""
    speak(lang)
    say, command = sayer(lang), COMMANDS[name]
    parser = Parser(prog=f"{PROGRAM} {name}", formatter_class=Formatter, allow_abbrev=False)
    parser.usage = f"{PROGRAM} {name} {command.usage} {say('[选项]', '[OPTIONS]')}"
    parser.description = say(command.zh, command.en)
    load(name).arguments(parser, say)
    common_options(parser, say)
    return parser


def common_options(parser: argparse.ArgumentParser, say: Say) -> None:
    """The options of all commands; they may also stand before the command."""
    group = parser.add_argument_group(say("通用选项", "common options"))
    group.add_argument(
        "--lang", choices=LANGUAGES, help=say("语言，默认随系统", "language, by default that of the system")
    )
    group.add_argument(
        "--color",
        choices=COLORS,
        default="auto",
        help=say("颜色，默认只在终端上用", "colours, by default only on a terminal"),
    )
    group.add_argument(
        "--debug", action="store_true", help=say("出内部错误时显示细节", "show the details of an internal error")
    )


def complete_parser(lang: str) -> argparse.ArgumentParser:
    """One parser of all commands, for the completion scripts."""
    speak(lang)
    say = sayer(lang)
    parser = Parser(prog=PROGRAM, formatter_class=Formatter, allow_abbrev=False)
    common_options(parser, say)
    commands = parser.add_subparsers()
    for name, command in COMMANDS.items():
        own = commands.add_parser(name, help=say(command.zh, command.en), allow_abbrev=False)
        load(name).arguments(own, say)
        common_options(own, say)
    return parser
