"""Which lines of a file are the measure itself: what a web page or a covering notice puts before and after it is left out.

- The numbered text begins with its first 一、, 第一条, 第一章 or 第一编. Where the numbering begins anew (a covering notice
  before it, a table of contents, an annex behind it) the longest stretch is the measure.
- Before it, prose paragraphs that end in `。`, `：` or `；` belong to it as its 引言, up to the title: a line without such an
  end. The addressees (各…：) do not.
- After the last numeral a paragraph belongs to it while it ends like prose. The first that does not ends the text, as do
  附件, a line with only a date, and what web pages say (扫一扫, 打印, 关闭, …); but not where the numbers count on behind it.
- Page numbers and what web pages say are left out wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from engine.analysis.source.numbering import ARTICLE, FIRST, Mark, mark, whole
from engine.text.source import Source

PAGE = re.compile(r"[-—–－―\s]*\d{1,4}[-—–－―\s]*|第\s*\d+\s*页(?:[，,\s]*共\s*\d+\s*页)?")
CHROME = re.compile(
    "扫一扫|打印本页|关闭(?:窗口|本页)|^[【\\[]?(?:打印|关闭|分享)|字体[:：\\s]|当前位置|您访问的链接|即将离开|访问量|浏览次数|版权所有|网站标识码"
    "|ICP备|公网安备|上一篇|下一篇|相关(?:链接|阅读|附件)|责任编辑|信息来源|返回顶部|主办单位|承办单位|无障碍"
)
ANNEX = re.compile(r"附\s*[件表录]\s*[0-9０-９一二三四五六七八九十]{0,3}\s*(?:[:：.．、]?.{0,60})(?<![。；;])")
DATE = re.compile(
    r"(?:[(（])?\s*(?:\d{4}|[二〇零○一三四五六七八九]{4})\s*[年.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*[月.\-/]\s*[\d一二三四五六七八九十]{1,3}\s*日?\s*(?:[)）])?"
)
PROSE_END = re.compile(r"[。：；！？:;!?][”’」』\"')）]*$")
ADDRESSEES = re.compile(
    r"[^。；]*(?:政府|委员会|管委会|办事处|办公室|[局署厅院校行社]|单位|部门|企业|公司|街道|乡镇|镇|区|县|市)(?:[（(].*[）)])?[：:]"
)
OWN = re.compile("如下|通知|办法|细则|规定|措施|意见|制定|根据|为了?")


class Line(NamedTuple):
    """A line that is not empty, without the space around it."""

    number: int  # in the file, from 1
    text: str
    mark: Mark | None


@dataclass(frozen=True)
class Body:
    """The lines of a measure, and those of its file that are not part of it."""

    before: tuple[Line, ...]
    introduction: tuple[Line, ...]
    numbered: tuple[Line, ...]
    after: tuple[Line, ...]


def body(source: Source) -> Body | None:
    """The measure in a text; None if nothing in it is numbered."""
    lines = [
        _line(number, text.strip("\ufeff\u200b \t\r\f\v\xa0\u3000")) for number, text in enumerate(source.text.split("\n"), 1)
    ]
    lines = [line for line in lines if line.text]
    kept = [line for line in lines if not is_chrome(line.text)]
    cuts = beginnings(kept)
    if not cuts:
        return None
    ends = [*cuts[1:], len(kept)]
    start, end = max(zip(cuts, ends, strict=True), key=lambda each: _size(kept[each[0] : each[1]]))
    first, last = _introduction(kept, start), _end(kept, start, end)
    inside = kept[first].number, kept[last - 1].number
    return Body(
        tuple(line for line in lines if line.number < inside[0]),
        tuple(kept[first:start]),
        tuple(kept[start:last]),
        tuple(line for line in lines if line.number > inside[1]),
    )


def _line(number: int, text: str) -> Line:
    text = whole(text)
    return Line(number, text, mark(text))


def _size(lines: Sequence[Line]) -> int:
    return sum(len(line.text) for line in lines)


def is_chrome(text: str) -> bool:
    """Whether a line is a page number, or what a web page says around a text."""
    return len(text) <= 80 and bool(PAGE.fullmatch(text) or CHROME.search(text))


def beginnings(lines: Sequence[Line]) -> list[int]:
    """Where numbering begins, or begins anew."""
    found: list[int] = []
    seen: set[int] = set()  # the levels met since the last beginning
    article = 0
    following = _following_articles(lines)
    for at, line in enumerate(lines):
        if line.mark is None or line.mark.level > FIRST:
            continue
        level, number, insert, _ = line.mark
        if (number, insert) == (1, 0) and _anew(level, seen, article, following[at]):
            found.append(at)
            seen, article = set(), 0
        if level < ARTICLE:
            seen.discard(FIRST)  # each chapter may number its sections from one
        seen.add(level)
        if level == ARTICLE:
            article = number
    return found


def _following_articles(lines: Sequence[Line]) -> list[int]:
    """For each line the number of the first article from it on, 0 where there is none."""
    numbers, number = [0] * len(lines), 0
    for at in range(len(lines) - 1, -1, -1):
        mark = lines[at].mark
        if mark and mark.level == ARTICLE:
            number = mark.number
        numbers[at] = number
    return numbers


def _anew(level: int, seen: set[int], article: int, following: int) -> bool:
    """Whether a number one begins a text: not a list within an article, nor the first section of a later chapter."""
    if level == FIRST and ARTICLE in seen:
        return following != article + 1
    if level < ARTICLE and ARTICLE in seen:
        return following == 1
    if level in (ARTICLE, FIRST):
        return level in seen or not seen or (level == ARTICLE and FIRST in seen)
    return level in seen or FIRST in seen or not seen


def _introduction(lines: Sequence[Line], start: int) -> int:
    """Where the prose directly before the numbered text begins."""
    first = start
    while first > 0:
        text = lines[first - 1].text
        if lines[first - 1].mark or not PROSE_END.search(text) or is_addressees(text) or DATE.fullmatch(text):
            break
        first -= 1
    return first


def is_addressees(text: str) -> bool:
    """Whether a line names those whom a notice is sent to."""
    return bool(ADDRESSEES.fullmatch(text)) and not OWN.search(text)


def _end(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the measure ends, before `end`: behind its last numeral, what no longer reads as its prose."""
    last = max(at for at in range(start, end) if lines[at].mark)
    closing = (at for at in range(start + 1, end) if not lines[at].mark and _closes(lines[at].text))
    stop = next((at for at in closing if not _counts_on(lines, start, at, end)), end)
    at = min(last + 1, stop)
    while at < stop and (PROSE_END.search(lines[at].text) or _goes_on(lines, at, stop)):
        at += 1
    return _without_issuer(lines, start, at) if at < end and DATE.fullmatch(lines[at].text) else at


