"""Paragraphs → units: who stands inside whom, and which sentences are whose own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.analysis.source.body import Body
from engine.analysis.source.normal import normal
from engine.analysis.source.numbering import ARTICLE, FIRST, PARAGRAPH, SECOND, Mark
from engine.analysis.source.outline import Outline, Sentence, Unit
from engine.analysis.source.paragraphs import Paragraph, paragraphs, sentences
from engine.analysis.source.places import INTRODUCTION, Step, named


@dataclass
class Open:
    """A unit while it is read."""

    steps: tuple[Step, ...]
    line: int
    start: int
    follows: bool
    own: list[int] = field(default_factory=list)
    end: int = 0

    @property
    def level(self) -> int:
        return self.steps[-1].level


class Builder:
    """Makes an outline of a body."""

    def __init__(self, inside: Body) -> None:
        self.body = inside
        self.sentences: list[Sentence] = []
        self.units: list[Open] = []
        self.stack: list[Open] = []
        self.numbers: dict[tuple[tuple[Step, ...], int], tuple[int, int]] = {}  # the last number in a unit, by level
        self.article = any(line.mark and line.mark.level == ARTICLE for line in inside.numbered)

    def outline(self) -> Outline:
        if self.body.introduction:
            self._open((INTRODUCTION,), self.body.introduction[0].number, True)
            for line in self.body.introduction:
                self._add(line.text, line.number, False)
            self._close(INTRODUCTION.level)
        for paragraph in paragraphs(self.body.numbered):
            self._paragraph(paragraph)
        self._close(-1)
        return Outline(self.body, tuple(self._finished()), tuple(self.sentences))

    def _finished(self) -> Iterator[Unit]:
        """The units as they stay: a 款 that is the only one of its article is the article."""
        several = {unit.steps[:-1] for unit in self.units if unit.level == PARAGRAPH and unit.steps[-1].number > 1}
        kept = [each for each in self.units if each.level != PARAGRAPH or each.steps[:-1] in several]
        steps = {id(each): tuple(step for at, step in enumerate(each.steps) if _stays(each.steps, at, several)) for each in kept}
        outer = {steps[id(each)][:-1] for each in kept} | {
            each.steps for each in kept if INTRODUCTION.level < each.level < ARTICLE
        }
        for each in kept:
            way = steps[id(each)]
            yield Unit(way, named(way), each.line, each.start, each.end, tuple(each.own), way in outer, each.follows)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.mark is not None:
            self._number(paragraph.mark, paragraph.line)
        elif self.article:
            self._close(PARAGRAPH)
        top = self.stack[-1] if self.stack else None
        if top and top.level == ARTICLE and paragraph.text and not paragraph.heading:
            self._next_paragraph(top, paragraph.line)
        if paragraph.text:
            self._add(paragraph.text, paragraph.line, paragraph.heading)

    def _next_paragraph(self, article: Open, line: int) -> None:
        key = article.steps, PARAGRAPH
        number = self.numbers.get(key, (0, 0))[0] + 1
        self.numbers[key] = number, 0
        self._open((*article.steps, Step(PARAGRAPH, number)), line, True)

    def _number(self, mark: Mark, line: int) -> None:
        level = SECOND if self.article and mark.level == FIRST else mark.level
        self._close(level)
        parent = self.stack[-1] if self.stack else None
        if self.article and level > PARAGRAPH and parent and parent.level == ARTICLE:
            self._next_paragraph(parent, line)
            parent = self.stack[-1]
        outer = parent.steps if parent and not (self.article and parent.level < ARTICLE) else ()
        number = mark.number, mark.insert
        # Articles are counted through all chapters; everything else within its unit.
        key = outer if level != ARTICLE else (), level
        before = self.numbers.get(key, (0, 0))
        follows = number in ((before[0] + 1, 0), (before[0], before[1] + 1))
        self.numbers[key] = number
        self._open((*outer, Step(level, *number)), line, follows)

    def _open(self, steps: tuple[Step, ...], line: int, follows: bool) -> None:
        unit = Open(steps, line, len(self.sentences), follows)
        self.units.append(unit)
        self.stack.append(unit)

    def _close(self, level: int) -> None:
        """End every open unit at `level` or below."""
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop().end = len(self.sentences)

    def _add(self, text: str, line: int, heading: bool) -> None:
        for each in [text] if heading else sentences(text):
            at = len(self.sentences)
            self.sentences.append(Sentence(each, normal(each), line, heading))
            if heading or not self.stack:
                continue
            self.stack[-1].own.append(at)
            if self.stack[-1].level == PARAGRAPH:
                self.stack[-2].own.append(at)


def _stays(steps: tuple[Step, ...], at: int, several: set[tuple[Step, ...]]) -> bool:
    return steps[at].level != PARAGRAPH or steps[:at] in several
