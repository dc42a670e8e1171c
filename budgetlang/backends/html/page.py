"""HTML: the whole book as one page that needs nothing but itself.

Style, script, charts and data stand in the file; the content security policy allows exactly those, by hash, and no
network. Without JavaScript the page reads and prints as well; with it numbers open, the search filters and
the colours can be chosen.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from budgetlang.backends.html.view import view
from budgetlang.backends.words import words_for
from budgetlang.document.nodes import Document, Text
from budgetlang.templates import templates_in
from budgetlang.values.style import Counted

FOLDER = Path(__file__).resolve().parent

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""HTML has no place for control characters, not even as references"""


def render(document: Document) -> dict[str, bytes]:
    """`index.html`."""
    style, early, script = (_source(name) for name in ("page.css", "early.js", "page.js"))
    words = words_for(document.language)
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            page=view(document),
            document=document,
            words=words,
            style=_inline(style),
            early=_inline(early),
            script=_inline(script),
            policy=_policy([style], [early, script]),
            data=_json({"facts": _facts(document), "origins": _origins(document), "words": words}),
        )
    )
    page = _CONTROL.sub("\ufffd", page.replace("\r\n", "\n").replace("\r", "\n"))
    return {"index.html": page.encode()}


@cache
def _environment() -> Environment:
    environment = templates_in(FOLDER, __file__)
    environment.filters["counted"] = Counted
    environment.tests["words"] = lambda inline: isinstance(inline, Text)
    return environment


@cache
def _source(name: str) -> str:
    return (FOLDER / name).read_text("utf-8").replace("\r\n", "\n")


def _inline(source: str) -> Markup:
    """Our own style or script as it stands in the page. Nothing can be escaped there, so nothing may need it."""
    if "</" in source:
        raise ValueError("a style sheet or script of the page contains `</`")
    return Markup(source)


def _policy(styles: list[str], scripts: list[str]) -> str:
    style, script = (" ".join(map(_hash, sources)) for sources in (styles, scripts))
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _json(data: Any) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _facts(document: Document) -> list[list[str | int]]:
    return [[fact.file, fact.line, fact.name, fact.amount] for fact in document.facts]


def _origins(document: Document) -> list[list[Any]]:
    return [[origin.rule, origin.exact, origin.facts, origin.claim] for origin in document.origins]
