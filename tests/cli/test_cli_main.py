"""The frame around all commands: language, colours, exit codes, faults, what is imported."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import Run

from budgetlang import __version__
from budgetlang.cli import commands, terminal
from budgetlang.cli.commands import COMMANDS
from budgetlang.source.width import display_width

START = "import sys; from budgetlang.cli.main import main; sys.exit(main(sys.argv[1:]))"


def in_process(*argv: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run([sys.executable, "-c", START, *map(str, argv)], capture_output=True, **options)  # type: ignore[call-overload, no-any-return]


def test_without_a_command_the_overview_is_an_error(budgetc: Run) -> None:
    ran = budgetc()
    assert (ran.code, ran.out) == (2, "")
    assert all(name in ran.err for name in COMMANDS)


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_overview(budgetc: Run, option: str) -> None:
    ran = budgetc(option)
    assert ran.code == 0
    assert "用法：budgetc" in ran.out
    assert all(f"  {name} " in ran.out and command.zh in ran.out for name, command in COMMANDS.items())


def test_version(budgetc: Run) -> None:
    assert budgetc("--version") == (0, f"budgetc {__version__}\n", "")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_of_every_command_fits_and_is_in_one_language(budgetc: Run, name: str, lang: str) -> None:
    ran = budgetc("--lang", lang, name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert all(display_width(line) <= 80 for line in ran.out.splitlines())
    english = ("usage:", "show this help", "options:", "positional", "common options")
    assert [word in ran.out for word in english[:3]] == [lang == "en"] * 3
    if lang == "zh":
        assert not any(word in ran.out for word in english)


def test_language_may_stand_before_or_after_the_command(budgetc: Run, project: Path) -> None:
    before, after = budgetc("--lang", "en", "check", project), budgetc("check", project, "--lang=en")
    assert before == after
    assert "everything agrees" in before.out


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LC_ALL": "zh_TW", "LANG": "C"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
    ],
)
def test_language_of_the_locale(environ: dict[str, str], lang: str) -> None:
    assert terminal.language(environ) == lang


class _Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "tty", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colors(choice: str, environ: dict[str, str], tty: bool, wanted: bool) -> None:
    assert terminal.colored(choice, environ, _Tty() if tty else io.StringIO()) is wanted


@pytest.mark.parametrize(("given", "width"), [("100", 100), ("7", 40), ("999", 120), ("x", 80), ("", 80)])
def test_width(given: str, width: int) -> None:
    assert terminal.columns({"COLUMNS": given}, io.StringIO()) == width


def test_unknown_command_is_corrected(budgetc: Run) -> None:
    ran = budgetc("chekc")
    assert ran.code == 2
    assert "check" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "--format", "xml"),
        ("check", "--nonsense"),
        ("check", "--format"),
        ("new",),
        ("fmt", "--check", "--diff"),
    ],
)
def test_wrong_command_line(budgetc: Run, argv: tuple[str, ...]) -> None:
    ran = budgetc(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("budgetc: 错误：")
    assert f"budgetc {argv[0]} --help" in ran.err
    english = ("argument", "expected", "required", "invalid", "allowed", "unrecognized")
    assert not any(word in ran.err for word in english)


def test_fault_of_the_compiler_is_a_short_message(budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_name: str) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("budgetlang.cli.main.load", fail)
    ran = budgetc("check", project)
    assert ran.code == 3
    assert "ZeroDivisionError: boom" in ran.err
    assert "Traceback" not in ran.err
    with pytest.raises(ZeroDivisionError):
        budgetc("check", project, "--debug")
    monkeypatch.setenv("BUDGETC_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        budgetc("check", project)


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (PermissionError(13, "Permission denied", "x.budget"), 2)]
)
def test_interrupt_and_disk(
    budgetc: Run, project: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(_name: str) -> None:
        raise error

    monkeypatch.setattr("budgetlang.cli.main.load", fail)
    ran = budgetc("check", project)
    assert ran.code == code
    assert len(ran.err.splitlines()) == 1


def test_every_command_has_a_module() -> None:
    for name in COMMANDS:
        module = commands.load(name)
        assert callable(module.arguments)
        assert callable(module.run)


def test_check_imports_only_what_it_needs(project: Path) -> None:
    code = (
        "import sys; from budgetlang.cli.main import main; code = main(['check', sys.argv[1]]);"
        "print(code, *sorted(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code, str(project)], capture_output=True, check=True, text=True).stdout
    code_text, *modules = out.splitlines()[-1].split()
    assert code_text == "0"
    assert "budgetlang.check.run" in modules
    heavy = {
        "jinja2", "lark", "json", "html", "dataclasses", "tomllib", "shutil", "tempfile", "difflib",
        "budgetlang.document", "budgetlang.backends", "budgetlang.formatter", "budgetlang.diagnostics.render.text",
    }  # fmt: skip
    assert heavy.intersection(modules) == set()


def test_reader_of_the_output_goes_away() -> None:
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run([sys.executable, "-c", START, "explain", "--list"], stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_console_that_knows_only_gbk(project: Path) -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "gbk", "LANG": "zh_CN.GBK"}
    ran = in_process("check", project, env=environ)
    assert ran.returncode == 0
    assert ran.stdout.decode("gbk").startswith("√ 某县档案馆 2026：")


def test_console_that_knows_only_ascii(broken: Path) -> None:
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = in_process("check", broken, env=environ)
    assert ran.returncode == 1
    assert b"Traceback" not in ran.stderr
