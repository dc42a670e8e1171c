"""Paragraphs as texts: each under the last heading above it that the profile knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, field

from budgetlang.importer.draft import Draft
from budgetlang.importer.published import Paragraph, Passage, Published
from budgetlang.importer.tables.columns import bare
from budgetlang.importer.tables.read import is_title
from budgetlang.importer.vocabulary import pattern, plain
from budgetlang.model.layout import Layout
from budgetlang.model.profile import Profile

_LONGEST = 40
"""characters of a heading"""
_SHORT = 6
"""characters of a title that may be the end of a heading: 某某局机构设置"""


@define(eq=False)
class Texts:
    """The paragraphs of a document by the text or section that they belong to."""

    slots: dict[str, list[Passage]] = field(factory=dict)
    headings: int = 0
    before: list[Passage] = field(factory=list)
    """what stands before any heading: the cover, the contents"""

    @property
    def paragraphs(self) -> int:
        return sum(map(len, self.slots.values()))


def write_texts(
    draft: Draft,
    slots: Mapping[str, Sequence[Passage]],
    charts: Mapping[str, str],
    directives: Mapping[str, Sequence[str]],
) -> None:
    """Each as a `文本`. `charts`: charts by their titles as they are compared, put in where the title stands;
    `directives`: what the profile puts into a section."""
    for slot, passages in slots.items():
        draft.put(f'\n文本 {slot} = """\n')
        put: set[str] = set()
        for passage in passages:
            chart = charts.get(plain(passage.text))
            if chart is not None:
                put.add(chart)
                draft.anchor(passage)
                draft.put(f"::图 {chart}\n")
                continue
            draft.put("\\" if passage.text[0] in ">:" else "")
            draft.quote(passage)
            draft.put("\n")
        draft.put("".join(f"{line}\n" for line in directives.get(slot, ()) if line.split()[-1] not in put))
        draft.put('"""\n')


def read_texts(
    published: Published, captions: set[int], profile: Profile, layout: Layout, title: Callable[[str], str], name: str
) -> Texts:
    """All paragraphs but `captions`. `title` compares titles of the profile; `name` is that of the department."""
    known = dict(_titles(profile, layout, title, name))
    texts, slot = Texts(), ""
    for index, block in enumerate(published.blocks):
        if not isinstance(block, Paragraph) or index in captions:
            continue
        text = block.passage.text
        if pattern("contents").search(text):
            texts.before.append(block.passage)
            continue
        heading = "" if any(is_title(text, spec) for spec in layout.tables) else _heading(text, known, name)
        if heading is not None:
            slot = heading
            texts.headings += 1
        elif slot:
            texts.slots.setdefault(slot, []).append(block.passage)
        else:
            texts.before.append(block.passage)
    return texts


def _titles(profile: Profile, layout: Layout, title: Callable[[str], str], name: str) -> Iterator[tuple[str, str]]:
    """What the titles of parts, sections and texts lead to; a part that has sections with titles leads to none."""
    for part in layout.parts:
        only = part.sections[0].name if part.sections and not part.sections[0].title else ""
        yield _short(title(part.title), name), only
    for slot in profile.slots.values():
        if slot.dimension is None:
            yield _short(title(slot.title), name), slot.name
    for part in layout.parts:
        for section in part.sections:
            if section.title:
                yield _short(title(section.title), name), section.name


def _short(text: str, name: str) -> str:
    """A title without the name of the department and general words for it."""
    own = plain(name)
    text = text.replace(own, "") if own else text
    return pattern("general").sub("", text) or text


def _heading(text: str, known: dict[str, str], name: str) -> str | None:
    """Where a heading leads to (empty: nowhere); None where the paragraph is none."""
    if len(text) > _LONGEST:
        return None
    short = _short(bare(text), name)
    if short in known:
        return known[short]
    for title, slot in known.items():
        if len(title) >= _SHORT and short.endswith(title):
            return slot
    return None
