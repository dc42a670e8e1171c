"""The Changzhi example, with any file changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from changed_example import Compile

from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace


@pytest.fixture(scope="session")
def changzhi(root: Path) -> Path:
    return root / "examples" / "changzhi-2026"


@pytest.fixture(scope="session")
def compiled(changzhi: Path) -> Compile:
    """Compiles the example with other texts in place of its files, by their names."""

    def compile_with(changed: Mapping[str, str]) -> Compilation:
        texts = {changzhi / name: text.encode() for name, text in changed.items()}
        return Compilation(Workspace(changzhi, texts), changzhi)

    return compile_with
