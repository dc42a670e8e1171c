"""The words by which published documents are recognised: data, one file a language."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

_LOOSE = re.compile(r"[\s:：]")
_FOLDER = Path(__file__).parent / "words"


@cache
def pattern(name: str, language: str = "zh") -> re.Pattern[str]:
    """A pattern of `words/LANGUAGE.json`. Raises KeyError for a name that is none."""
    words = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return re.compile(words[name])


def plain(text: str) -> str:
    """A title as it is compared: without blanks and colons, with half-width brackets."""
    return _LOOSE.sub("", text).replace("（", "(").replace("）", ")")
