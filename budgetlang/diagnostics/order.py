"""Findings in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterable

from budgetlang.diagnostics.diagnostic import Diagnostic, Label


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, place and code, those without a place first; the same finding only once."""
    return [finding for _, finding in sorted({_key(each): each for each in diagnostics}.items(), key=_first)]


_Key = tuple[str, int, int, str, str]


def _first(pair: tuple[_Key, Diagnostic]) -> _Key:
    return pair[0]


def _key(diagnostic: Diagnostic) -> _Key:
    rest = "\0".join(
        [
            *map(_label_text, diagnostic.labels),
            _args_text(diagnostic.args),
            diagnostic.expected,
            diagnostic.found,
            diagnostic.difference,
        ]
    )
    if not diagnostic.labels:
        return "", 0, 0, diagnostic.code, rest
    first = diagnostic.labels[0]
    return first.source.path, first.start, first.end, diagnostic.code, rest


def _label_text(label: Label) -> str:
    return f"{label.source.path}:{label.start}:{label.end}:{label.note}:{_args_text(label.args)}"


def _args_text(args: dict[str, object]) -> str:
    return ";".join(f"{name}={args[name]}" for name in sorted(args))
