"""Tails: printed sums that differ from the sum of their lines, no further than rounding explains (domain.md §2.2)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import money
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.importer.run import Result
from budgetlang.importer.writing.budget import CLAIMS
from budgetlang.values.money import interval


def tails(result: Result) -> Iterator[Diagnostic]:
    """B802: each figure of a table that is the sum of its lines only but for their roundings."""
    checked, made = result.compilation.checked, result.imported
    if checked is None:
        return
    draft = made.drafts.get(CLAIMS)
    seen: set[int] = set()
    for claim in checked.budget.claims:
        low, high = interval(claim.fen, claim.half)
        for _, facts in checked.cube.claimed(claim):
            least, total, most = checked.cube.sum(facts)
            if low <= total <= high or most < low or high < least or draft is None:
                continue
            label = draft.published_label(Label(claim.source, claim.start, claim.end))
            if label.start not in seen:
                seen.add(label.start)
                args = {"count": len(facts), "sum": money(checked.budget, total, exact=True)}
                yield Diagnostic(
                    "B802", (label,), args, found=money(checked.budget, claim.fen, exact=True),
                    difference=money(checked.budget, claim.fen - total, exact=True),
                )  # fmt: skip
