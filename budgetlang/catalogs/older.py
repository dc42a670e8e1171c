"""Codes and names of older editions, for saying what became of them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from budgetlang.catalogs.catalog import load, same_name
from budgetlang.catalogs.files import OBSOLETE, full_name, names, read


class Obsolete(NamedTuple):
    """What an older edition called a code that the current catalogue lacks or calls something else."""

    code: str
    name: str
    edition: str
    """The year of the older list."""
    new_name: str
    """The name of the same code now; empty if the current catalogue lacks the code."""
    new_code: str
    """The code that bears the old name now; empty if none or several do."""


def obsolete(catalog_name: str, word: str) -> list[Obsolete]:
    """What older editions know of a code or a name (several codes may have borne it), in the order of the codes.

    Only what the current catalogue lacks or says differently. The current catalogues have gaps: an empty `new_name`
    says that the code was seen in an older list only, not that it was abolished.
    """
    return [row for row in _older(full_name(catalog_name)) if row.code == word or same_name(row.name, word)]


@cache
def _older(full: str) -> tuple[Obsolete, ...]:
    """What the older edition of a catalogue says differently, in the order of the codes; empty if there is none."""
    if full not in names(OBSOLETE):
        return ()
    [[_, edition]], [codes, labels] = read(full, OBSOLETE, head=1)
    catalog = load(full)
    bearers: dict[str, list[str]] = {}
    for entry in catalog.entries.values():
        bearers.setdefault(entry.name, []).append(entry.code)
    found = []
    for code, name in zip(codes, labels, strict=True):
        now, bearing = catalog.get(code), bearers.get(name, [])
        found.append(Obsolete(code, name, edition, now.name if now else "", bearing[0] if len(bearing) == 1 else ""))
    return tuple(found)
