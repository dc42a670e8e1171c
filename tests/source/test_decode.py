"""Bytes of every kind become a text and findings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetlang.source.decode import MOST_BYTES, decode

TEXT = "预算 2026\n部门 002 长治市人民政府办公室\n"


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (TEXT.encode(), TEXT, []),
        (b"", "", []),
        (TEXT.encode("utf-8-sig"), TEXT, ["B001"]),
        (TEXT.encode("gbk"), TEXT, ["B002"]),
        (TEXT.encode("gb18030"), TEXT, ["B002"]),
        (TEXT.encode("utf-16"), TEXT, ["B002"]),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, ["B002"]),
        (TEXT.replace("\n", "\r\n").encode(), TEXT, ["B005"]),
        (TEXT.replace("\n", "\r").encode(), TEXT, ["B009", "B009"]),
        (TEXT.replace("\n", "\r\n").encode("gbk"), TEXT, ["B002", "B005"]),
        (TEXT.encode() + b"\xff", TEXT + "\ufffd", ["B003"]),
        (b"\xff\xff\xff", "\ufffd" * 3, ["B003"] * 3),
    ],
)
def test_decode(data: bytes, text: str, codes: list[str]) -> None:
    found, faults = decode(data)
    assert (found, [fault.code for fault in faults]) == (text, codes)


def test_places_of_faults_are_in_the_text() -> None:
    text, faults = decode("甲\r乙".encode() + b"\xff")
    assert [(fault.code, text[fault.start : fault.end]) for fault in faults] == [("B003", "\ufffd"), ("B009", "\n")]


def test_not_every_broken_byte_is_reported() -> None:
    assert len(decode(b"\xff" * 1000)[1]) == MOST_BYTES


@given(st.binary())
def test_any_bytes_give_a_text_without_carriage_returns(data: bytes) -> None:
    text, faults = decode(data)
    assert "\r" not in text
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in faults)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff")))
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()) == (text, [])
