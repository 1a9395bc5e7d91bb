"""The layer of the text where both official texts are given: sentence by sentence, matched, then word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from engine.analysis.diff.alike import nearness
from engine.analysis.diff.model import Replacement, TextChange
from engine.analysis.diff.replaced import Wording, replacements
from engine.analysis.diff.segments import runs
from engine.analysis.source.normal import ENDINGS
from engine.analysis.source.outline import Outline, Unit, cite_of
from engine.text.records import dataclass

ALIKE = 0.45  # of two sentences between the same neighbours, to be one sentence that was changed
MOVED = 0.7  # of two at different places


@dataclass(frozen=True)
class Piece:
    """A sentence, or a heading on a line of its own, with the innermost unit it is of."""

    at: int
    unit: Unit
    cite: str
    text: str
    words: str


def pieces(outline: Outline) -> list[Piece]:
    """The sentences of a text in their order; what belongs to no unit is left out."""
    owner: dict[int, Unit] = {}
    for unit in outline.units:  # outer before inner
        owner.update(dict.fromkeys(range(unit.start, unit.end), unit))
    made = []
    for at, unit in sorted(owner.items()):
        sentence = outline.sentences[at]
        single = at not in unit.own or len(unit.own) == 1
        cite = unit.cite if single else cite_of(unit, unit.own.index(at) + 1)
        made.append(Piece(at, unit, cite, "".join(sentence.text.split()), sentence.words.rstrip(ENDINGS)))
    return made


class Wordings:
    """Two official texts."""

    def __init__(self, old: Outline, new: Outline) -> None:
        self.outlines = old, new
        self.old, self.new = pieces(old), pieces(new)
        self.taken: dict[int, int] = {}  # by their numbers among the pieces
        self.moved: set[int] = set()  # of the old ones, those that stand elsewhere
        self._match()

    def _match(self) -> None:
        before, after = [each.words for each in self.old], [each.words for each in self.new]
        gaps: list[tuple[range, range]] = []
        for op, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if op == "equal":
                self.taken.update(zip(range(a, b), range(c, d), strict=True))
            else:
                gaps.append((range(a, b), range(c, d)))
        self._elsewhere(before, after)
        for left, right in gaps:
            self._pair(left, right, ALIKE)
        known = set(self.taken)
        self._pair(range(len(before)), range(len(after)), MOVED)
        self.moved |= set(self.taken) - known

    def _elsewhere(self, before: Sequence[str], after: Sequence[str]) -> None:
        """The same words at another place, where there are not several such."""
        left = [at for at in range(len(before)) if at not in self.taken]
        right = [at for at in range(len(after)) if at not in self.taken.values()]
        for at in left:
            fits = [other for other in right if after[other] == before[at]]
            if len(fits) == 1 and sum(before[each] == before[at] for each in left) == 1:
                self.taken[at] = fits[0]
                self.moved.add(at)

    def _pair(self, left: Sequence[int], right: Sequence[int], least: float) -> None:
        """The most alike first."""
        held = set(self.taken.values())
        pairs = [(at, other) for at in left if at not in self.taken for other in right if other not in held]
        near = {pair: nearness(self.old[pair[0]].words, self.new[pair[1]].words) for pair in pairs}
        for at, other in sorted(pairs, key=lambda pair: (-near[pair], pair)):
            if near[at, other] >= least and at not in self.taken and other not in self.taken.values():
                self.taken[at] = other

    # -- what is said ----------------------------------------------------------------------------------------------------

    def replacements(self) -> tuple[Replacement, ...]:
        """The words replaced throughout."""
        changed = [Wording(new.cite, old.text, new.text) for old, new in self._changed()]
        return replacements(changed, *("".join(each.text for each in some) for some in (self.old, self.new)))

    def _changed(self) -> Iterator[tuple[Piece, Piece]]:
        for at, other in self.taken.items():
            if self.old[at].words != self.new[other].words:
                yield self.old[at], self.new[other]

    def changes(self, replaced: Sequence[Replacement]) -> list[TextChange]:
        """Every difference, in the order of the new text; what was removed stands where it stood."""
        gone, came = [each.old for each in replaced], [each.new for each in replaced]
        said: list[tuple[tuple[float, int], TextChange]] = []
        for at, other in self.taken.items():
            old, new = self.old[at], self.new[other]
            if old.words != new.words and _put(old.text, gone, came) != _put(new.text, came, gone):
                said.append(((other, 0), TextChange("changed", old.cite, new.cite, runs=runs(old.text, new.text))))
        said += self._shifted()
        back = {other: at for at, other in self.taken.items()}
        for unit_cite, block in blocks(self.outlines[1], self.new, [at for at in range(len(self.new)) if at not in back]):
            text = "".join(self.new[at].text for at in block)
            said.append(((block[0], 0), TextChange("added", "", unit_cite, runs=(("ins", text),))))
        for unit_cite, block in blocks(self.outlines[0], self.old, [at for at in range(len(self.old)) if at not in self.taken]):
            text = "".join(self.old[at].text for at in block)
            before = [self.taken[at] for at in range(block[0]) if at in self.taken and at not in self.moved]
            said.append(
                ((before[-1] + 0.5 if before else -1, block[0]), TextChange("removed", unit_cite, "", runs=(("del", text),)))
            )
        return [change for _, change in sorted(said, key=lambda each: each[0])]

    def _shifted(self) -> Iterator[tuple[tuple[float, int], TextChange]]:
        """The same words elsewhere, or under another number; unit by unit."""
        groups: dict[tuple[bool, str, str], list[int]] = {}
        for at, other in sorted(self.taken.items(), key=lambda each: each[1]):
            old, new = self.old[at], self.new[other]
            moved = at in self.moved
            if old.words == new.words and (moved or not _same_place(old.unit.cite, new.unit.cite)):
                groups.setdefault((moved, old.unit.cite, new.unit.cite), []).append(at)
        for (moved, was, now), some in groups.items():
            first = self.taken[some[0]]
            if moved and len(some) == 1:
                was, now = self.old[some[0]].cite, self.new[first].cite
            text = "".join(self.new[self.taken[at]].text for at in some)
            yield (first, 0), TextChange("moved" if moved else "renumbered", was, now, runs=(("same", text),))


def _same_place(was: str, now: str) -> bool:
    """Whether two citations name one place; that the first 款 of an article is now its only one is no other number."""
    if ("款" in was) != ("款" in now):
        was, now = was.replace("第一款", ""), now.replace("第一款", "")
    return was == now


def _put(text: str, first: Sequence[str], then: Sequence[str]) -> str:
    """A text with the words replaced throughout taken out, so that what else is changed is seen."""
    for word in (*first, *then):
        text = text.replace(word, "\0")
    return text.rstrip("。；，：;,:")


def blocks(outline: Outline, every: Sequence[Piece], some: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Pieces put together that are all of a unit, the outermost such unit; the others one by one."""
    by_at = {every[number].at: number for number in some}
    left = sorted(by_at)
    while left:
        unit = _whole(outline.units, left[0], by_at.__contains__)
        inside = [left[0]] if unit is None else [at for at in left if unit.start <= at < unit.end]
        yield every[by_at[left[0]]].cite if unit is None else unit.cite, [by_at[at] for at in inside]
        left = [at for at in left if at not in inside]


def _whole(units: Sequence[Unit], at: int, has: Callable[[int], bool]) -> Unit | None:
    """The outermost unit around a sentence all of whose sentences are among those sought."""
    return next((unit for unit in units if unit.start <= at < unit.end and all(map(has, range(unit.start, unit.end)))), None)
