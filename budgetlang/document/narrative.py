"""The words of the book: sections rendered from the templates of a profile and the texts of the author.

Templates see every figure, input and series by its name, and the functions in `Narrative.names`; what the profile's
`macros.j2` defines is there too. Texts and reasons of the author are templates themselves and see the same.
A fault is a finding at the line of the template or of the author's file; the section is then left empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Undefined
from jinja2.utils import missing

from budgetlang.check.run import CheckedBudget
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.document.markup import DirectiveError, Kind, blocks
from budgetlang.document.nodes import Block
from budgetlang.document.origins import Origins
from budgetlang.document.sandbox import MOST_STEPS, NameUnknownError, Sandbox, StepsError, bytecode_in, line_of
from budgetlang.document.values import PAIRS, Enumeration, FigureValue, Marks, Numbers, unmarked
from budgetlang.model.facts import Prose
from budgetlang.model.layout import Layout, SectionSpec
from budgetlang.source.text import Source
from budgetlang.values.numerals import numbered
from budgetlang.values.style import NumberStyle

MACROS = "macros.j2"
TEXT, REASON = "text:", "reason:"
"""what stands before the name of an author's text or reason, where templates are known by name"""

_ABSENT = {"rate": ("无增长率", "no_rate"), "share": ("无占比", "no_share")}
_CHINESE = {english: chinese for chinese, english in PAIRS.items()}
_FAULTS = (
    TemplateError,
    StepsError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    SyntaxError,
    NameError,
)
"""what the words of a template or of an author can make go wrong"""

Embed = Callable[[Kind, str], list[Block] | None]


class CircleError(Exception):
    """A text of the author that needs itself."""


