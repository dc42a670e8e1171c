"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Ran(NamedTuple):
    """What a command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def replace(path: Path, old: str, new: str) -> None:
    """Change a file, which must hold `old`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def publish(path: Path, amount: str) -> None:
    """Add a published total for 住房公积金; its lines add up to 115920.00 元."""
    with path.open("a", encoding="utf-8") as file:
        file.write(
            f"\n明细 支出 {{\n  资金 = 一般公共预算\n  列  功能科目  金额\n  = 2210201  {amount}  住房公积金\n}}\n"
        )
