"""The rules of the house: who imports whom, how long things are, and that no profile leaks into Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from budgetlang.resolve.profile import KINDS
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Node, Value, Word
from budgetlang.syntax.ast.budget import Setting
from budgetlang.syntax.parser import parse

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
    ("workspace.py", "budgetlang.resolve"),
    ("workspace.py", "tempfile"),
    ("workspace.py", "budgetlang.revisions"),
    ("pipeline.py", "budgetlang.review.subject"),
    ("resolve/rows.py", "budgetlang.resolve.filerows"),
    ("pipeline.py", "budgetlang.resolve.profile"),
    ("pipeline.py", "budgetlang.document.assemble"),
    ("formatter/format.py", "difflib"),
    ("check/run.py", "budgetlang.check.texts"),
    ("check/run.py", "budgetlang.check"),
    ("check/run.py", "budgetlang.check.accepted"),
    ("resolve/budget.py", "budgetlang.model.units"),
    ("pipeline.py", "budgetlang.model.units"),
    ("pipeline.py", "budgetlang.check.units"),
    ("pipeline.py", "budgetlang.check.certain"),
    ("cli/check.py", "budgetlang.cli.proofs"),
    ("cli/audit.py", "budgetlang.audit.report"),
    ("resolve/amounts.py", "budgetlang.sheets.cells"),
    ("resolve/codes.py", "budgetlang.sheets.cells"),
    ("check/joint.py", "budgetlang.check.contradictions"),
    ("check/joint.py", "budgetlang.proof.explanation"),
}
"""What may be imported inside a function, because a plain `check` or `fmt` does not need it."""

PROFILES, EXAMPLES = PACKAGE / "profiles", ROOT / "examples"


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


WORD = re.compile(r"[\u4e00-\u9fff]{4,}|[A-Za-z]+(?:,? [A-Za-z]+)+|[A-Z][a-z]+[A-Z]\w+")
"""what is long enough to be of one profile: four Chinese signs, several English words, a name put together"""
FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[^{}]*\}年?度?", re.DOTALL)
"""what is filled in, in templates and titles"""
PLACE = re.compile(r"([\u4e00-\u9fff]{2,3}?)[省市区县]")
DOMAIN = {"四舍五入", "绩效目标", "绩效目标表", "成本指标", "项目资金", "预算公开"}
"""words of the rules on budgets that help and messages may use, too"""


def nodes(path: Path) -> Iterator[Node]:
    """All nodes of a source file."""
    found: list[Node] = list(parse(Source(path.name, path.read_text(encoding="utf-8"))).file.statements)
    while found:
        node = found.pop()
        yield node
        for name in node._said():
            value = getattr(node, name)
            found += [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, Node)]


@cache
def profile_texts() -> tuple[frozenset[str], frozenset[str]]:
    """What profiles say: names, titles, members, sentences of templates; and the settings that they say it with."""
    said, settings = set(), set(KINDS)
    for path in sorted(PROFILES.rglob("*.budget")):
        for node in nodes(path):
            if isinstance(node, Word | Value):
                said.add(node.text)
            elif isinstance(node, Setting):
                settings.add(node.name.text)
    said.update(path.read_text(encoding="utf-8") for path in PROFILES.rglob("*.j2"))
    return frozenset(said), frozenset(settings)


def profile_words() -> set[str]:
    """What only profiles may say, in words."""
    said, settings = profile_texts()
    words = {word for text in said for word in WORD.findall(FILLED.sub("\n", text))}
    return words - settings - DOMAIN


def profile_codes() -> set[str]:
    """The codes that profiles list or map."""
    return {text for text in profile_texts()[0] if re.fullmatch("(?!20[0-9]{2}$)[0-9]{3,}", text)}


def places() -> set[str]:
    """The places after which profiles and examples are named, in Chinese and in their folders."""
    titles = [text for text in profile_texts()[0] if text.endswith("样式")]
    titles += re.findall(r"^部门 \S+ (.+)$", "\n".join(p.read_text("utf-8") for p in EXAMPLES.rglob("*.budget")), re.M)
    folders = [path.name.partition("-")[0] for root in (PROFILES / "cn", EXAMPLES) for path in root.iterdir()]
    return {place for title in titles for place in PLACE.findall(title)} | set(folders)


def says(text: str, word: str) -> bool:
    """Whether a text holds a word, or a code, as a whole."""
    return bool(re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", text)) if word.isascii() else word in text


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
    words = profile_words()
    assert {"预算收支总表", "收入总计", "支出大类", "一般公共服务支出", "部门财务收支预算总表", "政府经济科目"} <= words
    assert {"Compensation of employees", "TotalExpenditure", "Running costs are"} <= words
    assert {"30217", "702"} <= profile_codes()
    assert {"山西", "上海", "长治", "shanxi", "shanghai", "northmoor"} <= places()
    assert says("表 702", "702") and not says("B702", "702") and not says("7021", "702")


def test_no_word_of_a_profile_stands_in_python() -> None:
    banned = sorted(profile_words() | profile_codes() | places())
    found = [
        f"{shown(path)}:{line} {word}"
        for path in MODULES
        for line, text in literals(path)
        for word in banned
        if says(text, word)
    ]
    assert found == []
