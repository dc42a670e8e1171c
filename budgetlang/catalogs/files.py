"""Where the data files are, and what they are called.

`data/<country>/functional.tsv` is the catalogue `cn/functional`, or `functional` for short while no other country has
one of that name. Cross-walks and lists of older editions stand in folders of their own beside the catalogues.
A file is lines of cells parted by tabs; the first lines describe it, the others all have the same number of cells.
"""

from __future__ import annotations

import os
from functools import cache

DATA = os.path.join(os.path.dirname(__file__), "data")
SUFFIX = ".tsv"

CATALOGS = ""
CROSSWALKS = "crosswalks"
OBSOLETE = "obsolete"
EDITIONS = "editions"
"""whole catalogues of other years: `editions/economic_department.2007-2017.tsv`"""


@cache
def names(kind: str = CATALOGS) -> tuple[str, ...]:
    """The full names (`cn/functional`) of all data of a kind, in alphabetical order."""
    found = []
    for country in os.listdir(DATA):
        folder = os.path.join(DATA, country, kind)
        if os.path.isdir(folder):
            found += [f"{country}/{name.removesuffix(SUFFIX)}" for name in os.listdir(folder) if name.endswith(SUFFIX)]
    return tuple(sorted(found))


def full_name(name: str, kind: str = CATALOGS) -> str:
    """`functional` → `cn/functional`; empty if there is no such data, or more than one country has it."""
    known = names(kind)
    if name in known:
        return name
    matching = [full for full in known if full.rpartition("/")[2] == name]
    return matching[0] if len(matching) == 1 else ""


def read(name: str, kind: str = CATALOGS, head: int = 2) -> tuple[list[list[str]], list[list[str]]]:
    """The cells of the `head` first lines by line, and those of all other lines by column.

    Raises LookupError for a name that `full_name` does not know.
    """
    full = full_name(name, kind)
    if not full:
        raise LookupError(name)
    country, _, stem = full.partition("/")
    with open(os.path.join(DATA, country, kind, f"{stem}{SUFFIX}"), encoding="utf-8") as file:
        text = file.read()
    *first, body = text.removesuffix("\n").split("\n", head)
    width = body.partition("\n")[0].count("\t") + 1
    cells = body.replace("\n", "\t").split("\t")  # one split for the whole file: three times as fast as line by line
    return [line.split("\t") for line in first], [cells[column::width] for column in range(width)]
