"""Files: the only module below the command line that reads the disk.

A project is a folder. Nothing outside it is read, whatever a path or a link says; built-in profiles are the one
exception. Every fault is a finding, and reading goes on with what there is.

Paths are plain strings here: importing `pathlib` would take as long as a third of an empty Python program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import define, field

from budgetlang.diagnostics.diagnostic import Diagnostic, Edit, Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.model.profile import Profile
from budgetlang.resolve.kept import FILE, unkept
from budgetlang.source.decode import decode, is_document
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File, Word
from budgetlang.syntax.ast.budget import Entries, Include
from budgetlang.syntax.parser import parse

if TYPE_CHECKING:
    from budgetlang.model.layout import Layout

SUFFIX = ".budget"
MAIN = "main.budget"
PROFILE_FILE = "profile.budget"
LAYOUT_FILE = "layout.budget"
MOST_NESTED = 50
BUILT_IN = os.path.join(os.path.dirname(os.path.realpath(__file__)), "profiles")
MARKERS = ("budget.toml", ".git")
"""what stands in the top folder of a project"""

AnyPath = str | os.PathLike[str]
DataFile = tuple[str, bytes]
"""the path as it is shown, and the contents"""


@define(eq=False, repr=False)
class Loaded:
    """Files in the order in which their statements count, and what is wrong with them."""

    files: list[tuple[Source, File]] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    folder: str = ""
    """the folder of the main file"""
    lost: set[str] = field(factory=set)
    """kinds of statements of which a part could not be read; see `Parsed.lost`"""
    data: dict[tuple[str, int], list[DataFile]] = field(factory=dict)
    """the files of `明细 … from "FILE"`, by the file and the place of that word"""

    def fail(self, code: str, labels: tuple[Label, ...], args: dict[str, Any], hint: str = "") -> None:
        """A file that cannot be read: nobody knows what it would have said. `args["close"]` may be written instead."""
        close = args.get("close")
        edits = tuple([Edit(each.source, each.start, each.end, f'"{close}"') for each in labels]) if close else ()
        self.diagnostics.append(Diagnostic(code, labels, args, hint=hint, edits=edits))
        self.lost.add("")


class Workspace:
    """The files of one project.

    `texts`: contents to use instead of those on the disk, by path (standard input, an editor's unsaved text).
    `shown_from`: the folder from which paths are shown; by default the top of the project, so that what is built does
    not depend on where the command was given.
    """

    def __init__(
        self, root: AnyPath, texts: Mapping[Any, bytes] | None = None, shown_from: AnyPath | None = None
    ) -> None:
        self.root = os.path.realpath(root)
        self.texts = {os.path.realpath(path): text for path, text in (texts or {}).items()}
        self.base = os.path.realpath(shown_from or root)

    @classmethod
    def around(
        cls, path: AnyPath, texts: Mapping[Any, bytes] | None = None, shown_from: AnyPath | None = None
    ) -> Workspace:
        """The workspace of the project that a file or folder belongs to: the nearest folder with a marker."""
        start = os.path.realpath(path)
        folder = start if os.path.isdir(start) else os.path.dirname(start)
        candidate = folder
        while not any(os.path.exists(os.path.join(candidate, marker)) for marker in MARKERS):
            above = os.path.dirname(candidate)
            if above == candidate:  # the top of the disk
                return cls(folder, texts, shown_from)
            candidate = above
        return cls(candidate, texts, shown_from)

    def load(self, path: AnyPath, asked: Label | None = None) -> Loaded:
        """A budget file, or the main file of a folder, with everything that it includes; `asked`: who asks for it."""
        loaded = Loaded()
        main = self._main(os.fspath(path), loaded, asked)
        if main is not None:
            loaded.folder = os.path.dirname(main)
            self._read(main, loaded, (), asked)
        return loaded

    def _main(self, path: str, loaded: Loaded, asked: Label | None) -> str | None:
        if os.path.realpath(path) in self.texts or not os.path.isdir(path):
            return path
        main = os.path.join(path, MAIN)
        if os.path.isfile(main):
            return main
        found = [name for name in _names(path) if name.endswith(SUFFIX)]
        if len(found) == 1:
            return os.path.join(path, found[0])
        inside = [name for name in _names(path) if os.path.isfile(os.path.join(path, name, MAIN))]
        close = "、".join(os.path.join(self.shown(path), name).removeprefix("./") for name in inside[:3])
        args = {"path": self.shown(path), "close": close}
        hint = "did_you_mean" if inside else "no_main"
        loaded.diagnostics.append(Diagnostic("B028", (asked,) if asked else (), args, hint=hint))
        return None

    def shown(self, path: str) -> str:
        """A path as it is shown: from `base`, with `/`."""
        folder, name = os.path.split(path)
        real = os.path.join(os.path.realpath(folder), name) if name else os.path.realpath(folder)
        return os.path.relpath(real, self.base).replace(os.sep, "/")

    def _read(self, path: str, loaded: Loaded, above: tuple[str, ...], at: Label | None) -> None:
        """One file and, at the place of each include, the files that it names."""
        source = self._text(path, loaded, at)
        if source is None:
            return
        parsed = parse(source)
        loaded.diagnostics.extend(parsed.diagnostics)
        loaded.lost |= parsed.lost
        loaded.files.append((source, parsed.file))
        for statement in parsed.file.statements:
            if isinstance(statement, Include):
                self._include(path, source, statement.pattern, loaded, above)
            elif isinstance(statement, Entries) and statement.source is not None:
                self._data(path, source, statement.source, loaded)

    def _data(self, path: str, source: Source, word: Word, loaded: Loaded) -> None:
        """The files with the facts of a block; the rules for their paths are those of an include."""
        label = Label(source, word.start, word.end)
        found = loaded.data.setdefault((source.path, word.start), [])
        for target in self._matches(path, word.text, label, loaded):
            data = self._read_bytes(target, loaded, label)
            if data is not None:
                found.append((self.shown(target), data))

    def _text(self, path: str, loaded: Loaded, at: Label | None) -> Source | None:
        data = self._read_bytes(path, loaded, at)
        if data is None:
            return None
        if is_document(data):
            args = {"reason": "这是 Word、Excel、PDF 一类的文件，不是文本文件", "reason_en": "a document, no text file"}
            labels = (at,) if at else ()
            loaded.fail("B022", labels, {"path": self.shown(path), **args}, "save_as_text")
            return None
        text, faults = decode(data)
        source = Source(self.shown(path), text)
        for code, start, end, args in faults:
            loaded.diagnostics.append(Diagnostic(code, (Label(source, start, end),), dict(args)))
        return source

    def _read_bytes(self, path: str, loaded: Loaded, at: Label | None) -> bytes | None:
        """The contents of a file of the project; None, and a finding, where it cannot be read."""
        labels = (at,) if at else ()
        if not self._inside(path):
            loaded.fail("B025", labels, {"path": self.shown(path)})
            return None
        try:
            return self._bytes(path)
        except FileNotFoundError:
            self._missing("B021", labels, {"path": self.shown(path)}, path, loaded)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            args = {"path": self.shown(path), "reason": reason, "reason_en": reason}
            if os.path.isdir(path):
                args |= {"reason": "它是一个文件夹", "reason_en": "it is a folder"}
            if os.path.isdir(path) and at is not None:
                args["close"] = _written(at).rstrip("/") + f"/*{SUFFIX}"
            loaded.fail("B022", labels, args, "whole_folder" if "close" in args else "")
        return None

    def _missing(self, code: str, labels: tuple[Label, ...], args: dict[str, Any], path: str, loaded: Loaded) -> None:
        """A file that is not there, with the name beside it that looks like the one that is wrong."""
        folder, name = os.path.split(path)
        while folder and not os.path.isdir(folder):
            folder, name = os.path.split(folder)
        found = nearest(name, _names(folder or "."), 1)
        written = (_written(labels[0]) if labels else self.shown(path)).split("/")
        if found and name in written:
            written[written.index(name)] = found[0]
            loaded.fail(code, labels, {**args, "close": "/".join(written)}, "did_you_mean")
        else:
            loaded.fail(code, labels, args)

    def _bytes(self, path: str) -> bytes:
        text = self.texts.get(os.path.realpath(path)) if self.texts else None
        return _contents(path) if text is None else text

    def _inside(self, path: str) -> bool:
        """Whether the file is in the project after all links are followed. The path named by the user always is."""
        return os.path.realpath(path).startswith(os.path.join(self.root, ""))

    def _include(self, path: str, source: Source, word: Word, loaded: Loaded, above: tuple[str, ...]) -> None:
        label = Label(source, word.start, word.end)
        chain = (*above, os.path.realpath(path))
        if len(chain) > MOST_NESTED:
            loaded.fail("B026", (label,), {"limit": MOST_NESTED})
            return
        found = list(self._matches(path, word.text, label, loaded))
        for target in found:
            name, real = self.shown(target), os.path.realpath(target)
            if real in chain:
                names = " → ".join(self.shown(each) for each in (*chain[chain.index(real) :], target))
                loaded.fail("B024", (label,), {"path": names})
            elif any(source.path == name for source, _ in loaded.files):
                loaded.diagnostics.append(Diagnostic("B029", (label,), {"path": name}))
            else:
                self._read(target, loaded, chain, label)

    def _matches(self, path: str, pattern: str, label: Label, loaded: Loaded) -> Iterator[str]:
        """The files of an include, in the order of their names."""
        folder = os.path.dirname(path)
        if pattern.startswith("/") or "\\" in pattern or ":" in pattern or not pattern:
            close = pattern.replace("\\", "/")
            slips = "\\" in pattern and not close.startswith("/") and ":" not in close
            more = {"close": close} if slips else {}
            loaded.fail("B025", (label,), {"path": pattern, **more}, "slashes" if slips else "")
            return
        if not any(sign in pattern for sign in "*?["):
            yield os.path.join(folder, pattern)
            return
        from pathlib import Path  # only for patterns

        base = Path(folder)
        while pattern.startswith("../"):
            base, pattern = base.parent if base.name else base / "..", pattern[3:]
        found = sorted(base.glob(pattern)) if pattern.strip("*?/") or pattern == "*" else []
        if not found:
            self._missing("B023", (label,), {"pattern": pattern}, os.path.join(folder, pattern), loaded)
        yield from map(str, found)

    def profile(self, name: str, file: str, at: Label | None) -> Loaded:
        """One file of a profile: the project's own `profiles/NAME`, else the built-in one."""
        loaded = Loaded()
        folder = self.profile_folder(name)
        if folder is None:
            names = self.profiles()
            close = nearest(name, names)
            args = {"name": name, "known": "、".join(names), "close": "、".join(close)}
            edits = (Edit(at.source, at.start, at.end, close[0]),) if at and close else ()
            hint = "did_you_mean" if close else "known"
            loaded.diagnostics.append(Diagnostic("B027", (at,) if at else (), args, hint=hint, edits=edits))
            return loaded
        owner = self if folder == self._own(name) else Workspace(BUILT_IN)
        loaded.folder = folder
        owner._read(os.path.join(folder, file), loaded, (), at)
        return loaded

    def profiles(self) -> list[str]:
        """The names of the profiles that a budget here may use, the project's own first."""
        return [*_profiles(os.path.join(self.root, "profiles")), *built_in_profiles()]

    def kept_profile(self, name: str) -> Profile | None:
        """A built-in profile as it was resolved beforehand; None where there is none or its source has changed."""
        data, source = self._kept(name, FILE), self._built_in(name, PROFILE_FILE)
        return unkept(data, source) if data and source else None

    def kept_layout(self, name: str, profile: Profile) -> Layout | None:
        """The layout of a profile that was kept, as it was resolved beforehand; None where a source has changed."""
        from budgetlang.resolve import keptlayout  # only a build needs it

        data, source = self._kept(name, keptlayout.FILE), self._built_in(name, LAYOUT_FILE)
        said = self._built_in(name, PROFILE_FILE)
        return keptlayout.unkept_layout(data, source, profile, said.text) if data and source and said else None

    def _kept(self, name: str, file: str) -> bytes | None:
        """What is kept of a profile that is not the project's own."""
        folder = self.profile_folder(name)
        if folder is None or folder == self._own(name):
            return None
        try:
            return _contents(os.path.join(folder, file))
        except OSError:
            return None

    def _built_in(self, name: str, file: str) -> Source | None:
        """The text of a built-in profile."""
        return Workspace(BUILT_IN)._text(os.path.join(self.profile_folder(name) or "", file), Loaded(), None)

    @contextmanager
    def at_revision(
        self, revision: str, place: Label, found: list[Diagnostic]
    ) -> Iterator[tuple[Workspace | None, str]]:
        """The project as git keeps it at a revision, and its folder; none, and a finding, where that is not to be had.

        Files of this workspace that nobody has saved are of no account there.
        """
        from tempfile import TemporaryDirectory  # only for budgets that name a revision

        from budgetlang.revisions import RevisionError, check_out

        with TemporaryDirectory(prefix="budgetlang-") as folder:
            try:
                files = check_out(self.root, revision, folder)
            except RevisionError as error:
                args = {"revision": revision, "reason": error.zh, "reason_en": error.en}
                found.append(Diagnostic("B280", (place,), args))
                yield None, ""
                return
            yield _Revision(files, revision), files

    def _own(self, name: str) -> str:
        """Where the project itself would have a profile."""
        return os.path.join(self.root, "profiles", name)

    def profile_folder(self, name: str) -> str | None:
        """The folder of a profile."""
        for folder in (self._own(name), os.path.join(BUILT_IN, name)):
            if os.path.isfile(os.path.join(folder, PROFILE_FILE)):
                return folder
        return None

    def template_path(self, name: str, template: str) -> str:
        """Where a template of a profile stands, as it is shown."""
        return self.shown(os.path.join(self.profile_folder(name) or "", "narrative", template))

    def templates(self, name: str) -> dict[str, str]:
        """The narrative templates of a profile by file name."""
        folder = self.profile_folder(name)
        if folder is None:
            return {}
        narrative = os.path.join(folder, "narrative")
        names = [each for each in _names(narrative) if each.endswith(".j2")]
        texts = {each: _contents(os.path.join(narrative, each)) for each in names}
        return {each: text.decode("utf-8").replace("\r\n", "\n") for each, text in texts.items()}

    def built_in_templates(self, name: str) -> str | None:
        """The folder of the narrative templates of a profile that is not the project's own."""
        folder = self.profile_folder(name)
        return None if folder is None or folder == self._own(name) else os.path.join(folder, "narrative")


class _Revision(Workspace):
    """The files of a project at a revision; paths are shown as git writes them: `v2025:main.budget`."""

    def __init__(self, root: AnyPath, revision: str) -> None:
        super().__init__(root)
        self.revision = revision

    def shown(self, path: str) -> str:
        return f"{self.revision}:{super().shown(path)}"


def built_in_profiles() -> list[str]:
    """The names of the profiles that come with the compiler."""
    return _profiles(BUILT_IN)


def _profiles(top: str) -> list[str]:
    """The names of the profiles in a folder."""
    found = [folder for folder, _, files in os.walk(top) if PROFILE_FILE in files]
    return sorted(os.path.relpath(folder, top).replace(os.sep, "/") for folder in found)


def _written(label: Label) -> str:
    """A path as it is written, without its quotes."""
    return label.source.text[label.start : label.end].strip('"')


def _names(folder: str) -> list[str]:
    """What is in a folder, in order; nothing where it cannot be read."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _contents(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
