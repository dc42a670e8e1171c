"""Many books in one process: prints the CPU seconds of each book after the first, and of its parts.

`python benchmarks/further.py COUNT` copies the Changzhi example COUNT times under other names, so that no book is like
another, and makes each of them in four formats.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from budgetlang.backends import load
from budgetlang.cli.compile import from_project

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "changzhi-2026"
FORMATS = ("html", "docx", "xlsx", "pdf")


def other(folder: Path, number: int) -> Path:
    """The example as the budget of another town: the names in all its texts are different."""
    target = folder / f"book-{number}"
    shutil.copytree(EXAMPLE, target)
    for path in target.rglob("*.budget"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("长治", f"第{number}新"), encoding="utf-8")
    return target


def book(path: Path) -> dict[str, float]:
    """Make one book; the CPU seconds of compiling it and of each format."""
    used = {}
    start = time.process_time()
    document = from_project(path).document
    assert document is not None
    used["compile"] = time.process_time() - start
    for name in FORMATS:
        start = time.process_time()
        load(name)(document)
        used[name] = time.process_time() - start
    return used


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = [other(Path(folder), number) for number in range(int(sys.argv[1]))]
        used = [book(path) for path in books][1:]
    print(json.dumps({name: min(each[name] for each in used) for name in used[0]}))


if __name__ == "__main__":
    main()
