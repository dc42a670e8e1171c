"""`budgetc catalog`, `explain` and `completion`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import Run

from budgetlang.cli import completion, explain
from budgetlang.cli.commands import COMMANDS
from budgetlang.cli.markdown import markdown_lines
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.messages import MESSAGES
from budgetlang.source.width import display_width

# ---- catalog -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("term", ["公积金", "gjj", "gongjijin", "22102"])
def test_codes_by_name_pinyin_or_code(budgetc: Run, term: str) -> None:
    ran = budgetc("catalog", term)
    assert ran.code == 0
    assert "  2210201  住房公积金  (住房保障支出 > 住房改革支出)" in ran.out.splitlines()


def test_several_terms_must_all_fit(budgetc: Run) -> None:
    found = json.loads(budgetc("catalog", "公积金", "管理", "--format", "json").out)
    assert [each["name"] for each in found] == ["住房公积金管理"]


def test_catalog_as_json(budgetc: Run) -> None:
    found = json.loads(budgetc("catalog", "30113", "--format", "json", "--catalog", "economic_department").out)
    assert found == [
        {
            "catalog": "cn/economic_department",
            "code": "30113",
            "name": "住房公积金",
            "parents": ["工资福利支出"],
            "sourced": True,
        }
    ]


def test_long_lists_are_cut_unless_all_is_asked_for(budgetc: Run) -> None:
    short, whole = budgetc("catalog", "支出"), budgetc("catalog", "支出", "--all")
    assert "--all" in short.err
    assert whole.err == ""
    assert len(whole.out) > len(short.out)


def test_nothing_found(budgetc: Run) -> None:
    ran = budgetc("catalog", "没有这个科目")
    assert (ran.code, ran.out) == (1, "")
    assert json.loads(budgetc("catalog", "没有这个科目", "--format", "json").out) == []


def test_unknown_catalog(budgetc: Run) -> None:
    ran = budgetc("catalog", "gjj", "--catalog", "functionl")
    assert ran.code == 2
    assert "cn/functional" in ran.err


# ---- explain -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_has_a_page(budgetc: Run, code: str, lang: str) -> None:
    ran = budgetc("explain", code, "--lang", lang)
    assert ran.code == 0
    assert code in ran.out


def test_code_may_be_small_or_in_brackets(budgetc: Run) -> None:
    assert budgetc("explain", "b402") == budgetc("explain", "[B402]") == budgetc("explain", "B402")


def test_page_that_is_not_written_is_the_message(budgetc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain, "page", lambda _code, _lang: None)
    assert budgetc("explain", "B021").out == "B021\n\n找不到文件“…”\n"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list_of_codes_fits(budgetc: Run, lang: str) -> None:
    lines = budgetc("explain", "--list", "--lang", lang).out.splitlines()
    assert [line[:4] for line in lines if line[0] != " "] == sorted(MESSAGES)
    assert max(map(display_width, lines)) <= 80
    assert not any("{" in line for line in lines if not line.startswith(("B104", "B110", "B111")))


@pytest.mark.parametrize(("given", "said"), [("B4O1", "B401"), ("XYZ", "--list"), ("../B401", "B401")])
def test_unknown_code(budgetc: Run, given: str, said: str) -> None:
    ran = budgetc("explain", given)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_explain_without_a_code(budgetc: Run) -> None:
    assert budgetc("explain").code == 2


PAGE = """\
<!-- not shown -->
# B999 标题

一段**很重要**的话，有`代码`和[链接](x.md)，
接着上一行
and words.

- 第一项
  接着
- 第二项

```budget
明细 支出 {
  # 不折行，哪怕这一行很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长
}
```

| a | b |
"""


def test_pages_are_laid_out_for_a_terminal() -> None:
    lines = list(markdown_lines(PAGE, Terminal("zh", "never")))
    assert lines == [
        "B999 标题",
        "",
        "一段很重要的话，有代码和链接，接着上一行 and words.",
        "",
        "- 第一项接着",
        "- 第二项",
        "",
        "    明细 支出 {",
        "      # 不折行，哪怕这一行很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长",
        "    }",
        "",
        "    | a | b |",
    ]


# ---- completion ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_completion_script_knows_all_commands(budgetc: Run, shell: str) -> None:
    pytest.importorskip("shtab")
    ran = budgetc("completion", shell)
    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


def test_bash_takes_the_script(budgetc: Run, tmp_path: Path) -> None:
    pytest.importorskip("shtab")
    script = tmp_path / "budgetc.bash"
    script.write_text(budgetc("completion", "bash").out, encoding="utf-8")
    ran = subprocess.run(["bash", "-n", str(script)], capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_completion_without_shtab(budgetc: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    monkeypatch.setattr(completion, "find_spec", lambda _name: None)
    ran = budgetc("completion", "bash")
    assert ran.code == 2
    assert 'pip install "budgetlang[completion]"' in ran.err
