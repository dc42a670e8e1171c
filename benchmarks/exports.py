"""Cold `budgetc check` of facts in a CSV file, beside as many typed lines: `python benchmarks/exports.py [MOST]`.

Aims: 100,000 rows in 2 CPU-s, 1,000,000 rows (the default for MOST) in 15 CPU-s and at most 1.5 GB.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from make import write, write_export
from measure import CHECK, Use, best

ROUNDS = 3
AIMS = {100_000: 2.0, 1_000_000: 15.0}
_MAKE = "import sys; from pathlib import Path; import make; make.{}(Path(sys.argv[1]), int(sys.argv[2]))"


def made(function: str, folder: Path, count: int) -> str:
    """The path of a main file, made in a process of its own: a forked process starts with its parent's memory."""
    subprocess.run(
        [sys.executable, "-c", _MAKE.format(function), str(folder), str(count)], check=True, cwd=Path(__file__).parent
    )
    return str(folder / "main.budget")


def report(used: dict[tuple[str, int], Use], counts: list[int]) -> None:
    for count in counts:
        file, typed = used["file", count], used["typed", count]
        ratio = f"{file.cpu / typed.cpu:.2f} of as many typed lines"
        aim = AIMS.get(count)
        print(
            f"{count:>9,} rows: {file.cpu:6.2f} CPU-s, {file.memory:5.0f} MB; {ratio}"
            + (f" (aim: ≤ {aim:.0f} CPU-s, 1,500 MB)" if aim else "")
        )


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    counts = [count for count in (10_000, *AIMS) if count <= most]
    with tempfile.TemporaryDirectory() as name:
        commands = {}
        for count in counts:
            commands["file", count] = (*CHECK, made(write_export.__name__, Path(name) / f"file{count}", count))
            commands["typed", count] = (*CHECK, made(write.__name__, Path(name) / f"typed{count}", count))
        report(best(commands, ROUNDS), counts)


if __name__ == "__main__":
    main()
