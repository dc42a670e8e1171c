"""The container of OOXML files: a ZIP archive whose bytes depend on its parts and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup, escape

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""characters that XML 1.0 has no place for, not even as references"""

_BREAK = re.compile(r"\r\n|\r|\n|\t")

_UNIX = 3
"""the system that a ZIP archive says it was made on; by default it is the one at hand"""

_MODE = 0o644 << 16


def legal(xml: str) -> str:
    """Text with U+FFFD in place of every character that XML does not allow."""
    return _ILLEGAL.sub("\ufffd", xml)


def run_content(text: str) -> Markup:
    """Text as the content of a run: `w:t` elements, line breaks and tabs between them."""
    if not _BREAK.search(text):
        return Markup(f'<w:t xml:space="preserve">{escape(text)}</w:t>') if text else Markup("")
    parts: list[str] = []
    at = 0
    for found in _BREAK.finditer(text):
        parts += [run_content(text[at : found.start()]), "<w:tab/>" if found[0] == "\t" else "<w:br/>"]
        at = found.end()
    return Markup("".join([*parts, run_content(text[at:])]))


def one_line(text: str) -> str:
    """Text for an attribute or a part of a heading that cannot break."""
    return " ".join(text.split())


def archive(parts: Mapping[str, str | bytes], date: datetime) -> bytes:
    """The ZIP archive of the parts, sorted by name and dated.

    `[Content_Types].xml`, which readers want first, sorts before all others.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as file:
        for name in sorted(parts):
            part = parts[name]
            info = ZipInfo(name, (date.year, date.month, date.day, date.hour, date.minute, date.second))
            info.compress_type = ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _MODE
            file.writestr(info, legal(part).encode() if isinstance(part, str) else part)
    return stream.getvalue()
