"""Figures and checks that no budget can ever change."""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.cube.cube import Cube, condition_key
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.profile import Count, Formula, Profile, Ref, Region, Sum
from budgetlang.review.regions import contradiction, unsaid
from budgetlang.review.subject import Subject

Form = dict[object, int]
"""factors of sums, counts and inputs; the constant under an empty key"""

_CONSTANT = ""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """B756, B757: a check that always or never holds. B754, B758: a sum of nothing."""
    cube, profile = subject.empty_cube(), subject.profile
    for figure in profile.figures.values():
        yield from _sums(cube, figure.formula, Label(figure.source, figure.start, figure.end))
    for rule in profile.checks:
        label = Label(rule.source, rule.start, rule.end)
        yield from _sums(cube, rule.left + rule.right, label)
        form: Form = {}
        _add(profile, form, rule.left, 1)
        _add(profile, form, rule.right, -1)
        rest = form.pop(_CONSTANT, 0)
        if not any(form.values()):
            holds = {"==": rest == 0, "<=": rest <= 0, ">=": rest >= 0}[rule.comparison]
            yield Diagnostic("B756" if holds else "B757", (label,), {"title": rule.title})
    for series in subject.layout.series.values():
        label = Label(series.source, series.start, series.end)
        yield from _region(cube, series.measure, None, series.region, label)


def _add(profile: Profile, form: Form, formula: Formula, sign: int) -> None:
    """Add a formula to a form, its figures taken apart."""
    for factor, term in formula:
        key: object = _CONSTANT
        value = sign * factor
        if isinstance(term, int):
            value *= term
        elif isinstance(term, Ref) and term.name in profile.figures:
            _add(profile, form, profile.figures[term.name].formula, value)
            continue
        elif isinstance(term, Ref):
            key = term.name
        elif isinstance(term, Count):
            key = ("count", term.dimension, _keys(term.region))
        else:
            key = (term.measure, term.view, _keys(term.region))
        form[key] = form.get(key, 0) + value


def _keys(region: Region) -> frozenset[object]:
    return frozenset(condition_key(condition) for condition in region)


def _sums(cube: Cube, formula: Formula, label: Label) -> Iterator[Diagnostic]:
    for _, term in formula:
        if isinstance(term, Sum):
            yield from _region(cube, term.measure, term.view, term.region, label)


def _region(cube: Cube, measure: int, view: int | None, region: Region, label: Label) -> Iterator[Diagnostic]:
    """Whether some fact can be in a region of a measure."""
    profile = cube.budget.profile
    name = profile.measures[measure].name
    seen = cube.view_for(measure, region, view)
    if seen is None or unsaid(profile, seen, region):
        names = dict.fromkeys(profile.dimensions[condition.dimension].name for condition in region)
        yield Diagnostic("B758", (label,), {"measure": name, "dimensions": "、".join(names)})
        return
    broken = contradiction(profile, seen.region + region)
    if broken is not None:
        args = {"what": "这里", "what_en": "this", "dimension": broken.name, "measure": name, "table": ""}
        yield Diagnostic("B754", (label,), args)
