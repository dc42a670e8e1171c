"""`budgetc profile`: start a profile, check it without a budget, print its documentation.

The starting files are data: `profile_template/zh` and `profile_template/en`.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from pathlib import Path

from budgetlang.cli.commands import Say
from budgetlang.cli.compile import exit_code, report
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.markdown import markdown_lines
from budgetlang.cli.outfolder import create
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.nearest import nearest
from budgetlang.diagnostics.render import FORMATS, renderer
from budgetlang.pipeline import ProfileCompilation
from budgetlang.review.documentation import documentation
from budgetlang.workspace import PROFILE_FILE, Workspace, built_in_profiles

TEMPLATES = Path(__file__).parent / "profile_template"
NAME = "town"
"""the name that the templates use for the profile"""
ACTIONS = ("new", "check", "doc")
_FOLDER = "profiles"


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "action",
        choices=ACTIONS,
        help=say(
            "new：新建一个样式和用它的小预算；check：检查样式；doc：输出样式的说明",
            "new: start a profile with a tiny budget; check: check profiles; doc: print the documentation of one",
        ),
    )
    parser.add_argument(
        "target",
        metavar="DIR | NAME",
        nargs="?",
        default=".",
        help=say(
            "new：新文件夹；check、doc：样式的名称，或有样式的文件夹，默认是当前文件夹",
            "new: the new folder; check, doc: the name of a profile, or a folder with profiles, by default this one",
        ),
    )
    parser.add_argument(
        "--name",
        metavar="NAME",
        default=NAME,
        help=say(f"new：样式的名称，默认 {NAME}", f"new: the name of the profile, by default {NAME}"),
    )
    parser.add_argument(
        "--format",
        choices=(*FORMATS, "md"),
        default="text",
        help=say("结果的格式，默认 text；doc 可以用 md", "format of the result, by default text; md for doc"),
    )
    parser.add_argument("--strict", action="store_true", help=say("有提醒也算不通过", "fail for warnings, too"))


def run(args: Namespace, terminal: Terminal) -> int:
    """Do one of the actions."""
    if args.action == "new":
        return _new(Path(args.target), args.name, terminal)
    workspace, names = _profiles(args.target)
    if args.action == "check":
        return _check(workspace, names, args, terminal)
    return _doc(workspace, names, args, terminal)


def _new(folder: Path, name: str, terminal: Terminal) -> int:
    if not re.fullmatch(r"[a-z][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*", name):
        raise UsageError(
            f"样式名称“{name[:40]}”不行：用小写字母、数字、- 和 /，以字母开头",
            f"{name[:40]} cannot name a profile: lower-case letters, digits, - and /, beginning with a letter",
        )
    root = TEMPLATES / terminal.lang
    files: dict[str, bytes] = {}
    for path in (path for path in sorted(root.rglob("*")) if path.is_file()):
        target = path.relative_to(root).as_posix().replace(f"{_FOLDER}/{NAME}/", f"{_FOLDER}/{name}/")
        text = re.sub(rf"^(样式|profile) {NAME}\b", rf"\1 {name}", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        files[target] = text.encode()
    create(folder, files)
    for target in sorted(files):
        terminal.print(str(folder / target))
    terminal.note(
        terminal.say(
            f"\n接下来：\n  budgetc build {folder}\n  budgetc profile check {folder}\n从 {_FOLDER}/{name} 看起。",
            f"\nNext:\n  budgetc build {folder}\n  budgetc profile check {folder}\nBegin with {_FOLDER}/{name}.",
        )
    )
    return OK


def _profiles(target: str) -> tuple[Workspace, list[str]]:
    """The profiles that a name or a folder stands for. Raises UsageError where there is none."""
    if Path(target).is_dir():
        folder = Path(target).resolve()
        top = next((p.parent for p in (folder, *folder.parents) if p.name == _FOLDER), None)
        if (folder / PROFILE_FILE).is_file() and top is not None:
            return Workspace(top, shown_from=Path.cwd()), [folder.relative_to(top / _FOLDER).as_posix()]
        found = sorted((folder / _FOLDER).rglob(PROFILE_FILE))
        if found:
            names = [path.parent.relative_to(folder / _FOLDER).as_posix() for path in found]
            return Workspace(folder, shown_from=Path.cwd()), names
    workspace = Workspace.around(Path.cwd(), shown_from=Path.cwd())
    if target != "." and workspace.profile_folder(target) is not None:
        return workspace, [target]
    known = built_in_profiles()
    close = nearest(target, known) or known
    raise UsageError(
        f"“{target}”里没有样式：要写样式的名称，或者有 {_FOLDER}/名称/{PROFILE_FILE} 的文件夹；"
        f"自带的有：{'、'.join(close)}",
        f"no profile in {target}: give the name of one, or a folder with {_FOLDER}/NAME/{PROFILE_FILE}; "
        f"built in are {', '.join(close)}",
    )


def _check(workspace: Workspace, names: list[str], args: Namespace, terminal: Terminal) -> int:
    if args.format == "md":
        raise UsageError("md 只能用于 doc", "md is for doc only")
    compilations = [ProfileCompilation(workspace, name) for name in names]
    found = [diagnostic for compilation in compilations for diagnostic in compilation.diagnostics]
    if args.format != "text":
        terminal.data(renderer(args.format)(found, terminal.lang))
    elif found:
        terminal.out.write(report(found, terminal, terminal.color))
    for compilation in compilations:
        if args.format == "text" and not exit_code(compilation.diagnostics, args.strict):
            profile, layout = compilation.subject.profile, compilation.subject.layout
            counts = len(layout.tables), len(profile.figures), len(profile.checks), len(compilation.subject.templates)
            terminal.print(
                terminal.paint("32", "√")
                + terminal.say(
                    " {}：{} 张表，{} 个数据，{} 条检查，{} 个模板".format(compilation.name, *counts),
                    " {}: tables {}, figures {}, checks {}, templates {}".format(compilation.name, *counts),
                )
            )
    return max(exit_code(compilation.diagnostics, args.strict) for compilation in compilations)


def _doc(workspace: Workspace, names: list[str], args: Namespace, terminal: Terminal) -> int:
    if args.format not in ("text", "md"):
        raise UsageError("doc 的格式是 text 或 md", "the format of doc is text or md")
    for name in names:
        compilation = ProfileCompilation(workspace, name)
        subject = compilation.subject
        wrong = [
            *compilation.loaded[0].diagnostics,
            *compilation.loaded[1].diagnostics,
            *compilation.report.diagnostics,
        ]
        if exit_code(wrong):
            terminal.note(report(wrong, terminal, terminal.error_color).rstrip("\n"))
            return exit_code(wrong)
        text = documentation(subject, terminal.lang)
        if args.format == "md":
            terminal.data(text)
        else:
            for line in markdown_lines(text, terminal):
                terminal.print(line)
    return OK
