"""The project's own settings, `budget.toml` in its top folder.

[build]
formats = ["html", "csv"]
output = "out"
draft = true
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from budgetlang.cli.exits import UsageError
from budgetlang.diagnostics.nearest import nearest

FILE = "budget.toml"
_KNOWN = {"build": ("formats", "output", "draft")}


def build_settings(root: Path) -> dict[str, Any]:
    """The section `build`; empty where there is none. Raises UsageError for anything that it must not hold."""
    path = root / FILE
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise UsageError(f"{FILE} 不是 UTF-8 编码", f"{FILE} is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{FILE} 写法不对：{error}", f"{FILE}: {error}") from None
    _known(settings, tuple(_KNOWN), "")
    build = settings.get("build", {})
    if not isinstance(build, dict):
        raise UsageError(f"{FILE}：build 应写成 [build]", f"{FILE}: build must be a section [build]")
    _known(build, _KNOWN["build"], "build.")
    _typed(build)
    return build


def _known(section: dict[str, Any], names: tuple[str, ...], prefix: str) -> None:
    for name in section:
        if name not in names:
            close = nearest(name, names) or list(names)
            zh, en = "、".join(prefix + each for each in close), ", ".join(prefix + each for each in close)
            raise UsageError(
                f"{FILE}：不认识“{prefix}{name}”，可以写：{zh}", f"{FILE}: unknown {prefix}{name}, did you mean {en}?"
            )


def _typed(build: dict[str, Any]) -> None:
    formats, output = build.get("formats", []), build.get("output", "")
    if not isinstance(formats, list) or not all(isinstance(name, str) for name in formats):
        raise UsageError(f'{FILE}：build.formats 应写成 ["html", "csv"]', f"{FILE}: build.formats is a list of names")
    if not isinstance(build.get("draft", False), bool):
        raise UsageError(f"{FILE}：build.draft 应写成 true 或 false", f"{FILE}: build.draft is true or false")
    if not isinstance(output, str):
        raise UsageError(f'{FILE}：build.output 应写成 "out"', f"{FILE}: build.output is the name of a folder")
