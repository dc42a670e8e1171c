"""PDF: `book.pdf`, the book on paper after GB/T 9704, tagged (PDF/UA-1) and for archives (PDF/A-2a).

The template `book.typ` stands in the package and never changes; the document goes to it as JSON, so no text of a
book is ever read as markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from budgetlang.backends import MissingExtraError
from budgetlang.backends.pdf.fonts import INSTALL, find, typesetter
from budgetlang.backends.pdf.view import view
from budgetlang.document.nodes import Document

STANDARDS = ["ua-1", "a-2a"]

_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed|disallowed codepoint `"(.*?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def render(document: Document) -> dict[str, bytes]:
    """`book.pdf`, set in the fonts of the package. Raises MissingExtraError where Typst or fonts are not installed."""
    return render_with(document)


def render_with(document: Document, font_paths: Sequence[Path] = ()) -> dict[str, bytes]:
    """`book.pdf`, set in the fonts of those folders first.

    Raises MissingExtraError where Typst, a font, or a character of the document in the fonts is missing.
    """
    typst = typesetter()
    faces = find(typst, font_paths)
    book = view(document) | {"fonts": faces.roles, "own": sorted(faces.own)}
    sources = {
        "main": Path(__file__).with_name("book.typ").read_bytes(),
        "book.json": json.dumps(book, ensure_ascii=False, separators=(",", ":")).encode(),
    }
    try:
        pdf = typst.compile(
            sources,
            format="pdf",
            font_paths=faces.fonts,
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=document.date,
        )
    except typst.TypstError as error:
        raise _missing_characters(error) or error from None
    return {"book.pdf": pdf}


def _missing_characters(error: Any) -> MissingExtraError | None:
    """What to do if Typst stopped because no font has a character of the document; None for any other reason."""
    found = _NO_GLYPH.findall(f"{error.diagnostic}\n{error.message}")
    texts = (_ESCAPED.sub(lambda match: chr(int(match[1], 16)), first or second) for first, second in found)
    missing = sorted(set("".join(texts)))
    if not missing:
        return None
    shown = " ".join(f"{char} (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}" for char in missing)
    return MissingExtraError(
        f"字体里没有这些字：{shown}。请用 --font-path 指定有这些字的字体所在的文件夹（或先安装：{INSTALL}）",
        f"no font has these characters: {shown}; name a folder with a font that has them with --font-path "
        f"(or install: {INSTALL})",
    )
