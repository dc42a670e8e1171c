"""JSON: the document model itself, for programs. `schema/book.schema.json` describes it.

The file is UTF-8 with sorted keys and one line a cell, so two versions of a book can be compared line by line.
A value whose class the place alone does not tell (a block, a part of a sentence) carries it in `type`.
`read` gives the document back.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from attrs import fields as fields_of
from attrs import has

from budgetlang.document.nodes import Chart, Document, Form, Number, Paragraph, Table, Text

VERSION = 1
"""Of the file format; raised when a reader of the old files could misread a new one."""

TAGS: dict[type, str] = {
    Text: "text",
    Number: "number",
    Paragraph: "paragraph",
    Table: "table",
    Chart: "chart",
    Form: "form",
}
"""What stands in `type` for a class that shares its place with others."""

_ATOMS = {str, int, bool, NoneType}
_WORDS = {str: "文字 text", int: "整数 an integer", bool: "true/false", list: "列表 a list", NoneType: "null"}


class BookError(ValueError):
    """A file that is not a book; the message begins with the place (a JSON pointer)."""

    def __init__(self, where: str, zh: str, en: str) -> None:
        super().__init__(f"{where or '/'}: {zh} / {en}")


def render(document: Document) -> dict[str, bytes]:
    """`book.json`."""
    data = {"version": VERSION, **_plain(document)}
    return {"book.json": (_layout(data, "\n") + "\n").encode()}


def read(data: bytes) -> Document:
    """The document in the bytes of a `book.json`. Raises BookError, with the place, for anything else."""
    try:
        book = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BookError("", f"不是 JSON：{error}", f"not JSON: {error}") from None
    if not isinstance(book, dict) or book.pop("version", None) != VERSION:
        raise BookError("/version", f"应为 {VERSION}", f"must be {VERSION}")
    document: Document = _reader(Document)(book, "")
    return document


_leaf = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def _layout(value: Any, line: str) -> str:
    """JSON with one line for each object or list that holds no other: a cell, a fact. `line` begins a line."""
    if not isinstance(value, dict | list):
        return _leaf(value)
    inner = value.values() if isinstance(value, dict) else value
    if not any(isinstance(item, dict | list) for item in inner):
        return _leaf(value)
    deeper = line + " "
    if isinstance(value, list):
        return f"[{deeper}" + f",{deeper}".join(_layout(item, deeper) for item in value) + f"{line}]"
    fields = (f"{_leaf(name)}: {_layout(value[name], deeper)}" for name in sorted(value))
    return f"{{{deeper}" + f",{deeper}".join(fields) + f"{line}}}"


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    cls: type = type(value)
    if cls in _ATOMS:
        return value
    data = {name: _plain(getattr(value, name)) for name in _names(cls)}
    if cls in TAGS:
        data["type"] = TAGS[cls]
    return data


@cache
def _names(cls: type) -> list[str]:
    return [field.name for field in fields_of(cls)]


Reader = Callable[[Any, str], Any]


@cache
def _reader(kind: Any) -> Reader:
    """A function that checks a JSON value against a type of the model and builds the model's value."""
    if get_origin(kind) is list:
        return _list_reader(_reader(get_args(kind)[0]))
    if isinstance(kind, UnionType) and NoneType not in get_args(kind):
        return _union_reader({TAGS[cls]: _reader(cls) for cls in get_args(kind)})
    if has(kind):
        return _class_reader(kind)
    return _plain_reader(get_args(kind) or (kind,))


def _plain_reader(kinds: tuple[type, ...]) -> Reader:
    words = [_WORDS[kind] for kind in kinds]

    def read_plain(value: Any, where: str) -> Any:
        if type(value) not in kinds:
            known, found = ", ".join(words), _WORDS.get(type(value), type(value).__name__)
            raise BookError(where, f"应为 {known}，却是 {found}", f"must be {known}, is {found}")
        return value

    return read_plain


def _list_reader(reader: Reader) -> Reader:
    check = _plain_reader((list,))

    def read_list(value: Any, where: str) -> Any:
        return [reader(item, f"{where}/{index}") for index, item in enumerate(check(value, where))]

    return read_list


def _union_reader(readers: dict[str, Reader]) -> Reader:
    def read_union(value: Any, where: str) -> Any:
        tag = value.get("type") if isinstance(value, dict) else None
        if not isinstance(tag, str) or tag not in readers:
            known = ", ".join(readers)
            raise BookError(f"{where}/type", f"应为 {known} 之一", f"must be one of {known}")
        return readers[tag](value, where)

    return read_union


def _class_reader(cls: type) -> Reader:
    readers: dict[str, Reader] = {}

    def read_class(value: Any, where: str) -> Any:
        if not readers:  # filled on first use, because sections hold sections
            hints = get_type_hints(cls)
            readers.update({name: _reader(hints[name]) for name in _names(cls)})
        if not isinstance(value, dict):
            raise BookError(where, "应为对象", "must be an object")
        data = {name: item for name, item in value.items() if not (name == "type" and cls in TAGS)}
        if data.keys() != readers.keys():
            odd = ", ".join(sorted(data.keys() ^ readers.keys()))
            raise BookError(where, f"缺少或多余：{odd}", f"missing or unknown: {odd}")
        return cls(**{name: reader(data[name], f"{where}/{name}") for name, reader in readers.items()})

    return read_class