class Narrative:
    """Renders the sections of one book. `embed` gives the blocks that a directive such as `::图 NAME` names; `folder`
    is where the templates stand, if they come with the compiler.
    """

    def __init__(
        self,
        checked: CheckedBudget,
        layout: Layout,
        templates: Mapping[str, str],
        origins: Origins,
        embed: Embed,
        folder: str | None = None,
    ) -> None:
        self.budget = checked.budget
        self.profile = checked.budget.profile
        self.layout = layout
        self.embed = embed
        self.sources = {name: Source(f"{self.profile.path}/narrative/{name}", text) for name, text in templates.items()}
        self.sandbox = Sandbox(self._template, self._named, bytecode_in(folder, frozenset(templates)))
        self.numbers = Numbers(origins, layout, self.sandbox.undefined)
        self.numbers.reason = lambda name: " ".join(self._author(REASON, name).split()).rstrip(
            self.profile.words.sign("ends")
        )
        self._rendering: list[str] = []
        self._values: dict[str, object] = {}
        self._names: dict[str, Any] | None = None

    def render_section(self, spec: SectionSpec) -> tuple[list[Block], list[Diagnostic]]:
        """The blocks of a section, and what is wrong with its words."""
        own = spec.name in self.budget.texts and spec.name not in self.profile.slots
        name = f"{TEXT}{spec.name}" if own else spec.template
        self.numbers.marks = marks = Marks()
        self.sandbox.begin()
        self._rendering.clear()
        try:
            text = self._render(name)
        except (*_FAULTS, CircleError) as error:
            return [], [self._finding(error, spec)]
        made, problems = blocks(text, marks.inlines, self.embed)
        return made, [self._unplaced(problem, name, spec) for problem in problems]

    def _render(self, name: str) -> str:
        if name in self._rendering:
            raise CircleError(name)
        self._rendering.append(name)
        text = self.sandbox.get_template(name).render(self.names)
        self._rendering.pop()
        return text

    def _author(self, kind: str, name: str) -> str:
        """A text or reason of the author, with its numbers filled in."""
        self.sandbox.step()
        template = f"{kind}{name}"
        text = self._template(template) or ""
        return self._render(template) if "{" in text else text

    @property
    def names(self) -> dict[str, Any]:
        """What templates see besides figures, inputs and series, under its Chinese and its English name."""
        if self._names is None:
            names = self.builtins()
            if MACROS in self.sources:
                module = self.sandbox.get_template(MACROS).make_module(names)
                names.update({name: value for name, value in vars(module).items() if not name.startswith("_")})
            self.numbers.absent = {
                kind: str(names[word]) for kind, words in _ABSENT.items() for word in words if word in names
            }
            self._names = names
        return self._names

    def builtins(self) -> dict[str, Any]:
        """What templates see of every budget, under its Chinese and its English name."""
        budget = self.budget
        pairs: dict[tuple[str, str], object] = {
            ("年度", "year"): budget.year,
            ("上年度", "prior_year"): budget.year - 1,
            ("部门", "department"): unmarked(budget.department),
            ("部门代码", "department_code"): budget.code,
            ("层级", "level"): budget.level,
            ("金额单位", "unit"): self.layout.styles.get("text", NumberStyle("text")).unit or self.profile.unit,
            ("文本", "text"): self._text,
            ("文栏", "texts"): _Texts(self._text),
            ("数据", "figure"): self._figure,
            ("系列", "series"): self._series,
            ("占比", "share"): self.numbers.share,
            ("编号", "numbered"): numbered,
            ("各行", "lines"): _lines,
        }
        return {word: value for words, value in pairs.items() for word in words}

    def _text(self, name: str) -> str | Undefined:
        if name in self.budget.texts:
            return self._author(TEXT, name)
        return self.sandbox.undefined(name=name)

    def _figure(self, name: str) -> object:
        known = name in self.profile.figures or name in self.profile.inputs
        return self._value(name) if known else self.sandbox.undefined(name=name)

    def _series(self, name: str) -> object:
        return self._value(name) if name in self.layout.series else self.sandbox.undefined(name=name)

    def _named(self, name: str) -> object:
        """What a plain name in a template stands for."""
        known = name in self.profile.figures or name in self.profile.inputs or name in self.layout.series
        return self._value(name) if known else missing

    def _value(self, name: str) -> object:
        if name not in self._values:
            series = self.layout.series.get(name)
            figure = name in self.profile.figures or name in self.profile.inputs
            if figure or series is None:
                self._values[name] = FigureValue(self.numbers, name)
            else:
                self._values[name] = Enumeration(self.numbers, series)
        return self._values[name]

    def _template(self, name: str) -> str | None:
        """The text of a template, or of the author."""
        prose = self._prose(name)
        if prose is not None:
            return unmarked(prose.text)
        source = self.sources.get(name)
        return None if source is None else unmarked(source.text)

    def _prose(self, name: str) -> Prose | None:
        kind, colon, own = name.partition(":")
        if not colon:
            return None
        return (self.budget.texts if f"{kind}:" == TEXT else self.budget.reasons).get(own)

    def _finding(self, error: Exception, spec: SectionSpec) -> Diagnostic:
        """An error that came up in a template as a finding at its line."""
        if isinstance(error, TemplateSyntaxError) and error.name:
            return Diagnostic("B720", (self._label(error.name, error.lineno),), {"reason": error.message or ""})
        templates = [*self.sources, *(f"{TEXT}{n}" for n in self.budget.texts)]
        place = line_of(error, {*templates, *(f"{REASON}{name}" for name in self.budget.reasons)})
        top = self._rendering[-1]
        if (place is None or place[0] in self._rendering[:-1]) and self._template(top) is not None:
            place = top, 1  # it went wrong before its first line was reached
        label = self._label(*place) if place else Label(spec.source, spec.start, spec.end)
        if isinstance(error, NameUnknownError):
            return self._unknown(error, label)
        if isinstance(error, StepsError | RecursionError):
            return Diagnostic("B724", (label,), {"limit": MOST_STEPS})
        if isinstance(error, CircleError):
            return Diagnostic("B727", (label,), {"name": str(error).partition(":")[2] or str(error)})
        if isinstance(error, TemplateNotFound):
            return Diagnostic("B728", (label,), {"name": error.name or ""})
        return Diagnostic("B723", (label,), {"reason": str(error) or type(error).__name__})

    def _unknown(self, error: NameUnknownError, label: Label) -> Diagnostic:
        if error.owner is None:
            known = [*self.profile.figures, *self.profile.inputs, *self.layout.series, *(self._names or ())]
            close = nearest(error.name, known)
            args = {"name": error.name, "close": "、".join(close)}
            return Diagnostic("B721", (label,), args, hint="did_you_mean" if close else "")
        owner = getattr(error.owner, "name", None) or type(error.owner).__name__
        english = PAIRS.get(error.name, error.name)
        args = {"owner": owner, "name": _CHINESE.get(english, english), "name_en": english}
        return Diagnostic("B722", (label,), args)

    def _unplaced(self, problem: DirectiveError, name: str, spec: SectionSpec) -> Diagnostic:
        """A directive that puts nothing in, at the line where it is written, as far as that can be told."""
        label = next(self._lines_with(problem.line, name), Label(spec.source, spec.start, spec.end))
        return Diagnostic(problem.code, (label,), {"name": problem.name})

    def _lines_with(self, line: str, name: str) -> Iterator[Label]:
        for template in (name, *(f"{TEXT}{text}" for text in self.budget.texts)):
            for number, text in enumerate((self._template(template) or "").splitlines(), start=1):
                if text.strip() == line:
                    yield self._label(template, number)

    def _label(self, template: str, line: int) -> Label:
        """A line of a template, or of the author's text where it stands in its file."""
        prose = self._prose(template)
        source = self.sources[template] if prose is None else prose.source
        if prose is not None:
            line += source.line_of(prose.start) - 1
        line = max(1, min(line, source.line_count))
        text = source.line_text(line)
        start = source.starts[line - 1]
        return Label(source, start + len(text) - len(text.lstrip()), start + len(text.rstrip()))


class _Texts:
    """The texts of the author by name: `文栏.职责`."""

    def __init__(self, text: Callable[[str], str | Undefined]) -> None:
        self._text = text

    def __getitem__(self, name: str) -> str | Undefined:
        return self._text(name)


def _lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.split("\n") if line.strip()]
