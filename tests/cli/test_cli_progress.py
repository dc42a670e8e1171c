"""The progress line: only on a terminal, only for long work, and gone at the end."""

from __future__ import annotations

import io
import time

import pytest

from budgetlang.cli import progress
from budgetlang.cli.progress import Progress
from budgetlang.cli.terminal import Terminal


class Screen(io.StringIO):
    """A terminal that remembers what was drawn."""

    def __init__(self, tty: bool) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty


def drawn(tty: bool, patience: float, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    terminal, screen = Terminal("zh"), Screen(tty)
    terminal.err = screen
    with Progress(terminal, steps=2) as shown:
        shown.step("正在检查")
        limit = time.monotonic() + 5
        while tty and not patience and not screen.getvalue() and time.monotonic() < limit:
            time.sleep(0.005)
        shown.step("正在生成 html")
    return screen.getvalue()


def test_long_work_is_shown_and_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    erase = "\r\x1b[2K"
    assert drawn(True, 0, monkeypatch) == f"{erase}正在检查 … 1/2{erase}正在生成 html … 2/2{erase}"


@pytest.mark.parametrize(("tty", "patience"), [(True, 60), (False, 0)])
def test_short_work_and_other_streams_stay_clean(tty: bool, patience: float, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(tty, patience, monkeypatch) == ""
