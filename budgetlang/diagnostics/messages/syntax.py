"""B1xx: text that does not follow the grammar."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
