"""Dimensions: the angles from which money is looked at, each a tree of members.

A member knows the path from its root, so "is 2010301 inside 201" is one look-up.
Members of an official catalogue are made when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, field


@define(eq=False, repr=False)
class Member:
    """One member of a dimension: a code and its name, inside its parent."""

    code: str
    name: str
    parent: Member | None = None
    sourced: bool = True
    """False where the catalogue has no document behind the name"""
    attributes: dict[str, str] = field(factory=dict)
    children: list[Member] = field(factory=list)
    lineage: tuple[Member, ...] = field(init=False)
    """from the root down to this member"""

    def __attrs_post_init__(self) -> None:
        if self.parent is None:
            self.lineage = (self,)
        else:
            self.lineage = (*self.parent.lineage, self)
            self.parent.children.append(self)

    @property
    def level(self) -> int:
        """Depth in the tree, 0 for a root."""
        return len(self.lineage) - 1

    def inside(self, other: Member) -> bool:
        """Whether this member is `other` or below it."""
        return other in self.lineage

    def __repr__(self) -> str:
        return f"<{self.code} {self.name}>"


@define(eq=False, repr=False)
class Mapping:
    """Facts inside `member` of another dimension stand at `target` of this one."""

    dimension: int
    member: Member
    target: Member


@define(eq=False, repr=False)
class Dimension:
    """A tree of members under one name.

    `kind` says where members come from: `catalog` (an official list, only its leaves carry facts),
    `list` (the profile), `unit` or `project` (declared in the budget), or `origin` and `indicator`
    (lists that the money and the indicators of a project use).
    """

    index: int
    name: str
    kind: str
    levels: tuple[str, ...] = ()
    attributes: dict[str, tuple[str, ...]] = field(factory=dict)
    """declared attributes; no values means free text"""
    mappings: list[Mapping] = field(factory=list)
    members: dict[str, Member] = field(factory=dict)
    names: dict[str, Member] = field(factory=dict)
    """by name, where the name is unique in the dimension"""
    lookup: Callable[[str], tuple[str, str, bool] | None] | None = None
    """of a catalogue: code to (parent code, name, sourced)"""
    catalog: str = ""
    renamed: dict[str, str] = field(factory=dict)
    """of a catalogue: names that the profile prints otherwise, by code"""

    def add(self, code: str, name: str, parent: Member | None = None, sourced: bool = True) -> Member:
        """A new member. The caller has made sure that the code is free."""
        member = Member(code, name, parent, sourced)
        self.members[code] = member
        if self.kind != "catalog":
            self.names.setdefault(name, member)
        return member

    def get(self, code: str) -> Member | None:
        """The member with this code."""
        found = self.members.get(code)
        if found is not None or self.lookup is None:
            return found
        entry = self.lookup(code)
        if entry is None:
            return None
        above, name, sourced = entry
        return self.add(code, self.renamed.get(code, name), self.get(above) if above else None, sourced)

    def find(self, word: str) -> Member | None:
        """The member with this code or, where names are unique, this name."""
        return self.get(word) or self.names.get(word)

    def level(self, name: str) -> int | None:
        """The depth of a named level."""
        return self.levels.index(name) if name in self.levels else None

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members.values())
