"""Texts against themselves: sums, parts, lists, rates, shares, prices (domain.md §2.3: N2–N4, N6, N8, N9)."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.texts.spoken import Spoken, fields, texts
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.prose.comparisons import Comparison, Product, Share
from budgetlang.prose.listings import Listing
from budgetlang.prose.mention import total
from budgetlang.prose.sums import Sum
from budgetlang.values.rounding import rate
from budgetlang.values.style import NumberStyle, format_quantity

_MOST_LABELS = 12


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B610–B616: what a text says twice, in two ways that exclude each other."""
    for spoken in (*fields(figures), *texts(figures)):
        passage = spoken.passage
        if passage.filled:
            continue
        told: set[int] = set()
        for each in passage.sums.found:
            if not each.holds() and each.whole.start not in told:
                told.add(each.whole.start)
                yield _sum(spoken, each)
        yield from (_listing(spoken, each) for each in passage.listings if not each.holds())
        yield from (found for each in passage.comparisons if (found := _comparison(spoken, each)))
        yield from (_share(spoken, each) for each in passage.shares if not each.holds())
        yield from (_product(spoken, each) for each in passage.products if not each.holds())


def _sum(spoken: Spoken, each: Sum) -> Diagnostic:
    reading = each.readings[0]
    added = total(reading)[1]
    shown_parts = reading if len(reading) <= _MOST_LABELS else (reading[0], reading[-1])
    labels = [spoken.label(each.whole), *(spoken.label(part, "added_here") for part in shown_parts)]
    code = "B611" if each.parts else "B610" if each.sure else "B626"
    return Diagnostic(
        code, tuple(labels), {"whole": spoken.said(each.whole), "count": len(reading)},
        expected=spoken.shown(added, each.whole), found=spoken.said(each.whole),
        difference=spoken.shown(each.whole.value - added, each.whole),
    )  # fmt: skip


def _listing(spoken: Spoken, each: Listing) -> Diagnostic:
    names = Label(spoken.source, each.start, each.end, "listed_here")
    counted = max(each.counts)
    args = {"stated": spoken.said(each.stated), "count": counted}
    unit = each.stated.unit
    return Diagnostic("B612", (spoken.label(each.stated), names), args, f"{counted}{unit}", f"{max(each.said)}{unit}")


def _comparison(spoken: Spoken, each: Comparison) -> Diagnostic | None:
    if not each.one_direction():
        assert each.change is not None and each.rate is not None
        labels = (spoken.label(each.rate), spoken.label(each.change, "change_said"))
        return Diagnostic("B614", labels, {"change": spoken.said(each.change), "rate": spoken.said(each.rate)})
    if each.holds() or not each.currents:
        return None
    assert each.change is not None and each.rate is not None
    current = each.currents[0]
    base = current.value - each.direction * each.change.value
    places = (spoken.label(each.rate), spoken.label(each.change, "change_said"), spoken.label(current, "current_said"))
    args = {"base": spoken.shown(base, current), "change": spoken.said(each.change)}
    return Diagnostic("B613", places, args, _percent(each.change.value, base, each.rate.step), spoken.said(each.rate))


def _share(spoken: Spoken, each: Share) -> Diagnostic:
    whole = each.wholes[0]
    labels = (spoken.label(each.percent), spoken.label(each.part, "part_said"), spoken.label(whole, "whole_said"))
    args = {"part": spoken.said(each.part), "whole": spoken.said(whole)}
    expected = _percent(each.part.value, whole.value, each.percent.step)
    return Diagnostic("B615", labels, args, expected, spoken.said(each.percent))


def _product(spoken: Spoken, each: Product) -> Diagnostic:
    factors = (spoken.label(factor, "factor_here") for factor in (each.quantity, each.price))
    args = {"price": spoken.said(each.price), "quantity": spoken.said(each.quantity)}
    expected, found = spoken.shown(each.values[0], each.result), spoken.said(each.result)
    return Diagnostic("B616", (spoken.label(each.result), *factors), args, expected, found)


def _percent(part: int, whole: int, step: int) -> str:
    """A rate with the decimals of a figure whose last digit is `step` millionths."""
    decimals = len(str(1_000_000 // step)) - 1
    found = rate(part, whole, decimals)
    return "" if found is None else format_quantity(found, decimals, NumberStyle("", decimals=decimals)) + "%"
