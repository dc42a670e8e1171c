"""Classifications of codes: lookup, levels, parents and children."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from budgetlang.catalogs.files import full_name, read

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


class Catalog:
    """A classification: codes are digits, and the code of a parent is the beginning of the code of its children."""

    __slots__ = ("_children", "entries", "levels", "name", "title_en", "title_zh")

    def __init__(self, name: str, head: list[list[str]], columns: list[list[str]]) -> None:
        """`head`: a line with the titles and one with the levels; `columns`: codes in order, names, status, pinyin."""
        (_, self.title_zh, self.title_en), (_, *levels) = head
        codes, labels, statuses, pinyin = columns
        self.name = name
        self.levels: dict[str, int] = {word: int(digits) for word, digits in map(str.split, levels)}
        """The number of digits of each level, the highest first: 类 3, 款 5, 项 7."""
        rows = zip(codes, labels, [status == "sourced" for status in statuses], pinyin, strict=True)
        self.entries: dict[str, Entry] = dict(zip(codes, map(Entry._make, rows), strict=True))
        self._children: dict[str, list[Entry]] | None = None

    def get(self, code: str) -> Entry | None:
        """The entry of a code."""
        return self.entries.get(code)

    def level(self, code: str) -> str:
        """The name of the level to which a code belongs by its length, known or not; empty if it is of no level."""
        return next((word for word, digits in self.levels.items() if digits == len(code)), "")

    def parent(self, code: str) -> str:
        """The code of the level above: `2010301` → `20103`, whether the catalogue has it or not; `201` → empty."""
        return code[: max((digits for digits in self.levels.values() if digits < len(code)), default=0)]

    def children(self, code: str = "") -> list[Entry]:
        """The entries of the level below, in the order of their codes; of nothing: the highest level."""
        if self._children is None:
            self._children = {}
            for entry in self.entries.values():
                self._children.setdefault(self.parent(entry.code), []).append(entry)
        return self._children.get(code, [])


@cache
def _load(name: str) -> Catalog:
    return Catalog(name, *read(name))


def load(name: str) -> Catalog:
    """The catalogue of a name (`cn/functional` or `functional`), read once.

    Raises LookupError if there is none; `files.full_name` tells beforehand.
    """
    return _load(full_name(name) or name)


def plain(name: str) -> str:
    """A name without the differences that do not count: blanks, the width of brackets and signs, the form of quotes."""
    return name.translate(_SAME)


def same_name(left: str, right: str) -> bool:
    """Whether two names differ at most in what `plain` takes away."""
    return left == right or plain(left) == plain(right)
