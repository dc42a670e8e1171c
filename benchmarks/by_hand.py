"""The tables and forms of a book the way a script makes them today: python-docx, openpyxl, LibreOffice for the PDF.

`python benchmarks/by_hand.py book.json FOLDER` reads what `budgetc build --format json` wrote, and writes book.docx,
book.xlsx and, where LibreOffice is installed, book.pdf. Only grids with their merged cells, borders and titles: no
narrative, no contents, no charts, no formulas. It is here to be compared with.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
from openpyxl.styles import Alignment, Border, Side

Grid = tuple[str, list[list[dict[str, Any]]]]
Span = tuple[int, int, int, int]


def grids(book: dict[str, Any]) -> Iterator[Grid]:
    """The tables and forms of a book with their titles."""
    waiting = list(book["sections"])
    while waiting:
        section = waiting.pop(0)
        for block in section["blocks"]:
            if block["type"] in ("table", "form"):
                yield block["title"], [*block.get("header", []), *block["rows"]]
        waiting[:0] = section.get("children", section.get("sections", []))


def placed(rows: list[list[dict[str, Any]]]) -> list[tuple[Span, str]]:
    """Every cell with (row, column, last row, last column), from 0."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            down, right = number + cell.get("rowspan", 1), column + cell.get("colspan", 1)
            taken.update((r, c) for r in range(number, down) for c in range(column, right))
            found.append(((number, column, min(down, len(rows)) - 1, right - 1), cell["text"]))
            column = right
    return found


def word(tables: list[Grid], path: Path) -> None:
    document = docx.Document()
    for title, rows in tables:
        document.add_heading(title, 2)
        cells = placed(rows)
        if not cells:
            continue
        width = 1 + max(right for (_, _, _, right), _ in cells)
        table = document.add_table(len(rows), width, style="Table Grid")
        grid = [table.rows[number].cells for number in range(len(rows))]
        for (row, column, below, right), text in cells:
            cell = grid[row][column]
            if (row, column) != (below, right):
                cell = cell.merge(grid[below][right])
            cell.text = text
    document.save(str(path))


def sheets(tables: list[Grid], path: Path) -> None:
    workbook = openpyxl.Workbook()
    thin = Side(style="thin")
    border = Border(thin, thin, thin, thin)
    for number, (title, rows) in enumerate(tables):
        sheet = workbook.create_sheet(f"{number + 1}")
        sheet.cell(1, 1, title)
        for (row, column, below, right), text in placed(rows):
            cell = sheet.cell(row + 2, column + 1, text)
            cell.border = border
            cell.alignment = Alignment(wrap_text=True)
            if (row, column) != (below, right):
                sheet.merge_cells(start_row=row + 2, start_column=column + 1, end_row=below + 2, end_column=right + 1)
    workbook.save(path)


def main() -> None:
    book, folder = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
    tables = list(grids(book))
    word(tables, folder / "book.docx")
    sheets(tables, folder / "book.xlsx")
    if office := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
        convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "book.docx")]
        subprocess.run([office, profile, *convert], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(len(tables), "tables and forms")


if __name__ == "__main__":
    main()
