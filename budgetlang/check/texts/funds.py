"""Amounts in the description of a project against its money (domain.md §2.2: X15).

Which fields speak of the money of the project, the profile says (attribute 总额).
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetlang.check.describe import overlap
from budgetlang.check.projects import Bounds, ProjectMoney, money_of, role
from budgetlang.check.texts.spoken import Spoken, fields, words_of
from budgetlang.cube.figures import Figures
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.profile import ONE_YEAR, TOTAL
from budgetlang.prose.groups import Entry
from budgetlang.prose.mention import MONEY, Mention, total
from budgetlang.prose.sums import OPEN_ENDED


def check(figures: Figures) -> Iterator[Diagnostic]:
    """B617: an amount that is named as the project's. B618: what is listed. B621: rounded too far to tell."""
    kinds = figures.profile.kind("indicator")
    names, one_year = role(kinds, TOTAL), role(kinds, ONE_YEAR)
    for spoken in fields(figures):
        if spoken.field in names and spoken.project is not None:
            funds = money_of(figures, spoken.project)
            if any(field.text in one_year for field in spoken.project.fields.values()):
                funds = funds._replace(whole=funds.annual)
            if funds.place is not None:
                yield from _described(figures, spoken, funds)


def _described(figures: Figures, spoken: Spoken, funds: ProjectMoney) -> Iterator[Diagnostic]:
    this = (None, figures.budget.year)
    amounts = [entry for entry in spoken.passage.sums.top if entry.mention.kind == MONEY and entry.year in this]
    if not amounts or any(_meets(_near(entry.mention), funds) for entry in amounts):
        return
    named = _named(figures, amounts)
    if named is not None:
        coarse = not named.mention.exact or _meets(_coarse(named.mention), funds)
        yield _finding(spoken, "B621" if coarse else "B617", (named.mention,), funds)
        return
    mentions = tuple(entry.mention for entry in amounts)
    low, added, high = total(mentions)
    if len(mentions) < 2 or _meets((low, added, high), funds) or not _is_list(spoken, amounts):
        return
    if funds.annual[1] <= 2 * added and added <= 2 * funds.annual[1]:
        yield _finding(spoken, "B618", mentions, funds)


def _named(figures: Figures, amounts: list[Entry]) -> Entry | None:
    """The amount that is said to be the total: 共计…, or the only one, as 每年…, 经费…."""
    totals = [entry for entry in amounts if "total" in entry.words]
    if totals:
        return totals[-1] if len(totals) == 1 else None
    if len(amounts) == 1 and words_of(figures).inside("named_total").search(amounts[0].label):
        return amounts[0]
    return None


def _is_list(spoken: Spoken, amounts: list[Entry]) -> bool:
    """Whether the amounts are one list that claims to be complete."""
    main = spoken.passage.groups[0]
    if main.among or main.words & OPEN_ENDED or any(not entry.label for entry in amounts):
        return False
    return len({entry.sentence for entry in amounts}) == 1 and all(entry.mention.exact for entry in amounts)


def _near(mention: Mention) -> Bounds:
    low, high = mention.near()
    return low, mention.value, high


def _coarse(mention: Mention) -> Bounds:
    low, high = mention.coarse()
    return low, mention.value, high


def _meets(bounds: Bounds, funds: ProjectMoney) -> bool:
    return overlap(bounds, funds.annual) or overlap(bounds, funds.whole)


def _finding(spoken: Spoken, code: str, mentions: tuple[Mention, ...], funds: ProjectMoney) -> Diagnostic:
    assert funds.place is not None and spoken.project is not None
    place = Label(funds.place.source, funds.place.start, funds.place.end, "annual_here")
    added = sum(mention.value for mention in mentions)
    first = mentions[0]
    where = spoken.label(first)
    if len(mentions) > 1:
        where = Label(spoken.source, first.start, mentions[-1].end)
    args = {"name": spoken.project.member.name, "amount": spoken.said(first), "count": len(mentions)}
    return Diagnostic(
        code, (where, place), args,
        expected=spoken.shown(funds.annual[1], first), found=spoken.shown(added, first),
        difference=spoken.shown(added - funds.annual[1], first),
    )  # fmt: skip
