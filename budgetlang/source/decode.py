"""From bytes to text: UTF-8, or what Windows programs write instead, which is read and reported."""

from __future__ import annotations

import codecs

from budgetlang.source.hygiene import Fault

MOST_BYTES = 20
"""So many unreadable places of one file are reported."""

SAMPLE = 1 << 20
"""So many bytes before and behind the first unreadable one decide which encoding a file is in."""


_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""What files begin with that office programs save: Word and Excel now and formerly, PDF, rich text."""


def is_document(data: bytes) -> bool:
    """Whether the bytes are a document of an office program, and so no text."""
    return data.startswith(_DOCUMENTS)


def decode(data: bytes) -> tuple[str, list[Fault]]:
    """The text of a file and what is wrong with its bytes. Every line end becomes LF.

    A file that is not UTF-8 is read as UTF-16 if it says so, else as GB18030 if it can be;
    if not even that, its unreadable bytes become U+FFFD. Never raises.
    """
    text, faults = _characters(data)
    if "\r" not in text:
        return text, faults
    if text.count("\r") == text.count("\r\n"):
        return text.replace("\r\n", "\n"), [*faults, Fault("B005", 0, 0, {})]
    text = text.replace("\r\n", "\n")
    lone = [Fault("B009", at, at + 1, {"char": "U+000D"}) for at in _places(text, "\r")]
    return text.replace("\r", "\n"), faults + lone


def _characters(data: bytes) -> tuple[str, list[Fault]]:
    if data.startswith(codecs.BOM_UTF8):
        text, faults = _characters(data[len(codecs.BOM_UTF8) :])
        return text, [Fault("B001", 0, 0, {}), *faults]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
        return text, [Fault("B002", 0, 0, {"encoding": "UTF-16"}), *_unreadable(text)]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        around = data[max(0, error.start - SAMPLE) : error.start + SAMPLE].decode("utf-8", errors="replace")
    if not _mostly_readable(around):
        try:
            return data.decode("gb18030"), [Fault("B002", 0, 0, {"encoding": "GB18030"})]
        except UnicodeDecodeError:
            pass
    text = data.decode("utf-8", errors="replace")
    return text, _unreadable(text)


def _mostly_readable(text: str) -> bool:
    """Whether a text is UTF-8 with a few broken bytes, not another encoding in which nearly no character fits."""
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") * 10 < beyond_ascii


def _unreadable(text: str) -> list[Fault]:
    return [Fault("B003", at, at + 1, {}) for at in _places(text, "\ufffd")]


def _places(text: str, char: str) -> list[int]:
    """Where a character stands, at most `MOST_BYTES` times."""
    found: list[int] = []
    at = text.find(char)
    while at >= 0 and len(found) < MOST_BYTES:
        found.append(at)
        at = text.find(char, at + 1)
    return found
