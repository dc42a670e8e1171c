"""The folder that a build writes: all of it or nothing, and never over somebody else's files.

Everything is first written into a new folder beside it. Only then the files move to their places, each in one step.
A list of the files, `.budgetc-build.json`, tells the next build which of them are its own: those that are made no
longer are removed, and a file that stands where a new one should go but is not on the list stops the build.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from budgetlang.cli.exits import UsageError

MANIFEST = ".budgetc-build.json"
VERSION = 1


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with `files`. Raises UsageError where something is already there, OSError as the disk does."""
    folder = folder.resolve()
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise UsageError(
            f"“{folder.name}”已经存在，而且不是空文件夹", f"{folder.name} exists and is not an empty folder"
        )
    _replace(folder, files)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold `files` (relative path: content).

    Raises UsageError, having changed nothing, where that would touch a file that no build wrote; OSError where the
    disk refuses.
    """
    folder = folder.resolve()
    written = _own_files(folder)
    _refuse_foreign(folder, files, written)
    _replace(folder, {**files, MANIFEST: _manifest(files)}, written)


def _replace(folder: Path, files: Mapping[str, bytes], written: set[str] | None = None) -> None:
    """Fill a new folder beside `folder`, then move what is in it to its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = folder.parent / f".{folder.name}.new-{os.getpid()}"
    try:
        _fill(new, files)
        if written:
            _move(new, folder, sorted(files.keys() - {MANIFEST}), stale=written.difference(files))
        elif folder.exists():  # and is empty, but somebody may stand in it
            for child in sorted(new.iterdir()):
                child.replace(folder / child.name)
        else:
            new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _manifest(files: Iterable[str]) -> bytes:
    return json.dumps({"version": VERSION, "files": sorted(files)}, ensure_ascii=False, indent=1).encode() + b"\n"


def _own_files(folder: Path) -> set[str]:
    """What an earlier build wrote there. A list with a path that leads elsewhere is none of ours."""
    try:
        listed = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    own = {name for name in listed if isinstance(name, str)} if isinstance(listed, list) else set()
    return own if all(map(_stays_inside, own)) else set()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _refuse_foreign(folder: Path, files: Iterable[str], written: set[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"“{folder.name}”不是文件夹", f"{folder.name} is not a folder")
    if not folder.exists():
        return
    if not written and (found := next(iter(sorted(folder.iterdir())), None)):
        raise UsageError(
            f"文件夹“{folder.name}”里已有别的文件（如 {found.name}），请用 -o 换一个文件夹",
            f"folder {folder.name} holds other files ({found.name}); choose another with -o",
        )
    for name in sorted(files):
        target = folder / name
        if os.path.lexists(target) and name not in written:
            raise UsageError(f"“{target}”不是生成的文件，不能覆盖", f"{target} was not made by a build; it stays")
        if not target.parent.resolve().is_relative_to(folder):
            raise UsageError(f"“{target}”经链接指到文件夹外", f"{target} leads out of the folder through a link")


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        if not _stays_inside(name):
            raise ValueError(f"a back end made a file outside its folder: {name}")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _move(new: Path, folder: Path, names: list[str], stale: set[str]) -> None:
    """Put the new files in place. The list goes first, with the old names, so that a stop in between does no harm."""
    (new / f"{MANIFEST}.both").write_bytes(_manifest({*names, *stale}))
    (new / f"{MANIFEST}.both").replace(folder / MANIFEST)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).replace(folder / name)
    for name in sorted(stale):
        _remove(folder, name)
    (new / MANIFEST).replace(folder / MANIFEST)


def _remove(folder: Path, name: str) -> None:
    """Remove a file of an earlier build, and the folders that it leaves empty."""
    path = folder / name
    if path.parent.resolve().is_relative_to(folder):
        path.unlink(missing_ok=True)
        for parent in path.relative_to(folder).parents[:-1]:
            try:
                (folder / parent).rmdir()
            except OSError:
                return
