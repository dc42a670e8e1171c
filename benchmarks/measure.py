"""Measures whole processes by the CPU time and memory that they use. Ratios within one run are what counts:
the machines are shared, and the same command may take twice as long a minute later.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Hashable, Sequence
from functools import partial
from typing import TypeVar

from attrs import define

Name = TypeVar("Name", bound=Hashable)

PYTHON = os.path.realpath(sys.executable) if sys.prefix == sys.base_prefix else sys.executable
"""the interpreter itself: a version manager's shim in front of it would cost several starts of it"""
CHECK = (PYTHON, "-c", "from budgetlang.cli.start import entry; entry()", "check")
BARE = (PYTHON, "-c", "pass")


@define
class Use:
    """What a process used: CPU seconds of user and system, and the most memory at a time in MB."""

    cpu: float
    memory: float


def run(command: Sequence[str], cores: int | None = None) -> Use:
    """One run of a command, on so many cores at most (Linux; None: all there are); its output is dropped. Raises
    CalledProcessError for exit codes above 1.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        preexec_fn=partial(confined, cores) if cores else None,
    )
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise subprocess.CalledProcessError(code, command)
    return Use(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024))


def confined(cores: int) -> None:
    """Let this process, and those that it starts, use so many cores at most (Linux)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def best(commands: dict[Name, Sequence[str]], rounds: int, cores: int | None = None) -> dict[Name, Use]:
    """The least that each command used, over interleaved rounds, so that a busy spell hits all alike."""
    found: dict[Name, list[Use]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(run(command, cores))
    return {name: Use(min(u.cpu for u in uses), min(u.memory for u in uses)) for name, uses in found.items()}
