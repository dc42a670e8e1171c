"""What a review looks at: a profile with its layout, its templates, and the files that they were read from."""

from __future__ import annotations

from attrs import define

from budgetlang.cube.cube import Cube
from budgetlang.diagnostics.diagnostic import Label
from budgetlang.model.budget import Budget
from budgetlang.model.layout import Layout
from budgetlang.model.profile import Profile
from budgetlang.resolve.budget import Files
from budgetlang.resolve.context import at
from budgetlang.source.text import Source
from budgetlang.syntax.ast.base import Node


@define(eq=False)
class Subject:
    """A profile under review. `templates` are the texts of the narrative by file name."""

    profile: Profile
    layout: Layout
    templates: dict[str, Source]
    files: Files

    def empty_cube(self) -> Cube:
        """A cube without a fact: it knows which view says what."""
        profile = self.profile
        source = self.files[0][0] if self.files else Source("", "")
        return Cube(Budget(0, "", "", profile, source, rounded=True, unit=profile.unit))

    def place(self, kind: type[Node], field: str, name: str) -> Label:
        """Where a statement of a kind is written whose `field` has this name."""
        for source, file in self.files:
            for node in file.statements:
                word = getattr(node, field, None) if isinstance(node, kind) else None
                if word is not None and word.text == name:
                    return at(source, word)
        return Label(self.files[0][0], 0, 0)
