"""Every message about names, codes, sums and projects: a case file says where it must appear, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_files import Case, match, read

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import MESSAGES
from budgetlang.diagnostics.words import headline, hint, note

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.iterdir())
CASES = [pytest.param(case, id=f"{path.stem}: {case.title}") for path in FILES for case in read(path)]


@pytest.mark.parametrize("case", CASES)
def test_findings_stand_where_the_case_says(case: Case, tmp_path: Path) -> None:
    found = case.findings(tmp_path)
    missing, extra = match(case, found)
    assert (missing, [shown(diagnostic) for diagnostic in extra]) == ([], [])


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_messages_have_no_gaps(case: Case, lang: str, tmp_path: Path) -> None:
    for diagnostic in case.findings(tmp_path):
        notes = [note(label, lang) for label in diagnostic.labels]
        words = [headline(diagnostic, lang), hint(diagnostic, lang), *notes]
        assert words[0]
        assert not any("{" in text and "}" in text for text in words), words


PROVED = {"B420", "B421"}
"""what only `check --prove` can say: tested in `tests/proof`"""
WORKBOOKS = {"B261", "B264", "B272"}
"""what only tables say that are no text; see tests/sheets"""
BUILT = {"B293"}
"""what only a build can say; see tests/years"""


def test_every_code_has_a_case() -> None:
    expected = {code for case in CASES for _, _, code, _ in case.values[0].expected if code >= "B200"}
    assert {code for code in MESSAGES if "B200" <= code < "B700"} == expected | WORKBOOKS | PROVED | BUILT


def shown(diagnostic: Diagnostic) -> str:
    place = diagnostic.labels[0]
    line = place.source.line_of(place.start)
    return f"{place.source.path}:{line} {diagnostic.code} {place.source.text[place.start : place.end]!r}"
