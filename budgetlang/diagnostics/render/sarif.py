"""Findings as SARIF 2.1.0, the exchange format of code scanning services.

Columns count code points (`columnKind`); paths are relative to the root of the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from budgetlang import __version__
from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.explain import page
from budgetlang.diagnostics.messages import MESSAGES, lang_index, severity
from budgetlang.diagnostics.words import headline, hint, note

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_GAP = re.compile(r"\{[^}]*\}")
_LANGUAGES = ("zh-CN", "en-US")


def render_sarif(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    """The findings as a SARIF log with one run."""
    codes = sorted({each.code for each in diagnostics})
    rules = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "budgetc",
                "semanticVersion": __version__,
                "rules": [_rule(code, lang) for code in codes],
            }
        },
        "language": _LANGUAGES[lang_index(lang)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, rules[each.code], lang) for each in diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, lang: str) -> dict[str, Any]:
    short = _GAP.sub("…", MESSAGES[code][1 + lang_index(lang)]) if code in MESSAGES else code
    text = page(code, lang) or short
    return {
        "id": code,
        "shortDescription": {"text": short},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": severity(code)},
    }


def _result(diagnostic: Diagnostic, rule: int, lang: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": severity(diagnostic.code),
        "message": {"text": _message(diagnostic, lang)},
    }
    if diagnostic.labels:
        first, *others = diagnostic.labels
        result["locations"] = [_location(first)]
        if others:
            result["relatedLocations"] = [
                {"id": index, **_location(label), **_note(label, lang)} for index, label in enumerate(others, 1)
            ]
    if diagnostic.edits:
        result["fixes"] = [_fix(diagnostic, lang)]
    facts = {name: getattr(diagnostic, name) for name in ("expected", "found", "difference")}
    if any(facts.values()):
        result["properties"] = {name: text for name, text in facts.items() if text}
    return result


def _message(diagnostic: Diagnostic, lang: str) -> str:
    return _escaped("\n".join(filter(None, [headline(diagnostic, lang), hint(diagnostic, lang)])))


def _escaped(text: str) -> str:
    """SARIF takes braces in a message for gaps and `[…](…)` for a link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _note(label: Label, lang: str) -> dict[str, Any]:
    words = note(label, lang)
    return {"message": {"text": _escaped(words)}} if words else {}


def _location(label: Label) -> dict[str, Any]:
    """Where a label points: in a text by lines and columns, in a workbook by the address of the cell."""
    cell = label.source.cell(label.start)
    if cell:
        place = {"fullyQualifiedName": cell, "kind": "element"}
        return {"physicalLocation": {"artifactLocation": _artifact(label)}, "logicalLocations": [place]}
    return {"physicalLocation": {"artifactLocation": _artifact(label), "region": _region(label)}}


def _artifact(place: Label | Edit) -> dict[str, Any]:
    return {"uri": quote(place.source.path)}


def _region(place: Label | Edit) -> dict[str, int]:
    """A place; the end stands behind the last character."""
    source, end = place.source, max(place.start, place.end)
    return {
        "startLine": source.line_of(place.start),
        "startColumn": source.column_of(place.start),
        "endLine": source.line_of(end),
        "endColumn": source.column_of(end),
        "charOffset": place.start,
        "charLength": end - place.start,
    }


def _fix(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    changes: dict[str, dict[str, Any]] = {}
    for edit in sorted(diagnostic.edits, key=lambda each: (each.source.path, each.start, each.end)):
        change = changes.setdefault(edit.source.path, {"artifactLocation": _artifact(edit), "replacements": []})
        change["replacements"].append({"deletedRegion": _region(edit), "insertedContent": {"text": edit.text}})
    words = hint(diagnostic, lang) or headline(diagnostic, lang)
    return {"description": {"text": _escaped(words)}, "artifactChanges": list(changes.values())}
