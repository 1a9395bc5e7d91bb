"""Lines → paragraphs → sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.analysis.source.body import PROSE_END, Line
from engine.analysis.source.numbering import ARTICLE, NUMERAL, SECOND, Mark, mark

LONGEST_HEADING = 40
INLINE = re.compile(rf"(?<=[。；;：:])\s*(?=[（(]\s*{NUMERAL}\s*[）)])")

TOKEN = re.compile('[（(《〈「『“〔\\[【]|[)）》〉」』”〕\\]】]|"|[。！？!?]+[”’」』"）)]*')
OPENING, CLOSING, ENDING = frozenset("（(《〈「『“〔[【"), frozenset(")）》〉」』”〕]】"), frozenset("。！？!?")


@dataclass
class Paragraph:
    """Lines that make one paragraph, with its numeral."""

    mark: Mark | None
    text: str
    line: int
    heading: bool


def paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """The paragraphs of the numbered text: broken lines joined, items within a line set apart."""
    article = any(line.mark and line.mark.level == ARTICLE for line in lines)
    pieces = [piece for line in lines for piece in apart(line)]
    last: Paragraph | None = None
    for at, piece in enumerate(pieces):
        if piece.mark is None and last and not last.heading and not PROSE_END.search(last.text):
            last.text += piece.text
            continue
        if last:
            yield last
        rest = piece.text[piece.mark.length if piece.mark else 0 :]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        last = Paragraph(piece.mark, rest, piece.number, is_heading(piece.mark, rest, following, article))
    if last:
        yield last


def apart(line: Line) -> list[Line]:
    """A line whose items （一）…；（二）… were not given lines of their own, in pieces."""
    pieces = [Line(line.number, text, mark(text)) for text in INLINE.split(line.text)]
    number = line.mark.number if line.mark and line.mark.level == SECOND else 0
    for piece in pieces[1:]:
        if piece.mark is None or piece.mark.number not in (1, number + 1):
            return [line]
        number = piece.mark.number
    return pieces


def is_heading(numeral: Mark | None, rest: str, following: Line | None, article: bool) -> bool:
    """Whether a numbered line is only the heading of what follows it."""
    if numeral is None or following is None:
        return False
    if numeral.level < ARTICLE:
        return True
    if PROSE_END.search(rest) or "。" in rest or len(rest) > LONGEST_HEADING or (article and numeral.level != ARTICLE):
        return False
    return bool(rest) and (following.mark is None or following.mark.level > numeral.level)


def sentences(text: str) -> list[str]:
    """A paragraph in sentences: up to `。` `！` `？` and the quotes that close behind it, not within brackets or quotes."""
    found, open_at_end = _split(text, True)
    return found if not open_at_end else _split(text, False)[0]


def _split(text: str, nested: bool) -> tuple[list[str], bool]:
    """The sentences, and whether a bracket or quote was left open; `nested` False: brackets and quotes are not looked at."""
    found, start, depth, straight = [], 0, 0, False
    for token in TOKEN.finditer(text):
        for character in token.group():
            if character == '"':
                straight = not straight
            elif character in OPENING:
                depth += 1
            elif character in CLOSING:
                depth = max(0, depth - 1)
        if token.group()[0] in ENDING and (not nested or (depth == 0 and not straight)):
            found.append(text[start : token.end()])
            start = token.end()
    if rest := text[start:].strip():
        found.append(rest)
    return [each.strip() for each in found], depth > 0 or straight
