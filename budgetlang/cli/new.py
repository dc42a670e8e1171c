"""`budgetc new`: a small invented budget in a new folder, with comments that explain it, to be changed into one's own.

The starting files are data: `template/<profile>/`. Names there without a leading dot get one if git knows them so.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from budgetlang.cli.commands import Say
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.outfolder import create
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.nearest import nearest

TEMPLATES = Path(__file__).parent / "template"
NAME = "某县档案馆"
"""the name that the templates use for the department"""
_DOTTED = ("gitignore", "gitattributes")
_NOT_IN_NAMES = '"#{}'
_LONGEST_NAME = 60


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", metavar="DIR", help=say("新文件夹", "the new folder"))
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default=profiles()[0],
        help=say(f"公开格式，默认 {profiles()[0]}", f"layout of the book, by default {profiles()[0]}"),
    )
    parser.add_argument("--name", metavar="NAME", default=NAME, help=say("部门名称", "name of the department"))


def run(args: Namespace, terminal: Terminal) -> int:
    """Write the files. Raises UsageError where the folder holds anything, or for a name that cannot be."""
    files = _files(args.profile, _valid_name(args.name))
    folder = Path(args.folder)
    create(folder, files)
    for name in sorted(files):
        terminal.print(str(folder / name))
    terminal.note(
        terminal.say(
            f"\n接下来：\n  budgetc check {folder}\n  budgetc build {folder}\n从 main.budget 看起，里面有说明。",
            f"\nNext:\n  budgetc check {folder}\n  budgetc build {folder}\nBegin with main.budget: it explains itself.",
        )
    )
    return OK


def profiles() -> list[str]:
    """The profiles that there is a template for."""
    return sorted(path.parent.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("**/main.budget"))


def _valid_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or any(char in name for char in _NOT_IN_NAMES):
        raise UsageError(
            f"部门名称“{name[:20]}”不行：不能空着，不能有 {' '.join(_NOT_IN_NAMES)}，不超过 {_LONGEST_NAME} 字",
            f"{name[:20]} cannot be a name: 1 to {_LONGEST_NAME} characters, none of {' '.join(_NOT_IN_NAMES)}",
        )
    return name


def _files(profile: str, name: str) -> dict[str, bytes]:
    known = profiles()
    if profile not in known:
        close = nearest(profile, known) or known
        raise UsageError(
            f"没有样式“{profile}”的模板，可以写：{'、'.join(close)}",
            f"there is no template for profile {profile}, try {', '.join(close)}",
        )
    root = TEMPLATES / profile
    paths = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return {
        _target(path.relative_to(root)): path.read_text(encoding="utf-8").replace(NAME, name).encode() for path in paths
    }


def _target(path: Path) -> str:
    return path.with_name(f".{path.name}" if path.name in _DOTTED else path.name).as_posix()
