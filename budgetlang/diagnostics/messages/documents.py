"""B80x: published documents that are imported or audited."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B801": ("note", "没有识别，没有核对：{text}", "not recognised, not checked: {text}"),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
