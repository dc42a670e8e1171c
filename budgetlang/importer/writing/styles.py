"""How a document prints its amounts, where that is not how the profile prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from budgetlang.importer.draft import Draft
from budgetlang.importer.tables.read import Tables
from budgetlang.importer.tables.statement import Statement
from budgetlang.model.layout import Layout
from budgetlang.model.profile import Profile
from budgetlang.values.style import NumberStyle, format_fen

TABLES, TABLES_WORD = "tables", "表格"
_PRINTED = (("unit", "单位"), ("decimals", "小数"), ("grouping", "千分位"), ("zero", "零"), ("trim", "去零"))


def write_styles(draft: Draft, tables: Tables, layout: Layout, profile: Profile) -> None:
    """A `数字` block for each style of tables whose amounts the document prints otherwise."""
    by_style: dict[str, list[Statement]] = {}
    for table in tables.found.values():
        by_style.setdefault(table.spec.style or TABLES, []).extend(table.statements)
    for name, stated in by_style.items():
        if name not in layout.styles:
            continue
        style = evolve(layout.styles[name], unit=layout.styles[name].unit or profile.unit)
        settings = list(_differing(style, _printed(style, stated, profile.currency.units)))
        if settings:
            draft.put(f"\n数字 {TABLES_WORD if name == TABLES else name} {{\n")
            draft.put("".join(f"  {word} = {value}\n" for word, value in settings))
            draft.put("}\n")


def _differing(style: NumberStyle, printed: NumberStyle) -> Iterator[tuple[str, str]]:
    for field, word in _PRINTED:
        value = getattr(printed, field)
        if value != getattr(style, field):
            text = ("是" if value else "否") if isinstance(value, bool) else str(value) if value != "" else "空白"
            yield word, text


def _printed(style: NumberStyle, stated: Sequence[Statement], units: Mapping[str, int]) -> NumberStyle:
    """The style that prints the amounts as the document does; the profile's where no style does it better."""
    amounts = [each for each in stated if each.fen]
    zeros = Counter(each.text for each in stated if not each.fen)
    if not amounts or _right(style, stated, units) == len(stated):
        return style
    texts = [each.text for each in amounts]
    decimals = [len(text.partition(".")[2]) for text in texts]
    found = evolve(style, decimals=max(decimals), trim=min(decimals) < max(decimals), whole=False)
    unit = Counter(each.unit for each in stated).most_common(1)[0][0]
    found = evolve(found, grouping=any("," in text for text in texts), unit=unit)
    commonest = zeros.most_common(1)[0][0] if zeros else None
    if commonest is not None:
        found = evolve(found, zero=commonest)
    return found if _right(found, stated, units) > _right(style, stated, units) else style


def _right(style: NumberStyle, stated: Sequence[Statement], units: Mapping[str, int]) -> int:
    """How many amounts a style prints as they are published."""
    own = [each for each in stated if each.unit == style.unit]
    return sum(format_fen(each.fen, units[each.unit], style) == each.text for each in own)
