"""Findings in the formats that people and programs read. A format is one line of this table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from budgetlang.diagnostics.diagnostic import Diagnostic

FORMATS: dict[str, str] = {
    "text": "budgetlang.diagnostics.render.text:render_text",
    "json": "budgetlang.diagnostics.render.json:render_json",
    "github": "budgetlang.diagnostics.render.github:render_github",
    "sarif": "budgetlang.diagnostics.render.sarif:render_sarif",
}
"""Name of a format: module and function."""

Renderer = Callable[[Sequence[Diagnostic], str], str]
"""Takes findings in order and a language; `text` also takes `color` and `width`."""


def renderer(name: str) -> Renderer:
    """Load the function of a format. Raises KeyError for an unknown name."""
    module, function = FORMATS[name].split(":")
    return cast(Renderer, getattr(import_module(module), function))
