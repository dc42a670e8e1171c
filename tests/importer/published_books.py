"""A built book as a published document without any file format: its blocks with their spans."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.backends.walk import blocks
from budgetlang.document.nodes import Cell, Document, Form, Paragraph, Section, Table
from budgetlang.importer import published as out
from budgetlang.pipeline import Compilation
from budgetlang.source.text import Source
from budgetlang.workspace import Workspace

Rows = list[list[str]]


class _Writer:
    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[out.Block] = []

    def passage(self, text: str, end: str) -> out.Passage:
        piece = out.Piece(text, len(self.text))
        self.text += text + end
        return out.Passage((piece,) if text else ())

    def paragraph(self, text: str) -> None:
        if text:
            self.blocks.append(out.Paragraph(self.passage(text, "\n")))

    def grid(self, rows: list[list[Cell]]) -> None:
        made = [
            tuple(out.Cell(self.passage(cell.text, "\t"), cell.rowspan, cell.colspan) for cell in row) for row in rows
        ]
        self.blocks.append(out.Grid(tuple(made)))

    def section(self, section: Section) -> None:
        self.paragraph(section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                self.paragraph(block.text)
            elif isinstance(block, Table):
                for line in (block.label, block.title, f"{block.left} {block.right}"):
                    self.paragraph(line)
                self.grid([*block.header, *block.rows])
            elif isinstance(block, Form):
                self.paragraph(block.title)
                self.grid(block.rows)
        for inner in section.sections:
            self.section(inner)


def published(document: Document) -> out.Published:
    """The document of a book."""
    writer = _Writer()
    writer.paragraph(document.title)
    for section in document.sections:
        writer.section(section)
    return out.Published(Source("book", writer.text), tuple(writer.blocks))


def compiled(text: str) -> Compilation:
    """The compilation of one file."""
    return Compilation(Workspace("/a", {"/a/main.budget": text.encode()}), "/a/main.budget")


def tables(document: Document) -> dict[str, Rows]:
    """The rows of all tables by code."""
    return {t.code: [[cell.text for cell in row] for row in t.rows] for t in blocks(document) if isinstance(t, Table)}


def forms(document: Document) -> dict[str, Rows]:
    """The rows of all forms by project."""
    return {f.name: [[cell.text for cell in row] for row in f.rows] for f in blocks(document) if isinstance(f, Form)}


def spoken(document: Document) -> Iterator[str]:
    """The paragraphs of the narrative."""
    return (block.text for block in blocks(document) if isinstance(block, Paragraph))
