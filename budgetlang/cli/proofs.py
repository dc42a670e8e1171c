"""What `budgetc check --prove` says and writes: whether one set of exact amounts explains every figure of a budget."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from attrs import define

from budgetlang.check.prove import Certificate, prove
from budgetlang.check.run import CheckedBudget
from budgetlang.cli.exits import UsageError
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.diagnostics.render.json import render_json
from budgetlang.diagnostics.render.wrap import wrap
from budgetlang.values.money import Currency
from budgetlang.values.style import Counted, NumberStyle, format_fen, measured

INSTALL = 'pip install "budgetlang[prove]"'
COLUMNS = ("file", "line", "figure", "written", "amount")
_SHORT = NumberStyle("", decimals=6, trim=True)


@define(eq=False)
class Proof:
    """The certificate of one budget, and how it is shown."""

    path: str
    checked: CheckedBudget
    certificate: Certificate

    @property
    def finding(self) -> Diagnostic | None:
        """What the proof adds to the findings of the checks."""
        if self.certificate.verdict == "undecided":
            return Diagnostic("B421", (Label(self.checked.budget.source, 0, 0),))
        return self.certificate.finding

    def said(self, terminal: Terminal) -> str:
        """`  证明：148 个数由同一组准确的金额四舍五入而来，满足 48 个等式，最多差 0.005万元`; empty if it is none."""
        found, unit = self.certificate, self.checked.budget.profile.unit
        if found.verdict != "consistent":
            return ""
        most = measured(format_fen(found.deviation, self.currency.units[unit], _SHORT), unit)
        text = terminal.say(
            f"证明：{found.figures} 个数由同一组准确的金额四舍五入而来，满足 {found.equations} 个等式，最多差 {most}",
            f"proof: one set of exact amounts rounds to all {Counted(found.figures):figure} and satisfies "
            f"{Counted(found.equations):sum}; the largest difference is {most}",
        )
        return "\n".join(f"  {line}" for line in wrap(text, terminal.width - 2))

    def as_json(self) -> dict[str, Any]:
        """For programs; amounts are strings, in the plain unit of the currency (元)."""
        found = self.certificate
        return {
            "path": self.path,
            "verdict": found.verdict,
            "figures": found.figures,
            "equations": found.equations,
            "deviation": self._plain(found.deviation),
            "amounts": [dict(zip(COLUMNS, row, strict=True)) for row in self._rows()],
        }

    def write(self, path: str) -> None:
        """The amounts as CSV, in the plain unit (元): what is written, and the exact amount that explains it."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(self._rows())
        Path(path).write_text(text.getvalue(), encoding="utf-8-sig")

    @property
    def currency(self) -> Currency:
        """The units of its money."""
        return self.checked.budget.profile.currency

    def _plain(self, fen: int) -> str:
        plain = self.currency.plain
        return format_fen(fen, self.currency.units[plain], NumberStyle("", decimals=self.currency.decimals(plain)))

    def _rows(self) -> list[tuple[str, int, str, str, str]]:
        found = []
        for each in self.certificate.amounts:
            source, start = each.figure.source, each.figure.start
            words = " ".join(source.text[start : each.figure.end].split())
            amounts = self._plain(each.written), self._plain(each.amount)
            found.append((source.path, source.line_of(start), words, *amounts))
        return found


def proof(path: str, checked: CheckedBudget, faulty: bool) -> Proof:
    """The proof of a budget; `faulty` says that errors were found in it.

    Raises UsageError where only the solver could tell and it is not installed.
    """
    certificate = prove(checked.figures, faulty)
    if certificate.verdict == "solver":
        zh, en = f"这份预算要用求解器才能证明，先安装：{INSTALL}", f"this takes a solver; install it: {INSTALL}"
        raise UsageError(zh, en)
    return Proof(path, checked, certificate)


def with_proofs(diagnostics: Sequence[Diagnostic], lang: str, proofs: Sequence[Proof]) -> str:
    """The findings and the proofs as JSON."""
    return render_json(diagnostics, lang, [each.as_json() for each in proofs])
