"""Running `budgetc` inside the test process, on a small project."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import Ran, Run, publish

from budgetlang.cli.main import main


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chinese, no colours, 80 columns, whatever the machine says."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "BUDGETC_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def budgetc(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line: `budgetc("check", path)`."""

    def run(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def project(tmp_path: Path, budgetc: Run) -> Path:
    """A project as `budgetc new` makes it, without any finding."""
    folder = tmp_path / "project"
    assert budgetc("new", folder).code == 0
    return folder


@pytest.fixture
def broken(project: Path) -> Path:
    """The project with a published total in line 42 of `basic.budget` that is one 元 too high."""
    publish(project / "basic.budget", "115921.00")
    return project
