"""B7xx: profiles. B9xx: faults of the program itself."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
