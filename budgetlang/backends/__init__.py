"""Back ends: a `Document` in, the files of one format out.

Every back end is a pure function `render(document) -> {relative path: bytes}`. It reads the document model and
nothing else, so the same document gives the same bytes on every machine. To add a format, write such a function
and name it in `BACKENDS`; a format is imported only when somebody asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the command line lists the formats at every start, and must not pay for the model
    from collections.abc import Callable

    from budgetlang.document.nodes import Document

    Render = Callable[[Document], dict[str, bytes]]

BACKENDS: dict[str, str] = {
    "json": "budgetlang.backends.jsonbook:render",
    "csv": "budgetlang.backends.csvtables:render",
    "markdown": "budgetlang.backends.markdown:render",
    "html": "budgetlang.backends.html.page:render",
    "docx": "budgetlang.backends.docx.book:render",
    "xlsx": "budgetlang.backends.xlsx.book:render",
    "pdf": "budgetlang.backends.pdf.book:render",
}
"""Name of the format → `module:function`."""


class BackEndError(Exception):
    """A format that cannot be made, for no fault of the budget: why, and what to do, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class MissingExtraError(BackEndError):
    """A package or a font is missing on this machine."""


class BadReferenceError(BackEndError):
    """The house template is no file that styles can be taken from."""


def load(name: str) -> Render:
    """The back end of that name. Raises KeyError for a name that `BACKENDS` has not."""
    module, function = BACKENDS[name].split(":")
    return cast("Render", getattr(import_module(module), function))
