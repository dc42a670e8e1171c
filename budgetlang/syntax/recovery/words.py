"""Tokens in the words of the people who read the messages."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from budgetlang.diagnostics.nearest import nearest
from budgetlang.syntax._tables import KEYWORDS, PATTERNS, TERMINALS

MOST: Final = 6
"""More keywords than that are called "a statement"."""

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
    "_NL": ("行末", "the end of the line"),
    "$END": ("文件结束", "the end of the file"),
}


def expectation(tokens: tuple[int, ...]) -> dict[str, str]:
    """What may come next, as the arguments `expected` (Chinese) and `expected_en` of a message."""
    names = [TERMINALS[token] for token in tokens]
    keywords = [name for name in names if name in KEYWORDS]
    others = [name for name in names if name not in KEYWORDS and name != "$END"]
    if len(keywords) > MOST:
        others = [name for name in others if name != "_NL"]
    zh = [_word(name, 0) for name in others]
    en = [_word(name, 1) for name in others]
    if len(keywords) > MOST:
        zh.append("语句")
        en.append("a statement")
    else:
        zh += [pair[0] for name in keywords for pair in KEYWORDS[name]]
        en += [pair[1] for name in keywords for pair in KEYWORDS[name]]
    return {"expected": "、".join(zh), "expected_en": ", ".join(en)}


def _word(name: str, lang: int) -> str:
    """A terminal that is no keyword: its description, or the very character."""
    if name in _KINDS:
        return _KINDS[name][lang]
    return PATTERNS[TERMINALS.index(name)].replace("\\", "")


@lru_cache(256)
def near_keyword(word: str, tokens: tuple[int, ...]) -> str:
    """The keyword among `tokens` that `word` may be a slip of, or nothing."""
    spellings = [word for token in tokens for pair in KEYWORDS.get(TERMINALS[token], ()) for word in pair]
    found = nearest(word, spellings, 1)
    return found[0] if found else ""
