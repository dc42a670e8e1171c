"""The templates of the parts. Whatever they insert is escaped as XML, unless the code has made it XML itself."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from budgetlang.backends.docx.package import run_content


def render_part(name: str, **context: Any) -> str:
    """The part that template `name` makes."""
    return _environment().get_template(name).render(context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["run"] = run_content
    return environment


def _source(name: str) -> str:
    return files(__package__).joinpath("templates", f"{name}.j2").read_text("utf-8").replace("\r\n", "\n")
