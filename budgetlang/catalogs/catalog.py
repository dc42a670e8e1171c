"""Classifications of codes: lookup, levels, parents and children, entries near a wrong code or name, older editions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from budgetlang.catalogs.files import CATALOGS, EDITIONS, OBSOLETE, full_name, names, read
from budgetlang.diagnostics.nearest import distance, nearest

NEAR_LIMIT = 3

# Ranks, the nearest first.
NAMED_CLOSE, SIBLING, ONE_SLIP, NAMED_FAR = range(4)

# Ways of writing one and the same name: full-width and half-width signs, blanks anywhere, straight and curly quotes.
_SAME: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SAME.update(dict.fromkeys(map(ord, " \t\u00a0\u3000"), ""))
_SAME.update({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'"})


class Entry(NamedTuple):
    """A code with its official name. `sourced`: a published document prints it; otherwise a mismatch proves nothing."""

    code: str
    name: str
    sourced: bool
    pinyin: str
    """Without tones, a blank between syllables."""

    @property
    def initials(self) -> str:
        """住房公积金 → `zfgjj`."""
        return "".join([syllable[0] for syllable in self.pinyin.split()])


class Level(NamedTuple):
    """A level of a classification, such as 款, and the number of digits of its codes."""

    name: str
    digits: int


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


class Catalog:
    """A classification: codes are digits, and the code of a parent is the beginning of the code of its children."""

    __slots__ = ("_above", "_children", "entries", "levels", "name", "title_en", "title_zh")

    def __init__(self, name: str, head: list[list[str]], columns: list[list[str]]) -> None:
        """`head`: a line with the titles and one with the levels; `columns`: codes in order, names, status, pinyin."""
        (_, self.title_zh, self.title_en), (_, *levels) = head
        codes, labels, statuses, pinyin = columns
        self.name = name
        self.levels = tuple([Level(word, int(digits)) for word, digits in map(str.split, levels)])
        """The highest first: 类 3, 款 5, 项 7."""
        digits = sorted([level.digits for level in self.levels])
        self._above = dict(zip(digits, [0, *digits], strict=False))
        """for the length of a code that of its parent"""
        rows = zip(codes, labels, [status == "sourced" for status in statuses], pinyin, strict=True)
        self.entries: dict[str, Entry] = dict(zip(codes, map(Entry._make, rows), strict=True))
        self._children: dict[str, list[Entry]] | None = None

    def get(self, code: str) -> Entry | None:
        """The entry of a code."""
        return self.entries.get(code)

    def level(self, code: str) -> str:
        """The name of the level to which a code belongs by its length, known or not; empty if it is of no level."""
        return next((level.name for level in self.levels if level.digits == len(code)), "")

    def parent(self, code: str) -> str:
        """The code of the level above: `2010301` → `20103`, whether the catalogue has it or not; `201` → empty."""
        length = self._above.get(len(code))
        if length is None:  # of no level
            length = max((level.digits for level in self.levels if level.digits < len(code)), default=0)
        return code[:length]

    def children(self, code: str = "") -> list[Entry]:
        """The entries of the level below, in the order of their codes; of nothing: the highest level."""
        if self._children is None:
            self._children, parent = {}, self.parent
            for entry in self.entries.values():
                self._children.setdefault(parent(entry.code), []).append(entry)
        return self._children.get(code, [])


@cache
def _load(name: str) -> Catalog:
    return Catalog(name, *read(name, EDITIONS if "." in name else CATALOGS))


def edition(name: str, year: int) -> str:
    """The name of the edition of a catalogue for the budgets of a year, if it is known and not the current one."""
    full = full_name(name)
    for each in names(EDITIONS):
        catalog, _, years = each.rpartition(".")
        first, _, last = years.partition("-")
        if catalog == full and int(first) <= year <= int(last):
            return each
    return ""


def load(name: str) -> Catalog:
    """The catalogue of a name (`cn/functional` or `functional`, or that of an `edition`), read once.

    Raises LookupError if there is none; `files.full_name` tells beforehand.
    """
    return _load(full_name(name) or name)


def plain(name: str) -> str:
    """A name without the differences that do not count: blanks, the width of brackets and signs, the form of quotes."""
    return name.translate(_SAME)


def same_name(left: str, right: str) -> bool:
    """Whether two names differ at most in what `plain` takes away."""
    return left == right or plain(left) == plain(right)


def near(catalog: Catalog, code: str, name: str = "") -> list[Entry]:
    """At most three entries that may be meant by a code that does not exist, or by a name that its code does not bear.

    An entry of that very name under the same parent or one slip of the digits away comes first, then entries under the
    same parent, then codes one slip away (a digit wrong, missing, too many, or two swapped), then the name elsewhere in
    the catalogue, which always keeps a place, then similar names. If the code exists or is empty, only the name is
    looked for. The code itself is never given.
    """
    ranked = sorted(_ranked(catalog, code, name), key=lambda pair: (pair[0], pair[1].code))
    found = ranked[:NEAR_LIMIT]
    far = next((pair for pair in ranked[NEAR_LIMIT:] if pair[0][0] == NAMED_FAR), None)
    if far and found[0][0][0] != NAMED_CLOSE and found[-1][0][0] != NAMED_FAR:
        found[-1] = far
    entries = [entry for _, entry in found]
    if name and len(entries) < NEAR_LIMIT:
        entries += _similar(catalog, code, name, entries)
    return entries[:NEAR_LIMIT]


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
    similar = nearest(name, bearers, NEAR_LIMIT)
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
