"""A line on the terminal that says what is being done, for work that takes more than a second."""

from __future__ import annotations

from threading import Lock, Timer
from types import TracebackType

from budgetlang.cli.terminal import Terminal, columns
from budgetlang.diagnostics.render.wrap import take

_PATIENCE = 1.0
"""seconds until the line appears"""


class Progress:
    """A context in which `step` names the work. Nothing is shown where standard error is no terminal."""

    def __init__(self, terminal: Terminal, steps: int) -> None:
        self._err = terminal.err
        self._steps = steps
        self._done = 0
        self._text = ""
        self._shown = False
        self._lock = Lock()
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        if self._err.isatty():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            if self._shown:
                self._shown = False
                self._err.write("\r\x1b[2K")
                self._err.flush()
            self._steps = 0

    def step(self, text: str) -> None:
        """Begin the next step."""
        with self._lock:
            self._done += 1
            self._text = f"{text} … {self._done}/{self._steps}"
            if self._shown:
                self._draw()

    def _show(self) -> None:
        with self._lock:
            if self._steps:  # not over yet
                self._shown = True
                if self._text:
                    self._draw()

    def _draw(self) -> None:
        line = take(self._text, columns({}, self._err) - 1)
        self._err.write(f"\r\x1b[2K{line}")
        self._err.flush()
