"""Citations: where in a measure something stands, `四(五)第3句`, `第三条第二款第(一)项`, as packs write it and as people may.

A citation names a unit by its numerals, then perhaps a limb (`三是`), sentences (`第3句`, `第1-3句`) and a part of a sentence
(`(上)`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from engine.analysis.source.normal import normal
from engine.analysis.source.numbering import (
    ARTICLE,
    BOOK,
    CHAPTER,
    CIRCLES,
    DIVISION,
    FIFTH,
    FIRST,
    FOURTH,
    HEADS,
    NUMERAL,
    PARAGRAPH,
    SECOND,
    THIRD,
    number_of,
    numeral,
)

INTRODUCTION_LEVEL = -1
HALVES = "上中下"


class Step(NamedTuple):
    """A numeral on the way to a unit."""

    level: int
    number: int
    insert: int = 0  # of 第五条之一


INTRODUCTION = Step(INTRODUCTION_LEVEL, 0)
OUTER = {level: word for word, level in HEADS.items()}


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of a measure. Sentences are counted from 1; `first` 0 is the whole unit or limb."""

    steps: tuple[Step, ...]
    limb: int = 0
    first: int = 0
    last: int = 0
    half: str = ""  # 上, 中, 下: a part of one sentence

    def touches(self, other: Citation) -> bool:
        """Whether the two places have words in common, as far as their numerals tell; where they do not, it is taken so."""
        mine, theirs = self.steps, other.steps
        if any(step.level == PARAGRAPH for step in mine) != any(step.level == PARAGRAPH for step in theirs):
            mine, theirs = _plain(mine), _plain(theirs)
        if len(mine) != len(theirs):
            (outer, way), (_, inner) = sorted(((self, mine), (other, theirs)), key=lambda each: len(each[1]))
            # The sentences of the outer unit are not those of a unit inside it.
            return inner[: len(way)] == way and not outer.first
        if mine != theirs or (self.limb and other.limb and self.limb != other.limb):
            return False
        if not (self.first and other.first) or bool(self.limb) != bool(other.limb):
            return True
        if self.last < other.first or other.last < self.first:
            return False
        return not (self.half and other.half and self.half != other.half)


def _plain(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.level != PARAGRAPH)


def named(steps: tuple[Step, ...]) -> str:
    """The citation of a unit."""
    article = any(step.level == ARTICLE for step in steps)
    return "".join(_said(step, article) for step in steps)


def _said(step: Step, article: bool) -> str:
    number = numeral(step.number)
    match step.level:
        case -1:
            return "引言"
        case 0 | 1 | 2:
            return f"第{number}{OUTER[step.level]}"
        case level if level == ARTICLE:
            return f"第{number}条" + (f"之{numeral(step.insert)}" if step.insert else "")
        case level if level == PARAGRAPH:
            return f"第{number}款"
        case level if level == SECOND:
            return f"第({number})项" if article else f"({number})"
        case level if level == FIRST:
            return number
        case level if level == THIRD:
            return f"第{step.number}目" if article else str(step.number)
        case level if level == FOURTH:
            return f"({step.number})"
        case _:
            return next((each for each, value in CIRCLES.items() if value == step.number), f"<{step.number}>")


N = rf"({NUMERAL}|\d{{1,4}})"
OUTERMOST = re.compile(rf"第{N}([编章节])")
ARTICLES = re.compile(rf"第{N}条(?:之{N})?(?:第{N}款)?(?:第?\(?{N}\)?项)?(?:第?{N}目)?(?:\((\d+)\))?")
SECTIONS = re.compile(rf"({NUMERAL})[、.]?(?:\(({NUMERAL})\))?(?:(\d+)[.、]?)?(?:\((\d+)\))?(?:<(\d+)>)?(?!是)")
TAIL = re.compile(rf"(?:({NUMERAL})是)?(?:第{N}(?:[-至]第?{N})?句)?(?:\(([{HALVES}])\))?")


def parse(text: str) -> Citation | None:
    """The place that a citation names; None if it is not written as one."""
    rest = normal("".join(f"<{CIRCLES[each]}>" if each in CIRCLES else each for each in text))
    if rest.startswith("引言"):
        return _tail((INTRODUCTION,), rest.removeprefix("引言"))
    steps: list[Step] = []
    while found := OUTERMOST.match(rest):
        steps.append(Step(HEADS[found[2]], number_of(found[1])))
        rest = rest[found.end() :]
    if found := ARTICLES.match(rest):
        return _tail(tuple(_article(found)), rest[found.end() :])
    if found := SECTIONS.match(rest):
        levels = zip((FIRST, SECOND, THIRD, FOURTH, FIFTH), found.groups(), strict=True)
        steps += [Step(level, number_of(number)) for level, number in levels if number]
        return _tail(tuple(steps), rest[found.end() :])
    return _tail(tuple(steps), rest) if steps else None


def _article(found: re.Match[str]) -> list[Step]:
    """The steps within an article; chapters are no part of its citation."""
    article, insert, paragraph, item, point, below = found.groups()
    steps = [Step(ARTICLE, number_of(article), number_of(insert) if insert else 0)]
    inner = ((PARAGRAPH, paragraph), (SECOND, item), (THIRD, point), (FOURTH, below))
    return steps + [Step(level, number_of(number)) for level, number in inner if number]


def _tail(steps: tuple[Step, ...], rest: str) -> Citation | None:
    found = TAIL.fullmatch(rest)
    if found is None:
        return None
    limb, first, last, half = found.groups()
    low = number_of(first) if first else 0
    high = number_of(last) if last else low
    if (half and not low) or high < low:
        return None
    return Citation(steps, number_of(limb) if limb else 0, low, high, half or "")


assert (BOOK, CHAPTER, DIVISION) == (0, 1, 2)
