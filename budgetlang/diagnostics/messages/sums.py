"""B4xx: sums, claims and views that do not agree. B5xx: statements that the law or the profile asks for."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
