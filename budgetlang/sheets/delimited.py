"""CSV and its kin: cells between commas, semicolons, tabs or bars, in UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice

from budgetlang.sheets.table import Row
from budgetlang.source.decode import decode
from budgetlang.source.hygiene import Fault, inspect
from budgetlang.source.text import Source

_QUOTED = re.compile(r'"(?:[^"]|"")*+"?')
_DELIMITERS = ",\t;|"
_SAMPLE = 50
"""so many lines are looked at to find the delimiter"""
_REPORTED = ("B003", "B004")
"""what is wrong with the characters of a table; all else in a name or a remark harms nothing"""


class Delimited:
    """A table in a text. Quotes follow RFC 4180; a row may take several lines."""

    padded = False

    def __init__(self, path: str, data: bytes) -> None:
        text, faults = decode(data)
        self.source = Source(path, text)
        self.faults = [fault for fault in faults if fault.code in _REPORTED]
        if "\0" in text:
            self.faults += [fault for fault in inspect(text) if fault.code in _REPORTED]
        self.delimiter = _delimiter(text)
        self.quoted = '"' in text

    def rows(self) -> Iterator[Row]:
        """All rows. Broken quotes end them: where the next row begins is not known."""
        lines = self.source.text.split("\n")
        if not lines[-1]:
            lines.pop()
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        start = before = 0
        try:
            for cells in reader:
                last = reader.line_num
                end = start + len(lines[before])
                if last > before + 1:
                    end += sum(map(len, lines[before + 1 : last])) + last - before - 1
                yield before + 1, start, end, cells
                start, before = end + 1, last
        except csv.Error:
            self.faults.append(Fault("B266", start, start + len(lines[before]), {}))

    def span(self, row: Row, column: int) -> tuple[int, int]:
        _, start, end, cells = row
        if column >= len(cells):
            return start, end
        text, cell = self.source.text, cells[column]
        quotes = end - start - sum(map(len, cells)) - len(cells) + 1 if self.quoted else 0
        if not quotes:
            begin = start + sum(map(len, cells[:column])) + column
            return begin, begin + len(cell)
        if quotes == 2 * len(cells) and text[start + 1 : end - 1] == f'"{self.delimiter}"'.join(cells):
            begin = start + sum(map(len, cells[:column])) + 3 * column  # each cell is quoted, as many programs do
            return begin, begin + len(cell) + 2
        begin = start
        for _ in range(column):
            begin = self._after(begin, end) + 1
        return begin, self._after(begin, end)

    def _after(self, begin: int, end: int) -> int:
        """Where the cell ends that begins at `begin`."""
        text = self.source.text
        quoted = _QUOTED.match(text, begin, end)
        found = text.find(self.delimiter, quoted.end() if quoted else begin, end)
        return end if found < 0 else found


def _delimiter(text: str) -> str:
    """The delimiter that the first lines use most."""
    sample = "\n".join(islice((match[0] for match in re.finditer(r"[^\n]+", text)), _SAMPLE))
    bare = re.sub(r'"[^"]*"', "", sample)
    return max(_DELIMITERS, key=bare.count)
