"""Rows that a table lacks though other tables of the document have money there."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import money
from budgetlang.cube.cube import Cube
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.document.rows import PanelRows, Row
from budgetlang.document.tables import words_of
from budgetlang.importer.run import Result
from budgetlang.importer.tables.read import ReadTable, RowKey, row_key


def missing_rows(result: Result) -> Iterator[Diagnostic]:
    """B803: a row that the table of the profile would have, with its amount."""
    checked, made = result.compilation.checked, result.imported
    if checked is None:
        return
    for table in made.tables.compared.values():
        for number, keys in enumerate(table.keys):
            for key, name, amount in _expected(checked.cube, result, table, number):
                if amount and key not in keys:
                    piece = table.place.pieces[0]
                    label = Label(made.published.source, piece.start, piece.start + len(piece.text))
                    args = {"name": name, "title": table.title, "amount": money(checked.budget, amount)}
                    yield Diagnostic("B803", (label,), args)


def _expected(cube: Cube, result: Result, table: ReadTable, number: int) -> Iterator[tuple[RowKey, str, int]]:
    """The rows of a panel, with the amount of the first column that has one."""
    spec = next(each for each in result.compilation.layout.tables if each.code == table.spec.code)
    for segment in PanelRows(cube, spec.panels[number]).segments():
        for row in segment:
            amounts = [cube.amount(cell) for cell in row.cells if cell]
            bound = {d: m.code for d, m, _ in row.bound}  # of one dimension the innermost
            yield row_key(bound, row.title), _name(cube, row), next((amount for amount in amounts if amount), 0)


def _name(cube: Cube, row: Row) -> str:
    if not row.bound:
        return words_of(cube.budget).fill(row.title)
    dimension, member, name = row.bound[-1]
    return f"{member.code} {name}" if cube.budget.profile.dimensions[dimension].kind == "catalog" else name
