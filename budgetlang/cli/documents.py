"""Published documents that a command names: files, and folders of them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from budgetlang.cli.commands import Say
from budgetlang.cli.compile import require
from budgetlang.cli.exits import UsageError
from budgetlang.diagnostics.nearest import nearest
from budgetlang.importer.published import Published, UnreadableError
from budgetlang.importer.readers import READERS, reader_for
from budgetlang.workspace import built_in_profiles


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the documents, and the profile to recognise them by."""
    parser.add_argument(
        "path",
        metavar="FILE",
        nargs="+",
        help=say(
            "公开的预算文本，或文件夹（其中所有能读的文件）",
            "a published document, or a folder for all in it that can be read",
        ),
    )
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default="",
        help=say("按这个样式认表，默认自己找最合适的", "recognise by this profile, by default the one that fits best"),
    )


def known_profile(name: str) -> str:
    """The name of a built-in profile, or none. Raises UsageError for any other."""
    known = built_in_profiles()
    if name and name not in known:
        close = nearest(name, known) or known
        raise UsageError(
            f"没有样式“{name}”，可以写：{'、'.join(close)}", f"there is no profile {name}, try {', '.join(close)}"
        )
    return name


def documents(name: str) -> Iterator[str]:
    """The file, or all in a folder that can be read. Raises UsageError where there is none."""
    path = require(Path(name))
    if path.is_dir():
        found = sorted(str(each) for each in path.iterdir() if each.is_file() and reader_for(each.name))
        if not found:
            raise UsageError(f"文件夹“{name}”里没有能读的文件", f"nothing that can be read in {name}")
        yield from found
    elif reader_for(path.name):
        yield str(path)
    else:
        known = " ".join(READERS)
        raise UsageError(f"读不了“{name}”，能读的格式：{known}", f"cannot read {name}; kinds that can be read: {known}")


def document(path: str) -> Published:
    """One document, read. Raises UsageError for what cannot be read."""
    reader = reader_for(path)
    assert reader is not None  # `documents` gives no others
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"读不了“{path}”：{error.strerror}", f"cannot read {path}: {error.strerror}") from error
    try:
        return reader(path, data)
    except UnreadableError as error:
        raise UsageError(error.zh, error.en) from error
