"""Reading a DOCX file back: its parts as trees, its tables as grids of texts."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Parts:
    """The parts of a file, every XML part parsed."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as file:
            assert file.testzip() is None
            self.names = file.namelist()
            self.octets = {name: file.read(name) for name in self.names}
            self.dates = {info.date_time for info in file.infolist()}
        self.trees = {
            name: ElementTree.fromstring(octets)
            for name, octets in self.octets.items()
            if name.endswith((".xml", ".rels"))
        }

    @property
    def body(self) -> ElementTree.Element:
        found = self.trees["word/document.xml"].find(f"{W}body")
        assert found is not None
        return found


def text(element: ElementTree.Element) -> str:
    """The characters of a paragraph or cell, breaks and tabs as characters."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        (node.text or "") if node.tag == f"{W}t" else signs.get(node.tag, "")
        for paragraph in ([element] if element.tag == f"{W}p" else element.iter(f"{W}p"))
        for run in paragraph.iter(f"{W}r")
        for node in run
    )


def value(element: ElementTree.Element, path: str) -> str | None:
    """`w:val` of what a path of names without prefix leads to."""
    found = element.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def style(paragraph: ElementTree.Element) -> str | None:
    return value(paragraph, "pPr/pStyle")


def grid(table: ElementTree.Element) -> list[list[str]]:
    """The texts of a table, without what only continues a cell above; checks that every row fills the grid."""
    width = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    rows = []
    for row in table.findall(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        assert sum(int(value(cell, "tcPr/gridSpan") or 1) for cell in cells) == width
        rows.append([text(cell) for cell in cells if value(cell, "tcPr/vMerge") != "continue"])
    return rows


def headers(table: ElementTree.Element) -> int:
    """How many rows repeat."""
    return len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader"))
