"""`book.json`: round trip, schema, messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from book_samples import hostile, small

from budgetlang.backends.jsonbook import TAGS, BookError, read, render
from budgetlang.document import nodes
from budgetlang.document.nodes import Document

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "budgetlang/backends/schema/book.schema.json").read_text("utf-8"))
    return found


def book(document: Document) -> bytes:
    return render(document)["book.json"]


@pytest.mark.parametrize("make", [small, hostile])
def test_round_trip(make: Callable[[], Document]) -> None:
    assert read(book(make())) == make()


def test_form_of_the_file() -> None:
    data = book(small())
    assert data.endswith(b"}\n") and not data.endswith(b"\n\n")
    assert "政府办公厅".encode() in data and b"\\u" not in data
    loaded = json.loads(data)
    assert list(loaded) == sorted(loaded) and loaded["version"] == 1


@pytest.mark.parametrize("make", [small, hostile])
def test_schema_accepts_what_is_written(schema: dict[str, Any], make: Callable[[], Document]) -> None:
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    assert [error.json_path for error in validator(schema).iter_errors(json.loads(book(make())))] == []


def test_schema_refuses_a_missing_and_an_unknown_field(schema: dict[str, Any]) -> None:
    data = json.loads(book(small()))
    validator = jsonschema.Draft202012Validator(schema)
    assert not validator.is_valid({**data, "extra": 1})
    assert not validator.is_valid({key: value for key, value in data.items() if key != "year"})


def test_schema_has_every_field_with_a_description(schema: dict[str, Any]) -> None:
    classes = [cls for cls in vars(nodes).values() if isinstance(cls, type) and attrs.has(cls)]
    assert len(classes) >= 12
    for cls in classes:
        part = schema if cls is Document else schema["$defs"][cls.__name__]
        extra = {"version"} if cls is Document else {"type"} if cls in TAGS else set()
        assert set(part["properties"]) == {field.name for field in attrs.fields(cls)} | extra, cls
        assert set(part["required"]) == set(part["properties"])
        assert all("description" in each or "$ref" in each for each in part["properties"].values()), cls


def change(data: dict[str, Any], path: str, value: object) -> bytes:
    *steps, last = path.split("/")
    place: Any = data
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("year", "2026", "/year"),
        ("year", True, "/year"),
        ("version", 2, "/version"),
        ("sections/0/blocks/0/type", "poem", "/sections/0/blocks/0/type"),
        ("sections/0/blocks/0", None, "/sections/0/blocks/0/type"),
        ("sections/0/blocks/0/rows/1/2/fen", 1.5, "/sections/0/blocks/0/rows/1/2/fen"),
        ("sections/1", {}, "/sections/1"),
        ("origins", {}, "/origins"),
        ("origins/0/claim", "1", "/origins/0/claim"),
        ("facts/0/extra", 1, "/facts/0"),
    ],
)
def test_message_names_the_place(path: str, value: object, where: str) -> None:
    with pytest.raises(BookError) as caught:
        read(change(json.loads(book(small())), path, value))
    assert str(caught.value).startswith(f"{where}: ")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"{", b"[]", b"null", b"[" * 100_000, b"1" * 5000])
def test_what_is_no_book(data: bytes) -> None:
    with pytest.raises(BookError):
        read(data)
