"""Readers of published documents, by the suffix of the file. A reader turns bytes into blocks and knows no profile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from budgetlang.importer.published import Published
from budgetlang.importer.readers.html import read_html
from budgetlang.importer.readers.pdf import read_pdf
from budgetlang.importer.readers.textdump import read_text
from budgetlang.importer.readers.word import read_word
from budgetlang.importer.readers.workbook import read_workbook

Reader = Callable[[str, bytes], Published]
"""From the path that is shown and the contents. Raises UnreadableError."""

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".tsv": read_text,
    ".docx": read_word,
    ".htm": read_html,
    ".html": read_html,
    ".pdf": read_pdf,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
}


def reader_for(path: str) -> Reader | None:
    """The reader of a file, or None where there is none for its suffix."""
    return READERS.get(PurePath(path).suffix.lower())
