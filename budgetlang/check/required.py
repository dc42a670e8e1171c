"""What the law or the profile asks for: comparisons, reasons for changes, inputs, texts (domain.md §2.4; N5)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import money
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label, start_of
from budgetlang.model.profile import Figure


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B502: no reason for a change. B503: last year is missing. B504: an input, B505: a text is missing."""
    compared = [figure for figure in figures.profile.figures.values() if figure.compared]
    for figure in compared:
        yield from _comparison(figures, figure)
    if not figures.budget.unread_before:  # that has been said, and with its cause
        yield from _missing(figures, "B503", [f.name for f in compared if f.name not in figures.budget.prior])
    yield from _missing(figures, "B504", [name for name in figures.profile.inputs if name not in figures.budget.inputs])
    main = start_of(figures.budget.source)
    for slot in figures.profile.slots.values():
        texts = [prose for name, prose in figures.budget.texts.items() if name.partition(".")[0] == slot.name]
        if slot.required and not any(prose.text.strip() for prose in texts):
            yield Diagnostic("B505", (main,), {"name": slot.name, "title": slot.title})


def _missing(figures: Figures, code: str, names: list[str]) -> Iterator[Diagnostic]:
    """One finding for everything of a kind that is missing: who begins a budget misses much at a time."""
    if names:
        main = start_of(figures.budget.source)
        yield Diagnostic(code, (main,), {"count": len(names), "names": "、".join(names)})


def _comparison(figures: Figures, figure: Figure) -> Iterator[Diagnostic]:
    prior = figures.budget.prior.get(figure.name)
    reason = figures.budget.reasons.get(figure.name)
    if prior is None or not figures.named(figure.name).known:
        return
    change = figures.amount(figure.name) - prior.amount.value
    given = reason is not None and bool(reason.text.strip())
    place = Label(prior.source, prior.start, prior.end)
    if change and figure.reasoned and not given:
        yield Diagnostic("B502", (place,), {"name": figure.name, "change": money(figures.budget, change)})
    elif not change and given and reason is not None:
        label = Label(reason.source, reason.start, reason.end)
        yield Diagnostic("B506", (label, place), {"name": figure.name})
