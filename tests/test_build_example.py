"""From `.budget` source to published book: what `budgetc build` writes equals what was published."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from budgetlang.cli.main import main

FORMATS = "json,csv,markdown,html"


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book") / "out"
    assert main(["build", str(root / "examples" / "changzhi-2026"), "-o", str(folder), "--format", FORMATS]) == 0
    return folder


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("code", [f"{number:02d}" for number in range(1, 14)])
def test_written_table_equals_the_published_one(code: str, out: Path, shared: Path) -> None:
    header, *body = cells(out / "tables" / f"{code}.csv")
    assert body == cells(shared / "golden" / "changzhi-2026" / "tables" / f"{code}.csv")
    assert all(len(line) == len(header) for line in body)


def test_a_second_build_writes_the_same_bytes(out: Path, root: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert main(["build", str(root / "examples" / "changzhi-2026"), "-o", str(again), "--format", FORMATS]) == 0
    first = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert first == {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}


def test_no_tail_is_reported(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The sums that differ only by rounding (tails.tsv) are no findings; what is found are the forms' own faults."""
    assert main(["check", str(root / "examples" / "changzhi-2026"), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    entries = found["diagnostics"] if isinstance(found, dict) else found
    assert {entry["code"][:2] for entry in entries} == {"B6"}
    assert {entry["severity"] for entry in entries} == {"note"}
