"""Which government economic code (政府经济科目) may stand with which departmental one (部门经济科目) in which unit."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from budgetlang.catalogs.files import CROSSWALKS, full_name, read

ANY = "any"

Verdict = Literal["ok", "other_kind", "unknown", "wrong"]


class Pair(NamedTuple):
    """A government code allowed for a departmental code. `kind`: the kind of unit (行政, 事业), or `any`."""

    code: str
    kind: str
    sourced: bool


class Crosswalk:
    """The allowed pairs of two classifications, such as that of the two economic ones."""

    __slots__ = ("_kinds", "_pairs", "left", "name", "right")

    def __init__(self, name: str, head: list[list[str]], columns: list[list[str]]) -> None:
        """`head`: a line with the two catalogues and one with the kinds of unit, each with its other words.

        `columns`: left codes in order, right codes, kinds, status.
        """
        (_, self.left, self.right), (_, *kinds) = head
        self.name = name
        self._kinds = {word: words.split()[0] for words in kinds for word in words.split()}
        self._pairs: dict[str, list[Pair]] = {}
        for left, right, kind, status in zip(*columns, strict=True):
            self._pairs.setdefault(left, []).append(Pair(right, kind, status == "sourced"))

    def _fits(self, pair: Pair, kind: str | None) -> bool:
        return kind is None or pair.kind in (ANY, self._kinds.get(kind))

    def allowed(self, department_code: str, kind: str | None = None) -> list[Pair]:
        """The government codes for a departmental code, in the order of codes; for units of one kind if one is given.

        Units 参公 (managed like the civil service) count as 行政. A kind that the data does not name leaves `any`.
        """
        return [pair for pair in self._pairs.get(department_code, []) if self._fits(pair, kind)]

    def verdict(self, department_code: str, government_code: str, kind: str | None = None) -> Verdict:
        """What the cross-walk says of a pair in a unit of a kind (None: of whichever kind).

        `ok`: it is listed. `other_kind`: it is listed for the other kind of unit only. `wrong`: it is not listed.
        `unknown`: it is not listed so, but not all that is listed of the departmental code has a source, or nothing is
        listed, or the kind of unit is one that the data does not name.
        """
        pairs = self._pairs.get(department_code, [])
        meant = [pair for pair in pairs if pair.code == government_code]
        if any(self._fits(pair, kind) for pair in meant):
            return "ok"
        if not pairs or not all(pair.sourced for pair in pairs):
            return "unknown"
        if meant:
            return "other_kind" if kind in self._kinds else "unknown"
        return "wrong"


@cache
def _load(name: str) -> Crosswalk:
    return Crosswalk(name, *read(name, CROSSWALKS))


def load_crosswalk(name: str) -> Crosswalk:
    """The cross-walk of a name (`economic` or `cn/economic`), read once. Raises LookupError if there is none."""
    return _load(full_name(name, CROSSWALKS) or name)
