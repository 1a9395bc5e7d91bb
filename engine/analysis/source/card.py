"""What a text says of itself: title, number, issuer, day of signature; as far as it can be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.analysis.source.body import PROSE_END, Body, Line
from engine.analysis.source.compare import compare
from engine.analysis.source.normal import normal
from engine.analysis.source.outline import Outline
from engine.pack.model import Pack

NUMBER = re.compile(r"[一-鿿]{1,12}\s*[〔\[(（【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d{1,5}\s*号")
DAY = re.compile(r"(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?")
ORDER = re.compile(r"((?!日)[一-鿿]{2,20}令\s*第\s*\d{1,5}\s*号)")
PUBLISHED = re.compile(r"\(.*(?:公布|发布|通过|印发)")  # the line in brackets below the title of a regulation
ENOUGH = 4
TITLE = re.compile(r"印发[《〈](.{4,80}?)[》〉]的?通知")
ISSUER = re.compile(r"[一-鿿]{2,30}(?:政府|办公室|委员会|局|厅|部|院)")


@dataclass(frozen=True)
class Card:
    """ "" and None: not found."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    signed: date | None = None


def card(body: Body) -> Card:
    """What the lines around a measure say of it."""
    head = [unicodedata.normalize("NFKC", line.text) for line in body.before]
    around = [*head, *(unicodedata.normalize("NFKC", line.text) for line in body.after)]
    number = next((found[0] for text in head if (found := NUMBER.fullmatch(text))), "")
    if not number:
        number = next((found[0] for text in head if (found := NUMBER.search(text))), "")
    if not number:
        number = next((found[1] for text in head if (found := ORDER.search(text))), "")
    signed, issuer = _signature(around)
    if signed is None:
        signed = next((_day(found) for text in head if PUBLISHED.match(text) and (found := DAY.search(text))), None)
    return Card(_title(body.before), re.sub(r"\s", "", re.sub(r"[\[(【](\d{4})[\])】]", r"〔\1〕", number)), issuer, signed)


def _title(before: Sequence[Line]) -> str:
    for line in before:
        if found := TITLE.search(line.text):
            return found[1]
    plain = (line.text for line in reversed(before) if line.mark is None and not PROSE_END.search(line.text))
    last = next((text for text in plain if text[0] not in "(（" and normal(text) != "目录" and not _is_number(text)), "")
    return last if 4 <= len(last) <= 100 else ""


def _is_number(text: str) -> bool:
    """Whether a line is only the number of a document, which may stand below its title."""
    return bool(NUMBER.fullmatch(unicodedata.normalize("NFKC", text)))


def _signature(lines: Sequence[str]) -> tuple[date | None, str]:
    """A line with only a date, and the issuer on the line before it: the last such, since a page tells its own day first."""
    for at, text in reversed(list(enumerate(lines))):
        if (found := DAY.fullmatch(text)) and at and ISSUER.fullmatch(lines[at - 1]) and (day := _day(found)):
            return day, lines[at - 1]
    return None, ""


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def is_of(pack: Pack, outline: Outline) -> bool:
    """Whether a text is headed by the number or the title of a pack's measure, or has more than a quarter of its provisions.

    A few that agree show nothing: measures borrow sentences from one another, and cite or repeal one another by number and title.
    """
    body = outline.body
    # Without anything before it, a text may still name itself where it is signed or in its last article.
    lines = body.before or (*body.introduction, *body.numbered, *body.after)
    text = normal("".join(line.text for line in lines))
    if any(name and normal(name) in text for name in (pack.document.get("number", ""), pack.title.zh)):
        return True
    found, known = agreeing(pack, outline)
    return found > known // ENOUGH


def agreeing(pack: Pack, outline: Outline) -> tuple[int, int]:
    """How many provisions of a pack a text has word for word, and of how many the pack knows the words."""
    known = sum(bool(each.digest) for each in pack.provisions.values())
    return sum(each.kind in ("same", "moved") for each in compare(pack.provisions, outline)), known
