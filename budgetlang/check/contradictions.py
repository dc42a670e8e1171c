"""A set of figures and sums that cannot hold together, as a finding: every figure with its place, the sums in marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from budgetlang.check.describe import amount_label, money, region
from budgetlang.check.together import Row, Together
from budgetlang.cube.cube import Cube
from budgetlang.diagnostics.diagnostic import Diagnostic, Label
from budgetlang.model.facts import Claim, Stated
from budgetlang.proof.explanation import Contradiction, allowed
from budgetlang.proof.system import FAR
from budgetlang.values.money import interval

LETTERS = "xyzuvw"
MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def explained(cube: Cube, found: Together, why: Contradiction, code: str = "B417") -> Diagnostic:
    """A contradiction as a finding."""
    if len(why.equations) == 1:
        row = found.rows[why.equations[0]]
        whole = [figure for u, factor in row.others if factor < 0 and isinstance(figure := found.figures[u], Claim)]
        parts = [figure for u, factor in row.others if factor > 0 and isinstance(figure := found.figures[u], Claim)]
        if len(whole) == 1 and parts and len(row.others) == len(parts) + 1:
            return _inside(cube, whole[0], parts, row)
    return _together(cube, found, why, code)


def _inside(cube: Cube, claim: Claim, parts: Sequence[Claim], row: Row) -> Diagnostic:
    """A published figure, and the published figures inside it."""
    budget = cube.budget
    least, middle, most = cube.sum(row.facts[0][0]) if row.facts else (0, 0, 0)
    bounds = [interval(each.fen, each.half) for each in parts]
    middle += sum(each.fen for each in parts)
    args = {
        "region": region(budget, claim.region), "count": len(parts),
        "low": money(budget, least + sum(low for low, _ in bounds)),
        "high": money(budget, most + sum(high for _, high in bounds)),
    }  # fmt: skip
    labels = [Label(each.source, each.start, each.end, "part_here") for each in parts]
    return Diagnostic(
        "B416", (Label(claim.source, claim.start, claim.end), *labels), args,
        expected=money(budget, middle), found=money(budget, claim.fen), difference=money(budget, claim.fen - middle),
    )  # fmt: skip


def _together(cube: Cube, found: Together, why: Contradiction, code: str) -> Diagnostic:
    """All figures of the sums that cannot hold together, each with a mark, and the sums in these marks."""
    marks: dict[int, str] = {}
    labels: list[Label] = []
    for number in sorted(why.unknowns, key=lambda unknown: _written(found, cube, unknown), reverse=True):
        figure = found.figures[number]
        if figure is None or number in marks:
            continue
        mark = marks[number] = MARKS[len(labels)] if len(labels) < len(MARKS) else f"({len(labels) + 1})"
        if isinstance(figure, frozenset):
            labels.append(amount_label(cube, min(figure), "marked_lines", mark=mark, lines=len(figure)))
        else:
            labels.append(Label(figure.source, figure.start, figure.end, "marked", {"mark": mark}))
    expected, shown, difference = _out_of_place(cube, found, why, next(iter(marks)))
    marks |= _letters(found, why, marks)
    sums = [_in_marks(found, number, marks) for number in why.equations]
    return Diagnostic(
        code, tuple(labels), {"count": len(labels), "sums": "；".join(sums)},
        expected=expected, found=shown, difference=difference,
    )  # fmt: skip


def _out_of_place(cube: Cube, found: Together, why: Contradiction, unknown: int) -> tuple[str, str, str]:
    """What the other figures leave for one figure, what it is, and how far that is outside. Of a rate, nothing."""
    low, high = allowed(found.system, why, unknown)
    figure, written = found.figures[unknown], found.wishes[unknown]
    if isinstance(figure, Stated) and not figure.amount.is_money:
        return "", "", ""
    budget = cube.budget
    ends = [money(budget, end) if abs(end) < FAR else "…" for end in (low, high)]
    nearest = min(max(written, low), high)
    expected = ends[0] if ends[0] == ends[1] else " … ".join(dict.fromkeys(ends))
    return expected, money(budget, written), money(budget, written - nearest)


def _written(found: Together, cube: Cube, unknown: int) -> tuple[bool, str, int]:
    """Published figures come before lines, what was written last before what was written first."""
    figure = found.figures[unknown]
    if figure is None:
        return False, "", 0
    place = cube.facts[min(figure)] if isinstance(figure, frozenset) else figure
    return not isinstance(figure, frozenset), place.source.path, place.start


def _letters(found: Together, why: Contradiction, marks: dict[int, str]) -> dict[int, str]:
    """A letter for every quantity of several sums that nothing is known about but these sums."""
    times = Counter(unknown for each in why.equations for unknown, _ in found.system.equations[each].terms)
    shared = sorted(unknown for unknown, count in times.items() if count > 1 and unknown not in marks)
    return dict(zip(shared, LETTERS, strict=False))


def _in_marks(found: Together, number: int, marks: dict[int, str]) -> str:
    """`③ = ① + x`; what stands nowhere else in the contradiction is `…`."""
    sides: tuple[list[str], list[str]] = ([], [])
    terms = found.system.equations[number].terms
    for unknown, factor in terms:
        sides[factor > 0].append(marks.get(unknown, "…"))
    left, right = sorted(sides, key=len)
    if any(abs(factor) > 1 for _, factor in terms):
        return "~".join(sorted({*left, *right} - {"…"}))
    return f"{' + '.join(left) or '0'} = {' + '.join(right) or '0'}"
