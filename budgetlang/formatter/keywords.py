"""Keywords in one language or the other."""

from __future__ import annotations

from typing import Final

from budgetlang.formatter.tokens import Token
from budgetlang.syntax._tables import KEYWORDS

LANGUAGES: Final = ("zh", "en")

PAIR: Final = {(kind, word): pair for kind, pairs in KEYWORDS.items() for pair in pairs for word in pair}
"""(terminal, spelling) → its Chinese and its English spelling."""


def respell(token: Token, language: str) -> Token:
    """A keyword in the language asked for (`zh` or `en`); any other word as it is."""
    pair = PAIR.get((token.kind, token.text))
    return token._replace(text=pair[LANGUAGES.index(language)]) if pair else token
