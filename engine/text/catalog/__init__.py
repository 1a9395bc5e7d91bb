"""Every message that the program can say about an input, by code, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable

from engine.text.catalog import answer, case, expression, pack, read, shape, usage
from engine.text.diagnostics import Message


def collect(stages: Iterable[Iterable[Message]]) -> dict[str, Message]:
    """The messages of all stages by code; a code used twice is a bug of ours."""
    catalog: dict[str, Message] = {}
    for message in (each for stage in stages for each in stage):
        if message.code in catalog:
            raise ValueError(f"two messages have the code {message.code}")
        catalog[message.code] = message
    return catalog


CATALOG: dict[str, Message] = collect(
    [read.MESSAGES, shape.MESSAGES, expression.MESSAGES, pack.MESSAGES, case.MESSAGES, answer.MESSAGES, usage.MESSAGES]
)
