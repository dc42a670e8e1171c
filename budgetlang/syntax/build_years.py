"""What the rules about changes between two years make; see `build`."""

from __future__ import annotations

from budgetlang.syntax.ast import years
from budgetlang.syntax.build import Build

BUILDERS: dict[str, Build] = {
    "codes": lambda a, *_: a,
    "changed": lambda a, s, e: years.Changed(a[1], a[2], a[3], start=s, end=e),
    "split": lambda a, s, e: years.Split(a[1], a[2], a[3:], start=s, end=e),
    "share": lambda a, s, e: years.Share(a[0], a[1], a[2] or [], start=s, end=e),
}
