"""Findings as JSON, and the table of formats."""

from __future__ import annotations

import json

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.render import FORMATS, renderer
from budgetlang.diagnostics.render.json import render_json


def test_every_format_loads_and_takes_anything(wrong_total: Diagnostic) -> None:
    for name in FORMATS:
        for lang in ("zh", "en"):
            text = renderer(name)([wrong_total, Diagnostic("B902")], lang)
            assert text.endswith("\n")
            assert text == renderer(name)([wrong_total, Diagnostic("B902")], lang)
            assert renderer(name)([], lang)


def test_a_finding(wrong_total: Diagnostic) -> None:
    log = json.loads(render_json([wrong_total], "zh"))
    finding = log["diagnostics"][0]
    assert list(log) == ["version", "diagnostics", "summary"]
    assert log["summary"] == {"error": 1, "warning": 0, "note": 0}
    assert (finding["code"], finding["severity"], finding["message"]) == ("B901", "error", "20103 的合计不对")
    assert finding["labels"][3] == {
        "path": "projects/信访经费.budget",
        "start": {"line": 2, "column": 3, "offset": 16},
        "end": {"line": 2, "column": 9, "offset": 22},
        "cell": "",
        "note": "表里是 4.60",
    }
    assert [finding[key] for key in ("expected", "found", "difference", "hint")] == [
        "1785.62 万元",
        "1785.71 万元",
        "0.09 万元",
        "是不是 1785.62？",
    ]
    start, end = finding["edits"][0]["start"], finding["edits"][0]["end"]
    assert (start["line"], start["column"], end["column"]) == (10, 13, 20)
    assert finding["edits"][0]["text"] == "1785.62"


def test_all_keys_stand_there_always(wrong_total: Diagnostic) -> None:
    full, bare = json.loads(render_json([wrong_total, Diagnostic("B902")], "en"))["diagnostics"]
    assert list(full) == list(bare)
    assert (bare["labels"], bare["edits"], bare["expected"]) == ([], [], "")
