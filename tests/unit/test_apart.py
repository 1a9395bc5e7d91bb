"""Does a job in a process of its own bring all that it finds, and end when its time is up?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from engine.analysis.apart import apart

ENOUGH = 60.0  # seconds, on any machine


def counting(upto: int) -> Iterator[int]:
    yield from range(upto)


def stumbling(upto: int) -> Iterator[int]:
    yield from range(upto)
    raise ValueError("a stone")


def dawdling(upto: int) -> Iterator[int]:
    yield from range(upto)
    time.sleep(ENOUGH)
    yield upto


def test_whoever_reads_slowly_is_given_everything() -> None:
    found = apart(counting, 5, seconds=ENOUGH)
    first = next(found)
    until = time.monotonic() + ENOUGH
    while active_children() and time.monotonic() < until:
        time.sleep(0.01)
    assert [first, *found] == [0, 1, 2, 3, 4]


def test_what_it_raises_is_raised_here_after_what_it_found() -> None:
    found = apart(stumbling, 2, seconds=ENOUGH)
    assert [next(found), next(found)] == [0, 1]
    with pytest.raises(ValueError, match="a stone"):
        next(found)


def test_when_the_time_is_up_the_rest_is_lost() -> None:
    begun = time.monotonic()
    assert list(apart(dawdling, 2, seconds=5.0)) == [0, 1]
    assert time.monotonic() - begun < ENOUGH / 2 and not active_children()


def test_whoever_stops_reading_ends_it() -> None:
    found = apart(dawdling, 1, seconds=ENOUGH)
    assert next(found) == 0
    found.close()  # type: ignore[attr-defined]
    assert not active_children()
