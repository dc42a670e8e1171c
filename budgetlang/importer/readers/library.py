"""What readers share: libraries that need not be there, files that are broken, archives that unpack to too much."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from budgetlang.importer.published import UnreadableError

MOST_BYTES = 300_000_000
"""of an unpacked document: a small file may claim to hold any amount"""


def library(path: str, module: str, package: str) -> Any:
    """The module of a library. Raises UnreadableError that says what to install."""
    try:
        return import_module(module)
    except ImportError:
        raise UnreadableError(
            f"读“{path}”要用 {package}，先安装：pip install 'budgetlang[import]'",
            f"reading {path} needs {package}; install it: pip install 'budgetlang[import]'",
        ) from None


def broken(path: str, kind: str, error: Exception) -> UnreadableError:
    """Says that a file is none of its kind, with the words of the library that found that out."""
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return UnreadableError(f"“{path}”不是能读的 {kind}：{reason}", f"{path} is no readable {kind}: {reason}")


def encrypted(path: str) -> UnreadableError:
    """Says that a file wants a password."""
    return UnreadableError(
        f"“{path}”设了密码，先去掉密码再读", f"{path} is protected by a password; remove it and read it again"
    )


def refuse_bomb(path: str, data: bytes) -> None:
    """Raises UnreadableError for an Office file with a password, and ValueError for one that unpacks to too much."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise encrypted(path)
    with ZipFile(BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            raise ValueError("too large")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
