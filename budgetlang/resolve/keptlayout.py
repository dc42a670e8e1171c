"""The layout of a built-in profile as it was resolved once and for all, as `kept` has the profile itself."""

from __future__ import annotations

import marshal
from typing import Any, Final

from budgetlang.model.layout import (
    ChartSpec,
    Column,
    FormGoals,
    FormLine,
    FormMoney,
    FormSpec,
    Layout,
    Panel,
    PartSpec,
    RowSpec,
    SectionSpec,
    Series,
    TableSpec,
    Walk,
)
from budgetlang.model.profile import Condition, Profile
from budgetlang.resolve.kept import Reader, shapes
from budgetlang.source.text import Source
from budgetlang.values.style import NumberStyle

FILE: Final = "layout.kept"
CLASSES: Final[tuple[Any, ...]] = (
    ChartSpec, Column, Condition, FormGoals, FormLine, FormMoney, FormSpec, NumberStyle, Panel, PartSpec, RowSpec,
    SectionSpec, Series, TableSpec, Walk
)  # fmt: skip
SHAPES: Final = shapes(*CLASSES, Layout)


def unkept_layout(data: bytes, source: Source, profile: Profile, profile_text: str) -> Layout | None:
    """The layout that was kept, in terms of a profile that was kept, too; None if it was made from other texts, or for
    other classes than those of now.
    """
    try:
        made_for, texts, values = marshal.loads(data)
    except (EOFError, ValueError, TypeError):
        return None
    if made_for != SHAPES or texts != (profile_text, source.text):
        return None
    styles, tables, series, charts, forms, parts = Reader(CLASSES, source, profile.dimensions).value(values)
    layout = Layout()
    for found, own in (
        (layout.styles, styles),
        (layout.series, series),
        (layout.charts, charts),
        (layout.forms, forms),
    ):
        found.update((each.name, each) for each in own)
    layout.tables.extend(tables)
    layout.parts.extend(parts)
    return layout
