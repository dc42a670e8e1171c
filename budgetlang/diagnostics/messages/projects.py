"""B6xx: projects and their performance forms."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
