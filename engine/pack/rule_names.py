"""Rules and other benefits by what people call them: the id, or the label in either language."""

from __future__ import annotations

from collections.abc import Iterable

from engine.pack.model import Pack
from engine.pack.terms import Label

MOST_LISTED = 50  # in a message, which is cut anyway


def rules_called(pack: Pack, text: str) -> list[str]:
    """The ids of the rules that `text` names: the one with this id, else all that bear it as a label, whole.

    Capitals do not count: a report begins a label with one.
    """
    if text in pack.rules:
        return [text]
    sought = text.casefold()
    return [
        name for name, rule in pack.rules.items() if sought and sought in (rule.label.zh.casefold(), rule.label.en.casefold())
    ]


def labels(pack: Pack, others: bool = False) -> dict[str, Label]:
    """The labels of the rules by id; with `others` also those of what other instruments grant."""
    named = {name: rule.label for name, rule in pack.rules.items()}
    return {**named, **({name: each.label for name, each in pack.other_benefits.items()} if others else {})}


def with_labels(named: dict[str, Label], names: Iterable[str], lang: str) -> str:
    """The ids, each with its label beside it, as a message lists them."""
    listed = list(names)
    said = [(name, named[name].say(lang)) for name in listed[:MOST_LISTED]]
    aside = "{} ({})" if lang == "en" else "{}（{}）"
    words = [aside.format(name, label) if label and label != name else name for name, label in said]
    return (", " if lang == "en" else "、").join([*words, *(["…"] if len(listed) > MOST_LISTED else [])])
