"""`budgetc build --watch`: one build after every change, whatever an editor does to the files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from cli_runs import replace

from budgetlang.cli.watch import State, changes, state


def told(*looks: str, count: int = 9) -> list[list[str]]:
    """What is given for a row of looks; a look is a word whose letters are files, capitals of another content."""
    states: list[State] = [{letter.lower(): (ord(letter), 1) for letter in word} for word in looks]
    rest = iter(states[1:])

    class EndError(Exception):
        pass

    def look() -> State:
        try:
            return next(rest)
        except StopIteration:
            raise EndError from None

    found: list[list[str]] = []
    try:
        for changed in islice(changes(states[0], look, lambda: None), count):
            found.append(changed)  # noqa: PERF402 -- what was given before the end counts, too
    except EndError:
        pass
    return found


def test_changes() -> None:
    assert told("ab", "ab", "ab", "ab") == []
    assert told("ab", "aB", "aB", "aB") == [["b"]]
    assert told("ab", "a", "a", "abc", "abc") == [["b"], ["b", "c"]]


def test_a_change_is_told_when_the_files_are_quiet() -> None:
    assert told("ab", "Ab", "AB", "ABc", "ABc", "ABc") == [["a", "b", "c"]]


def test_what_is_as_before_is_no_change() -> None:
    assert told("ab", "aB", "ab", "ab", "ab") == []


def test_what_changed_since_the_first_state_counts() -> None:
    assert told("a", "A", "A") == [["a"]]


def test_files_that_count(tmp_path: Path) -> None:
    for name in ("main.budget", "profiles/x/narrative/01.j2", "out/copy.budget", ".git/x.budget", "note.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert state(tmp_path, tmp_path / "out").keys() == {"main.budget", "profiles/x/narrative/01.j2"}


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stderr is not None
    return iter(process.stderr.readline, "")


def test_watch(project: Path) -> None:
    # a shell that starts programs in the background makes them deaf to Ctrl-C
    listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{listen}; from budgetlang.cli.start import entry; entry()"
    command = [sys.executable, "-c", program, "build", str(project), "--watch", "--format", "csv"]
    environment = {**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment, cwd=project
    ) as process:
        said = lines(process)
        try:
            assert "waiting for changes" in next(said)
            facts = project / "out" / "facts.csv"
            before = facts.read_bytes()
            text = (project / "main.budget").read_text(encoding="utf-8")
            (project / "main.budget").write_text(text + "\n单位单位\n", encoding="utf-8")
            assert next(said) == "changed: main.budget\n"
            told = [next(said) for _ in range(4)]
            while "waiting" not in told[-1]:
                told.append(next(said))
            assert any("main.budget" in line for line in told)
            assert "nothing was written" in told[-2]
            assert facts.read_bytes() == before
            (project / "main.budget").write_text(text, encoding="utf-8")
            replace(project / "inputs.budget", "0辆  公务用车编制", "9辆  公务用车编制")
            assert "changed" in next(said)
            assert "waiting" in next(said)
        finally:
            process.send_signal(signal.SIGINT)
            deadline = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            process.kill()
    assert process.returncode == 0
