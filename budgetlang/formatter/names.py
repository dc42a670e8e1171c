"""Official names for codes, from the catalogues that a profile names."""

from __future__ import annotations

from collections.abc import Iterable

from budgetlang.catalogs.catalog import edition, load
from budgetlang.catalogs.files import full_name
from budgetlang.formatter.rows import Names
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.ast.cube import Dimension


def catalog_names(profile_files: Iterable[File], year: int) -> Names:
    """The look-up for the dimensions of a profile with a catalogue, as it was in the year of the budget.

    A catalogue that does not exist is no fault here; `check` reports it.
    """
    catalogs = {
        statement.name.text: edition(statement.catalog.text, year) or full_name(statement.catalog.text)
        for file in profile_files
        for statement in file.statements
        if isinstance(statement, Dimension) and statement.catalog is not None
    }

    def official(dimension: str, code: str) -> str | None:
        catalog = catalogs.get(dimension)
        entry = load(catalog).get(code) if catalog else None
        return entry.name if entry else None

    return official
