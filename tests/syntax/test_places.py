"""Every node knows where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Node, Value, Word
from budgetlang.syntax.ast.budget import Entries, Project, Row, TextBlock
from budgetlang.syntax.parser import parse


def nodes(value: Any) -> list[Node]:
    """A node and all nodes in it."""
    if isinstance(value, (list, tuple)):
        return [node for item in value for node in nodes(item)]
    if not isinstance(value, Node):
        return []
    inside = [node for field in attrs.fields(type(value)) for node in nodes(getattr(value, field.name))]
    return [value, *inside]


def test_words_stand_where_they_say(root: Path) -> None:
    paths = [*root.glob("examples/**/*.budget"), *root.glob("budgetlang/profiles/**/*.budget")]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for node in nodes(parse(Source(path.name, text)).file):
            said = text[node.start : node.end]
            if isinstance(node, Word):
                assert said in (node.text, f'"{node.text}"')
            elif isinstance(node, Row):
                assert said.startswith("=") == node.claim
                assert said.removeprefix("=").lstrip() == node.text
            elif isinstance(node, Value) and not node.fenced:
                assert said == node.text


def test_nodes_hold_the_nodes_in_them(root: Path) -> None:
    text = (root / "budgetlang/profiles/cn/shanxi-2026/layout.budget").read_text(encoding="utf-8")
    for node in nodes(parse(Source("layout.budget", text)).file):
        for inside in nodes(node):
            assert node.start <= inside.start <= inside.end <= node.end


TEXT = '''\
# 说明
明细 支出 {  # 全部
  2010301  1.00  行政运行  # 一行
  = 201  1.00  甲
}

项目 P11 办公家具购置 {
  概况 = """
    一
      二

    三
  """
}
'''


def test_places_of_statements() -> None:
    entries, project = parse(Source("a", TEXT)).file.statements
    assert isinstance(entries, Entries)
    assert isinstance(project, Project)
    assert TEXT[entries.start : entries.end] == TEXT[TEXT.index("明细") : TEXT.index("}") + 1]
    assert [TEXT[row.start : row.end] for row in entries.items] == ["2010301  1.00  行政运行", "= 201  1.00  甲"]
    assert TEXT[project.start : project.end] == TEXT[TEXT.index("项目") : TEXT.rindex("}") + 1]


def test_fenced_text_loses_the_indentation_of_all_its_lines() -> None:
    project = parse(Source("a", TEXT)).file.statements[1]
    assert isinstance(project, Project)
    (setting,) = project.items
    value = setting.value  # type: ignore[union-attr]
    assert value == Value("一\n  二\n\n三", True)
    assert (TEXT[value.start], TEXT[value.end - 1]) == ("一", "三")


def test_a_fence_around_nothing() -> None:
    (block,) = parse(Source("a", '文本 甲 = """\n"""\n')).file.statements
    assert isinstance(block, TextBlock)
    assert block.value == Value("", True)
    assert block.value.start <= block.value.end


def test_full_width_indentation_of_prose_is_kept() -> None:
    (block,) = parse(Source("a", '文本 甲 = """\n　　乙\n　　丙\n"""\n')).file.statements
    assert isinstance(block, TextBlock)
    assert block.value.text == "　　乙\n　　丙"
