"""Books of the examples with some lines changed, to see which numbers and words move together."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.document.nodes import Cell, Document, Form, Paragraph, Section, Table
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OFFICE = "district-office"
CHANGZHI = "changzhi-2026"

Edit = tuple[str, str, str]
"""file, pattern of words (any blanks between them), replacement of its last word"""


def edited(example: str, edits: tuple[Edit, ...]) -> dict[Path, bytes]:
    """Texts in place of the files: the last word of each pattern, which must occur once, is replaced."""
    texts: dict[Path, str] = {}
    for name, words, new in edits:
        path = EXAMPLES / example / name
        text = texts.get(path) or path.read_text(encoding="utf-8")
        *before, last = map(re.escape, words.split())
        pattern = re.compile(r"(?m)^(\s*" + "".join(rf"{word}\s+" for word in before) + f"){last}(?=\\s|$)")
        assert len(pattern.findall(text)) == 1, (name, words)
        texts[path] = pattern.sub(lambda match, new=new: match[1] + new, text)
    return {path: text.encode() for path, text in texts.items()}


@define
class Book:
    """The book of an example."""

    document: Document
    findings: list[Diagnostic]

    def sections(self) -> list[Section]:
        found: list[Section] = []

        def walk(sections: list[Section]) -> None:
            for section in sections:
                found.append(section)
                walk(section.sections)

        walk(self.document.sections)
        return found

    def table(self, code: str) -> Table:
        (found,) = [b for s in self.sections() for b in s.blocks if isinstance(b, Table) and b.code == code]
        return found

    def forms(self) -> dict[str, list[list[str]]]:
        """The forms of projects by the project's name, as rows of words."""
        forms = [block for section in self.sections() for block in section.blocks if isinstance(block, Form)]
        every = [[[cell.text for cell in row] for row in form.rows] for form in forms]
        return {row[row.index("项目名称") + 1]: rows for rows in every for row in rows if "项目名称" in row}

    def text(self, title: str) -> str:
        """The words of the section whose title begins so."""
        (found,) = [section for section in self.sections() if section.title.startswith(title)]
        return "\n".join(block.text for block in found.blocks if isinstance(block, Paragraph))

    def cells(self, code: str, column: str) -> dict[str, Cell]:
        """The cells of a column by the label that stands to their left; a label that comes again has a prime."""
        table = self.table(code)
        index = table.columns.index(column)
        near: list[int] = []
        for i, name in enumerate(table.columns[:index]):
            if name.split(" / ")[-1] in LABELS:
                near = [*near, i] if near and near[-1] == i - 1 else [i]
        found: dict[str, Cell] = {}
        for row in table.rows:
            label = next((row[i].text for i in near if row[i].text), row[0].text)
            while label in found:
                label += "'"
            found[label] = row[index]
        return found

    def fen(self, code: str, row: str, column: str) -> int:
        """The exact amount behind a cell; 0 where it is blank."""
        return self.cells(code, column)[row].fen or 0

    def column(self, code: str, column: str) -> dict[str, int]:
        return {label: cell.fen or 0 for label, cell in self.cells(code, column).items()}

    def shown(self, code: str, row: str, column: str) -> str:
        return self.cells(code, column)[row].text


LABELS = ("项目", "科目编码", "科目名称", "收入科目编码", "部门预算支出经济科目名称", "单位名称", "项目名称")


@cache
def book(example: str = OFFICE, *edits: Edit) -> Book:
    folder = EXAMPLES / example
    compilation = Compilation(Workspace(folder, edited(example, edits)), folder)
    document = compilation.document
    assert document is not None
    return Book(document, compilation.diagnostics)


@cache
def codes(example: str, *edits: Edit) -> tuple[str, ...]:
    """The codes that a change adds to the findings of an example."""
    folder = EXAMPLES / example
    found = [d.code for d in Compilation(Workspace(folder, edited(example, edits)), folder).diagnostics]
    for known in codes(example) if edits else ():
        found.remove(known)
    return tuple(found)
