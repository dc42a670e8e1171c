"""What a `check` of one small file loads. Each module, class and pattern costs time at each start: they are counted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """\
import re, sys
compiled = []
original = re._compiler.compile
re._compiler.compile = lambda *args: compiled.append(sys._getframe(3).f_globals["__name__"]) or original(*args)
from budgetlang.cli.main import main
code = main(["check", *sys.argv[1:]])
classes = sum(1 for name, module in sys.modules.items() if name.startswith("budgetlang.")
    for each in vars(module).values()
    if isinstance(each, type) and each.__module__ == name and "__attrs_attrs__" in vars(each))
print()
print(code, classes, sum(name.startswith("budgetlang") for name in compiled), *sorted(sys.modules))
"""
CLEAN = """\
样式 a/b "甲" {
  金额单位 = 万元
}
维度 功能科目 目录 functional {
  级次 类 款 项
}
量 支出 {
  口径 功能 功能科目
}
"""
BUDGET = """\
预算 2026
部门 002 某某局
样式 {profile}
金额 万元 四舍五入
明细 支出 {{
  列  功能科目  金额
  2010301  1027.03  行政运行
}}
"""

NEVER = {
    "jinja2", "lark", "json", "html", "dataclasses", "tomllib", "shutil", "tempfile", "difflib", "subprocess",
    "importlib.metadata", "pathlib", "urllib.parse", "ipaddress", "locale", "logging", "decimal", "fractions", "random",
    "hashlib", "pickle", "csv", "zipfile", "unittest", "markupsafe",
    "budgetlang.document", "budgetlang.backends", "budgetlang.formatter", "budgetlang.syntax.recovery",
    "budgetlang.syntax.unparse", "budgetlang.syntax.generate", "budgetlang.syntax.ast.layout",
    "budgetlang.syntax.build_layout", "budgetlang.resolve.layout", "budgetlang.resolve.keep", "budgetlang.model.layout",
    "budgetlang.cli.build", "budgetlang.catalogs.search",
}  # fmt: skip
"""what neither a clean file nor one with findings needs"""
PROFILE_READERS = {"budgetlang.syntax.ast.cube", "budgetlang.syntax.build_cube", "budgetlang.resolve.profile"}

MOST_MODULES, MOST_CLASSES, MOST_PATTERNS = 90, 60, 24


class Loaded:
    """What the probe found after a check of one file."""

    def __init__(self, folder: Path, text: str) -> None:
        (folder / "main.budget").write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", PROBE, "main.budget"]
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        out = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", cwd=folder, env=environment)
        code, classes, patterns, *modules = out.stdout.splitlines()[-1].split()
        self.code, self.classes, self.patterns = int(code), int(classes), int(patterns)
        self.modules = set(modules)
        self.own = {module for module in modules if module.startswith("budgetlang")}


@pytest.fixture(scope="module")
def with_findings(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A budget of the built-in profile that lacks what the profile asks for."""
    return Loaded(tmp_path_factory.mktemp("findings"), BUDGET.format(profile="cn/shanxi-2026"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A budget without findings, of a profile of its own."""
    folder = tmp_path_factory.mktemp("clean")
    profile = folder / "profiles" / "a" / "b"
    profile.mkdir(parents=True)
    (profile / "profile.budget").write_text(CLEAN, encoding="utf-8")
    return Loaded(folder, BUDGET.format(profile="a/b"))


def test_the_probe_saw_a_check(with_findings: Loaded, clean: Loaded) -> None:
    assert (with_findings.code, clean.code) == (1, 0)
    for loaded in (with_findings, clean):
        assert {"argparse", "attrs", "budgetlang.check.run", "budgetlang.resolve.budget"} <= loaded.modules
    assert "budgetlang.diagnostics.render.text" in with_findings.modules
    assert clean.modules >= PROFILE_READERS


def test_nothing_heavy_is_loaded(with_findings: Loaded, clean: Loaded) -> None:
    assert with_findings.modules & NEVER == set()
    assert clean.modules & NEVER == set()


def test_a_built_in_profile_is_not_read_again(with_findings: Loaded) -> None:
    assert with_findings.modules & PROFILE_READERS == set()


def test_without_findings_nothing_that_shows_them_is_loaded(clean: Loaded) -> None:
    assert "budgetlang.diagnostics.render.text" not in clean.modules
    assert "budgetlang.diagnostics.words" not in clean.modules


def test_few_modules_classes_and_patterns(with_findings: Loaded) -> None:
    assert len(with_findings.own) <= MOST_MODULES
    assert with_findings.classes <= MOST_CLASSES
    assert 0 < with_findings.patterns <= MOST_PATTERNS, with_findings.patterns


def test_the_installed_command_ends_with_the_code_of_the_command_line(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from budgetlang.cli.start import entry; entry()"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for words, code, text in ((["--version"], 0, "budgetc "), (["check", "missing.budget"], 2, "missing.budget")):
        ran = subprocess.run(
            [*command, *words], capture_output=True, check=False, encoding="utf-8", cwd=tmp_path, env=environment
        )
        assert ran.returncode == code
        assert text in ran.stdout + ran.stderr
