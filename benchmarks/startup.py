"""Cold `budgetc check` against a bare interpreter: `python benchmarks/startup.py`.

Aims: a file of 1 KB at most 8 times `python -c pass`, the Changzhi example at most 15 times.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from make import small
from measure import BARE, CHECK, best

ROUNDS = 15
AIMS = {"1 KB": 8, "examples/changzhi-2026": 15}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = small(Path(folder))
        example = Path(__file__).resolve().parent.parent / "examples" / "changzhi-2026"
        commands = {"bare": BARE, "1 KB": (*CHECK, str(path)), "examples/changzhi-2026": (*CHECK, str(example))}
        best(commands, 1)  # compiles what is not compiled yet
        used = best(commands, ROUNDS)
    for name, aim in AIMS.items():
        ratio = used[name].cpu / used["bare"].cpu
        print(f"check {name}: {ratio:.1f} × bare Python (aim: ≤ {aim}); {used[name].memory:.0f} MB")


if __name__ == "__main__":
    main()
