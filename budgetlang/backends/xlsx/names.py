"""Names of sheets: short, without what a spreadsheet forbids, and no two the same."""

from __future__ import annotations

import re

LONGEST = 31

ASIDE = "budgetlang_aside"
"""the name on a sheet of what a workbook offers beside the published document: links, checks, data of charts, facts"""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f\ufffd-\uffff]+|[^\u0000-\uffff]")


class SheetNames:
    """Hands out the names of sheets."""

    def __init__(self) -> None:
        self._taken = {"history"}  # a name that Excel keeps for itself

    def claim(self, wanted: str) -> str:
        """`wanted` where it can be, else its nearest free form."""
        base = name = _FORBIDDEN.sub(" ", wanted).strip()[:LONGEST].strip() or "_"
        number = 1
        while name.casefold() in self._taken:
            number += 1
            end = f"-{number}"
            name = base[: LONGEST - len(end)] + end
        self._taken.add(name.casefold())
        return name


def link(sheet: str, cell: str = "A1") -> str:
    """An address inside the workbook."""
    return f"internal:'{sheet}'!{cell}"
