"""What Jinja compiled is kept for the next process beside our own templates, and nowhere else."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from budgetlang.document.sandbox import bytecode_in
from budgetlang.pipeline import Compilation
from budgetlang.templates import Bytecode
from budgetlang.workspace import BUILT_IN, Workspace

ROOT = Path(__file__).resolve().parents[2]
MINE = "{% for i in [1, 2] %}{{ i }}；{% endfor %}"


@pytest.fixture(autouse=True)
def _writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def maker(tmp_path: Path) -> Path:
    """The module that sets up the environment."""
    made = tmp_path / "maker.py"
    made.write_text("environment = ...", "utf-8")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates"
    made.mkdir()
    (made / "one.j2").write_text(MINE, "utf-8")
    return made


class Counting(Environment):
    """Counts what it compiles."""

    count = 0

    def _compile(self, source: str, filename: str) -> object:
        self.count += 1
        return super()._compile(source, filename)


def compiled(folder: Path, bytecode: Bytecode, text: str = "1；2；") -> int:
    """How many templates a new process compiles to render the one of the folder."""
    environment = Counting(loader=FileSystemLoader(folder), bytecode_cache=bytecode)
    assert environment.get_template("one.j2").render() == text
    return environment.count


def kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".j2")


def test_the_next_process_compiles_nothing(folder: Path, maker: Path) -> None:
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1
    assert [path.name for path in kept(folder)] == [f"one.j2.{sys.implementation.cache_tag}.j2c"]
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 0


def test_one_process_compiles_a_text_once(folder: Path, maker: Path) -> None:
    bytecode = Bytecode(str(maker))
    assert [compiled(folder, bytecode) for _ in range(2)] == [1, 0]
    assert kept(folder) == []


def test_another_text_is_compiled_anew(folder: Path, maker: Path) -> None:
    compiled(folder, Bytecode(str(maker), str(folder)))
    (folder / "one.j2").write_text("新的", "utf-8")
    assert compiled(folder, Bytecode(str(maker), str(folder)), "新的") == 1
    assert compiled(folder, Bytecode(str(maker), str(folder)), "新的") == 0


def test_after_a_change_of_what_made_it_all_is_compiled_anew(folder: Path, maker: Path) -> None:
    compiled(folder, Bytecode(str(maker), str(folder)))
    maker.write_text("environment = ...  # with other filters", "utf-8")
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1


def test_another_jinja_compiles_anew(folder: Path, maker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled(folder, Bytecode(str(maker), str(folder)))
    monkeypatch.setattr("budgetlang.templates.__version__", "9.9")
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1


@pytest.mark.parametrize(
    "spoilt", [b"", b"\0", b"no", marshal.dumps(7), marshal.dumps((1, 2)), marshal.dumps([1, 2, 3])]
)
def test_what_is_spoilt_is_compiled_anew(folder: Path, maker: Path, spoilt: bytes) -> None:
    compiled(folder, Bytecode(str(maker), str(folder)))
    kept(folder)[0].write_bytes(spoilt)
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1


def test_half_of_it_is_compiled_anew(folder: Path, maker: Path) -> None:
    compiled(folder, Bytecode(str(maker), str(folder)))
    (path,) = kept(folder)
    for length in range(0, len(path.read_bytes()), 97):
        path.write_bytes(path.read_bytes()[:length])
        assert compiled(folder, Bytecode(str(maker), str(folder))) == 1


def test_where_python_writes_nothing_nothing_is_written(
    folder: Path, maker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1
    assert kept(folder) == []


def test_where_nothing_can_be_written_all_goes_on(folder: Path, maker: Path) -> None:
    (folder / "__pycache__").write_text("not a folder", "utf-8")
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1
    assert compiled(folder, Bytecode(str(maker), str(folder))) == 1


def test_the_prefix_of_python_is_obeyed(
    folder: Path, maker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    compiled(folder, Bytecode(str(maker), str(folder)))
    assert kept(folder) == []
    assert len(kept(tmp_path / "elsewhere")) == 1


def test_other_names_are_not_kept(folder: Path, maker: Path) -> None:
    assert compiled(folder, Bytecode(str(maker), str(folder), frozenset({"two.j2"}))) == 1
    assert kept(folder) == []


def test_a_profile_of_the_project_is_neither_read_nor_written(tmp_path: Path) -> None:
    """A project comes from anybody: what is kept there would be code of anybody."""
    example = ROOT / "examples" / "changzhi-2026"
    own = Workspace(tmp_path)
    assert own.built_in_templates("cn/shanxi-2026") == str(Path(BUILT_IN, "cn/shanxi-2026", "narrative"))
    copy = tmp_path / "profiles" / "cn" / "shanxi-2026"
    for path in Path(BUILT_IN, "cn/shanxi-2026").rglob("*"):
        if path.suffix in (".budget", ".j2"):
            target = copy / path.relative_to(Path(BUILT_IN, "cn/shanxi-2026"))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    for path in example.rglob("*.budget"):
        target = tmp_path / path.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    before = set(tmp_path.rglob("*"))
    assert Compilation(own, tmp_path).document is not None
    assert set(tmp_path.rglob("*")) == before
    assert own.built_in_templates("cn/shanxi-2026") is None


def test_texts_of_an_author_stay_in_memory(tmp_path: Path) -> None:
    """Their names are whatever an author calls them."""
    bytecode = bytecode_in(str(tmp_path), frozenset({"01.j2"}))
    environment = Environment(bytecode_cache=bytecode)
    bucket = bytecode.get_bucket(environment, "text:../../概况", None, "{{ 1 }}")
    bucket.code = environment.compile("{{ 1 }}")
    bytecode.set_bucket(bucket)
    assert list(tmp_path.rglob("*")) == []
    assert bytecode.get_bucket(environment, "text:../../概况", None, "{{ 1 }}").code is bucket.code
