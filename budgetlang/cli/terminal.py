"""The terminal that a command talks to: its language, its colours, its width.

What a command finds or makes goes to standard output; what it says about its work goes to standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

COLORS = ("auto", "always", "never")
LANGUAGES = ("zh", "en")
_NARROWEST, _WIDEST = 40, 120


def language(environ: Mapping[str, str]) -> str:
    """The language of the locale: Chinese where it is one or where nothing is set, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "zh" if environ[name].lower().startswith("zh") else "en"
    return "zh"


def colored(choice: str, environ: Mapping[str, str], stream: TextIO) -> bool:
    """Whether to use colours: the option, NO_COLOR, FORCE_COLOR or CLICOLOR_FORCE, then the terminal, in that order."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def columns(environ: Mapping[str, str], stream: TextIO) -> int:
    """The width of a terminal: COLUMNS, else what the terminal says, else 80."""
    given = environ.get("COLUMNS", "")
    width = int(given) if given.isascii() and given.isdigit() else 0
    if not width:
        try:
            width = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            width = 80
    return max(_NARROWEST, min(width or 80, _WIDEST))


class Terminal:
    """Standard output and error with a language. A console that lacks a character gets `?` for it, never an error."""

    def __init__(self, lang: str, color: str = "auto") -> None:
        self.lang = lang
        self.out, self.err = sys.stdout, sys.stderr
        for stream in (self.out, self.err):
            _lenient(stream)
        self.color = colored(color, os.environ, self.out)
        self.error_color = colored(color, os.environ, self.err)

    @property
    def width(self) -> int:
        return columns(os.environ, self.out)

    def say(self, zh: str, en: str) -> str:
        """The one of two texts that is in the language of the user."""
        return zh if self.lang == "zh" else en

    def print(self, text: str = "") -> None:
        """A line to standard output."""
        self.out.write(text + "\n")

    def note(self, text: str) -> None:
        """A line to standard error, after everything that was printed."""
        self.out.flush()
        self.err.write(text + "\n")

    def paint(self, style: str, text: str) -> str:
        """`text` in an ANSI style such as `1;31`, if standard output shows colours."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.color else text

    def data(self, text: str) -> None:
        """Output for programs: always UTF-8, as it is."""
        if hasattr(self.out, "reconfigure"):
            self.out.reconfigure(encoding="utf-8", newline="\n")
        self.out.write(text)


def _lenient(stream: TextIO) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
