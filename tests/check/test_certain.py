"""Every finding about figures is either certain in itself, or rests on statements that are named."""

from __future__ import annotations

from budgetlang.check.certain import GROUNDS
from budgetlang.diagnostics.messages import MESSAGES
from budgetlang.syntax.automaton import TERMINALS

IN_THEMSELVES = frozenset(
    {
        "B406",  # two units of measure
        "B410",  # two values for one quantity, both read
        "B604", "B605", "B619",  # a project form, compared with its own words and the year
        "B610", "B611", "B612", "B613", "B614", "B615", "B616", "B626",  # a text, compared with itself
        "B622", "B623", "B624",  # notes on a text
        "B628",  # words that do not stand where they are looked for
    }
)  # fmt: skip


def test_every_code_about_figures_is_one_or_the_other() -> None:
    about = {code for code in MESSAGES if code[:2] in ("B4", "B6")}
    assert about - GROUNDS.keys() == IN_THEMSELVES
    assert not IN_THEMSELVES & GROUNDS.keys()


def test_the_codes_and_the_statements_exist() -> None:
    assert GROUNDS.keys() <= MESSAGES.keys()
    named = {kind for kinds in GROUNDS.values() for kind in kinds}
    assert {kind for kind in named if kind.isupper()} <= set(TERMINALS)
