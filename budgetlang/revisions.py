"""Projects as git keeps them: the files of a revision, written to a folder. The repository stays as it is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class RevisionError(Exception):
    """A revision that cannot be had: why, in two languages or in the words of git."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def check_out(project: str, revision: str, target: str) -> str:
    """Writes the files that a project had at a revision into an empty folder. Returns where they are.

    Raises RevisionError where there is no git, no repository, or no such revision in it.
    """
    start = Path(project).resolve()
    if not any((folder / ".git").exists() for folder in (start, *start.parents)):
        raise RevisionError("这个项目不在 git 里", "the project is not kept in git")
    place = _git(project, "rev-parse", "--absolute-git-dir", "--show-prefix").splitlines()
    top, prefix = place[0], place[1] if len(place) > 1 else ""
    try:
        commit = _git(project, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").strip()
    except RevisionError:
        raise RevisionError("没有这个标签、分支或提交", "no such tag, branch or commit") from None
    if prefix and not _git(project, "ls-tree", "--full-tree", "-d", commit, "--", prefix.rstrip("/")):
        raise RevisionError("那时还没有这个项目的文件夹", "the project's folder was not there yet")
    work = Path(target).resolve() / "files"
    work.mkdir()
    environment = {"GIT_DIR": top, "GIT_WORK_TREE": str(work), "GIT_INDEX_FILE": str(work.with_name("index"))}
    _git(work, "read-tree", f"{commit}:{prefix}", environment=environment)
    _git(work, "checkout-index", "--all", "--quiet", environment=environment)
    return str(work)


def _git(folder: str | Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """What git prints; the first line of its complaint is the reason where it fails."""
    own = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", **(environment or {})}
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, env=own, capture_output=True, check=False)
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise RevisionError(f"没有装 git（{words}）", f"git is not installed ({words})") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        words = said[0].removeprefix("fatal: ") if said else f"git {arguments[0]}: {done.returncode}"
        raise RevisionError(words, words)
    return done.stdout.decode("utf-8", "surrogateescape")
