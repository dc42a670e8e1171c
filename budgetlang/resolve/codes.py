"""Codes and the names beside them: every code is in its catalogue, at the level asked for, under its official name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from budgetlang.catalogs.catalog import edition, load, near, obsolete, same_name
from budgetlang.catalogs.files import OBSOLETE, names
from budgetlang.diagnostics.diagnostic import Edit
from budgetlang.model.dimension import Dimension, Member
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Word


def catalog_entry(name: str, code: str) -> tuple[str, str, bool] | None:
    """Parent code, name and whether it is sourced, of a code of a catalogue; see `Dimension.lookup`."""
    catalog = load(name)
    entry = catalog.get(code)
    return (catalog.parent(code), entry.name, entry.sourced) if entry else None


def use_editions(dimensions: Iterable[Dimension], year: int) -> None:
    """Catalogues as they were in the year of a budget, where that is known."""
    for dimension in dimensions:
        older = edition(dimension.catalog, year) if dimension.catalog else ""
        if older:
            catalog = load(older)
            dimension.catalog, dimension.lookup = older, partial(catalog_entry, older)
            for member in dimension.members.values():  # those that the profile names
                entry = catalog.get(member.code)
                member.name = entry.name if entry is not None else member.name


_DECLARED = {"unit": ("单位", "unit"), "project": ("项目", "project")}
"""the statements that declare members of such dimensions"""


def find_member(
    dimension: Dimension,
    word: Word,
    source: Source,
    report: Report,
    leaf: bool = True,
    others: Iterable[Dimension] = (),
) -> Member | None:
    """The member that a cell or setting names; None, and a message, where there is none.

    With `leaf`, a code must be one that the catalogue does not divide: totals are not facts, only claims. `others`
    are the dimensions of the other cells: a code of one of them stands in the wrong cell.
    """
    if word.text == "-":
        return None
    member = dimension.find(word.text)
    if member is None and not word.text.isascii():
        member = _half_width(dimension, word, source, report)
    if member is None:
        if dimension.kind == "catalog":
            _unknown_code(dimension, word, source, report, others)
        else:
            keyword, keyword_en = _DECLARED.get(dimension.kind, ("", ""))
            args = {"dimension": dimension.name, "kind": dimension.kind, "keyword": keyword, "keyword_en": keyword_en}
            names = [*dimension.members, *dimension.names]
            unknown(report, "B202", source, word, names, "undeclared" if keyword else "known", **args)
        return None
    if leaf and is_divided(dimension, member):
        level = dimension.levels[member.level] if member.level < len(dimension.levels) else ""
        report.add("B305", at(source, word), code=word.text, name=member.name, level=level, lowest=dimension.levels[-1])
        return None
    return member


def _half_width(dimension: Dimension, word: Word, source: Source, report: Report) -> Member | None:
    """The member that a word in full-width characters names, which is reported."""
    from budgetlang.sheets.cells import plain  # only for words that name nothing

    meant = plain(word.text)
    member = dimension.find(meant) if meant != word.text else None
    if member is not None:
        edits = (Edit(source, word.start, word.end, meant),)
        args = {"dimension": dimension.name, "name": word.text, "close": meant, "hint": "did_you_mean"}
        report.add("B202", at(source, word), edits=edits, **args)
    return member


def is_divided(dimension: Dimension, member: Member) -> bool:
    """Whether a catalogue divides a code further: its amounts are totals."""
    return dimension.kind == "catalog" and bool(load(dimension.catalog).children(member.code))


def _unknown_code(
    dimension: Dimension, word: Word, source: Source, report: Report, others: Iterable[Dimension]
) -> None:
    catalog = load(dimension.catalog)
    code = word.text
    close = near(catalog, code)
    text = "；".join(f"{entry.code} {entry.name}" for entry in close)
    lengths = [level.digits for level in catalog.levels]
    other = next((each for each in others if each is not dimension and each.find(code) is not None), None)
    if not code.isdecimal() or len(code) not in lengths:
        args = {"code": code, "dimension": dimension.name, "digits": "/".join(map(str, lengths))}
        hint, more, edits = ("cell_missing", {"other": other.name}, ()) if other else _no_code(dimension, word, source)
        report.add("B302", at(source, word), hint=hint, edits=edits, **args, **more)
        return
    older = obsolete(dimension.catalog, code)
    if older:
        name, edition = older[0].name, older[0].edition
        report.add("B306", at(source, word), code=code, name=name, edition=edition, close=text)
        return
    if other is not None:
        report.add("B301", at(source, word), code=code, dimension=dimension.name, other=other.name, hint="cell_missing")
        return
    edits = (Edit(source, word.start, word.end, close[0].code),) if close else ()
    hint = "did_you_mean" if close else ""
    report.add("B301", at(source, word), code=code, dimension=dimension.name, close=text, hint=hint, edits=edits)


_LETTERS = str.maketrans("OoIl", "0011")


def _no_code(dimension: Dimension, word: Word, source: Source) -> tuple[str, dict[str, str], tuple[Edit, ...]]:
    """What was probably meant by a word that is no code: a hint, what it needs, and how to mend it."""
    code = word.text
    digits = code.translate(_LETTERS)
    if digits != code and dimension.find(digits) is not None:
        return "did_you_mean", {"close": digits}, (Edit(source, word.start, word.end, digits),)
    if code == "*":
        return "star_in_totals", {}, ()
    named = near(load(dimension.catalog), "", code)
    if any(same_name(entry.name, code) for entry in named):
        return "codes_of_name", {"close": "、".join(entry.code for entry in named)}, ()
    return "", {}, ()


def check_name(members: Sequence[Member], word: Word, source: Source, report: Report) -> bool:
    """Whether the name at the end of a row names one of its members; the first is the one meant otherwise.

    A catalogue name without a document behind it proves nothing: there a mismatch is only a note.
    """
    if not members or any(same_name(word.text, member.name) for member in members):
        return True
    member = next((each for each in members if _with_comment(each, word.text)), members[0])
    comment = _with_comment(member, word.text)
    edits = (Edit(source, word.start, word.end, f"{member.name} # {comment}" if comment else member.name),)
    code, args = (
        "B303" if member.sourced else "B304",
        {"code": member.code, "expected": member.name, "found": word.text},
    )
    older = [row for name in names(OBSOLETE) for row in obsolete(name, member.code) if same_name(row.name, word.text)]
    if older and member.sourced:
        code, args = "B290", {**args, "edition": older[0].edition}
    report.add(code, at(source, word), edits=edits, hint="comment" if comment else "", **args)
    return False


def _with_comment(member: Member, text: str) -> str:
    """What stands behind the name of a member as a comment that does not begin as comments do."""
    rest = text.removeprefix(member.name).lstrip()
    return rest.lstrip("#＃/ ") if text.startswith(member.name) and rest[:1] in ("#", "＃", "/") else ""
