"""Operators on open points of the text: another option adopted, one option meaning what another means."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.mutate.change import Change, Workshop
from engine.analysis.mutate.found import Found
from engine.analysis.mutate.tree import replaced, scalar
from engine.pack.document import Fields, Node
from engine.pack.nodes import with_key
from engine.pack.terms import Option, Reading


def adopted(found: Found, shop: Workshop) -> Iterator[Change]:
    """A reading adopts each other option, or is open; an open one adopts each."""
    match found.record:
        case Reading(adopted=adopted, options=options):
            body = shop.body(found)
            for name in options:
                if name != adopted:
                    yield Change(found.place, body, with_key(body, "adopted", scalar(name)), f"adopted: {adopted or '—'}", name)
            if adopted is not None:
                yield Change(found.place, body, with_key(body, "adopted", None), f"adopted: {adopted}", "—")
        case _:
            return


def option(found: Found, shop: Workshop) -> Iterator[Change]:
    """An option means what each other option means; of a reading that is one of its names, it takes the place of another."""
    match found.record:
        case Option(means=None, open_ended=False):
            yield from _named(found, shop)
        case Option(name=name):
            reading = found.owner
            assert isinstance(reading, Reading)
            for other in reading.options.values():
                if other.name != name:
                    yield from _meaning(found, other, shop)
        case _:
            return


def _meaning(found: Found, other: Option, shop: Workshop) -> Iterator[Change]:
    options = shop.tree.spot(found.place).parents[-1]
    assert isinstance(options, Fields)
    mine, theirs = options.get(found.place.text), options.get(other.name)
    if mine is not None and theirs is not None:
        yield Change(found.place, mine, theirs, found.place.text, other.name)


def _named(found: Found, shop: Workshop) -> Iterator[Change]:
    """Whoever chooses the option is answered as if another had been chosen: every comparison is altered at once."""
    reading, option = found.owner, found.record
    assert isinstance(reading, Reading) and isinstance(option, Option)
    names = list(reading.options)
    other = names[(names.index(option.name) + 1) % len(names)]
    root: Node = shop.tree.root
    altered = False
    for node, compared in shop.comparisons(reading.name).items():
        text = node.text
        for place, sign, named in sorted(compared, key=lambda each: -each[0].start):
            if not sign or named in (option.name, other):
                text = text[: place.start] + _as(reading.name, sign, named == other, option.name, other) + text[place.end :]
        if text != node.text:
            root, altered = replaced(root, node, scalar(text)), True
    if altered and len(names) > 1:
        assert isinstance(root, Fields)
        yield Change(found.place, shop.tree.root, root, option.name, other)


def _as(reading: str, sign: str, gained: bool, option: str, other: str) -> str:
    """What is read under which `option` counts as `other`; unknown where the reading is."""
    if not sign:
        return f"('{other}' if {reading} == '{option}' else {reading})"
    if gained:
        return f"{reading} {'in' if sign == '==' else 'not in'} ['{option}', '{other}']"
    return f"({reading} {'!=' if sign == '==' else '=='} {reading})"
