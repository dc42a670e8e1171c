"""A small budget under an English profile, and its sections rendered."""

from __future__ import annotations

from pathlib import Path

from attrs import define

from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.document.narrative import Narrative
from budgetlang.document.nodes import Block, Chart, FactRef, Number, Origin, Paragraph
from budgetlang.document.origins import Origins
from budgetlang.pipeline import Compilation
from budgetlang.workspace import Workspace

PROFILE = """
profile test/plain "Plain" {
  language = en
  unit = 万元
}
dimension purpose {
  1 Health
  2 Schools
  10 Roads
  11 Nothing
}
measure spending {
  view all purpose
}
figure total = sum spending
figure health = sum spending where purpose = Health
figure nothing = sum spending where purpose = Nothing
figure kinds = count purpose
compare total reason
compare health reason
compare nothing
input cars pieces
input area m2
slot duties "Duties"
"""

LAYOUT = """
number text {
  grouping = yes
  zero = 0
}
number percent {
  zero = 0
  whole = yes
}
series by_purpose = spending each purpose
series empty = spending each purpose where purpose = Nothing
chart pie "Shares" of by_purpose
part "Part" {
  section one "One" "one.j2"
}
"""

BUDGET = """budget 2026
department 7 Ministry
profile test/plain
amounts 万元 exact
entries spending {
  columns purpose amount
  10 1200.00 Roads
  1  300.005 Health
  2  499.995 Schools
}
inputs {
  12  cars
  1846.80  area
}
"""

PRIOR = """prior 2025 {
  1600.00 total
  300.005 health
  0 nothing
}
"""


def embed(kind: str, name: str) -> list[Block] | None:
    """There is one chart, and nothing else to put in."""
    return [Chart("Shares", "Shares", "pie", "万元", [])] if (kind, name) == ("chart", "Shares") else None


@define
class Rendered:
    """One section with what it rests on."""

    blocks: list[Block]
    diagnostics: list[Diagnostic]
    origins: list[Origin]
    facts: list[FactRef]

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Paragraph))

    @property
    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]

    def place(self) -> tuple[str, int]:
        """The file and line of the only finding."""
        (diagnostic,) = self.diagnostics
        label = diagnostic.labels[0]
        return label.source.path, label.source.line_of(label.start)

    def number(self, index: int) -> tuple[str, Origin]:
        """A number of the first paragraph with its origin."""
        paragraph = self.blocks[0]
        assert isinstance(paragraph, Paragraph)
        found = [inline for inline in paragraph.inlines if isinstance(inline, Number)][index]
        assert found.origin is not None
        return found.text, self.origins[found.origin]


class Samples:
    """Renders templates in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def compiled(self, more: str) -> Compilation:
        profile = self.folder / "profiles" / "test" / "plain"
        profile.mkdir(parents=True, exist_ok=True)
        (profile / "profile.budget").write_text(PROFILE, encoding="utf-8")
        (profile / "layout.budget").write_text(LAYOUT, encoding="utf-8")
        (self.folder / "main.budget").write_text(BUDGET + more, encoding="utf-8")
        return Compilation(Workspace(self.folder), self.folder / "main.budget")

    def render(self, template: str, more: str = "", macros: str = "") -> Rendered:
        """The section `one` from this template; `more` goes to the end of the budget."""
        compilation = self.compiled(more)
        checked, layout = compilation.checked, compilation.layout
        assert checked is not None
        assert [d for d in compilation.diagnostics if d.code < "B5"] == []
        origins = Origins(checked)
        templates = {"one.j2": template, **({"macros.j2": macros} if macros else {})}
        narrative = Narrative(checked, layout, templates, origins, embed)
        blocks, diagnostics = narrative.render_section(layout.parts[0].sections[0])
        return Rendered(blocks, diagnostics, *origins.result())
