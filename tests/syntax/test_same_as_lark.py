"""The parser reads what Lark reads, and makes the same tree of it."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from budgetlang.source.text import Source
from budgetlang.syntax import generate
from budgetlang.syntax.ast.base import File, Value, Word
from budgetlang.syntax.build import builder, fenced
from budgetlang.syntax.machine import Machine
from budgetlang.syntax.parser import parse
from budgetlang.syntax.unparse import unparse

from .recovery import CHUNKS, KINDS
from .trees import files


class Builder(Transformer[Token, Any]):
    """Lark's tree, turned into ours by the same builders."""

    def __default__(self, data: Any, children: list[Any], meta: Any) -> Any:
        return builder(str(data))(children, 0, 0)

    def __default_token__(self, token: Token) -> Word | Value:
        if token.type == "FENCE":
            return fenced(str(token), 0)
        return Word(token[1:-1] if token.type == "STRING" else str(token))


@cache
def lark() -> Lark:
    return generate.load(generate.grammar_path().read_text(encoding="utf-8"))


def by_lark(text: str) -> File | None:
    """The tree by way of Lark, or None if it does not accept the text."""
    try:
        tree = lark().parse(text)
    except UnexpectedInput:
        return None
    return Builder().transform(tree)  # type: ignore[no-any-return]


def by_machine(text: str) -> File | None:
    machine = Machine()
    return None if machine.feed(text, 0, len(text)) else machine.finish()


@settings(max_examples=150, deadline=None)
@given(files)
def test_generated_files(file: File) -> None:
    text = unparse(file)
    assert by_lark(text) == file == by_machine(text)


def test_files_of_the_project(root: Path) -> None:
    found = sorted([*root.glob("examples/**/*.budget"), *root.glob("budgetlang/profiles/**/*.budget")])
    assert found
    for path in found:
        text = path.read_text(encoding="utf-8")
        parsed = parse(Source(path.name, text))
        assert parsed.diagnostics == []
        assert parsed.file == by_lark(text)


@pytest.mark.parametrize("seed", range(8))
def test_spoilt_files_are_refused_by_both_or_by_none(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(60):
        lines = rng.choice(CHUNKS).rstrip("\n").split("\n")
        at = rng.randrange(len(lines))
        if lines[at].strip():
            lines[at] = rng.choice(KINDS)(rng, lines[at])
        text = "\n".join(lines) + "\n"
        assert by_machine(text) == by_lark(text), text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "  # 说明\n\n",
        "预算 2026  # 说明\n  \n# 说明\n\n部门 002 甲#乙 # 说明\n",
        "明细 a {\n  1 x\n\n  # 说明\n  2 y  # 说明\n  * z \t\n  P11 x 一\n  30101\t1  # x\n\n}\n",
        "明细 a {\n  = P11 x 一\n}\n明细 b {\n}\n",
        "名单 a b {\n  1 预算 {\n  }\n  2 甲 { 乙 {\n    3 丙\n  }\n}\n",
        "预算目录 2026\n",
        '表 03 "a" {\n 量 a + b by c\n 其中 量 = 1 量 , b != 2\n}\n',
    ],
)
def test_odd_texts(text: str) -> None:
    assert by_machine(text) == by_lark(text)
