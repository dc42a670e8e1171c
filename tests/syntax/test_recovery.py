"""Many faults in one text are found where they are, and hide nothing."""

from __future__ import annotations

import pytest

from . import recovery


@pytest.mark.parametrize("count", recovery.COUNTS)
def test_recall_and_precision(count: int) -> None:
    recall, precision = recovery.rates(count)
    assert recall >= 0.99
    assert precision >= 0.90


def test_the_spoilt_texts_are_spoilt() -> None:
    text, places = recovery.spoiled(0, 10)
    assert len(places) == 10
    assert not recovery.valid(text.split("\n"))


def test_the_pieces_are_valid() -> None:
    assert all(recovery.valid([chunk]) for chunk in recovery.CHUNKS)
