"""Whether a fact can satisfy several conditions at once, and whether a view can say them."""

from __future__ import annotations

from collections.abc import Sequence

from budgetlang.model.dimension import Dimension
from budgetlang.model.profile import Condition, Profile, Region, View


def contradiction(profile: Profile, region: Region) -> Dimension | None:
    """A dimension whose conditions no member satisfies together; None where every one of them can be met.

    Members of units and projects come from budgets, and those of a catalogue are many: conditions on them contradict
    each other if none of the members that they name satisfies all of them.
    """
    for dimension in profile.dimensions:
        own = [condition for condition in region if condition.dimension == dimension.index]
        if len(own) > 1 and not (_members_meet(dimension, own) and _attributes_meet(dimension, own)):
            return dimension
    return None


def _members_meet(dimension: Dimension, conditions: Sequence[Condition]) -> bool:
    own = [condition for condition in conditions if condition.members]
    named = [member for condition in own if not condition.excluded for member in condition.members]
    if not named:
        return True  # only exclusions: there are always others
    candidates = list(dimension) if dimension.kind == "list" else named
    return any(all(condition.accepts(member) for condition in own) for member in candidates)


def _attributes_meet(dimension: Dimension, conditions: Sequence[Condition]) -> bool:
    for attribute, values in dimension.attributes.items():
        own = [condition for condition in conditions if condition.attribute == attribute]
        known = values or tuple(value for condition in own for value in condition.values)
        if own and not any(all((v in c.values) != c.excluded for c in own) for v in known):
            return False
    return True


def unsaid(profile: Profile, view: View | None, region: Region) -> list[str]:
    """The dimensions of a region that a view does not know: it counts no fact there."""
    known = {dimension for dimension, _ in view.depths} if view is not None else set()
    return list(dict.fromkeys(profile.dimensions[c.dimension].name for c in region if c.dimension not in known))
