"""Published books in layouts that a profile does not have: what is built from their import is what was published."""

from __future__ import annotations

from pathlib import Path

import pytest
from published_books import published

from budgetlang.importer.readers import reader_for
from budgetlang.importer.run import Result, compiled, import_document, kept

BOOKS = sorted((Path(__file__).parents[1] / "audit" / "clean").iterdir())


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_what_is_built_is_what_was_read(path: Path) -> None:
    reader = reader_for(path.name)
    assert reader is not None
    result = kept(import_document(reader(path.name, path.read_bytes())))
    files = {name: draft.text for name, draft in result.imported.drafts.items()}
    document = compiled(files, result.imported.unknown).document
    assert document is not None
    again = import_document(published(document), result.imported.profile_name)
    assert amounts(again) == amounts(result)


def amounts(result: Result) -> dict[tuple[object, ...], tuple[int, int]]:
    """Every amount of every table with its rounding, by table and place."""
    return {
        (code, each.measure, each.view, *sorted((index, member.name) for index, member in each.place.items())): (
            each.fen,
            each.half,
        )
        for code, table in result.imported.tables.found.items()
        for each in table.statements
        if each.fen
    }
