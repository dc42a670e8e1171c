"""The templates of the parts. Whatever they insert is escaped as XML, unless the code has made it XML itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from budgetlang.backends.docx.package import run_content
from budgetlang.templates import templates_in


def render_part(name: str, **context: Any) -> str:
    """The part that template `name` makes."""
    return _environment().get_template(f"{name}.j2").render(context)


@cache
def _environment() -> Environment:
    environment = templates_in(Path(__file__).resolve().parent / "templates", __file__)
    environment.filters["run"] = run_content
    return environment
