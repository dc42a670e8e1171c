"""Resolves the built-in profiles and keeps them for `kept` and `keptlayout`:
`python -m budgetlang.resolve.keep [--check]`.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from budgetlang.model.dimension import Member
from budgetlang.model.layout import Layout
from budgetlang.model.profile import Profile
from budgetlang.resolve import kept, keptlayout
from budgetlang.resolve.context import Report
from budgetlang.resolve.kept import MEMBER, SOURCE
from budgetlang.resolve.layout import resolve_layout
from budgetlang.resolve.place import misplaced
from budgetlang.resolve.profile import resolve_profile
from budgetlang.source.decode import decode
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.ast.budget import Include
from budgetlang.syntax.parser import parse

PROFILES = Path(__file__).resolve().parent.parent / "profiles"
_VERSION = 2
"""of `marshal`: without references, so that the same values always give the same bytes"""


Classes = tuple[Any, ...]
Places = dict[int, tuple[int, str]]


def keep(profile: Profile, text: str) -> bytes:
    """What `unkept` takes: a profile as resolved from the one file that says `text`, without any budget."""
    plain = partial(_plain, kept.CLASSES, _places(profile))
    dimensions = [
        (d.name, d.kind, d.levels, d.attributes, d.catalog, d.renamed, [] if d.catalog else [*map(_member, d)])
        for d in profile.dimensions
    ]
    values = tuple([plain(tuple(table)) for table in _tables(profile)])
    head = (profile.path, profile.title, profile.language, profile.unit, profile.book)
    money = (profile.currency.units, profile.currency.words, profile.currency.usual)
    return marshal.dumps((kept.SHAPES, text, head, money, dimensions, values), _VERSION)


def keep_layout(layout: Layout, profile: Profile, texts: tuple[str, str]) -> bytes:
    """What `unkept_layout` takes: a layout as resolved from the files of a profile and its layout that say `texts`."""
    lists = (layout.styles.values(), layout.tables, layout.series.values(), layout.charts.values())
    plain = partial(_plain, keptlayout.CLASSES, _places(profile))
    values = tuple([plain(tuple(each)) for each in (*lists, layout.forms.values(), layout.parts)])
    return marshal.dumps((keptlayout.SHAPES, texts, values), _VERSION)


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


def _places(profile: Profile) -> Places:
    """Where every member stands."""
    return {id(member): (d.index, member.code) for d in profile.dimensions for member in d}


def _plain(classes: Classes, places: Places, value: Any) -> Any:
    """A value in a form without objects: tuples stay, an object is a list of its number and its fields."""
    if isinstance(value, tuple):
        return tuple(_plain(classes, places, item) for item in value)
    if isinstance(value, Source):
        return [SOURCE]
    if isinstance(value, Member):
        return [MEMBER, *places[id(value)]]
    if type(value) in classes:
        fields = (getattr(value, name) for name in type(value).__match_args__)
        return [classes.index(type(value)), *(_plain(classes, places, field) for field in fields)]
    return value


def made_of(text: str, layout: str | None = None) -> bytes:
    """What is kept of a profile in one file, or of its layout. Raises ValueError where there is a finding."""
    report = Report()
    source, file = _parsed("profile.budget", text, report)
    profile = resolve_profile([(source, file)], report)
    misplaced([], [(source, file)], report)
    data = keep(profile, text)
    if layout is not None:
        files = [_parsed("layout.budget", layout, report)]
        data = keep_layout(resolve_layout(files, profile, report), profile, (text, layout))
    if report.diagnostics:
        raise ValueError("only a profile in one file without findings can be kept")
    return data


def _parsed(name: str, text: str, report: Report) -> tuple[Source, File]:
    source = Source(name, text)
    parsed = parse(source)
    report.diagnostics.extend(parsed.diagnostics)
    if any(isinstance(statement, Include) for statement in parsed.file.statements):
        raise ValueError("what a profile includes is not kept")
    return source, parsed.file


def main(arguments: list[str]) -> int:
    """Writes what is kept, or with `--check` only says whether it is up to date (exit code 1 if not)."""
    stale = 0
    for path in sorted(PROFILES.glob("*/*/profile.budget")):
        text, layout = (decode(each.read_bytes())[0] for each in (path, path.with_name("layout.budget")))
        for name, data in ((kept.FILE, made_of(text)), (keptlayout.FILE, made_of(text, layout))):
            file = path.with_name(name)
            if file.is_file() and file.read_bytes() == data:
                continue
            stale = 1
            if arguments == ["--check"]:
                print(f"{path.parent.name}/{name} is not what the profile says: run python -m budgetlang.resolve.keep")
            else:
                file.write_bytes(data)
    return stale if arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
