"""What the READMEs show and tell to type."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from cli_runs import Run

READMES = pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
HEAD = "预算 2026\n部门 002 某局\n样式 cn/shanxi-2026\n金额 万元 四舍五入\n"


def blocks(root: Path, name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (root / name).read_text("utf-8"), re.DOTALL)


@READMES
def test_the_message_shown_is_what_the_compiler_says(
    budgetc: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = blocks(root, name, "budget")
    source = HEAD + re.sub(r" *#.*", "", example)
    Path("basic.budget").write_text(source, encoding="utf-8")
    lang = "zh" if "zh" in name else "en"
    assert "B401" not in budgetc("check", "basic.budget", "--lang", lang).out
    Path("basic.budget").write_text(source.replace("1785.61", "1785.71"), encoding="utf-8")
    findings = budgetc("check", "basic.budget", "--lang", lang).out.split("\n\n")
    (shown,) = blocks(root, name, "text")
    assert shown.rstrip("\n") in findings


def test_both_give_the_same_commands(root: Path) -> None:
    english, chinese = blocks(root, "README.md", "sh"), blocks(root, "README.zh-CN.md", "sh")
    assert len(english) == 2
    assert [each for each in chinese if "venv .venv" in each] == english


def test_ci_runs_the_test_command(root: Path) -> None:
    script = (root / ".ci" / "run").read_text("utf-8")
    line = next(line for line in script.splitlines() if line.startswith("command="))
    ran = subprocess.run(["bash", "-c", f'{line}; printf %s "$command"'], cwd=root, capture_output=True, text=True)
    assert ran.stdout == blocks(root, "README.md", "sh")[-1].strip()
    assert subprocess.run(["bash", "-n", root / ".ci" / "run"]).returncode == 0


@READMES
def test_links_lead_somewhere(root: Path, name: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (root / name).read_text("utf-8"))
    assert len(links) >= 8
    assert [link for link in links if not (root / link).exists()] == []


@READMES
def test_every_command_is_named(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    assert all(
        f"`budgetc {command}" in text for command in ("new", "check", "build", "fmt", "trace", "catalog", "explain")
    )
