"""Findings for programs. Lines and columns count from 1, offsets from 0, all in code points; amounts are strings.

{"version": 1,
 "diagnostics": [{"code", "severity", "message", "labels": [{"path", "start", "end", "cell", "note"}], "expected",
                  "found", "difference", "hint", "edits": [{"path", "start", "end", "text"}]}],
 "summary": {"error", "warning", "note"}}
and with `check --prove` also "proofs": [{"path", "verdict", "figures", "equations", "deviation", "amounts": [{"file",
"line", "figure", "written", "amount"}]}], where `verdict` is `consistent`, `contradiction` or `undecided`,
where `start` and `end` are {"line", "column", "offset"}; `cell` is the address in a workbook (`Sheet1!C7`). Keys always
stand there; what is not known is "" or [].
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.words import count, headline, hint, note
from budgetlang.source.text import Source


def render_json(diagnostics: Sequence[Diagnostic], lang: str, proofs: Sequence[dict[str, Any]] | None = None) -> str:
    """The findings as one JSON object, with the proofs of the budgets where there are any."""
    log: dict[str, Any] = {
        "version": 1,
        "diagnostics": [_finding(each, lang) for each in diagnostics],
        "summary": count(diagnostics),
    }
    if proofs is not None:
        log["proofs"] = list(proofs)
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _finding(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": severity(diagnostic.code),
        "message": headline(diagnostic, lang),
        "labels": [
            {**_span(each), "cell": each.source.cell(each.start), "note": note(each, lang)}
            for each in diagnostic.labels
        ],
        "expected": diagnostic.expected,
        "found": diagnostic.found,
        "difference": diagnostic.difference,
        "hint": hint(diagnostic, lang),
        "edits": [{**_span(each), "text": each.text} for each in diagnostic.edits],
    }


def _span(place: Label | Edit) -> dict[str, Any]:
    source = place.source
    return {"path": source.path, "start": _position(source, place.start), "end": _position(source, place.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    return {"line": source.line_of(offset), "column": source.column_of(offset), "offset": offset}
