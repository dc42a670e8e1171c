"""A recognised document as source against a profile, with a map back to the published places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field

from budgetlang.importer.draft import Draft
from budgetlang.importer.forms import FormWords, Indicator, ReadForm, forms
from budgetlang.importer.published import Grid, Paragraph, Passage, Published
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.model.layout import FormSpec, Layout
from budgetlang.model.profile import Profile
from budgetlang.values.money import parse_amount

ANY_YEAR, ANY_NAME = 2000, "?"
"""what the source says where the document does not say it"""


@define
class Imported:
    """The source of a document, what it holds, and what is not in it."""

    draft: Draft
    department: str
    year: int
    origins: frozenset[str]
    """the members of the dimension of the origins of money"""
    forms: int = 0
    paragraphs: int = 0
    headings: int = 0
    """paragraphs that are the title of a text or section of the profile"""
    unread: list[Passage] = field(factory=list)


def write(published: Published, profile_name: str, profile: Profile, layout: Layout) -> Imported:
    """The forms of projects and the paragraphs of a document. Tables of amounts are listed as not recognised."""
    draft = Draft(published.source)
    kind = profile.kind("origin")
    origins = frozenset(member.name for member in kind.members.values()) if kind else frozenset()
    made = Imported(draft, _first(published, "department"), int(_first(published, "year") or 0), origins)
    draft.put(f"预算 {made.year or ANY_YEAR}\n部门 1 {made.department or ANY_NAME}\n")
    draft.put(f"样式 {profile_name}\n金额 {profile.unit} 四舍五入\n")
    specs = [(spec, FormWords(spec)) for spec in layout.forms.values()]
    for block in published.blocks:
        if isinstance(block, Grid):
            _grid(block, specs, profile, made)
    _texts(published, profile, layout, made)
    return made


def _first(published: Published, name: str) -> str:
    """What a pattern of the vocabulary finds first in the paragraphs."""
    for block in published.blocks:
        if isinstance(block, Paragraph) and (found := pattern(name).search(block.passage.text)):
            return found.group(1)
    return ""


def _grid(grid: Grid, specs: Iterable[tuple[FormSpec, FormWords]], profile: Profile, made: Imported) -> None:
    covered: set[int] = set()
    for _, words in specs:
        for form, begin, end in forms(grid, words):
            made.forms += 1
            made.unread.extend(form.unread)
            covered.update(range(begin, end))
            _project(form, profile, made)
    left = [cell.passage for number, row in enumerate(grid.rows) if number not in covered for cell in row if cell.text]
    made.unread.extend(left[:1])


def _project(form: ReadForm, profile: Profile, made: Imported) -> None:
    draft, dimension = made.draft, profile.kind("project")
    if dimension is None:
        return
    draft.anchor(form.title)
    draft.put(f"\n项目 P{made.forms:02} ")
    draft.quote(form.title)
    draft.put(" {\n")
    for name, passage in form.fields.items():
        allowed = dimension.attributes.get(name)
        if allowed is None or (allowed and passage.text not in allowed):
            made.unread.append(passage)
            continue
        draft.put(f"  {name} = ")
        draft.quote(passage)
        draft.put("\n")
    for period, amounts in (("", form.annual), ("实施期 ", form.whole)):
        for origin, passage in amounts.items():
            _amount(period, origin, passage, form.unit, made)
    for heading, goals in _goals(form):
        _indicators(heading, goals, made)
    draft.put("}\n")


def _amount(period: str, origin: str, passage: Passage, unit: str, made: Imported) -> None:
    if origin not in made.origins or not unit or parse_amount(passage.text, unit) is None:
        made.unread.append(passage)
        return
    made.draft.anchor(passage)
    written = passage.text if passage.text.endswith(unit) else passage.text + unit
    made.draft.put(f"  {period}{written}  {origin}\n")


def _goals(form: ReadForm) -> list[tuple[str, list[Indicator]]]:
    """Indicators that are the same for the whole period and the year, then those of one of them."""
    whole, annual = list(form.goals[0]), list(form.goals[1])
    both = []
    for goal in form.goals[0]:
        key = (plain(goal.name.text), plain(goal.goal.text))
        other = next((each for each in annual if (plain(each.name.text), plain(each.goal.text)) == key), None)
        if other:
            annual.remove(other)
            whole.remove(goal)
            both.append(goal)
    return [("", both), ("实施期 ", whole), ("年度 ", annual)]


def _indicators(heading: str, goals: Sequence[Indicator], made: Imported) -> None:
    draft = made.draft
    known = [goal for goal in goals if goal.category and goal.kind]
    for goal in goals:
        if goal not in known:
            made.unread.append(goal.name)
    if not known:
        return
    draft.put(f"  指标 {heading}{{\n")
    for goal in known:
        draft.put(f"    {goal.category}  {goal.kind}  ")
        quoted = '"' if any(sign in goal.goal.text for sign in " \u3000") else ""
        draft.put(quoted)
        draft.quote(goal.goal)
        draft.put(f"{quoted}  ")
        draft.quote(goal.name)
        draft.put("\n")
    draft.put("  }\n")


def _texts(published: Published, profile: Profile, layout: Layout, made: Imported) -> None:
    """Every paragraph, under the last heading above it that is the title of a text or section of the profile."""
    titles = {_bare(slot.title): name for name, slot in profile.slots.items()}
    titles |= {_bare(section.title): section.name for part in layout.parts for section in part.sections}
    if not titles:
        made.unread.extend(block.passage for block in published.blocks if isinstance(block, Paragraph))
        return
    places: dict[str, list[Passage]] = {}
    name = next(iter(titles.values()))
    for block in published.blocks:
        if isinstance(block, Paragraph):
            heading = titles.get(_bare(block.passage.text), "")
            made.headings += bool(heading)
            name = heading or name
            places.setdefault(name, []).append(block.passage)
            made.paragraphs += 1
    for slot, passages in places.items():
        made.draft.put(f'\n文本 {slot} = """\n')
        for passage in passages:
            made.draft.put("\\" if passage.text[0] in ">:" else "")
            made.draft.quote(passage)
            made.draft.put("\n")
        made.draft.put('"""\n')


def _bare(title: str) -> str:
    return plain(pattern("starts").sub("", title))
