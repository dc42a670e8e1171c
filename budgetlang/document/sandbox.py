"""The Jinja environment of narrative templates: no files, no side effects, no chance, and limits on work.

A template sees what it is given and nothing behind it. Loops, calls and repetition are counted, because a budget
may come from anybody.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Container, Iterable, Iterator
from decimal import Decimal
from functools import cache, wraps
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, TemplateNotFound, nodes
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from budgetlang.document.values import Absent, Value, Visible
from budgetlang.templates import Bytecode

MOST_STEPS = 10_000
"""rounds of loops and calls, in one section"""
MOST_CHARACTERS = 1_000_000
"""in one text or list, and printed in one section"""
FILTERS = frozenset(
    {
        "abs", "capitalize", "count", "d", "default", "first", "int", "items", "join", "last", "length",
        "list", "lower", "map", "reject", "rejectattr", "replace", "reverse", "select", "selectattr",
        "sort", "string", "sum", "title", "trim", "unique", "upper",
    }
)  # fmt: skip
GLOBALS = frozenset({"range", "dict", "cycler", "joiner", "namespace"})
_STEP, _SHORT = "_step", "_short"


class StepsError(Exception):
    """More work than a section may ask for."""


class NameUnknownError(UndefinedError):
    """A name, or an attribute of `owner`, that nothing is called."""

    def __init__(self, name: object, owner: object, message: str | None) -> None:
        super().__init__(message)
        self.name = str(name)
        self.owner = owner


class Unknown(StrictUndefined):
    """What an unknown name stands for: any use of it, other than to ask whether it is defined, is an error."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Callable[..., Exception] = NameUnknownError,
    ) -> None:
        owner = None if obj is missing else obj

        def error(message: str | None) -> Exception:
            return NameUnknownError(name, owner, message) if exc is NameUnknownError else exc(message)

        super().__init__(hint, obj, name, error)  # type: ignore[arg-type]


class _Names(Context):
    """Names that are looked up only when a template uses them."""

    def resolve_or_missing(self, key: str) -> Any:
        """What a name stands for, or `missing`."""
        found = super().resolve_or_missing(key)
        if found is missing and isinstance(self.environment, Sandbox):
            return self.environment.named(key)
        return found


class Sandbox(ImmutableSandboxedEnvironment):
    """Templates from texts by name. The work of one section is counted: `begin` starts anew.

    `named` says what a name stands for that the template was not given, or `jinja2.utils.missing`; `bytecode` keeps
    what was compiled of the texts; see `bytecode_in`.
    """

    context_class = _Names
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(
        self, texts: Callable[[str], str | None], named: Callable[[str], object], bytecode: BytecodeCache
    ) -> None:
        self.begin()
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=Unknown,
            finalize=self.printable,
            autoescape=False,
            loader=_Loader(texts),
            cache_size=-1,
            bytecode_cache=bytecode,
        )
        self.named = named
        self.filters = {name: _limited(filter_) for name, filter_ in self.filters.items() if name in FILTERS}
        self.filters[_STEP] = self.counted
        self.filters[_SHORT] = short
        for name in set(self.globals) - GLOBALS:
            del self.globals[name]
        self.globals["range"] = self.range

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Jinja's hook before code is made: every loop is counted, and every joined text measured."""
        for loop in source.find_all(nodes.For):
            loop.iter = self._filtered(loop.iter, _STEP)
        for concat in source.find_all(nodes.Concat):
            concat.nodes = [self._filtered(part, _SHORT) for part in concat.nodes]
        return super()._generate(source, name, filename, defer_init)

    def _filtered(self, node: Any, name: str) -> nodes.Filter:
        """An expression that passes through a filter of our own."""
        made = nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
        made.set_environment(self)
        return made

    def begin(self) -> None:
        """A new section: nothing is done, nothing is printed."""
        self.steps = self.printed = 0

    def step(self) -> None:
        """Count work. Raises StepsError when it is too much."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise StepsError

    def counted(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items of a loop, each one step."""
        for item in items:
            self.step()
            yield item

    def printable(self, value: Any) -> Any:
        """Only words and numbers are printed: anything else shows that something was left out, such as `.合计`."""
        if not isinstance(value, str | int | Decimal | Value | Absent | Undefined):
            raise TypeError(f"{type(value).__name__} cannot be printed")
        if isinstance(value, str):
            self.printed += len(value)
            if self.printed > MOST_CHARACTERS:
                raise StepsError
        return value

    def range(self, *args: int) -> range:
        """A range that is not too long."""
        found = range(*args)
        if len(found) > MOST_STEPS:
            raise StepsError
        return found

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Each call is a step."""
        __self.step()
        return short(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Texts are repeated only so far; there are no powers, and no `%` that pads a text."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise TypeError(f"{operator} is not available")
        if operator == "*":
            for text, times in ((left, right), (right, left)):
                if hasattr(text, "__len__") and isinstance(times, int) and len(text) * times > MOST_CHARACTERS:
                    raise StepsError
        return short(super().call_binop(context, operator, left, right))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute. Methods of texts are out of reach: filters do what a template needs."""
        if isinstance(obj, Visible):
            try:
                return obj.look(attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, str | int | float):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An element, or an attribute by its name."""
        if isinstance(obj, Visible | str) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


def short(value: Any) -> Any:
    """The value. Raises StepsError when it is a text or list that has grown too long."""
    if isinstance(value, str | list | tuple) and len(value) > MOST_CHARACTERS:
        raise StepsError
    return value


def _limited(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter whose outcome is not too long."""

    @wraps(function)
    def limited(*args: Any, **kwargs: Any) -> Any:
        return short(function(*args, **kwargs))

    return limited


@cache
def bytecode_in(folder: str | None, names: frozenset[str]) -> BytecodeCache:
    """Keeps what all sandboxes compile, as they do it alike: the templates `names` of a folder of the compiler's for
    the next process, too.
    """
    return Bytecode(__file__, folder, names)


class _Loader(BaseLoader):
    """Templates from texts."""

    def __init__(self, texts: Callable[[str], str | None]) -> None:
        self.texts = texts

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """The text of a template, known by its name."""
        text = self.texts(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, template, None


def line_of(error: BaseException, names: Container[str]) -> tuple[str, int] | None:
    """The template and the line where an error came up; None where it was in none of `names`."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in names]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else None
