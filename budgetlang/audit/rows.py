"""Rows that a table lacks though other tables of the document have money there."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import money
from budgetlang.cube.cube import Cube
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.document.rows import PanelRows
from budgetlang.importer.run import Result
from budgetlang.importer.tables.read import ReadTable

Key = frozenset[tuple[int, str]]


def missing_rows(result: Result) -> Iterator[Diagnostic]:
    """B803: a row that the table of the profile would have, with its amount."""
    checked, made = result.compilation.checked, result.imported
    if checked is None:
        return
    for table in made.tables.found.values():
        for number, panel in enumerate(table.spec.panels):
            for key, name, amount in _expected(checked.cube, result, table, number):
                if amount and key not in table.keys[number]:
                    piece = table.place.pieces[0]
                    label = Label(made.published.source, piece.start, piece.start + len(piece.text))
                    args = {"name": name, "title": table.title, "amount": money(checked.budget, amount)}
                    yield Diagnostic("B803", (label,), args)
            assert panel is table.spec.panels[number]


def _expected(cube: Cube, result: Result, table: ReadTable, number: int) -> Iterator[tuple[Key, str, int]]:
    """The rows of a panel for members, with the amount of the first column that has one."""
    layout = result.compilation.layout
    spec = next(each for each in layout.tables if each.code == table.spec.code)
    for segment in PanelRows(cube, spec.panels[number]).segments():
        for row in segment:
            if row.bound:
                amounts = [cube.amount(cell) for cell in row.cells if cell]
                dimension, member, name = row.bound[-1]
                shown = f"{member.code} {name}" if cube.budget.profile.dimensions[dimension].kind == "catalog" else name
                key = {d: m.code for d, m, _ in row.bound}  # of one dimension the innermost
                yield frozenset(key.items()), shown, next((a for a in amounts if a), 0)
