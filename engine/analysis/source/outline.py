"""An official text as units (一、 … 第三条第二款 …) and sentences, each with its citation and its digest.

A text is a flat list of sentences; a unit is a stretch of it: its own sentences, then those of the units in it. A heading that
has a line of its own belongs to its unit's words but is not counted; one that opens a paragraph (`（一）职责。各部门…`) is its
first sentence. In texts without articles the sentences of a unit are counted through all its paragraphs; in articles each
paragraph is a 款.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from engine.analysis.source.body import Body
from engine.analysis.source.normal import digest
from engine.analysis.source.numbering import ARTICLE, PARAGRAPH, number_of
from engine.analysis.source.places import Citation, Step

LONGEST_TITLE = 20  # of a first sentence that is a heading in bold type
NUMBERS = re.compile(
    r"\d|[一二三四五六七八九十百千万两半]+(?:元|万元|个|年|日|天|小时|周岁|倍|次|名|人|家|户)|百分之|一次性|全部免|每[年月人岗个户项]"
)
RULING = re.compile("[应须由为按享免]|可以|可向|不得|不予|不再|给予|予以|负责|除外|无效|施行|废止|有权|禁止")
LIMB = re.compile("(?:^|(?<=[。;:,]))([一二三四五六七八九十]{1,2})是")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading on a line of its own."""

    text: str  # as the file has it
    words: str  # normal
    line: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered part of a text: its own sentences, and all from `start` to `end` with those of the units inside it."""

    steps: tuple[Step, ...]
    cite: str
    line: int
    start: int
    end: int
    own: tuple[int, ...]  # without headings
    inner: bool  # whether units with citations of their own are inside it
    follows: bool  # whether its number is the next after the one before it


class Part(NamedTuple):
    """What a citation names: sentences, by their place in the text, and their normal words."""

    sentences: tuple[int, ...]
    words: str

    @property
    def digest(self) -> str:
        return digest(self.words)


@dataclass(frozen=True)
class Outline:
    """A whole text."""

    body: Body
    units: tuple[Unit, ...]  # in the order of the text, outer before inner
    sentences: tuple[Sentence, ...]

    @cached_property
    def _by_steps(self) -> dict[tuple[Step, ...], Unit]:
        found = {unit.steps: unit for unit in reversed(self.units)}
        for unit in reversed(self.units):
            # 第五条第(二)项 is the one in whichever 款 has it first.
            if unit.steps[-1].level != PARAGRAPH:
                found.setdefault(tuple(step for step in unit.steps if step.level != PARAGRAPH), unit)
        return found

    @cached_property
    def titles(self) -> frozenset[int]:
        """The sentences that are headings opening a paragraph: `（一）培育机制。由…`; articles have none.

        A short first sentence that names a number, or says what shall or may be, is none: it must be listed.
        """
        firsts = {unit.own[0] for unit in self.units if len(unit.own) > 1 and all(step.level != ARTICLE for step in unit.steps)}
        return frozenset(at for at in firsts if self._titled(self.sentences[at].words))

    @staticmethod
    def _titled(words: str) -> bool:
        short = len(words) <= LONGEST_TITLE and words.endswith("。") and not set(",;:") & set(words)
        return short and not NUMBERS.search(words) and not RULING.search(words)

    @cached_property
    def leaves(self) -> tuple[Unit, ...]:
        """The units without others inside."""
        return tuple(unit for unit in self.units if not unit.inner)

    def part(self, citation: Citation) -> Part | None:
        """What a citation names, if the text has it. A half is its whole sentence: where it ends, the text does not say."""
        unit = self._by_steps.get(citation.steps)
        if unit is None:
            return None
        if citation.limb:
            limb = next((part for number, part in self.limbs(unit) if number == citation.limb), None)
            if limb is None or not citation.first:
                return limb
            counted = limb.sentences
        elif not citation.first:
            return self.of(tuple(range(unit.start, unit.end)))
        else:
            counted = unit.own
        return self.of(counted[citation.first - 1 : citation.last]) if citation.last <= len(counted) else None

    def of(self, sentences: tuple[int, ...]) -> Part:
        return Part(sentences, "".join(self.sentences[at].words for at in sentences))

    def limbs(self, unit: Unit) -> list[tuple[int, Part]]:
        """The limbs 一是…二是… of a unit with their numbers; none where they do not count from one up."""
        starts: list[tuple[int, int]] = []  # sentence, offset in its words
        for at in unit.own:
            for found in LIMB.finditer(self.sentences[at].words):
                if number_of(found[1]) == len(starts) + 1:
                    starts.append((at, found.start()))
        if len(starts) < 2 or not unit.own:
            return []
        ends = [*starts[1:], (unit.own[-1] + 1, 0)]
        return [(number, self._stretch(*start, *end)) for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)]

    def _stretch(self, first: int, offset: int, last: int, until: int) -> Part:
        """From a character of one sentence up to one of another."""
        stop = last + 1 if until else last
        words = [self.sentences[at].words for at in range(first, stop)]
        if until:
            words[-1] = words[-1][:until]
        words[0] = words[0][offset:]
        return Part(tuple(range(first, stop)), "".join(words))


def cite_of(unit: Unit, first: int = 0, last: int = 0) -> str:
    """The citation of a unit, or of some of its sentences."""
    if not first:
        return unit.cite
    return f"{unit.cite}第{first}句" if last in (0, first) else f"{unit.cite}第{first}-{last}句"
