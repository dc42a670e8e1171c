"""Findings as workflow commands of GitHub Actions, which show them beside the changed lines.

GitHub keeps ten errors, ten warnings and ten notices a step and drops the others without a word. So the first ten
of each are commands; the others are plain lines, and a last line says that there are more.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import lang_index, severity
from budgetlang.diagnostics.render.wrap import clean
from budgetlang.diagnostics.words import SEVERITIES, headline, hint, summary

_SHOWN = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_MORE = (
    "GitHub 每步每类只标注前 {shown} 处，其余 {rest} 处见上面的列表",
    "GitHub annotates the first {shown} of each kind in a step; {rest} more are listed above",
)


def render_github(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    """One line for each finding, and the number of findings at the end."""
    shown = dict.fromkeys(_COMMANDS, 0)
    lines, more = [], []
    for diagnostic in diagnostics:
        kind = severity(diagnostic.code)
        shown[kind] += 1
        if shown[kind] <= _SHOWN:
            lines.append(_command(diagnostic, kind, lang))
        else:
            more.append(_plain(diagnostic, kind, lang))
    last = [summary(diagnostics, lang)]
    if more:
        last.append(_MORE[lang_index(lang)].format(shown=_SHOWN, rest=len(more)))
    return "\n".join([*lines, *more, *last]) + "\n"


def _command(diagnostic: Diagnostic, kind: str, lang: str) -> str:
    properties = {"title": diagnostic.code}
    if diagnostic.labels:
        label = diagnostic.labels[0]
        source, end = label.source, max(label.start, label.end)
        properties["file"] = source.path
        properties["line"] = str(source.line_of(label.start))
        properties["endLine"] = str(source.line_of(end))
        # GitHub refuses columns where a finding spans lines.
        if properties["line"] == properties["endLine"]:
            properties["col"] = str(source.column_of(label.start))
            properties["endColumn"] = str(source.column_of(end))
    given = ",".join(f"{name}={_property(text)}" for name, text in properties.items())
    return f"::{_COMMANDS[kind]} {given}::{_data(_message(diagnostic, lang))}"


def _message(diagnostic: Diagnostic, lang: str) -> str:
    cell = diagnostic.labels[0].source.cell(diagnostic.labels[0].start) if diagnostic.labels else ""
    parts = [f"{cell}: {headline(diagnostic, lang)}" if cell else headline(diagnostic, lang)]
    if diagnostic.expected and diagnostic.found:
        parts.append(f"{diagnostic.found} → {diagnostic.expected}")
    parts.append(hint(diagnostic, lang))
    return "\n".join(part for part in parts if part)


def _plain(diagnostic: Diagnostic, kind: str, lang: str) -> str:
    where = ""
    if diagnostic.labels:
        label = diagnostic.labels[0]
        where = f"{label.source.path}:{label.source.where(label.start)}: "
    words = SEVERITIES[kind][lang_index(lang)]
    return clean(f"{where}{words}[{diagnostic.code}]: {headline(diagnostic, lang)}")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
