"""What the rules about columns of files make; see `build`."""

from __future__ import annotations

from budgetlang.syntax.ast import mapping
from budgetlang.syntax.build import Build

BUILDERS: dict[str, Build] = {
    "sheet": lambda a, s, e: mapping.Sheet(a[1], start=s, end=e),
    "heading": lambda a, s, e: mapping.Heading(a[1], a[2], start=s, end=e),
    "skip": lambda a, s, e: mapping.Skip(a[1:], True, start=s, end=e),
    "skip_where": lambda a, s, e: mapping.Skip(a[1:], False, start=s, end=e),
    "subtotals": lambda _, s, e: mapping.Subtotals(start=s, end=e),
    "file_columns": lambda a, s, e: mapping.FileColumns(a[1:], start=s, end=e),
    "file_column": lambda a, s, e: mapping.FileColumn(a[0], a[1], a[2], start=s, end=e),
}
