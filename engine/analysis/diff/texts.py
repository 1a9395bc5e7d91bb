"""The layer of the text: which provisions changed, came, went or stand elsewhere, and which rules rest on them.

Packs hold no official words: by them alone a change is seen by its digest and told by our own summaries. With both official texts
it is shown word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.analysis.diff.model import Sides, TextChange, Texts
from engine.analysis.diff.order import moved
from engine.analysis.diff.provisions import same_words
from engine.analysis.diff.units import Units
from engine.analysis.diff.wordings import Wordings
from engine.analysis.source.outline import Outline
from engine.analysis.source.places import parse
from engine.analysis.source.rests import Grounds
from engine.pack.model import Provision
from engine.pack.terms import Label


def compare_texts(sides: Sides, official: tuple[Outline, Outline] | None = None) -> Texts:
    """What differs between the texts of two versions; `official`: their words, the old ones first."""
    resting = Resting(sides)
    if official is None:
        return Texts(tuple(map(resting.told, _by_summary(sides))), (), official=False)
    wordings = Wordings(*official)
    replaced = wordings.replacements()
    changes = tuple(map(resting.told, wordings.changes(replaced)))
    return Texts(changes, replaced, official=True, units=Units(wordings, replaced).rows(changes))


class Resting:
    """What the packs say of a place of the text: its summary, and the rules that rest on it."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.grounds = Grounds(sides.old, ()), Grounds(sides.new, ())

    def told(self, change: TextChange) -> TextChange:
        """A change with what the packs say of its places."""
        old, new = self.sides.old.provisions.get(change.old), self.sides.new.provisions.get(change.new)
        return replace(
            change,
            summary_old=old.summary if old else Label(),
            summary_new=new.summary if new else Label(),
            place_old=old.place if old else None,
            place_new=new.place if new else None,
            rules=tuple(dict.fromkeys(self._rules(change))),
        )

    def _rules(self, change: TextChange) -> Iterator[str]:
        was, now = parse(change.old), parse(change.new)
        if now is not None:
            yield from self.grounds[1].on(now).rules
        if was is not None:
            yield from (self.sides.new_of("rules", name) or name for name in self.grounds[0].on(was).rules)


def _by_summary(sides: Sides) -> list[TextChange]:
    """By the digests of the official words; by our summaries where there are none."""
    old, new = sides.old.provisions, sides.new.provisions
    taken = {pair.old: pair.new for pair in sides.of("provisions") if pair.old is not None and pair.new is not None}
    back = {now: was for was, now in taken.items()}
    elsewhere = set(moved([taken[was] for was in old if was in taken], [now for now in new if now in back]))
    said: list[tuple[tuple[float, int], TextChange]] = []
    order = list(new)
    for at, now in enumerate(order):
        if now not in back:
            said.append(((at, 0), TextChange("added", "", now)))
        elif change := _changed(old[back[now]], new[now], now in elsewhere):
            said.append(((at, 0), change))
    said += [
        ((_after(was, old, taken, order), at), TextChange("removed", was, "")) for at, was in enumerate(old) if was not in taken
    ]
    return [change for _, change in sorted(said, key=lambda each: each[0])]


def _after(was: str, old: Mapping[str, Provision], taken: Mapping[str, str], order: list[str]) -> float:
    """Where something that is gone would stand: behind the last before it that is still there."""
    names = list(old)
    before = [taken[name] for name in names[: names.index(was)] if name in taken]
    return order.index(before[-1]) + 0.5 if before else -1


def _changed(old: Provision, new: Provision, elsewhere: bool) -> TextChange | None:
    if not same_words(old, new) and (old.digest != new.digest or old.summary != new.summary):
        return TextChange("changed", old.cite, new.cite)
    if old.cite != new.cite:
        return TextChange("moved" if elsewhere else "renumbered", old.cite, new.cite)
    return None
