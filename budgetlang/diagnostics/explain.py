"""The page about a code: what it means, a wrong and a right example."""

from __future__ import annotations

import re
from pathlib import Path

_CODE = re.compile(r"B[0-9]{3}")


def page(code: str, lang: str) -> str | None:
    """The page in `lang` (`zh`, `en`) as Markdown, None when there is none.

    Pages stand in `docs/diagnostics` of a checkout; a wheel carries a copy beside this module.
    """
    code = code.upper()
    if not _CODE.fullmatch(code):
        return None
    package = Path(__file__).resolve().parent
    for folder in (package / "pages", package.parents[1] / "docs" / "diagnostics"):
        path = folder / lang / f"{code}.md"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None
