"""The tables are those of the grammar, and reading a budget needs nothing else."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from lark import Lark

from budgetlang.syntax import _tables, generate


def test_tables_are_fresh() -> None:
    assert generate.TABLES.read_text(encoding="utf-8") == generate.module_text(
        generate.grammar_path().read_text(encoding="utf-8")
    )


def test_check_says_when_they_are_not(capsys, monkeypatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert generate.main(["--check"]) == 0
    stale = tmp_path / "_tables.py"
    monkeypatch.setattr(generate, "TABLES", stale)
    assert generate.main(["--check"]) == 1
    assert "budgetlang.syntax.generate" in capsys.readouterr().out
    assert generate.main([]) == 0
    assert generate.main(["--check"]) == 0


def test_grammar_is_strict() -> None:
    """No two terminals of one state can match the same text, and nothing is left to chance."""
    lark = generate.load(generate.grammar_path().read_text(encoding="utf-8"), strict=True)
    assert isinstance(lark, Lark)


def test_every_keyword_has_both_spellings_and_each_means_one_thing() -> None:
    spellings = [word for pairs in _tables.KEYWORDS.values() for pair in pairs for word in pair]
    assert len(spellings) == len(set(spellings))
    assert _tables.KEYWORDS["BUDGET"] == (("预算", "budget"),)
    assert _tables.KEYWORDS["SPAN"] == (("年度", "annual"), ("实施期", "whole"))
    for pairs in _tables.KEYWORDS.values():
        for zh, en in pairs:
            assert en.isascii()
            assert not zh.isascii()


def test_every_keyword_terminal_is_in_the_grammar() -> None:
    assert set(_tables.KEYWORDS) <= set(_tables.TERMINALS)


def test_reading_a_budget_loads_no_lark_and_no_classes_of_profiles(root: Path) -> None:
    script = (
        "import sys; from budgetlang.source.text import Source; from budgetlang.syntax.parser import parse\n"
        "parsed = parse(Source('a', '预算 2026\\n明细 支出 {\\n  列 功能科目 金额\\n  2010301 1.00 行政运行\\n}\\n'))\n"
        "assert len(parsed.file.statements) == 2\n"
        "unwanted = ('lark', 'budgetlang.syntax.ast.cube', 'budgetlang.syntax.ast.layout',\n"
        "            'budgetlang.syntax.recovery', 'json', 'dataclasses', 'difflib')\n"
        "print(*(name for name in unwanted if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_no_repeated_group_is_possessive() -> None:
    """Python before 3.11.5 (and Debian 12 has 3.11.2) takes too little for `(?:…)*+` where the group can step back."""
    for pattern in _tables.PATTERNS:
        assert not re.search(r"(?<!\\)\)[*+?]\+", pattern), pattern
