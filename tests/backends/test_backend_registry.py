"""What all back ends have in common: loading, paths, determinism, start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from book_samples import forms, hostile, small

from budgetlang.backends import BACKENDS, load

HASHES = """
import sys
sys.path.insert(0, sys.argv[1])
from hashlib import sha256
from book_samples import hostile, small
from budgetlang.backends import BACKENDS, load
for name in BACKENDS:
    for document in (small(), hostile()):
        for path, data in load(name)(document).items():
            print(name, ascii(path), sha256(data).hexdigest())
"""


def run_python(root: Path, code: str, *args: str, **environment: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(root), **environment}
    return subprocess.run(
        [sys.executable, "-c", code, *args], env=env, capture_output=True, text=True, check=True
    ).stdout


def skip_without_extra(name: str) -> None:
    """PDF is made by packages that not everybody installs."""
    if name == "pdf":
        for package in ("typst", "pylopdf_fonts_zh_cn"):
            pytest.importorskip(package, reason=f"{package} is not installed (extra pdf)")


@pytest.mark.parametrize("name", BACKENDS)
def test_renders_anything_to_files_below_the_target(name: str) -> None:
    skip_without_extra(name)
    for document in (small(), hostile(), forms(200)):
        files = load(name)(document)
        assert files
        for path in files:
            parts = PurePosixPath(path).parts
            assert ".." not in parts and not path.startswith("/") and "\\" not in path
            assert all(len(part.encode()) < 255 for part in parts)


def test_same_bytes_whatever_the_hash_seed(root: Path) -> None:
    skip_without_extra("pdf")
    here = str(root / "tests" / "backends")
    first, second = (run_python(root, HASHES, here, PYTHONHASHSEED=seed) for seed in ("0", "12345"))
    assert first == second
    assert first.count("index.html") == 2 and len(first.splitlines()) >= 10


@pytest.mark.parametrize("name", BACKENDS)
def test_same_bytes_twice_and_document_untouched(name: str) -> None:
    skip_without_extra(name)
    document = small()
    assert load(name)(document) == load(name)(document)
    assert document == small()


def test_the_table_of_formats_costs_nothing(root: Path) -> None:
    code = (
        "import sys, budgetlang.backends; print(*(m for m in ('attrs', 'jinja2', 'json', 'csv') if m in sys.modules))"
    )
    assert run_python(root, code).strip() == ""


def test_unknown_format() -> None:
    with pytest.raises(KeyError):
        load("papyrus")
