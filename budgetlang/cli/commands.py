"""The commands: where each one is, and what it does in one line."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:  # argparse is built once, for the command that is called
    from argparse import ArgumentParser, Namespace

    from budgetlang.cli.terminal import Terminal

Say = Callable[[str, str], str]
"""Gives the Chinese or the English one of two texts."""


class Command:
    """A command: its module, what is written after its name, and its summary in Chinese and English."""

    __slots__ = ("en", "module", "usage", "zh")

    def __init__(self, module: str, usage: str, zh: str, en: str) -> None:
        self.module, self.usage, self.zh, self.en = module, usage, zh, en


COMMANDS: dict[str, Command] = {
    "new": Command(
        "budgetlang.cli.new", "DIR", "新建一个带说明的预算文件夹", "start a commented budget in a new folder"
    ),
    "check": Command(
        "budgetlang.cli.check", "[PATH ...]", "检查预算：写法、科目、勾稽", "check a budget: wording, codes, sums"
    ),
    "build": Command(
        "budgetlang.cli.build",
        "[PATH] [-o DIR]",
        "检查并生成预算公开文本",
        "check a budget and make the published book",
    ),
    "audit": Command(
        "budgetlang.cli.audit",
        "FILE ...",
        "审核已经公开的预算文本：表格、文字和绩效目标表",
        "audit published documents: tables, words and forms",
    ),
    "import": Command(
        "budgetlang.cli.importing",
        "FILE ... -o DIR",
        "把已经公开的预算文本导入为源文件",
        "turn a published document into source",
    ),
    "fmt": Command("budgetlang.cli.fmt", "[PATH ...]", "把源文件排整齐", "lay out source files neatly"),
    "trace": Command(
        "budgetlang.cli.trace",
        "[PATH] TABLE/ROW/COLUMN | FIGURE",
        "一个数是由哪些数得来的",
        "show what a number is made of",
    ),
    "catalog": Command(
        "budgetlang.cli.catalog",
        "TERM ...",
        "按名称、拼音首字母或编码查科目",
        "find codes by name, pinyin initials or code",
    ),
    "explain": Command(
        "budgetlang.cli.explain",
        "CODE | --list",
        "说明一种错误，附错例和正例",
        "explain a finding, with a wrong and a right example",
    ),
    "profile": Command(
        "budgetlang.cli.profile",
        "new DIR | check [DIR | NAME] | doc [DIR | NAME]",
        "写样式：新建、检查、输出说明",
        "write a profile: start it, check it, print its documentation",
    ),
    "completion": Command(
        "budgetlang.cli.completion", "SHELL", "输出命令行补全脚本", "print a shell completion script"
    ),
}


class CommandModule(Protocol):
    """What the module of a command offers."""

    def arguments(self, parser: ArgumentParser, say: Say) -> None:
        """Declare the arguments."""

    def run(self, args: Namespace, terminal: Terminal) -> int:
        """Do it; the result is the exit code."""


def load(name: str) -> CommandModule:
    """The module of a command. Raises KeyError for a name that is none."""
    return cast("CommandModule", import_module(COMMANDS[name].module))
