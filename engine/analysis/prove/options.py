"""A pack under one option of a reading beside the same pack under another."""

from __future__ import annotations

from dataclasses import replace

from engine.backends.smt.differ import ways
from engine.backends.smt.logic import Truth, any_of
from engine.backends.smt.question import Question
from engine.pack.model import Pack


def turned(pack: Pack, reading: str, option: str) -> Pack:
    """The pack as if this option were adopted."""
    found = pack.readings[reading]
    return replace(pack, readings={**pack.readings, reading: replace(found, adopted=option)})


def other_ways(question: Question) -> Truth:
    """The two answers are not alike."""
    before, after = question.answers
    return any_of(ways(before, after, question.sides[0][1].owed).values())
