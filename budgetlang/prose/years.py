"""Years that a text speaks of as the time of its plans: last year's form, filled in again, speaks of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from budgetlang.prose.vocabulary import Vocabulary, alternatives

_CLAUSE = r"[^，。；;\n]{0,60}"


@cache
def _year(words: Vocabulary) -> re.Pattern[str]:
    behind = alternatives(words.words("year_behind"))
    return re.compile(rf"(?<![0-9０-９])((?:19|20)[0-9]{{2}}){behind}", re.IGNORECASE)


def stale(text: str, year: int, words: Vocabulary) -> Iterator[tuple[int, int]]:
    """Offset and year of the past years of which a text speaks, if it speaks of none but those.

    A year that dates a document, or a beginning (2019年起), is none.
    """
    found = [(match.start(), int(match[1]), match.end()) for match in _year(words).finditer(text)]
    if any(mentioned >= year for _, mentioned, _ in found):
        return
    time, dates, clause = words.behind("time_behind"), words.inside("dates"), re.compile(_CLAUSE)
    for start, mentioned, end in found:
        timed = text[end : end + 1] in ("", "\n", *"0123456789") or time.match(text, end)
        if timed and not dates.search(text, end, clause.match(text, end).end()):  # type: ignore[union-attr]
            yield start, mentioned
