"""Making the book of the Changzhi example in its formats: `python benchmarks/books.py`.

Aims (CPU seconds of one core): all formats cold at most 3, the PDF alone at most 1, each further book of one process
at most 1; the tables at least 5 times faster than python-docx, openpyxl and LibreOffice. Machines differ: what a bare
interpreter uses in the same run is printed beside them. On several cores the threads of Typst wait for each other with
open eyes, so the same work uses more: both are printed.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from measure import BARE, PYTHON, best, confined

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "changzhi-2026"
ROUNDS = 7
BOOKS = 5


def build(folder: Path, formats: str) -> Sequence[str]:
    start = "from budgetlang.cli.start import entry; entry()"
    return (PYTHON, "-c", start, "build", str(EXAMPLE), "-o", str(folder / formats), "--format", formats)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _cold(folder)
        _further()
        _side_by_side(folder)


def _cold(folder: Path) -> None:
    commands = {"bare": BARE}
    commands |= {
        name: build(folder, name) for name in ("html,docx,xlsx,pdf", "pdf", "docx", "xlsx", "html", "docx,xlsx")
    }
    best(commands, 1)
    used = best(commands, ROUNDS)
    single = best({name: commands[name] for name in ("html,docx,xlsx,pdf", "pdf")}, ROUNDS, cores=1)
    bare = used.pop("bare").cpu
    print(f"bare Python: {bare:.3f} s")
    for name, use in used.items():
        aim = {"html,docx,xlsx,pdf": " (aim: ≤ 3)", "pdf": " (aim: ≤ 1)"}.get(name, "")
        confined = f", confined to one core {single[name].cpu:.2f} s" if name in single else ""
        print(f"cold {name}: {use.cpu:.2f} s{confined}{aim}, {use.cpu / bare:.0f} × bare Python; {use.memory:.0f} MB")


def _further() -> None:
    command = (PYTHON, str(HERE / "further.py"), str(BOOKS))
    for where, cores in (("", None), (", confined to one core", 1)):
        limit = partial(confined, cores) if cores else None
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, preexec_fn=limit)
        used: dict[str, float] = json.loads(done.stdout)
        parts = ", ".join(f"{name} {seconds:.2f}" for name, seconds in used.items())
        print(f"each further book{where}: {sum(used.values()):.2f} s (aim: ≤ 1): {parts}")


def _side_by_side(folder: Path) -> None:
    if not all(importlib.util.find_spec(name) for name in ("docx", "openpyxl")) or not shutil.which("soffice"):
        print("side by side: python-docx, openpyxl or LibreOffice (soffice) is not installed")
        return
    subprocess.run(build(folder, "json"), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (folder / "hand").mkdir()
    hand = (PYTHON, str(HERE / "by_hand.py"), str(folder / "json" / "book.json"), str(folder / "hand"))
    used = best({"ours": build(folder, "docx,xlsx,pdf"), "hand": hand}, 3)
    ratio = used["hand"].cpu / used["ours"].cpu
    print(f"python-docx + openpyxl + LibreOffice: {used['hand'].cpu:.1f} s, {ratio:.1f} × ours (aim: ≥ 5)")


if __name__ == "__main__":
    main()
