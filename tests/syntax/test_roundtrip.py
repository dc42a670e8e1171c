"""What is written from a tree reads back as the same tree."""

from __future__ import annotations

from hypothesis import given, settings

from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.parser import parse
from budgetlang.syntax.unparse import unparse

from .trees import files


def read(text: str) -> File:
    parsed = parse(Source("a.budget", text))
    assert parsed.diagnostics == []
    return parsed.file


@settings(max_examples=300, deadline=None)
@given(files)
def test_parse_of_unparse_is_the_same_tree(file: File) -> None:
    assert read(unparse(file)) == file


@settings(max_examples=100, deadline=None)
@given(files)
def test_english_keywords_say_the_same(file: File) -> None:
    assert unparse(read(unparse(file, "en"))) == unparse(file)


def test_canonical_layout() -> None:
    text = '''\
budget 2026
project P11  办公家具购置 {
单位=01
概况 = """
    一
      二
    """
}
表 03 "总表" { # 主要的表
列 {
name "项目"
}
}
'''
    canonical = '''\
预算 2026

项目 P11 办公家具购置 {
  单位 = 01
  概况 = """
  一
    二
  """
}

表 03 "总表" {
  列 {
    名称 "项目"
  }
}
'''
    assert unparse(read(text)) == canonical
