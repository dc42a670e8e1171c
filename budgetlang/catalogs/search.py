"""Finding entries in all catalogues by code, name, pinyin initials or pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from budgetlang.catalogs.catalog import Entry, load, plain
from budgetlang.catalogs.files import names

# The ways of finding, the best first.
WAYS = ("code", "name", "initials", "initials_inside", "pinyin")


class Hit(NamedTuple):
    """An entry that was found, in which catalogue (its full name), and in which of the `WAYS`."""

    catalog: str
    entry: Entry
    how: str


def search(term: str, catalogs: Iterable[str] | None = None) -> list[Hit]:
    """Entries whose code begins with the term, or whose name, pinyin initials (`gjj`) or pinyin (`gongjijin`) has it.

    In that order, and the whole before a part of it; then by catalogue and code. Blanks, apostrophes, case and the
    width of signs do not count; ü may be typed as v. `catalogs`: where to look, everywhere by default; an unknown name
    raises LookupError.
    """
    wanted = plain(term).casefold().replace("ü", "v").replace("'", "")
    if not wanted:
        return []
    hits = []
    for name in names() if catalogs is None else catalogs:
        catalog = load(name)
        for entry in catalog.entries.values():
            how = _how(entry, wanted)
            if how:
                hits.append(Hit(catalog.name, entry, how))
    return sorted(hits, key=lambda hit: (WAYS.index(hit.how), _is_part(hit, wanted), hit.catalog, hit.entry.code))


def _how(entry: Entry, wanted: str) -> str:
    """In which way an entry answers a term; empty if it does not."""
    if entry.code.startswith(wanted):
        return "code"
    if wanted in plain(entry.name).casefold():
        return "name"
    syllables = entry.pinyin.split() if wanted.isascii() else []
    initials = "".join([syllable[0] for syllable in syllables])
    if wanted in initials:
        return "initials" if initials.startswith(wanted) else "initials_inside"
    if wanted in "".join(syllables) and any("".join(syllables[i:]).startswith(wanted) for i in range(len(syllables))):
        return "pinyin"
    return ""


def _is_part(hit: Hit, wanted: str) -> bool:
    """Whether the term is only a part of what it was found in."""
    entry = hit.entry
    return wanted not in (entry.code, plain(entry.name).casefold(), entry.initials, entry.pinyin.replace(" ", ""))
