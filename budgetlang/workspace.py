"""Files: the only module below the command line that reads the disk.

A project is a folder. Nothing outside it is read, whatever a path or a link says; built-in profiles are the one
exception. Every fault is a finding, and reading goes on with what there is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field

from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.profile import Profile
from budgetlang.resolve.kept import FILE, unkept
from budgetlang.source.decode import decode
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File, Word
from budgetlang.syntax.ast.budget import Include
from budgetlang.syntax.parser import parse

SUFFIX = ".budget"
MAIN = "main.budget"
PROFILE_FILE = "profile.budget"
LAYOUT_FILE = "layout.budget"
MOST_NESTED = 50
BUILT_IN = Path(__file__).resolve().parent / "profiles"
MARKERS = ("budget.toml", ".git")
"""what stands in the top folder of a project"""


@define(eq=False, repr=False)
class Loaded:
    """Files in the order in which their statements count, and what is wrong with them."""

    files: list[tuple[Source, File]] = field(factory=list)
    diagnostics: list[Diagnostic] = field(factory=list)
    folder: Path = field(default=Path())
    """the folder of the main file"""


class Workspace:
    """The files of one project.

    `texts`: contents to use instead of those on the disk, by path (standard input, an editor's unsaved text).
    `shown_from`: the folder from which paths are shown; by default the top of the project, so that what is built does
    not depend on where the command was given.
    """

    def __init__(self, root: Path, texts: Mapping[Path, bytes] | None = None, shown_from: Path | None = None) -> None:
        self.root = root.resolve()
        self.texts = {path.resolve(): text for path, text in (texts or {}).items()}
        self.base = (shown_from or root).resolve()

    @classmethod
    def around(cls, path: Path, texts: Mapping[Path, bytes] | None = None, shown_from: Path | None = None) -> Workspace:
        """The workspace of the project that a file or folder belongs to: the nearest folder with a marker."""
        start = path.resolve()
        folder = start if start.is_dir() else start.parent
        for candidate in (folder, *folder.parents):
            if any((candidate / marker).exists() for marker in MARKERS):
                return cls(candidate, texts, shown_from)
        return cls(folder, texts, shown_from)

    def load(self, path: Path) -> Loaded:
        """A budget file, or the main file of a folder, with everything that it includes."""
        loaded = Loaded()
        main = self._main(path, loaded)
        if main is not None:
            loaded.folder = main.parent
            self._read(main, loaded, (), None)
        return loaded

    def _main(self, path: Path, loaded: Loaded) -> Path | None:
        if path.resolve() in self.texts or not path.is_dir():
            return path
        if (path / MAIN).is_file():
            return path / MAIN
        found = sorted(path.glob(f"*{SUFFIX}"))
        if len(found) == 1:
            return found[0]
        loaded.diagnostics.append(Diagnostic("B028", (), {"path": self.shown(path)}))
        return None

    def shown(self, path: Path) -> str:
        """A path as it is shown: from `base`, with `/`."""
        real = path.parent.resolve() / path.name
        try:
            return real.relative_to(self.base).as_posix()
        except ValueError:
            return Path(os.path.relpath(real, self.base)).as_posix()

    def _read(self, path: Path, loaded: Loaded, above: tuple[Path, ...], at: Label | None) -> None:
        """One file and, at the place of each include, the files that it names."""
        source = self._text(path, loaded, at)
        if source is None:
            return
        parsed = parse(source)
        loaded.diagnostics.extend(parsed.diagnostics)
        loaded.files.append((source, parsed.file))
        for statement in parsed.file.statements:
            if isinstance(statement, Include):
                self._include(path, source, statement.pattern, loaded, above)

    def _text(self, path: Path, loaded: Loaded, at: Label | None) -> Source | None:
        labels = (at,) if at else ()
        if not self._inside(path):
            loaded.diagnostics.append(Diagnostic("B025", labels, {"path": self.shown(path)}))
            return None
        try:
            data = self._bytes(path)
        except FileNotFoundError:
            loaded.diagnostics.append(Diagnostic("B021", labels, {"path": self.shown(path)}))
            return None
        except OSError as error:
            args = {"path": self.shown(path), "reason": error.strerror or type(error).__name__}
            loaded.diagnostics.append(Diagnostic("B022", labels, args))
            return None
        text, faults = decode(data)
        source = Source(self.shown(path), text)
        for code, start, end, args in faults:
            loaded.diagnostics.append(Diagnostic(code, (Label(source, start, end),), dict(args)))
        return source

    def _bytes(self, path: Path) -> bytes:
        text = self.texts.get(path.resolve()) if self.texts else None
        return path.read_bytes() if text is None else text

    def _inside(self, path: Path) -> bool:
        """Whether the file is in the project after all links are followed. The path named by the user always is."""
        return path.resolve().is_relative_to(self.root)

    def _include(self, path: Path, source: Source, word: Word, loaded: Loaded, above: tuple[Path, ...]) -> None:
        label = Label(source, word.start, word.end)
        chain = (*above, path.resolve())
        if len(chain) > MOST_NESTED:
            loaded.diagnostics.append(Diagnostic("B026", (label,), {"limit": MOST_NESTED}))
            return
        found = list(self._matches(path, word.text, label, loaded))
        for target in found:
            name = self.shown(target)
            if target.resolve() in chain:
                names = " → ".join(self.shown(each) for each in (*chain[chain.index(target.resolve()) :], target))
                loaded.diagnostics.append(Diagnostic("B024", (label,), {"path": names}))
            elif any(source.path == name for source, _ in loaded.files):
                loaded.diagnostics.append(Diagnostic("B029", (label,), {"path": name}))
            else:
                self._read(target, loaded, chain, label)

    def _matches(self, path: Path, pattern: str, label: Label, loaded: Loaded) -> Iterator[Path]:
        """The files of an include, in the order of their names."""
        folder = path.parent
        if pattern.startswith("/") or "\\" in pattern or ":" in pattern or not pattern:
            loaded.diagnostics.append(Diagnostic("B025", (label,), {"path": pattern}))
            return
        if not any(sign in pattern for sign in "*?["):
            yield folder / pattern
            return
        base = folder
        while pattern.startswith("../"):
            base, pattern = base.parent if base.name else base / "..", pattern[3:]
        found = sorted(base.glob(pattern)) if pattern.strip("*?/") or pattern == "*" else []
        if not found:
            loaded.diagnostics.append(Diagnostic("B023", (label,), {"pattern": pattern}))
        yield from found

    def profile(self, name: str, file: str, at: Label | None) -> Loaded:
        """One file of a profile: the project's own `profiles/NAME`, else the built-in one."""
        loaded = Loaded()
        folder = self.profile_folder(name)
        if folder is None:
            names = "、".join(built_in_profiles())
            loaded.diagnostics.append(Diagnostic("B027", (at,) if at else (), {"name": name, "known": names}))
            return loaded
        owner = self if folder.is_relative_to(self.root) else Workspace(BUILT_IN)
        loaded.folder = folder
        owner._read(folder / file, loaded, (), at)
        return loaded

    def kept_profile(self, name: str) -> Profile | None:
        """A built-in profile as it was resolved beforehand; None where there is none or its source has changed."""
        folder = self.profile_folder(name)
        if folder is None or folder.is_relative_to(self.root):
            return None
        try:
            data = (folder / FILE).read_bytes()
        except OSError:
            return None
        source = Workspace(BUILT_IN)._text(folder / PROFILE_FILE, Loaded(), None)
        return unkept(data, source) if source else None

    def profile_folder(self, name: str) -> Path | None:
        """The folder of a profile."""
        own = self.root / "profiles" / name
        for folder in (own, BUILT_IN / name):
            if (folder / PROFILE_FILE).is_file():
                return folder
        return None

    def templates(self, name: str) -> dict[str, str]:
        """The narrative templates of a profile by file name."""
        folder = self.profile_folder(name)
        if folder is None:
            return {}
        return {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "narrative").glob("*.j2"))}


def built_in_profiles() -> list[str]:
    """The names of the profiles that come with the compiler."""
    found = BUILT_IN.glob("**/profile.budget")
    return sorted(path.parent.relative_to(BUILT_IN).as_posix() for path in found)
