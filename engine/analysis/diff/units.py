"""What changed in official texts as a table of comparison shows it: whole numbered units, both sides, the changed words marked.

A unit is an article, or a paragraph such as 三(一) where there are none. One too long to be read in a cell is shown change by
change instead. Words replaced throughout are not marked: they are announced once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from engine.analysis.diff.model import Replacement, Run, TextChange, TextUnit
from engine.analysis.diff.segments import runs
from engine.analysis.diff.wordings import Piece, Wordings
from engine.analysis.source.numbering import ARTICLE, FOURTH, PARAGRAPH, SECOND, THIRD, numeral
from engine.analysis.source.places import Step, named, parse

LONGEST = 420  # characters of a unit that is shown whole
PRIVATE = 0xE000  # from here on characters that no text has: they stand for the words replaced throughout

Steps = tuple[Step, ...]


class Units:
    """Two official texts by their units, and what of one stands in which of the other."""

    def __init__(self, wordings: Wordings, replaced: Sequence[Replacement]) -> None:
        self.wordings, self.replaced = wordings, replaced
        self.old, self.new = _by_unit(wordings.old), _by_unit(wordings.new)
        pairs = Counter((_unit(wordings.old[a]), _unit(wordings.new[b])) for a, b in wordings.taken.items())
        self.now: dict[Steps, Steps] = {}
        self.was: dict[Steps, Steps] = {}
        for (old, new), _ in pairs.most_common():
            if old not in self.now and new not in self.was:
                self.now[old], self.was[new] = new, old

    def rows(self, changes: Sequence[TextChange]) -> tuple[TextUnit, ...]:
        """The units of these changes, in their order; what only has another number is none."""
        groups: dict[tuple[Steps, Steps], list[TextChange]] = {}
        for change in changes:
            if change.kind != "renumbered":
                groups.setdefault(self._place(change), []).append(change)
        return tuple(unit for place, some in groups.items() for unit in self._rows(*place, some))

    def _place(self, change: TextChange) -> tuple[Steps, Steps]:
        old, new = _cited(change.old), _cited(change.new)
        if change.kind == "moved":
            return (old, new)
        return (old or self.was.get(new, ()), new or self.now.get(old, ()))

    def _rows(self, old: Steps, new: Steps, changes: list[TextChange]) -> Iterator[TextUnit]:
        matched = bool(old and new) and self.now.get(old) == new
        before, after = ([side[at] for at in some.get(steps, ())] for side, some, steps in self._sides(old, new))
        long = max(sum(len(each.text) for each in some) for some in (before, after)) > LONGEST
        if not matched or long or not before or not after:
            yield from map(_alone, changes)
            return
        yield TextUnit(named(old), named(new), tuple(self._before(old, new)), tuple(self._after(old, new)), tuple(changes))

    def _sides(self, old: Steps, new: Steps) -> tuple[tuple[list[Piece], Mapping[Steps, list[int]], Steps], ...]:
        return (self.wordings.old, self.old, old), (self.wordings.new, self.new, new)

    def _before(self, old: Steps, new: Steps) -> Iterator[tuple[Run, ...]]:
        taken = self.wordings.taken
        found = []
        for at in self.old[old]:
            other = taken.get(at)
            stays = other is not None and _unit(self.wordings.new[other]) == new
            found.append((self.wordings.old[at], self._runs(at, other)[0] if stays else (("del", self.wordings.old[at].text),)))
        return _paragraphs(found, old)

    def _after(self, old: Steps, new: Steps) -> Iterator[tuple[Run, ...]]:
        back = {other: at for at, other in self.wordings.taken.items()}
        found = []
        for other in self.new[new]:
            at = back.get(other)
            stays = at is not None and _unit(self.wordings.old[at]) == old
            found.append(
                (self.wordings.new[other], self._runs(at, other)[1] if stays else (("ins", self.wordings.new[other].text),))
            )
        return _paragraphs(found, new)

    def _runs(self, at: int | None, other: int | None) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """A sentence on both sides, without marks where words were replaced throughout."""
        assert at is not None and other is not None
        old, new = self.wordings.old[at], self.wordings.new[other]
        if old.words == new.words:
            return (("same", old.text),), (("same", new.text),)
        first, second = old.text, new.text
        for number, each in enumerate(self.replaced):
            first, second = first.replace(each.old, chr(PRIVATE + number)), second.replace(each.new, chr(PRIVATE + number))
        found = runs(first, second)
        before = tuple((op, self._put(text, old=True)) for op, text in found if op != "ins")
        return before, tuple((op, self._put(text, old=False)) for op, text in found if op != "del")

    def _put(self, text: str, old: bool) -> str:
        for number, each in enumerate(self.replaced):
            text = text.replace(chr(PRIVATE + number), each.old if old else each.new)
        return text


def _alone(change: TextChange) -> TextUnit:
    """A change by itself."""
    before = tuple(each for each in change.runs if each[0] != "ins")
    after = tuple(each for each in change.runs if each[0] != "del")
    old, new = (before,) if change.old else (), (after,) if change.new else ()
    return TextUnit(change.old, change.new, old, new, (change,))


def _by_unit(pieces: Sequence[Piece]) -> dict[Steps, list[int]]:
    found: dict[Steps, list[int]] = {}
    for number, piece in enumerate(pieces):
        found.setdefault(_unit(piece), []).append(number)
    return found


def _unit(piece: Piece) -> Steps:
    return _outer(piece.unit.steps)


def _cited(cite: str) -> Steps:
    found = parse(cite) if cite else None
    return _outer(found.steps) if found else ()


def _outer(steps: Steps) -> Steps:
    """The article, or the paragraph (一), in which a place is."""
    last = ARTICLE if any(step.level == ARTICLE for step in steps) else SECOND
    return (
        tuple(step for step in steps if step.level <= last)
        if last == ARTICLE
        else tuple(step for step in steps if step.level not in (PARAGRAPH, THIRD, FOURTH) and step.level <= last)
    )


def _paragraphs(found: Sequence[tuple[Piece, tuple[Run, ...]]], unit: Steps) -> Iterator[tuple[Run, ...]]:
    """The sentences as paragraphs: a new one where a unit within begins, with its numeral."""
    held: list[Run] = []
    current: Steps = ()
    for piece, said in found:
        if piece.unit.steps != current:
            if held:
                yield _joined(held)
            held, current = [], piece.unit.steps
            if mark := _mark(current[len(unit) :]):
                held.append((said[0][0] if len(said) == 1 else "same", mark))
        held += said
    if held:
        yield _joined(held)


def _joined(found: Sequence[Run]) -> tuple[Run, ...]:
    """Neighbours of a kind in one."""
    return tuple((op, "".join(text for _, text in some)) for op, some in groupby(found, key=lambda each: each[0]))


def _mark(inner: Steps) -> str:
    """The numeral that a text prints before a unit within."""
    if not inner or inner[-1].level == PARAGRAPH:
        return ""
    step = inner[-1]
    match step.level:
        case level if level == SECOND:
            return f"（{numeral(step.number)}）"
        case level if level == THIRD:
            return f"{step.number}."
        case level if level == FOURTH:
            return f"（{step.number}）"
        case _:
            return ""
