"""Case files: small budgets with the finding that each line must have, written beside it.

    #== title of the case
    #-- profile                    lines added to the profile `tiny`
    #-- main.budget alone          a file; main.budget follows the usual head unless it is `alone`
    2010309  1.00      #! B301 2010309

`#! CODE text` says that CODE is reported on this line, and that the place begins with `text`; `;` stands between
several. A line with no `#!` has no finding, and every finding has its `#!`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

HEAD = """\
预算 2026
部门 001 某某局
样式 tiny
金额 万元 四舍五入
单位 01 行政 某某局机关
单位 02 事业 某某服务中心
"""
TINY = Path(__file__).parent / "profiles" / "tiny" / "profile.budget"
PROFILE_PATH = "profiles/tiny/profile.budget"
_EXPECTED = re.compile(r"#!(.*)$")

Expected = tuple[str, int, str, str]
"""file, line, code, beginning of the marked text"""


@define
class Case:
    title: str
    files: dict[str, str] = field(factory=dict)

    @property
    def expected(self) -> list[Expected]:
        found = []
        for path, text in self.files.items():
            for number, line in enumerate(text.split("\n"), 1):
                match = _EXPECTED.search(line)
                for part in match[1].split(";") if match else ():
                    code, _, marked = part.strip().partition(" ")
                    found.append((path, number, code, marked.strip()))
        return found

    def findings(self, folder: Path) -> list[Diagnostic]:
        """Everything that a check of the case finds."""
        for path, text in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not path.endswith(".budget"):  # a table knows no comments
                text = re.sub(r"[ \t]*#!.*", "", text).rstrip("\n") + "\n"
            target.write_text(text, encoding="utf-8")
        return Compilation(Workspace(folder), folder / "main.budget").diagnostics


def read(path: Path) -> Iterator[Case]:
    """The cases of one file."""
    case: Case | None = None
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("#== "):
            if case is not None:
                yield case
            case = Case(line[4:].strip(), {PROFILE_PATH: TINY.read_text(encoding="utf-8")})
            name = start(case, "main.budget")
        elif line.startswith("#-- "):
            assert case is not None
            name = start(case, line[4:].strip())
        elif case is not None:
            case.files[name] += line
    if case is not None:
        yield case


def start(case: Case, title: str) -> str:
    """Begin a file of a case."""
    name, _, alone = title.partition(" ")
    if name == "profile":
        return PROFILE_PATH
    case.files[name] = HEAD if name == "main.budget" and not alone else ""
    return name


def match(case: Case, found: list[Diagnostic]) -> tuple[list[Expected], list[Diagnostic]]:
    """What was expected and is not there, and what is there unexpected."""
    missing, extra = [], list(found)
    for path, line, code, marked in case.expected:
        for diagnostic in extra:
            place = diagnostic.labels[0]
            text = place.source.text[place.start : place.end]
            here = place.source.path == path and place.source.line_of(place.start) == line
            if here and diagnostic.code == code and text.startswith(marked):
                extra.remove(diagnostic)
                break
        else:
            missing.append((path, line, code, marked))
    return missing, extra
