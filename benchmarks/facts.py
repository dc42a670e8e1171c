"""Cold `budgetc check` of many fact lines: `python benchmarks/facts.py [MOST]`.

Aims: 100,000 lines in a third of what beancount's `bean-check` takes for as many postings (compared in the same run
where it is installed: `pip install beancount`), in at most 300 MB; growth linear up to MOST lines (default 1,000,000).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from make import write, write_ledger
from measure import CHECK, PYTHON, Use, best

COMPARED = 100_000
ROUNDS = 3


def sizes(most: int) -> Iterator[int]:
    count = 1_000
    while count <= most:
        yield count
        count *= 10


def bean_check(folder: Path) -> Sequence[str] | None:
    """The command that checks a ledger with as many postings; None where beancount is not installed."""
    found = shutil.which("bean-check", path=str(Path(PYTHON).parent)) or shutil.which("bean-check")
    return (found, "--no-cache", str(write_ledger(folder, COMPARED))) if found else None


def report(used: dict[str, Use], counts: list[int]) -> None:
    for count in counts:
        use = used[str(count)]
        print(f"{count:>9,} lines: {use.cpu:6.2f} CPU-s, {use.cpu / count * 1e6:6.1f} µs a line, {use.memory:5.0f} MB")
    if "bean-check" in used and str(COMPARED) in used:
        ratio = used[str(COMPARED)].cpu / used["bean-check"].cpu
        print(f"{COMPARED:,} lines: {ratio:.2f} of bean-check's {used['bean-check'].cpu:.2f} CPU-s (aim: ≤ 0.33)")
    else:
        print("bean-check is not installed: nothing to compare with")


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    counts = list(sizes(most))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands: dict[str, Sequence[str]] = {
            str(count): (*CHECK, str(write(folder / str(count), count))) for count in counts
        }
        ledger = bean_check(folder)
        if ledger:
            commands["bean-check"] = ledger
        report(best(commands, ROUNDS), counts)


if __name__ == "__main__":
    main()
