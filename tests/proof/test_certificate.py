"""Certificates of budgets: amounts that anybody can add up again, or a finding."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetlang.check import prove as proving
from budgetlang.check.prove import Certificate, prove, shared_out
from budgetlang.check.together import together
from budgetlang.cli.main import main
from budgetlang.cube.cube import Cube
from budgetlang.model.facts import Fact
from budgetlang.pipeline import Compilation
from budgetlang.proof.explanation import Contradiction
from budgetlang.source.text import Source
from budgetlang.values.money import interval
from budgetlang.workspace import Workspace

EXAMPLES = ("changzhi-2026", "district-office", "water-bureau", "putuo-office-2025", "wanli-2025")


def certificate(path: Path) -> tuple[Compilation, Certificate]:
    compilation = Compilation(Workspace.around(path), path)
    assert compilation.checked is not None
    return compilation, prove(compilation.checked.figures)


@pytest.mark.parametrize("example", EXAMPLES)
def test_amounts_of_the_examples(example: str, root: Path) -> None:
    """Added up here once more, apart from the proof: every line in its rounding, every published total, too."""
    compilation, found = certificate(root / "examples" / example)
    assert found.verdict == "consistent"
    assert compilation.checked is not None
    cube = compilation.checked.cube
    amounts = {id(each.figure): each.amount for each in found.amounts}
    for each in found.amounts:
        half = each.figure.half if hasattr(each.figure, "half") else each.figure.amount.half
        low, high = interval(each.written, half)
        assert low <= each.amount <= high
        assert abs(each.amount - each.written) <= found.deviation
    facts = [amounts[id(fact)] for fact in cube.facts]
    assert len(facts) >= len(cube.budget.facts)
    for claim in cube.budget.claims:
        for _, lines in cube.claimed(claim):
            assert sum(facts[position] for position in lines) == amounts[id(claim)]


def test_the_published_figures_of_the_example_deviate_by_no_more_than_their_rounding(root: Path) -> None:
    """domain.md §4a: all displayed values come from one set of amounts."""
    _, found = certificate(root / "examples" / "changzhi-2026")
    assert 0 < found.deviation <= 5_000
    assert found.figures > 140


Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def call(*words: object) -> tuple[int, str]:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


def test_the_command(run: Run, root: Path, tmp_path: Path) -> None:
    path = root / "examples" / "changzhi-2026"
    code, out = run("check", path, "--prove", "--witness", tmp_path / "w.csv")
    assert code == 0
    assert "  证明：148 个数由同一组准确的金额四舍五入而来" in out
    rows = list(csv.DictReader((tmp_path / "w.csv").open(encoding="utf-8-sig", newline="")))
    assert len(rows) > 100 and rows[0]["figure"].startswith("2010301")
    code, out = run("check", path, "--prove", "--format", "json")
    (proof,) = json.loads(out)["proofs"]
    assert (code, proof["verdict"], len(proof["amounts"])) == (0, "consistent", len(rows))


def test_a_budget_with_errors_is_not_proved(run: Run, root: Path, tmp_path: Path) -> None:
    path = root / "examples" / "changzhi-2026" / "basic.budget"
    text = path.read_text(encoding="utf-8").replace("758.59", "758.95")
    for each in path.parent.rglob("*.budget"):
        target = tmp_path / each.relative_to(path.parent)
        target.parent.mkdir(exist_ok=True)
        target.write_text(text if each == path else each.read_text(encoding="utf-8"), encoding="utf-8")
    code, out = run("check", tmp_path, "--prove", "--format", "json")
    assert (code, json.loads(out)["proofs"][0]["verdict"]) == (1, "contradiction")
    code, out = run("check", tmp_path, "--prove")
    assert code == 1 and "证明" not in out


def test_one_witness_at_a_time(run: Run, root: Path, tmp_path: Path) -> None:
    path = root / "examples" / "district-office"
    assert run("check", path, path, "--witness", tmp_path / "w.csv")[0] == 2


BLIND = "witness", "contradiction"


def blind(monkeypatch: pytest.MonkeyPatch, root: Path) -> Compilation:
    """The example with a total that is wrong, where neither bounds nor the search for amounts can see it."""
    for name in BLIND:
        monkeypatch.setattr(proving, name, lambda *_: None)
    path = root / "examples" / "changzhi-2026"
    return Compilation(Workspace.around(path), path)


def test_what_only_the_solver_sees_is_a_finding(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    compilation = blind(monkeypatch, root)
    assert compilation.checked is not None
    figures = compilation.checked.figures
    found = together(figures)
    whole = found.system.equations[-1]
    why = Contradiction((len(found.system.equations) - 1,), tuple(unknown for unknown, _ in whole.terms))
    monkeypatch.setattr(proving, "refuted", lambda _: why)
    proved = prove(figures)
    assert proved.verdict == "contradiction"
    assert proved.finding is not None and proved.finding.code == "B420"


def test_what_nobody_can_tell_is_said(monkeypatch: pytest.MonkeyPatch, root: Path, run: Run) -> None:
    pytest.importorskip("highspy", reason="highspy is not installed (extra prove)")
    blind(monkeypatch, root)
    code, out = run("check", root / "examples" / "changzhi-2026", "--prove")
    assert (code, "[B421]" in out) == (0, True)


def test_the_solver_may_be_missing(monkeypatch: pytest.MonkeyPatch, root: Path, run: Run) -> None:
    monkeypatch.setattr("budgetlang.proof.linear.PACKAGE", "no_such_solver")
    blind(monkeypatch, root)
    code, out = run("check", root / "examples" / "changzhi-2026", "--prove")
    assert (code, 'pip install "budgetlang[prove]"' in out) == (2, True)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 6)), min_size=1, max_size=6), st.data())
def test_a_sum_is_shared_out_within_all_roundings(lines: list[tuple[int, int]], data: st.DataObject) -> None:
    facts = [Fact(0, (), fen, half, Source("a", ""), 0, 0) for fen, half in lines]
    cube = Cube.__new__(Cube)
    cube.facts = facts
    bounds = [interval(fact.fen, fact.half) for fact in facts]
    total = data.draw(st.integers(sum(low for low, _ in bounds), sum(high for _, high in bounds)))
    found = shared_out(cube, list(range(len(facts))), total)
    assert sum(found.values()) == total
    assert all(low <= found[n] <= high for n, (low, high) in enumerate(bounds))
