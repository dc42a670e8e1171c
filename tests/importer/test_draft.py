"""Source that knows where its words were published."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.importer.draft import Draft
from budgetlang.importer.published import Passage, Piece
from budgetlang.source.text import Source


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=5))
def test_every_quoted_character_is_found_again(words: list[str]) -> None:
    published = Source("a.txt", "".join(words))
    draft, start = Draft(published), 0
    for word in words:
        draft.put("文本 = ")
        before = len(draft.text)
        draft.quote(Passage((Piece(word, start),)))
        for offset in range(len(word)):
            label = draft.published_label(Label(published, before + offset, before + offset + 1))
            assert (label.start, label.end) == (start + offset, start + offset + 1)
        start += len(word)


def test_signs_of_the_language_are_quoted_as_full_width_ones() -> None:
    text = '"{{ x }} # \\'
    draft = Draft(Source("a.txt", text))
    draft.quote(Passage((Piece(text, 0),)))
    assert draft.text == "”｛｛ x ｝｝ ＃ ＼"


def test_words_between_quotations_stand_for_the_one_before() -> None:
    draft = Draft(Source("a.txt", "公园维修"))
    draft.anchor(Passage((Piece("维修", 2),)))
    draft.put("项目 P01")
    label = draft.published_label(Label(draft.published, 0, 6))
    assert (label.start, label.end) == (2, 4)
