"""Number styles: those of a profile, and what a budget says over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.profile import Profile
from budgetlang.resolve.context import Report, at, unknown
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import File, Word
from budgetlang.syntax.ast.cube import NumberStyle as Node
from budgetlang.values.style import NumberStyle

YES, NO = ("是", "yes"), ("否", "no")
BLANK = ("空白", "blank")
_SETTINGS = {
    "小数": "decimals", "decimals": "decimals", "千分位": "grouping", "grouping": "grouping",
    "零": "zero", "zero": "zero",
    "去零": "trim", "trim": "trim", "整数去零": "whole", "whole": "whole", "单位": "unit", "unit": "unit",
    "无基数": "no_base", "no_base": "no_base",
}  # fmt: skip
ROLES = {
    "表格": "tables", "tables": "tables", "正文": "text", "text": "text",
    "百分比": "percent", "percent": "percent", "表单": "forms", "forms": "forms",
}  # fmt: skip
"""what a number style is for; any other name is the unit of the quantities that it prints, or one that tables name"""

Files = Sequence[tuple[Source, File]]
Values = dict[str, object]


class StyleResolver:
    """Each style is what its base says, then what the profile says, then what the budget says."""

    def __init__(self, profile: Profile, report: Report) -> None:
        self.profile = profile
        self.report = report
        self.values: dict[str, Values] = {}
        self.bases: dict[str, tuple[str, Label]] = {}

    def run(self, files: Files, own: Files) -> dict[str, NumberStyle]:
        """The styles by name: `tables`, `text`, `percent`, `forms`, or the name that the profile gives."""
        self.collect(files)
        known = set(self.values) | set(ROLES.values()) | {each.unit for each in self.profile.inputs.values()}
        self.collect(own, known)
        return {name: NumberStyle(name, **self.merged(name, ())) for name in self.values}  # type: ignore[arg-type]

    def collect(self, files: Files, known: set[str] | None = None) -> None:
        """Styles of some files; of a budget only those that are `known`."""
        seen: dict[str, Label] = {}
        for source, node in _styles(files):
            name, place = _name(node.name), at(source, node.name)
            first = seen.setdefault(name, place)
            if first is not place:
                other = Label(first.source, first.start, first.end, "declared_here")
                self.report.add("B204", place, other, name=node.name.text)
            elif known is not None and name not in known:
                unknown(self.report, "B730", source, node.name, [*known, *ROLES])
            else:
                self.values.setdefault(name, {}).update(self.settings(source, node))
                if node.base is not None:
                    self.bases[name] = _name(node.base), at(source, node.base)
        for name, place in self.bases.values():
            if name not in self.values:
                word = Word(name, start=place.start, end=place.end)
                unknown(self.report, "B730", place.source, word, self.values)

    def merged(self, name: str, above: tuple[str, ...]) -> Values:
        """What a style says, with what it takes over."""
        base = self.bases.get(name)
        if base is None or base[0] not in self.values:
            return self.values[name]
        if base[0] in (name, *above):
            self.report.add("B731", base[1], name=base[0])
            del self.bases[name]
            return self.values[name]
        return {**self.merged(base[0], (name, *above)), **self.values[name]}

    def settings(self, source: Source, node: Node) -> Values:
        values: Values = {}
        for item in node.items:
            key, text = _SETTINGS.get(item.name.text), item.value.text.strip()
            if key is None:
                unknown(self.report, "B205", source, item.name, _SETTINGS)
            elif key == "decimals" and text.isdecimal():
                values[key] = min(int(text), 6)
            elif key == "unit" and text in self.profile.currency.units:
                values[key] = text
            elif key in ("zero", "no_base"):
                values[key] = "" if text in BLANK else text
            elif key in ("grouping", "trim", "whole") and text in (*YES, *NO):
                values[key] = text in YES
            else:
                self.report.add("B701", at(source, item), name=item.name.text, value=text)
        return values


def _styles(files: Files) -> Iterator[tuple[Source, Node]]:
    for source, file in files:
        for statement in file.statements:
            if isinstance(statement, Node):
                yield source, statement


def _name(word: Word) -> str:
    return ROLES.get(word.text, word.text)
