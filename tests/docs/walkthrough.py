"""A tutorial, done step by step: its files are written, its commands are run, what it shows is what they print.

- A block of `sh`: lines that begin with `budgetc` are run; `cd`, `mkdir`, `cp -r`, `mv` and `rm` are done; others are
  for the reader (git).
- A block `file PATH` of `budget` or `jinja` is the whole of that file from now on.
- A block of `text` is what the last block of `sh` printed; a line `…` leaves something out.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from fragments import Block

from budgetlang.cli.main import main

GAP = "…"


class Walkthrough:
    """Somebody who follows a tutorial in a folder of their own. The current folder changes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.printed = ""
        self.code = 0

    def step(self, block: Block) -> list[str]:
        """Do what a block says; the result is what is wrong."""
        if block.language == "sh":
            self.printed = "".join(self.command(line) for line in block.text.splitlines())
        elif block.language in ("budget", "jinja"):
            Path(block.words[1]).write_text(block.text, encoding="utf-8")
        elif block.language == "text":
            return missing(block.text, self.printed)
        return []

    def command(self, line: str) -> str:
        """Run one line; the result is what it prints."""
        words = shlex.split(line, comments=True)
        if not words or not self.inside(words[1:]):
            return ""
        if words[0] == "budgetc":
            out = io.StringIO()
            with redirect_stdout(out), redirect_stderr(out):
                self.code = main(words[1:])
            return out.getvalue()
        if words[0] == "cd":
            os.chdir(words[1])
        elif words[0] == "mkdir":
            Path(words[1]).mkdir()
        elif words[0] == "mv":
            shutil.move(words[1], words[2])
        elif words[0] == "rm":
            Path(words[1]).unlink()
        elif words[:2] == ["cp", "-r"]:
            shutil.copytree(words[2], words[3])
        return ""

    def inside(self, paths: list[str]) -> bool:
        """Whether everything that a command names lies in the folder."""
        return all(Path(path).resolve().is_relative_to(self.root.resolve()) for path in paths)


def missing(shown: str, printed: str) -> list[str]:
    """What is shown and was not printed in this order. Each stretch between gaps must stand in one piece."""
    wrong, place = [], 0
    for part in "\n".join(line.rstrip() for line in shown.splitlines()).split(GAP):
        text = part.strip("\n")
        found = printed.find(text, place)
        if found < 0:
            wrong.append(text)
        else:
            place = found + len(text)
    return wrong