def _closes(text: str) -> bool:
    return bool(DATE.fullmatch(text) or ANNEX.fullmatch(text) or re.fullmatch("[（(]此件.{0,20}[）)]", text))


def _counts_on(lines: Sequence[Line], start: int, at: int, end: int) -> bool:
    """Whether the sections or articles behind a line count on from those before it, so that it stands within the measure."""
    before = [line.mark for line in lines[start:at] if line.mark]
    level = ARTICLE if any(each.level == ARTICLE for each in before) else FIRST
    last = next((each for each in reversed(before) if each.level == level), None)
    after = next((line.mark for line in lines[at:end] if line.mark and line.mark.level == level), None)
    return bool(last and after and after.number in (last.number, last.number + 1))


def _goes_on(lines: Sequence[Line], at: int, stop: int) -> bool:
    """Whether the line before was broken in the middle of a sentence, which this one ends or the next will."""
    return not PROSE_END.search(lines[at - 1].text) and any(PROSE_END.search(each.text) for each in lines[at : min(at + 3, stop)])


def _without_issuer(lines: Sequence[Line], start: int, end: int) -> int:
    """Before a date stands who issued the text."""
    return end - 1 if end - 1 > start and not lines[end - 1].mark and not PROSE_END.search(lines[end - 1].text) else end
