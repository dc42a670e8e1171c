"""Tokens in the words of the people who read the messages."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from attrs import define

from budgetlang.diagnostics.diagnostic import Label
from budgetlang.diagnostics.nearest import nearest
from budgetlang.syntax._tables import KEYWORDS, PATTERNS, TERMINALS
from budgetlang.syntax.recovery.forms import FORMS

MOST: Final = 6
"""Where there are more keywords than that, a statement begins."""

LONGEST: Final = 54
"""Characters of a list in a message."""

GLUE: Final = (":", "：", "=", "＝")
"""What is written behind a keyword instead of a blank."""

_KINDS: Final = {
    "NAME": ("名称", "a name"),
    "INT": ("整数", "a whole number"),
    "AMOUNT": ("金额", "an amount"),
    "STRING": ("引号内的文字", "a text in quotes"),
    "FENCE": ('"""', '"""'),
    "PATH": ("样式路径", "the path of a profile"),
    "COMPARISON": ("==、<= 或 >=", "==, <= or >="),
    "SIGN": ("+ 或 -", "+ or -"),
    "WORD": ("编码或词语", "a code or word"),
    "TEXT": ("文字", "text"),
    "ROW": ("一行数字", "a row of figures"),
    "_NL": ("另起一行", "the end of the line"),
    "$END": ("文件结束", "the end of the file"),
}


@define
class Around:
    """What stands around a line: the header of its block with its keyword, and what kind of file it is in."""

    header: Label | None = None
    keyword: int | None = None
    profile: bool = False
    """whether the file is part of a profile, not of a budget"""

    def sorted(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        """The tokens with the statements that belong in such a file before the others, the most usual first."""
        if self.profile:
            return tuple(sorted(tokens, key=FORMS.__contains__))
        usual = {token: position for position, token in enumerate(FORMS)}
        return tuple(sorted(tokens, key=lambda token: usual.get(token, len(usual))))


def expectation(tokens: tuple[int, ...], nearest: str = "") -> dict[str, str]:
    """What may come next, as the arguments `expected` (Chinese) and `expected_en` of a message.

    Of many statements those of a budget, or of a profile, are named that come first; `nearest` is named before all.
    """
    names = [TERMINALS[token] for token in tokens]
    keywords = [name for name in names if name in KEYWORDS]
    others = [name for name in names if name not in KEYWORDS and name != "$END"]
    if len(keywords) > MOST:
        others = [name for name in others if name != "_NL"]
        first = tokens[[TERMINALS[token] in KEYWORDS for token in tokens].index(True)] in FORMS
        keywords = [name for name in keywords if (TERMINALS.index(name) in FORMS) == first]
    pairs = [pair for name in keywords for pair in KEYWORDS[name]]
    pairs.sort(key=lambda pair: nearest not in pair)
    zh, en = ([*[_word(name, lang) for name in others], *[pair[lang] for pair in pairs]] for lang in (0, 1))
    return {"expected": _listed(zh, 0), "expected_en": _listed(en, 1)}


def _listed(words: list[str], lang: int) -> str:
    """A list; of a long one as much as fits into a message."""
    sign, length = ("、", ", ")[lang], 0
    for count, word in enumerate(words):
        length += len(word) + len(sign)
        if length > LONGEST:
            return sign.join(words[:count]) + (" 等", ", …")[lang]
    return sign.join(words)


def _word(name: str, lang: int) -> str:
    """A terminal that is no keyword: its description, or the very character."""
    if name in _KINDS:
        return _KINDS[name][lang]
    return PATTERNS[TERMINALS.index(name)].replace("\\", "")


@lru_cache(256)
def near_keyword(word: str, tokens: tuple[int, ...]) -> str:
    """The keyword among `tokens` that `word` may be a slip of, or nothing; the first of those that are equally near."""
    spellings = [word for token in tokens for pair in KEYWORDS.get(TERMINALS[token], ()) for word in pair]
    glued = [each for each in spellings if word.startswith(each) and word[len(each) : len(each) + 1] in GLUE]
    found = glued or nearest(word, spellings, 1)
    return found[0] if found else ""
