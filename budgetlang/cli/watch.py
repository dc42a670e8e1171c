"""Watching the files of a project: what changed, as soon as nothing changes any more."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PAUSE = 0.3
"""seconds between two looks at the files"""

KINDS = (".budget", ".j2", ".toml", ".csv", ".tsv", ".xlsx", ".xlsm", ".parquet")
"""endings of the files that a book is made of"""

State = dict[str, tuple[int, int]]
"""time of the last change and size of every file, by its path from the top of the project"""


def state(root: Path, output: Path) -> State:
    """The files of a project as they are now, without the folder that a build writes and without hidden folders."""
    output = output.resolve()
    found: State = {}
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".") and Path(folder, name).resolve() != output]
        for name in names:
            if name.endswith(KINDS) and not name.startswith("."):
                path = Path(folder, name)
                try:
                    seen = path.stat()
                except OSError:  # gone since the folder was read
                    continue
                found[path.relative_to(root).as_posix()] = (seen.st_mtime_ns, seen.st_size)
    return found


def changes(
    before: State, look: Callable[[], State], wait: Callable[[], None] = lambda: time.sleep(PAUSE)
) -> Iterator[list[str]]:
    """The paths that changed, were added or went away since `before`, then since the last time, without an end.

    An editor that writes several files, or one file in several steps, is one change: nothing is given before two
    looks in a row are the same. What changes while the caller works is given next.
    """
    now = look()
    while True:
        wait()
        last, now = now, look()
        if now != last:
            continue
        changed = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
        before = now
        if changed:
            yield changed
