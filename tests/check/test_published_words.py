"""The words of the published book as they were published, put into the source: every error in them is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from changed_example import Compile
from test_project_forms import FOUND

from budgetlang.catalogs.currencies import load_currency
from budgetlang.diagnostics.diagnostic import Diagnostic
from budgetlang.diagnostics.messages import severity
from budgetlang.prose.passage import Passage
from budgetlang.prose.sums import Sum
from budgetlang.prose.vocabulary import vocabulary
from budgetlang.source.width import display_width

PUBLISHED = [*FOUND.values(), ("text", "B613", "1.73%")]
"""all errors of the published book: those of the example, and the rate that the example computes"""

FIELDS = {
    "项目概况": "概况",
    "立项依据": "立项依据",
    "项目设立必要性": "必要性",
    "保证项目实施的制度、措施": "制度措施",
    "项目实施计划": "实施计划",
}
DUTIES, UNITS, SAID, ASSETS = (47, 59), (61, 77), (475, 549), (1391, 1427)
"""lines of the published text: duties, units, explanations, assets and the rest"""


def forms(lines: list[str]) -> dict[str, dict[str, str]]:
    """The fields of the published forms by the name of their project."""
    found: dict[str, dict[str, str]] = {}
    fields: dict[str, str] = {}
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
        if len(cells) > 1 and cells[0] == "项目名称":
            fields = found.setdefault(cells[1], {})
        elif len(cells) > 1 and cells[0] in FIELDS:
            fields[FIELDS[cells[0]]] = cells[1]
        elif len(cells) > 2 and cells[0] == "总体目标":
            fields["实施期目标"], fields["年度目标"] = cells[1], cells[2]
    return found


def paragraphs(lines: list[str], *spans: tuple[int, int]) -> str:
    chosen = [lines[number - 1].strip() for first, last in spans for number in range(first, last + 1)]
    return "\n".join(line for line in joined([line for line in chosen if line and "\t" not in line]))


def joined(lines: list[str]) -> list[str]:
    """Lines that a page break parts are one again."""
    found: list[str] = []
    for line in lines:
        open_end = found and found[-1][-1] not in "。：；！？” 、）" and len(found[-1]) > 30
        if open_end:
            found[-1] += line
        else:
            found.append(line)
    return found


def rewritten(folder: Path, lines: list[str]) -> dict[str, str]:
    """The files of the example with the published words in place of its own, and nothing set aside."""
    published = forms(lines)
    changed: dict[str, str] = {}
    for path in sorted(folder.rglob("*.budget")):
        text = re.sub(r"(?m)^ *存疑 .*$", "#", path.read_text("utf-8"))
        name = re.search(r"(?m)^项目 \S+ (.*) \{$", text)
        for field, words in published.get(name[1], {}).items() if name else ():
            text = re.sub(rf"(?m)^  {field} = .*$", lambda _, f=field, w=words: f"  {f} = {w}", text)
        if path.stem == "text":
            slots = {"职责": (DUTIES,), "机构设置": (UNITS,), "其他说明": (SAID, ASSETS)}
            text = re.sub(r'(?ms)^文本 (职责|机构设置) = """.*?^"""$', "", text)
            text += "".join(f'\n文本 {slot} = """\n{paragraphs(lines, *spans)}\n"""\n' for slot, spans in slots.items())
        changed[path.relative_to(folder).as_posix()] = text
    return changed


def place(finding: Diagnostic) -> tuple[str, str, str]:
    label = finding.labels[0]
    return finding.code, Path(label.source.path).stem, label.source.text[label.start : label.end]


def test_every_error_in_published_words_is_found_and_no_other(compiled: Compile, changzhi: Path, shared: Path) -> None:
    lines = (shared / "seed" / "changzhi-2026.txt").read_text(encoding="utf-8").splitlines()
    found = compiled(rewritten(changzhi, lines)).diagnostics
    wrong = sorted(place(finding) for finding in found if severity(finding.code) != "note")
    assert [(code, stem) for code, stem, _ in wrong] == sorted((code, stem) for stem, code, _ in PUBLISHED)
    for code, stem, text in wrong:
        assert any((stem, code) == (s, c) and text.startswith(t) for s, c, t in PUBLISHED)


def test_the_figures_of_published_explanations_are_known(compiled: Compile, changzhi: Path, shared: Path) -> None:
    """All but a few amounts in the explanations are bound to a figure by the words beside them."""
    lines = (shared / "seed" / "changzhi-2026.txt").read_text(encoding="utf-8").splitlines()
    found = compiled(rewritten(changzhi, lines)).diagnostics
    bound = [finding for finding in found if finding.code == "B622"]
    loose = sum(int(finding.args["count"]) for finding in found if finding.code == "B623")
    assert len(bound) > 50
    assert loose < 10
    assert all(edit.text.startswith("{{") for finding in bound for edit in finding.edits)


@pytest.mark.parametrize(("name", "wrong"), [("putuo-office-2025", []), ("wanli-2025", ["8013平方米"])])
def test_other_published_words(name: str, wrong: list[str], shared: Path) -> None:
    """A document without errors has none; in the other one the parts of a floor are more than the floor."""
    text = "\n".join(pages((shared / "published" / f"{name}.txt").read_text(encoding="utf-8").splitlines()))
    words, found, read, start = vocabulary("zh", load_currency("cn/yuan").spoken), [], 0, 0
    for line in text.split("\n"):
        passage = Passage(text, words, start, start + len(line))
        start += len(line) + 1
        relations = [*passage.sums.found, *passage.comparisons, *passage.shares, *passage.listings, *passage.products]
        read += len(relations)
        found += [text[each.whole.start : each.whole.end] for each in passage.sums.found if not each.holds()]
        found += [str(each) for each in relations if not isinstance(each, Sum) and not each.holds()]
    assert found == wrong
    assert read > 12


def pages(lines: list[str]) -> list[str]:
    """The paragraphs of a text whose lines end where the page ends."""
    said = [line.strip() for line in lines if "\t" not in line and "…" not in line and not line.startswith("=")]
    found: list[str] = []
    for line in said:
        begins = re.match(r"[0-9一二三四五六七八九]+[.．、]|（[一二三四五六七八九]）|\d{4}年", line)
        if found and not begins and display_width(found[-1].rsplit("\0", 1)[-1]) > 100:
            found[-1] += "\0" + line
        else:
            found.append(line)
    return [paragraph.replace("\0", "") for paragraph in found]
