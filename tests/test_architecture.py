"""The rules of the house: who imports whom, how long things are, and that no profile leaks into Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "budgetlang"
GENERATED = {PACKAGE / "syntax" / "_tables.py"}
MODULES = sorted(set(PACKAGE.rglob("*.py")) - GENERATED)

LATE_IMPORTS = {
    ("model/profile.py", "budgetlang.prose.vocabulary"),
    ("pipeline.py", "budgetlang.resolve.layout"),
    ("workspace.py", "pathlib"),
    ("pipeline.py", "budgetlang.review.run"),
    ("pipeline.py", "budgetlang.resolve.years"),
    ("pipeline.py", "budgetlang.years.prior"),
    ("pipeline.py", "budgetlang.years.recast"),
    ("workspace.py", "tempfile"),
    ("workspace.py", "budgetlang.revisions"),
    ("pipeline.py", "budgetlang.review.subject"),
    ("resolve/rows.py", "budgetlang.resolve.filerows"),
    ("pipeline.py", "budgetlang.resolve.profile"),
    ("pipeline.py", "budgetlang.document.assemble"),
    ("formatter/format.py", "difflib"),
    ("check/run.py", "budgetlang.check.texts"),
    ("check/run.py", "budgetlang.check"),
    ("resolve/budget.py", "budgetlang.model.units"),
    ("pipeline.py", "budgetlang.model.units"),
    ("pipeline.py", "budgetlang.check.units"),
    ("cli/check.py", "budgetlang.cli.proofs"),
    ("cli/audit.py", "budgetlang.audit.report"),
    ("check/joint.py", "budgetlang.check.contradictions"),
    ("check/joint.py", "budgetlang.proof.explanation"),
}
"""What may be imported inside a function, because a plain `check` or `fmt` does not need it."""

PLACES = ("长治", "山西", "晋", "北京", "太原", "changzhi", "shanxi")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def shown(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def test_imports_go_down_the_layers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = lint_imports(no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_files_are_short() -> None:
    long = {shown(path): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) >= 600}
    assert long == {}


def test_functions_are_short() -> None:
    lengths = {f"{shown(path)}:{node.name}": length(node) for path in MODULES for node in functions(path)}
    long = {name: lines for name, lines in lengths.items() if lines >= 40}
    assert len(long) <= 0.05 * len(lengths), long
    assert {name: lines for name, lines in long.items() if lines >= 80} == {}


def test_imports_stand_at_the_top() -> None:
    late = {
        (shown(path), module)
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        for module in _imported(node)
    }
    assert late - LATE_IMPORTS == set()


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [name.name for name in node.names] if isinstance(node, ast.Import) else []


def test_no_module_is_called_utils() -> None:
    assert [shown(path) for path in MODULES if re.search(r"util|helper|misc|common", path.stem)] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [shown(path) for path in MODULES if path.stat().st_size and not ast.get_docstring(tree(path))]
    assert silent == []


def test_source_names_no_machine() -> None:
    """No path of a developer's machine, and no host of a package registry."""
    machine = re.compile(r"(?<![\w.])/(?:work|root|home|tmp)/|pypi\.org|npmjs\.org|files\.pythonhosted")
    files = [*MODULES, *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "pyproject.toml", ROOT / "Makefile"]
    assert [path.name for path in files if machine.search(path.read_text("utf-8"))] == []


# ---- profiles are data --------------------------------------------------------------------------------------------


def profile_words() -> set[str]:
    """What only profiles may say: titles of tables, charts, parts and sections, names of lists, figures and members."""
    words: set[str] = set()
    for path in sorted((PACKAGE / "profiles").rglob("*.budget")):
        text = path.read_text(encoding="utf-8")
        words.update(re.findall(r"^(?:数据|名单|系列|输入|文栏) (\S+)", text, re.MULTILINE))
        words.update(re.findall(r"^\s+[0-9]+ ([^\s{]+)", text, re.MULTILINE))
        titles = re.findall(r'^\s*(?:表|图|部分|节|检查|注|文栏|表单)\s[^"\n]*"([^"\n]+)"', text, re.MULTILINE)
        frame = re.compile(r"\{[^}]*\}年?度?|^[一二三四五六七八九十]+、|（.*?）")
        words.update(frame.sub("", title).strip() for title in titles)
    return {word for word in words if len(word) >= 4}


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are not docs."""
    docs = {
        id(statement.value)
        for node in ast.walk(tree(path))
        if isinstance(body := getattr(node, "body", None), list)
        for statement in body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def test_profile_words_are_found() -> None:
    """The next test would pass if nothing were looked for."""
    assert {"预算收支总表", "收入总计", "支出大类", "一般公共服务支出", "因公出国", "机关运行经费增减变动原因说明"} <= {
        word.removesuffix("（境）费") for word in profile_words()
    } | profile_words()


def test_no_word_of_a_profile_stands_in_python() -> None:
    banned = profile_words() | set(PLACES)
    found = [
        f"{shown(path)}:{line} {word}"
        for path in MODULES
        for line, text in literals(path)
        for word in sorted(banned)
        if word in text
    ]
    assert found == []
