"""The catalogue: every message the program can say about an input, in Chinese and English side by side."""

from importlib import import_module

from engine.text.diagnostics import Message

STAGES = (
    "read", "shape", "expression", "lint", "pack", "case", "answer", "usage", "source", "coverage", "mutate", "diff", "population",
)  # fmt: skip


def _all() -> dict[str, Message]:
    found: dict[str, Message] = {}
    for stage in STAGES:
        for message in import_module(f"engine.text.catalog.{stage}").MESSAGES:
            assert message.code not in found, message.code
            found[message.code] = message
    return found


CATALOG: dict[str, Message] = _all()
