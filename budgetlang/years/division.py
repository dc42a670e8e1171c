"""How the money of members that were split is divided among those that have it now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from budgetlang.check.describe import money
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.budget import Budget
from budgetlang.model.dimension import Member
from budgetlang.model.facts import Fact
from budgetlang.model.years import Change, Share

Pieces = list[tuple[Member | None, int]]
"""the parts of one fact: the member that has each, and how much in 分"""


class Division:
    """One split. B283: amounts are missing. B284: they do not add up. B285: it is not clear. B286: there is none."""

    def __init__(self, budget: Budget, change: Change, tell: Callable[[Diagnostic], None]) -> None:
        self.budget = budget
        self.change = change
        self.tell = tell

    def run(self, pool: Sequence[Fact]) -> Iterator[tuple[Fact, Pieces]]:
        """Each fact with its parts; together they are the whole fact. Where it is not clear, it stays as it was."""
        shares = self.change.shares
        groups: dict[tuple[Share, ...], list[Fact]] = {}
        for fact in pool:
            chosen = tuple(share for share in shares if all(c.accepts(fact.coords[c.dimension]) for c in share.region))
            groups.setdefault(chosen, []).append(fact)
        for share in shares:
            if not any(share in chosen for chosen in groups):
                self.tell(Diagnostic("B286", (share.place,), {"old": self.names}))
        for chosen, facts in groups.items():
            if len(chosen) == 1 and chosen[0].fen is None:
                yield from ((fact, [(chosen[0].target, fact.fen)]) for fact in facts)
            elif self.is_clear(chosen, facts, groups):
                yield from self.cut(chosen, facts)
            else:
                yield from ((fact, self.undivided(fact)) for fact in facts)

    @staticmethod
    def undivided(fact: Fact) -> Pieces:
        return [(None, fact.fen)]

    @property
    def names(self) -> str:
        return "、".join(f"{member.code} {member.name}" for member in self.change.old)

    def is_clear(self, chosen: tuple[Share, ...], facts: Sequence[Fact], groups: Iterable[tuple[Share, ...]]) -> bool:
        """Whether the shares say how these facts are divided; what is missing is reported."""
        total = sum(fact.fen for fact in facts)
        line = Label(facts[0].source, facts[0].start, facts[0].end, "last_year_here")
        labels = (self.change.place, line)
        rests = [share for share in chosen if share.fen is None]
        amounts = [share.fen for share in chosen if share.fen is not None]
        args = {"old": self.names, "amount": money(self.budget, total), "count": len(facts)}
        if len(rests) > 1:
            new = "、".join(f"{share.target.code} {share.target.name}" for share in rests if share.target)
            self.tell(Diagnostic("B283", labels, {"old": self.names, "new": new}))
        elif not chosen or len({fact.coords for fact in facts}) > 1 or self.is_shared(chosen, groups):
            self.tell(Diagnostic("B285", labels, args))
        elif not fits(total, amounts, bool(rests)):
            expected, found = (money(self.budget, fen, exact=True) for fen in (total, sum(amounts)))
            difference = money(self.budget, sum(amounts) - total, exact=True)
            self.tell(Diagnostic("B284", labels, args, expected=expected, found=found, difference=difference))
        else:
            return True
        return False

    @staticmethod
    def is_shared(chosen: tuple[Share, ...], groups: Iterable[tuple[Share, ...]]) -> bool:
        """Whether an amount is about these facts and others."""
        stated = [share for share in chosen if share.fen is not None]
        return any(sum(share in other for other in groups) > 1 for share in stated)

    @staticmethod
    def cut(chosen: Sequence[Share], facts: Sequence[Fact]) -> Iterator[tuple[Fact, Pieces]]:
        """The facts, which all stand at one place, cut where one share ends and the next begins."""
        total = sum(fact.fen for fact in facts)
        given = sum(share.fen for share in chosen if share.fen is not None)
        wanted = [(share.target, total - given if share.fen is None else share.fen) for share in chosen]
        for fact in facts:
            left, pieces = fact.fen, []
            for index, (target, size) in enumerate(wanted):
                piece = min(abs(left), abs(size)) * (1 if size > 0 else -1) if left * size > 0 else 0
                if fact is facts[-1]:
                    piece = size  # what is left of all shares is this fact
                elif index == len(wanted) - 1:
                    piece = left
                if piece:
                    pieces.append((target, piece))
                wanted[index] = (target, size - piece)
                left -= piece
            yield fact, pieces


def fits(total: int, amounts: Sequence[int], rest: bool) -> bool:
    """Whether these parts, and with `rest` one more, make up a total. No part has another sign than the total."""
    given = sum(amounts)
    sign = -1 if total < 0 else 1
    if any(amount * sign < 0 for amount in amounts):
        return False
    return given * sign <= total * sign if rest else given == total
