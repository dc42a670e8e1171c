"""B3xx: codes, catalogues and pairs of codes."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}
