"""Entries that may be meant by a wrong code or name."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.catalogs.catalog import Catalog, Entry, plain
from budgetlang.diagnostics.nearest import distance, nearest

LIMIT = 3

# Ranks, the nearest first.
NAMED_CLOSE, SIBLING, ONE_SLIP, NAMED_FAR = range(4)


def near(catalog: Catalog, code: str, name: str = "") -> list[Entry]:
    """At most three entries that may be meant by a code that does not exist, or by a name that its code does not bear.

    An entry of that very name under the same parent or one slip of the digits away comes first, then entries under the
    same parent, then codes one slip away (a digit wrong, missing, too many, or two swapped), then the name elsewhere in
    the catalogue, which always keeps a place, then similar names. If the code exists or is empty, only the name is
    looked for. The code itself is never given.
    """
    ranked = sorted(_ranked(catalog, code, name), key=lambda pair: (pair[0], pair[1].code))
    found = ranked[:LIMIT]
    far = next((pair for pair in ranked[LIMIT:] if pair[0][0] == NAMED_FAR), None)
    if far and found[0][0][0] != NAMED_CLOSE and found[-1][0][0] != NAMED_FAR:
        found[-1] = far
    entries = [entry for _, entry in found]
    if name and len(entries) < LIMIT:
        entries += _similar(catalog, code, name, entries)
    return entries[:LIMIT]


def _ranked(catalog: Catalog, code: str, name: str) -> Iterator[tuple[tuple[int, int, int], Entry]]:
    """The entries that have to do with a code and a name: rank, and two numbers that are smaller the nearer it is."""
    parent, wanted, by_code = catalog.parent(code), plain(name), bool(code) and code not in catalog.entries
    siblings = {entry.code for entry in catalog.children(parent)} if code else set()
    for entry in catalog.entries.values():
        sibling, named = entry.code in siblings, bool(name) and plain(entry.name) == wanted
        if entry.code == code:
            continue
        slip = _is_slip(code, entry.code)
        if named and (sibling or slip):
            yield (NAMED_CLOSE, distance(code, entry.code), 0), entry
        elif by_code and (sibling or slip):
            unlike = distance(wanted, plain(entry.name)) if name else 0
            yield (SIBLING if sibling else ONE_SLIP, distance(code, entry.code), unlike), entry
        elif named:
            yield (NAMED_FAR, -_shared(code, entry.code), 0), entry


def _similar(catalog: Catalog, code: str, name: str, found: list[Entry]) -> list[Entry]:
    """The entries whose names look like a name; of several with the same name, the one with the nearest code."""
    own = catalog.get(code)
    bearers: dict[str, list[Entry]] = {}
    for entry in catalog.entries.values():
        if entry not in found and not (own and own.name == entry.name):
            bearers.setdefault(entry.name, []).append(entry)
    similar = nearest(name, bearers, LIMIT)
    return [max(bearers[word], key=lambda entry: _shared(code, entry.code)) for word in similar]


def _shared(left: str, right: str) -> int:
    """How many characters two codes have in common at their beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(left), len(right)))


def _is_slip(left: str, right: str) -> bool:
    """Whether one digit is wrong, missing or too many, or two neighbours are swapped."""
    at = _shared(left, right)
    a, b = left[at:], right[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
