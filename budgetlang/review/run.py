"""All that can be said of a profile without a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.order import in_order
from budgetlang.review import figures, tables, words
from budgetlang.review.subject import Subject

RULES: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (figures.check, tables.check, words.check)


def review(subject: Subject) -> list[Diagnostic]:
    """The findings of all rules, in order. What could not be resolved is not among them."""
    return in_order(finding for rule in RULES for finding in rule(subject))
