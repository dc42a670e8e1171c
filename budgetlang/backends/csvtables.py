"""CSV: one file a table, and one file of the facts.

`tables/NN.csv` (NN is the table's code) holds the flattened header in its first line and the body below it, the
cells exactly as printed; a place that a spanning cell covers is an empty cell, so all lines have the same number of
cells. `facts.csv` has one line for each line of source that a number rests on.

UTF-8 without BOM, lines end with LF, a cell is quoted only where it must be. Text that begins with `=`, `+`, `-` or
`@` stays as it is: the files are data, to be compared cell by cell; who opens them in a spreadsheet imports the
columns as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetlang.backends.grid import texts
from budgetlang.backends.walk import Names, tables
from budgetlang.document.nodes import Document, Table


def render(document: Document) -> dict[str, bytes]:
    """`tables/NN.csv` for every table, and `facts.csv`."""
    names = Names()
    files = {f"tables/{names.claim(table.code)}.csv": encode(_lines(table)) for table in tables(document)}
    facts = ([fact.file, str(fact.line), fact.name, fact.amount] for fact in document.facts)
    files["facts.csv"] = encode([["file", "line", "name", "amount"], *facts])
    return files


def encode(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells as CSV."""
    return "".join(_line(cells) for cells in lines).encode()


def _lines(table: Table) -> list[list[str]]:
    body = texts(table.rows, len(table.columns))
    width = len(body[0]) if body else len(table.columns)
    return [table.columns + [""] * (width - len(table.columns)), *body]


def _line(cells: Sequence[str]) -> str:
    if len(cells) == 1 and not cells[0]:
        return '""\n'  # else the line would be blank, and readers skip blank lines
    return ",".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    # Written by hand: the csv module of Python 3.11 leaves a lone carriage return bare if lines end with LF.
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
