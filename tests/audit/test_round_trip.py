"""The book of an example in Word, audited: it has what its source leaves as it is (存疑), and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from budgetlang.audit.audit import audit
from budgetlang.backends.docx.book import render
from budgetlang.backends.walk import blocks
from budgetlang.document.nodes import Form
from budgetlang.importer.readers.word import read_word
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace


@pytest.mark.parametrize("name", ["changzhi-2026", "district-office"])
def test_the_audit_of_a_built_book_finds_what_its_source_accepts(root: Path, name: str) -> None:
    path = root / "examples" / name / "main.budget"
    compilation = Compilation(Workspace.around(path), path)
    accepted = [each.args["finding"] for each in compilation.diagnostics if each.code == "B624"]
    document = compilation.document
    assert document is not None
    found = audit(read_word("book.docx", render(document)["book.docx"]))
    expected = Counter(code for code in accepted if int(code[1:]) in WORDS)
    assert Counter(each.code for each in found.diagnostics) == expected
    assert found.imported.forms == sum(isinstance(each, Form) for each in blocks(document))
