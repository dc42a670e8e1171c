"""The narrative: names that mean nothing, and what a budget is asked for and no book prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetlang.check.run import CheckedBudget
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.document.markup import DIRECTIVES
from budgetlang.document.narrative import MACROS, Narrative
from budgetlang.document.origins import Origins
from budgetlang.model.profile import Formula, Ref
from budgetlang.review.subject import Subject
from budgetlang.review.templates import Place, Uses, may_be, uses_of
from budgetlang.syntax.ast import cube as ast
from budgetlang.syntax.ast import layout as ast_layout

COMPARED = ("prior", "change", "rate", "direction")
"""what only figures that are compared with last year have"""


def check(subject: Subject) -> Iterator[Diagnostic]:
    """B720–B728 of templates, B753; B750, B751, B752, B759: what is never used or printed."""
    uses = uses_of(subject.templates)
    yield from _templates(subject, uses)
    yield from _unknown(subject, uses)
    yield from _directives(subject, uses)
    yield from _unprinted(subject, uses)


def _label(subject: Subject, place: Place) -> Label:
    """A line of a template."""
    source = subject.templates[place[0]]
    line = max(1, min(place[1], source.line_count))
    text, start = source.line_text(line), source.starts[line - 1]
    return Label(source, start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


def _templates(subject: Subject, uses: Uses) -> Iterator[Diagnostic]:
    """Templates that cannot be read, are not there, or that nothing asks for."""
    for place, reason in uses.faults:
        yield Diagnostic("B720", (_label(subject, place),), {"reason": reason})
    asked = {MACROS, *uses.templates}
    for section in (section for part in subject.layout.parts for section in part.sections):
        asked.add(section.template)
        if section.template not in subject.templates:
            label = Label(section.source, section.start, section.end)
            yield Diagnostic("B728", (label,), {"name": section.template})
    for name, place in uses.templates.items():
        if name not in subject.templates:
            yield Diagnostic("B728", (_label(subject, place),), {"name": name})
    for name in subject.templates:
        if name not in asked:
            yield Diagnostic(
                "B759", (_label(subject, (name, 1)),), {"name": name, "what": "模板", "what_en": "template"}
            )


def _unknown(subject: Subject, uses: Uses) -> Iterator[Diagnostic]:
    """Names in templates that nothing is called, and values of last year that nobody is asked for."""
    profile = subject.profile
    figures = {**profile.figures, **profile.inputs, **subject.layout.series}
    known = {*figures, *_builtins(subject), *uses.exported}
    wrong = [(name, place) for name, place in uses.names.items() if name not in known]
    wrong += [(name, place) for name, place in uses.quoted.items() if name not in figures]
    for name, place in wrong:
        close = nearest(name, known)
        args = {"name": name, "close": "、".join(close)}
        yield Diagnostic("B721", (_label(subject, place),), args, hint="did_you_mean" if close else "")
    for name, place in uses.texts.items():
        if name not in profile.slots and name not in _sections(subject):
            yield Diagnostic("B721", (_label(subject, place),), {"name": name, "close": ""})
    for (name, attribute), place in uses.attributes.items():
        figure = profile.figures.get(name)
        if attribute in COMPARED and (name in profile.inputs or (figure is not None and not figure.compared)):
            yield Diagnostic("B753", (_label(subject, place),), {"name": name})


def _sections(subject: Subject) -> list[str]:
    return [section.name for part in subject.layout.parts for section in part.sections]


def _builtins(subject: Subject) -> Iterable[str]:
    """What every template sees, as the narrative itself has it."""
    cube = subject.empty_cube()
    checked = CheckedBudget(cube.budget, cube, Figures(cube), [])
    narrative = Narrative(checked, subject.layout, {}, Origins(checked), lambda _kind, _name: None)
    return [*narrative.builtins(), *narrative.sandbox.globals]


def _directives(subject: Subject, uses: Uses) -> Iterator[Diagnostic]:
    layout = subject.layout
    known = {
        "chart": set(layout.charts),
        "table": {table.code for table in layout.tables},
        "forms": set(layout.forms),
    }
    for (word, name), place in uses.directives.items():
        kind = DIRECTIVES.get(word)
        if kind is None:
            yield Diagnostic("B725", (_label(subject, place),), {"name": word})
        elif name not in known[kind]:
            yield Diagnostic("B726", (_label(subject, place),), {"name": name})


def _unprinted(subject: Subject, uses: Uses) -> Iterator[Diagnostic]:
    """Figures, inputs, texts, series and charts that no page needs."""
    profile, layout = subject.profile, subject.layout
    known = (*profile.figures, *profile.inputs)
    composed = {name for name in known if any(may_be(name, pieces) for pieces in uses.composed)}
    printed = set(_closed(subject, {*uses.names, *uses.quoted, *composed}))
    needed = set(_closed(subject, {*printed, *(n for c in profile.checks for n in _refs(c.left + c.right))}))
    needed.update(figure.name for figure in profile.figures.values() if figure.compared)
    for figure in profile.figures.values():
        if figure.name not in needed:
            yield Diagnostic("B750", (Label(figure.source, figure.start, figure.end),), {"name": figure.name})
    for each in profile.inputs.values():
        if each.name not in printed:
            yield Diagnostic("B751", (Label(each.source, each.start, each.end),), {"name": each.name})
    for slot in profile.slots.values():
        if slot.required and slot.name not in uses.texts:
            yield Diagnostic("B752", (subject.place(ast.Slot, "name", slot.name),), {"name": slot.name})
    drawn = {name for kind, name in uses.directives if DIRECTIVES.get(kind) == "chart"}
    shown = {chart.series for chart in layout.charts.values() if chart.name in drawn}
    for chart in layout.charts.values():
        if chart.name not in drawn:
            yield _idle(subject.place(ast_layout.Chart, "title", chart.name), chart.name, "图", "chart")
    for series in layout.series.values():
        if series.name not in shown | printed | {chart.series for chart in layout.charts.values()}:
            yield _idle(Label(series.source, series.start, series.end), series.name, "系列", "series")
    if layout.tables and not any(part.tables for part in layout.parts):
        inserted = {name for kind, name in uses.directives if DIRECTIVES.get(kind) == "table"}
        for table in layout.tables:
            if table.code not in inserted:
                yield _idle(subject.place(ast_layout.Table, "code", table.code), table.code, "表", "table")


def _idle(label: Label, name: str, what: str, what_en: str) -> Diagnostic:
    return Diagnostic("B759", (label,), {"name": name, "what": what, "what_en": what_en})


def _closed(subject: Subject, names: Iterable[str]) -> Iterator[str]:
    """These names, and those that their formulas need."""
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            figure = subject.profile.figures.get(name)
            waiting.extend(_refs(figure.formula) if figure else ())


def _refs(formula: Formula) -> Iterator[str]:
    return (term.name for _, term in formula if isinstance(term, Ref))
