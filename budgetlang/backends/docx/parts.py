"""The templates of the parts. Whatever they insert is escaped as XML, unless the code has made it XML itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from budgetlang.backends.docx.package import run_content
from budgetlang.bytecode import Bytecode

FOLDER = Path(__file__).resolve().parent / "templates"


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
        bytecode_cache=Bytecode(__file__, str(FOLDER)),
    )
    environment.filters["run"] = run_content
    return environment


def _source(name: str) -> str:
    return (FOLDER / f"{name}.j2").read_text("utf-8").replace("\r\n", "\n")
