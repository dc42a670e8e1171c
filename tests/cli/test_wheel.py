"""The wheel: everything that the command needs is in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="building a wheel takes hatchling")


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """The command of the wheel, not that of the checkout."""
    start = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); from budgetlang.cli.main import main, __file__ as here;"
        f"assert here.startswith({str(installed)!r}); sys.exit(main(sys.argv[1:]))"
    )
    environ = {**os.environ, "LANG": "zh_CN.UTF-8", "PYTHONPATH": ""}
    return subprocess.run(
        [sys.executable, "-c", start, *argv], cwd=folder, env=environ, capture_output=True, text=True, encoding="utf-8"
    )


def test_wheel_has_the_data(installed: Path) -> None:
    package = installed / "budgetlang"
    names = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert {
        "syntax/budget.lark",
        "diagnostics/pages/zh/B401.md",
        "diagnostics/pages/en/B401.md",
        "profiles/cn/shanxi-2026/profile.budget",
        "cli/template/cn/shanxi-2026/main.budget",
        "cli/template/cn/shanxi-2026/gitignore",
        "py.typed",
    } <= names


def test_wheel_works_from_new_to_book(installed: Path, tmp_path: Path) -> None:
    for argv in (("new", "p"), ("check", "p", "--strict"), ("build", "p"), ("fmt", "--check", "p")):
        ran = run(installed, tmp_path, *argv)
        assert ran.returncode == 0, (argv, ran.stdout, ran.stderr)
    assert (tmp_path / "p" / "out" / "index.html").is_file()
    assert "正确的写法" in run(installed, tmp_path, "explain", "B401").stdout
