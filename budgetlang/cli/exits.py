"""Exit codes, and the exception for what the user can mend without touching a budget."""

from __future__ import annotations

OK = 0
FINDINGS = 1
"""errors in the source; with `--strict` also warnings; files that `fmt --check` would change"""
USAGE = 2
"""a wrong command line, a file that cannot be read or written"""
INTERNAL = 3
"""a fault of the compiler"""
INTERRUPTED = 130
PIPE_CLOSED = 141
"""the reader of the output went away, as in `budgetc … | head`"""


class UsageError(Exception):
    """A command that cannot be carried out: its reason in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
