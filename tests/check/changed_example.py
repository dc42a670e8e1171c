"""The type of the fixture `compiled`."""

from collections.abc import Callable, Mapping

from budgetlang.pipeline import Compilation

Compile = Callable[[Mapping[str, str]], Compilation]
