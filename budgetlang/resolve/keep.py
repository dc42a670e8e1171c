"""Resolves the built-in profiles and keeps them for `kept`: `python -m budgetlang.resolve.keep [--check]`."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from budgetlang.model.dimension import Member
from budgetlang.model.profile import Profile
from budgetlang.resolve.context import Report
from budgetlang.resolve.kept import CLASSES, FILE, MEMBER, SHAPES, SOURCE
from budgetlang.resolve.place import misplaced
from budgetlang.resolve.profile import resolve_profile
from budgetlang.source.decode import decode
from budgetlang.source.text import Source
from budgetlang.syntax.ast.budget import Include
from budgetlang.syntax.parser import parse

PROFILES = Path(__file__).resolve().parent.parent / "profiles"
_VERSION = 2
"""of `marshal`: without references, so that the same values always give the same bytes"""


def keep(profile: Profile, text: str) -> bytes:
    """What `unkept` takes: a profile as resolved from the one file that says `text`, without any budget."""
    places = {id(member): (d.index, member.code) for d in profile.dimensions for member in d}
    plain = partial(_plain, places)
    dimensions = [
        (d.name, d.kind, d.levels, d.attributes, d.catalog, d.renamed, [] if d.catalog else [*map(_member, d)])
        for d in profile.dimensions
    ]
    values = tuple([plain(tuple(table)) for table in _tables(profile)])
    head = (profile.path, profile.title, profile.language, profile.unit, profile.book)
    money = (profile.currency.units, profile.currency.words, profile.currency.usual)
    return marshal.dumps((SHAPES, text, head, money, dimensions, values), _VERSION)


def _tables(profile: Profile) -> Iterator[Any]:
    """All that a profile holds besides its dimensions."""
    yield [tuple(dimension.mappings) for dimension in profile.dimensions]
    yield profile.measures
    yield profile.figures.values()
    yield profile.inputs.values()
    yield profile.slots.values()
    yield profile.checks
    yield profile.crosswalks


def _member(member: Member) -> tuple[Any, ...]:
    return member.code, member.name, member.parent.code if member.parent else "", member.sourced, member.attributes


def _plain(places: dict[int, tuple[int, str]], value: Any) -> Any:
    """A value in a form without objects: tuples stay, an object is a list of its number and its fields."""
    if isinstance(value, tuple):
        return tuple(_plain(places, item) for item in value)
    if isinstance(value, Source):
        return [SOURCE]
    if isinstance(value, Member):
        return [MEMBER, *places[id(value)]]
    if type(value) in CLASSES:
        fields = (getattr(value, name) for name in type(value).__match_args__)
        return [CLASSES.index(type(value)), *(_plain(places, field) for field in fields)]
    return value


def made_of(text: str) -> bytes:
    """What is kept of a profile in one file. Raises ValueError if there is anything to say about it."""
    source, report = Source("profile.budget", text), Report()
    parsed = parse(source)
    files = [(source, parsed.file)]
    profile = resolve_profile(files, report)
    misplaced([], files, report)
    includes = any(isinstance(statement, Include) for statement in parsed.file.statements)
    if parsed.diagnostics or report.diagnostics or includes:
        raise ValueError("only a profile in one file without findings can be kept")
    return keep(profile, text)


def main(arguments: list[str]) -> int:
    """Writes what is kept, or with `--check` only says whether it is up to date (exit code 1 if not)."""
    stale = 0
    for path in sorted(PROFILES.glob("*/*/profile.budget")):
        data, kept = made_of(decode(path.read_bytes())[0]), path.with_name(FILE)
        if kept.is_file() and kept.read_bytes() == data:
            continue
        stale = 1
        if arguments == ["--check"]:
            print(f"{path.parent.name}/{FILE} is not what the profile says: run python -m budgetlang.resolve.keep")
        else:
            kept.write_bytes(data)
    return stale if arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
