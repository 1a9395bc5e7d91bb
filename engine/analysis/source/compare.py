"""A pack held against an official text: which provisions are as they were, changed, moved, gone or new.

A pack keeps digests, not words. So a provision whose digest is found elsewhere has moved; one whose place has other words was
changed; where its place now belongs to another provision, the sentence left over between its neighbours is taken for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from engine.analysis.source.numbering import numeral
from engine.analysis.source.outline import Outline, Part, Unit, cite_of
from engine.analysis.source.places import Citation, parse
from engine.pack.model import Provision

Kind = Literal["same", "changed", "moved", "vanished", "new", "no_digest", "unplaced"]


@dataclass(frozen=True)
class Finding:
    """One provision. `now`: where its words stand now, if elsewhere; `line`: of the text, 0 where it is not in it.

    no_digest: in the text, but the pack has nothing to compare. unplaced: its name is no place that a text numbers. `place`:
    where the pack has it, None where it has not, so that nothing rests on it.
    """

    kind: Kind
    cite: str
    now: str = ""
    line: int = 0
    place: Citation | None = None


def compare(provisions: Mapping[str, Provision], outline: Outline) -> list[Finding]:
    """What became of every provision, in the order of the pack, then what the text has besides."""
    comparing = Comparing(provisions, outline)
    found = [comparing.finding(provision) for provision in provisions.values()]
    return [*found, *comparing.new()]


class Comparing:
    """One comparison."""

    def __init__(self, provisions: Mapping[str, Provision], outline: Outline) -> None:
        self.outline = outline
        self.owner = {at: unit for unit in outline.units for at in unit.own}  # the innermost one, which comes last
        self.places = {name: parse(name) for name in provisions}
        self.windows: dict[int, dict[str, list[tuple[str, Part]]]] = {}
        self.taken: dict[str, tuple[str, Part]] = {}  # by provision: where its words are
        self.holders: dict[int, list[str]] = {}  # by sentence: the provisions that have it
        self.order = list(provisions)
        for name, each in provisions.items():
            part = self._own(name)
            if part and each.digest == part.digest:
                self._take(name, name, part)
        for name, each in provisions.items():
            if each.digest and name not in self.taken and (found := self._elsewhere(name, each.digest)):
                self._take(name, *found)
        for name in [name for name, each in provisions.items() if each.digest and name not in self.taken]:
            if (own := self._own(name)) and not self._belongs_to_another(own, name):
                self._take(name, name, own)
            elif left := self._left_between(name):
                self._take(name, *left)

    def finding(self, provision: Provision) -> Finding:
        """What became of one provision."""
        name, place = provision.cite, self.places[provision.cite]
        if place is None:
            return Finding("unplaced", name)
        if not provision.digest:
            own = self._own(name)
            return Finding("no_digest" if own else "vanished", name, "", self._line(own) if own else 0, place)
        if name not in self.taken:
            return Finding("vanished", name, place=place)
        now, part = self.taken[name]
        same = part.digest == provision.digest
        kind: Kind = "changed" if not same else "same" if now == name else "moved"
        return Finding(kind, name, "" if now == name else now, self._line(part), place)

    def new(self) -> Iterator[Finding]:
        """What no provision of the pack covers: whole units where all of one is new, else runs of sentences."""
        covered = set(self.holders)
        for name in self.order:
            if name not in self.taken and (own := self._own(name)):
                covered |= set(own.sentences)
        free = [at for at in self.owner if at not in covered and at not in self.outline.titles]
        runs: list[list[int]] = []
        for at in sorted(free):
            if runs and runs[-1][-1] == at - 1 and self.owner[at] is self.owner[at - 1]:
                runs[-1].append(at)
            else:
                runs.append([at])
        for run in runs:
            unit = self.owner[run[0]]
            whole = set(unit.own) - self.outline.titles == set(run)
            first, last = unit.own.index(run[0]) + 1, unit.own.index(run[-1]) + 1
            cite = unit.cite if whole else cite_of(unit, first, last)
            yield Finding("new", cite, "", self.outline.sentences[run[0]].line)

    def _own(self, name: str) -> Part | None:
        place = self.places[name]
        return self.outline.part(place) if place else None

    def _line(self, part: Part) -> int:
        return self.outline.sentences[part.sentences[0]].line if part.sentences else 0

    def _elsewhere(self, name: str, digest: str) -> tuple[str, Part] | None:
        """Where in the text the words with this digest stand, first where no other provision has them."""
        place = self.places[name]
        if place is None:
            return None
        length = place.last - place.first + 1 if place.first else 0
        if length not in self.windows:
            self.windows[length] = {}
            for cite, part in self._parts(length):
                self.windows[length].setdefault(part.digest, []).append((cite, part))
        found = self.windows[length].get(digest, [])
        free = [each for each in found if not self._belongs_to_another(each[1], name)] or found
        return (free[0][0] + (f"({place.half})" if place.half else ""), free[0][1]) if free else None

    def _parts(self, length: int) -> Iterator[tuple[str, Part]]:
        """Every unit and limb (length 0), or every run of so many sentences of a unit."""
        for unit in self.outline.units:
            if length == 0:
                yield unit.cite, self.outline.of(tuple(range(unit.start, unit.end)))
                yield from ((f"{unit.cite}{limb}", part) for limb, part in self._limbs(unit))
            for first in range(len(unit.own) - length + 1 if length else 0):
                cite = cite_of(unit, first + 1, first + length)
                yield cite, self.outline.of(unit.own[first : first + length])

    def _limbs(self, unit: Unit) -> Iterator[tuple[str, Part]]:
        yield from ((f"{numeral(number)}是", part) for number, part in self.outline.limbs(unit))

    def _belongs_to_another(self, part: Part, name: str) -> bool:
        """Whether a provision other than `name` and the rest of its sentence has these words."""
        mine, sentences = self.places[name], set(part.sentences)
        for each in self.holders.get(part.sentences[0], ()) if part.sentences else ():
            place = self.places[each]
            rest = mine and place and mine.half and replace(mine, half=place.half) == place
            if not rest and sentences <= set(self.taken[each][1].sentences):
                return True
        return False

    def _take(self, name: str, cite: str, part: Part) -> None:
        """Note where the words of a provision are."""
        self.taken[name] = cite, part
        for at in part.sentences:
            self.holders.setdefault(at, []).append(name)

    def _beside(self, name: str, at: int) -> bool:
        """Whether the provision at `at` of the pack is of the unit of `name`, and its words are in the text."""
        other = self.order[at] if 0 <= at < len(self.order) else ""
        mine, theirs = self.places[name], self.places.get(other)
        return other in self.taken and mine is not None and theirs is not None and mine.steps == theirs.steps

    def _left_between(self, name: str) -> tuple[str, Part] | None:
        """The sentence that no provision has between the neighbours of this one: beside one of its own unit, if any."""
        place, at = self.places[name], self.order.index(name)
        if place is None or not place.first:
            return None
        before = _last(self.taken, reversed(self.order[:at]))
        after = _last(self.taken, self.order[at + 1 :])
        behind = self._beside(name, at + 1) if not self._beside(name, at - 1) else False
        low = max(before.sentences) + 1 if before else 0
        high = min(after.sentences) if after else len(self.outline.sentences)
        for each in range(high - 1, low - 1, -1) if behind else range(low, high):
            if each in self.owner and each not in self.holders and each not in self.outline.titles:
                unit = self.owner[each]
                return cite_of(unit, unit.own.index(each) + 1), self.outline.of((each,))
        return None


def _last(taken: Mapping[str, tuple[str, Part]], names: Sequence[str] | Iterator[str]) -> Part | None:
    return next((taken[name][1] for name in names if name in taken and taken[name][1].sentences), None)
