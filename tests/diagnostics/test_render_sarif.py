"""Findings as SARIF. The schema below says what SARIF 2.1.0 asks of the parts that are used here, and no more."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.render import sarif
from budgetlang.diagnostics.render.sarif import render_sarif
from budgetlang.source.text import Source

Schema = dict[str, Any]


def record(required: str, **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def listing(items: Schema, unique: bool = False) -> Schema:
    return {"type": "array", "items": items, "uniqueItems": unique}


STRING: Schema = {"type": "string"}
FROM_0: Schema = {"type": "integer", "minimum": 0}
FROM_1: Schema = {"type": "integer", "minimum": 1}
LEVEL: Schema = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = record("text", text=STRING)
RICH = record("text", text=STRING, markdown=STRING)
ARTIFACT = record("uri", uri={"type": "string", "pattern": r"^[!-~]*$", "not": {"pattern": r"[ \\:]"}})
REGION = record(
    "startLine",
    startLine=FROM_1,
    startColumn=FROM_1,
    endLine=FROM_1,
    endColumn=FROM_1,
    charOffset=FROM_0,
    charLength=FROM_0,
)
PLACE = record("artifactLocation", artifactLocation=ARTIFACT, region=REGION)
LOCATION = record("physicalLocation", id=FROM_0, physicalLocation=PLACE, message=MESSAGE)
REPLACEMENT = record("deletedRegion", deletedRegion=REGION, insertedContent=record("text", text=STRING))
CHANGE = record(
    "artifactLocation replacements",
    artifactLocation=ARTIFACT,
    replacements={**listing(REPLACEMENT), "minItems": 1},
)
FIX = record("artifactChanges", description=MESSAGE, artifactChanges={**listing(CHANGE, unique=True), "minItems": 1})
RULE = record("id", id=STRING, shortDescription=RICH, help=RICH, defaultConfiguration=record("level", level=LEVEL))
RESULT = record(
    "message",
    ruleId=STRING,
    ruleIndex=FROM_0,
    level=LEVEL,
    message=MESSAGE,
    locations=listing(LOCATION),
    relatedLocations=listing(LOCATION, unique=True),
    fixes=listing(FIX, unique=True),
    properties={"type": "object"},
)
DRIVER = record("name", name=STRING, semanticVersion=STRING, rules=listing(RULE, unique=True))
RUN = record(
    "tool",
    tool=record("driver", driver=DRIVER),
    language={"type": "string", "pattern": "^[a-z]{2}-[A-Z]{2}$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=listing(RESULT),
)
LOG = record("version runs", version={"const": "2.1.0"}, runs=listing(RUN), **{"$schema": STRING})


def run_of(diagnostics: list[Diagnostic], lang: str = "zh") -> Schema:
    log = json.loads(render_sarif(diagnostics, lang))
    Draft7Validator(LOG).validate(log)
    return log["runs"][0]  # type: ignore[no-any-return]


def test_an_empty_log_is_valid() -> None:
    assert run_of([])["results"] == []


def test_a_finding(wrong_total: Diagnostic) -> None:
    run = run_of([Diagnostic("B903"), wrong_total])
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["language"] == "zh-CN"
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["B903", "B901"]
    assert [each["level"] for each in run["results"]] == ["note", "error"]
    result = run["results"][1]
    assert result["message"]["text"] == "20103 的合计不对\n是不是 1785.62？"
    assert result["properties"] == {
        "expected": "1785.62 万元",
        "found": "1785.71 万元",
        "difference": "0.09 万元",
    }
    assert [each.get("message") for each in result["relatedLocations"]] == [
        {"text": "相加的数"},
        {"text": "相加的数"},
        {"text": "表里是 4.60"},
    ]
    place = result["relatedLocations"][2]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "projects/信访经费.budget"


def test_columns_count_code_points() -> None:
    source = Source("a.budget", "一\n𠮷 5.60 行\n")
    region = run_of([Diagnostic("B901", (Label(source, 4, 8),))])["results"][0]["locations"][0]
    assert region["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 3,
        "endLine": 2,
        "endColumn": 7,
        "charOffset": 4,
        "charLength": 4,
    }


def test_a_fix_can_be_applied() -> None:
    source = Source("a.budget", "明细｛支出｝")
    edits = (Edit(source, 5, 6, "}"), Edit(source, 2, 3, " {"))
    changes = run_of([Diagnostic("B901", edits=edits)])["results"][0]["fixes"][0]["artifactChanges"]
    text = source.text
    for each in reversed(changes[0]["replacements"]):
        region = each["deletedRegion"]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        text = text[:start] + each["insertedContent"]["text"] + text[end:]
    assert text == "明细 {支出}"


def test_a_message_makes_no_link_and_no_gap() -> None:
    finding = Diagnostic("B902", args={"name": "[行](http://a) {0}"})
    message = run_of([finding], "en")["results"][0]["message"]["text"]
    assert message == r"no reason for [行\](http://a) {{0}}"


def test_the_help_of_a_rule_is_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "page", lambda code, lang: f"# {code} {lang}")
    with_page = run_of([Diagnostic("B902")])["tool"]["driver"]["rules"][0]
    assert with_page["help"] == {"text": "# B902 zh", "markdown": "# B902 zh"}
    monkeypatch.setattr(sarif, "page", lambda *_: None)
    without = run_of([Diagnostic("B902")], "en")["tool"]["driver"]["rules"][0]
    assert without["shortDescription"] == {"text": "no reason for …"}
    assert without["help"]["text"] == "no reason for …"
