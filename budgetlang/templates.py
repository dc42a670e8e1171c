"""Jinja for the templates that come with the compiler, and what it compiled of them, which takes longer than rendering.

Templates that come with the compiler are kept compiled for the next process, where Python keeps its own modules: in
`__pycache__`, beside their sources. What is kept is code that runs, so nothing is read or written in a project: whoever
can write in our own folders can change the compiler itself. It obeys what Python obeys (`PYTHONDONTWRITEBYTECODE`,
`PYTHONPYCACHEPREFIX`), and where nothing may be written nothing is kept.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Container
from contextlib import suppress
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, __version__
from jinja2.bccache import Bucket


def templates_in(folder: Path, made_by: str) -> Environment:
    """The templates of pages and XML in a folder: whatever they insert is escaped, and an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Bytecode(made_by, str(folder)),
    )


class Bytecode(BytecodeCache):
    """Keeps what was compiled for this process, and for the next one what belongs to the files `names` of `folder`.

    `made_by` is the file of the module that sets up the environment: what it made before a change is not used. One
    such object serves environments that compile alike.
    """

    def __init__(self, made_by: str, folder: str | None = None, names: Container[str] | None = None) -> None:
        self.made_by = made_by
        self.folder = folder
        self.names = names
        self.memory: dict[tuple[str, str], CodeType] = {}
        """by name and checksum of the text"""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """The name: one folder is one name space."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it was compiled of the same text, by the same Jinja and Python."""
        key = bucket.key, bucket.checksum
        path = self._path(bucket.key)
        if key not in self.memory and path is not None:
            with suppress(OSError, EOFError, ValueError, TypeError):
                made_of, code = marshal.loads(path.read_bytes())
                if made_of == self._made_of(bucket) and isinstance(code, CodeType):
                    self.memory[key] = code
        bucket.code = self.memory.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket: on the disk whole or not at all."""
        if bucket.code is None:
            return
        self.memory[bucket.key, bucket.checksum] = bucket.code
        path = self._path(bucket.key)
        if path is None or sys.dont_write_bytecode:
            return
        part = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(marshal.dumps((self._made_of(bucket), bucket.code)))
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def _path(self, name: str) -> Path | None:
        """Where it is kept on the disk; None for what is not, and where Python keeps nothing."""
        if self.folder is None or sys.implementation.cache_tag is None:
            return None
        if self.names is not None and name not in self.names:
            return None
        return Path(cache_from_source(str(Path(self.folder, f"{name}.py")))).with_suffix(".j2c")

    def _made_of(self, bucket: Bucket) -> tuple[str | bytes | int, ...]:
        """What decides which code a template becomes."""
        maker = Path(self.made_by).stat()
        return bucket.checksum, __version__, MAGIC_NUMBER, maker.st_mtime_ns, maker.st_size
