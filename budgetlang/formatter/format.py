"""`budgetc fmt`: a text in the one layout, with a proof that it still says the same."""

from __future__ import annotations

from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.formatter.keywords import LANGUAGES
from budgetlang.formatter.layout import lay_out_text
from budgetlang.formatter.lines import read_lines
from budgetlang.formatter.proof import same_comments, same_statements
from budgetlang.formatter.rows import Names
from budgetlang.formatter.tokens import Token, read
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File
from budgetlang.syntax.parser import parse

BOM = "\ufeff"
INPUT_METHOD = ("B010", "B110")
"""findings about full-width blanks and signs"""


@define
class Formatted:
    """A text in its layout. With an error among `diagnostics` it is the text that was given, unchanged."""

    text: str
    changed: bool
    diagnostics: list[Diagnostic]


def format_text(source: Source, *, keywords: str | None = None, names: Names | None = None) -> Formatted:
    """Lays out a budget or profile file.

    `keywords` rewrites all keywords in Chinese (`zh`) or English (`en`); None leaves them. `names` gives the official
    name of a code, for rows that have none. Full-width signs and blanks where the language has others are replaced. A
    text with other errors is given back as it is, with its errors; so is one whose layout cannot be proved to say the
    same (B902, a fault of this program). Raises ValueError for another `keywords`.
    """
    if keywords not in (None, *LANGUAGES):
        raise ValueError(f"keywords must be zh or en, not {keywords}")
    plain = _plain(source)
    found = parse(plain).diagnostics
    if found:
        plain, found = _half_width(plain, found)
    if any(severity(each.code) == "error" for each in found):
        return Formatted(source.text, False, found)
    text = plain.text if plain.text.endswith("\n") else plain.text + "\n"
    parsed = read(text)
    if parsed is None:
        return Formatted(source.text, False, found) if found else _refused(source, found)
    tokens, file = parsed
    made = lay_out_text(text, tokens, names, keywords)
    if not _is_proved(text, tokens, file, made, names, keywords):
        return _refused(source, found)
    return Formatted(made, made != source.text, found)


def _plain(source: Source) -> Source:
    """The text without byte order mark and carriage returns at line ends."""
    text = source.text.removeprefix(BOM).replace("\r\n", "\n")
    return source if text == source.text else Source(source.path, text)


def _half_width(source: Source, found: list[Diagnostic]) -> tuple[Source, list[Diagnostic]]:
    """The text with the signs and blanks of an input method replaced, and what is still wrong with it.

    Only where that is all, and it proves to say the same: the parser has read the text as if they were replaced.
    """
    text = source.text
    edits = [edit for each in found if each.code in INPUT_METHOD for edit in each.edits]
    for edit in sorted(edits, key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    mended = Source(source.path, text)
    again = parse(mended)
    wrong = any(severity(each.code) == "error" for each in again.diagnostics)
    if wrong or not same_statements(parse(source).file, again.file):
        return source, found
    return mended, again.diagnostics


def _refused(source: Source, found: list[Diagnostic]) -> Formatted:
    fault = Diagnostic("B902", (Label(source, 0, 0),), {"path": source.path})
    return Formatted(source.text, False, [*found, fault])


def _is_proved(
    text: str, tokens: list[Token], file: File, made: str, names: Names | None, keywords: str | None
) -> bool:
    """The layout parses, says the same, has all comments in their places, and is its own layout."""
    parsed = read(made or "\n")
    if parsed is None or any(severity(each.code) == "error" for each in parse(Source("", made)).diagnostics):
        return False
    new_tokens, new_file = parsed
    return (
        same_statements(file, new_file)
        and same_comments(read_lines(text, tokens), read_lines(made or "\n", new_tokens))
        and lay_out_text(made or "\n", new_tokens, names, keywords) == made
    )


def unified_diff(source: Source, formatted: Formatted) -> str:
    """What formatting changes, as a unified diff with three lines around each change; empty if nothing."""
    from difflib import unified_diff as compare

    before, after = source.text.splitlines(keepends=True), formatted.text.splitlines(keepends=True)
    lines = compare(before, after, f"a/{source.path}", f"b/{source.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
