"""How many changes of a single figure in a published document the audit finds.

    python benchmarks/mutations.py DOCUMENT [--count 500] [--seed 1]

Each change is made alone: one more or less in the last digit shown, two neighbouring digits swapped, a factor of ten,
a row left out, a direction word turned round. It is found if the audit then reports something that it did not report
before. Those that are missed are printed with the reason why the published figures cannot show them, as far as a rule
tells: the figure is stated only once, within the rounding of its sums, or not part of anything.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from budgetlang.audit.audit import Audit, audit
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.importer.readers import reader_for

FIGURE = re.compile(r"(?<![\d.,A-Za-z])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)")
WORDS = (("增加", "减少"), ("增长", "下降"), ("减少", "增加"), ("下降", "增长"))
KINDS = ("one", "swap", "ten", "row", "word")
PATH = ""


class Change(NamedTuple):
    """A change of the text: what stands from `start` to `end` becomes `new`."""

    kind: str
    start: int
    end: int
    new: str


class Places(NamedTuple):
    """Where figures stand that the audit read: in tables, and in the sentences of the narrative."""

    figures: list[tuple[int, int]]
    rows: list[tuple[int, int]]
    words: list[tuple[int, int, str]]


def places(text: str, found: Audit) -> Places:
    """The figures of recognised tables, the rows that hold them, the amounts and direction words of the narrative."""
    cells = {s.passage.pieces[0] for s in found.imported.tables.statements if s.text and len(s.passage.pieces) == 1}
    figures = sorted({(piece.start, piece.start + len(piece.text)) for piece in cells})
    rows = sorted({(text.rfind("\n", 0, start) + 1, text.index("\n", start) + 1) for start, _ in figures})
    words: list[tuple[int, int, str]] = []
    for passages in found.imported.texts.slots.values():
        for piece in (piece for passage in passages for piece in passage.pieces):
            for match in FIGURE.finditer(piece.text):
                behind = piece.text[match.end() : match.end() + 2]
                if behind.startswith(("万元", "元", "%")):
                    figures.append((piece.start + match.start(), piece.start + match.end()))
            for old, new in WORDS:
                found_words = re.finditer(rf"{old}(?=\d)", piece.text)
                words.extend((piece.start + match.start(), piece.start + match.end(), new) for match in found_words)
    return Places(figures, rows, words)


def changes(text: str, where: Places, count: int, seed: int) -> Iterator[Change]:
    """Random changes of all kinds; direction words are few, so each of them is turned at most once."""
    chance = random.Random(seed)
    makers: dict[str, Callable[[str], str]] = {
        "one": lambda t: _one(t, chance),
        "swap": lambda t: _swap(t, chance),
        "ten": _ten,
    }
    words = chance.sample(where.words, len(where.words))
    made = 0
    while made < count:
        kind = chance.choices(KINDS, (6, 4, 4, 2, 1))[0]
        if kind == "row":
            start, end = chance.choice(where.rows)
            yield Change(kind, start, end, "")
        elif kind == "word":
            if not words:
                continue
            start, end, new = words.pop()
            yield Change(kind, start, end, new)
        else:
            start, end = chance.choice(where.figures)
            new = makers[kind](text[start:end])
            if new == text[start:end]:
                continue
            yield Change(kind, start, end, new)
        made += 1


def _one(figure: str, chance: random.Random) -> str:
    """One more or one less in the last digit."""
    digits = figure.replace(",", "").replace(".", "")
    value = str(max(int(digits) + chance.choice((1, -1)), 0)).rjust(len(digits), "0")
    return _like(figure, value)


def _swap(figure: str, chance: random.Random) -> str:
    """Two neighbouring digits that differ, swapped."""
    digits = figure.replace(",", "").replace(".", "")
    pairs = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")]
    if not pairs:
        return figure
    i = chance.choice(pairs)
    return _like(figure, digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])


def _ten(figure: str) -> str:
    """Ten times as much."""
    digits = figure.replace(",", "").replace(".", "")
    return _like(figure, digits + "0") if int(digits) else figure


def _like(figure: str, digits: str) -> str:
    decimals = len(figure.partition(".")[2])
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    whole = f"{int(whole or 0):,}" if "," in figure else str(int(whole or 0))
    return f"{whole}.{rest}" if decimals else whole


Findings = Counter[tuple[str, str, str]]


def findings(text: str) -> tuple[Findings, Findings]:
    """What the audit reports, errors and tails, without places, which a change moves."""
    reader = reader_for(PATH)
    assert reader is not None
    found = audit(reader(PATH, text.encode()))
    errors, tails = (*found.errors, *found.contradictions), found.tails
    return Counter(map(_shown, errors)), Counter(map(_shown, tails))


def _shown(each: Diagnostic) -> tuple[str, str, str]:
    return each.code, " ".join(label.source.text[label.start : label.end] for label in each.labels[:1]), each.expected


def verdict(args: tuple[str, Change, tuple[Findings, Findings]]) -> str:
    """`error`, `tail` where only a tail of rounding is reported anew, or `` for nothing."""
    text, change, (errors, tails) = args
    new_errors, new_tails = findings(text[: change.start] + change.new + text[change.end :])
    return "error" if new_errors - errors else "tail" if new_tails - tails else ""


def main() -> int:
    global PATH
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    PATH = args.document
    text = Path(PATH).read_text(encoding="utf-8")
    reader = reader_for(PATH)
    assert reader is not None
    found = audit(reader(PATH, text.encode()))
    before = findings(text)
    made = list(changes(text, places(text, found), args.count, args.seed))
    with Pool() as pool:
        verdicts = pool.map(verdict, [(text, change, before) for change in made], chunksize=5)
    print(f"{'':5} {'changes':>8} {'error':>8} {'tail':>8} {'nothing':>8}")
    for kind in (*KINDS, ""):
        own = [v for change, v in zip(made, verdicts, strict=True) if kind in ("", change.kind)]
        counts = [len(own), own.count("error"), own.count("tail"), own.count("")]
        print(f"{kind or 'all':5} " + " ".join(f"{count:>8}" for count in counts))
    reported = len(made) - verdicts.count("")
    print(f"reported {100 * reported / len(made):.1f} %, as errors {100 * verdicts.count('error') / len(made):.1f} %")
    for change, found_as in zip(made, verdicts, strict=True):
        if found_as != "error":
            line = text.count("\n", 0, change.start) + 1
            begin = text.rfind("\n", 0, change.start) + 1
            around = text[max(begin, change.start - 25) : change.start].replace("\t", "|")
            behind = text[change.end : change.end + 15].partition("\n")[0].replace("\t", "|")
            old = text[change.start : change.end].strip().replace("\t", "|")[:40]
            print(f"{found_as or 'missed':6} {change.kind:5} line {line}: {around}[{old} -> {change.new}]{behind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
