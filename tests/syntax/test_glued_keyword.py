"""A keyword without a blank behind it: what it was glued to is kept when the hint is followed."""

from __future__ import annotations

import pytest

from budgetlang.source.text import Source
from budgetlang.syntax.parser import parse


@pytest.mark.parametrize(
    ("line", "mended"),
    [("预算2026", "预算 2026"), ("预算：2026", "预算 2026"), ("budgets 2026", "budget 2026")],
)
def test_the_edit_keeps_what_was_glued(line: str, mended: str) -> None:
    (finding,) = parse(Source("a.budget", line + "\n")).diagnostics
    (edit,) = finding.edits
    assert line[: edit.start] + edit.text + line[edit.end :] == mended
