"""Two wordings of a sentence, word by word: what stayed, what went, what came.

Chinese has no spaces. Whatever must never be cut (a number with its unit, a day, a document number, a word in Latin letters, a
name in quotes or title marks) is one word, all else is taken character by character. What then stayed between two changes by
accident, a character or two, is counted as changed with them, so that people read phrases and no chaff. A dictionary of words was
weighed and left: it costs a second and 20 MB, and the phrases come out the same but for names, which it does not know either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal as OneWord
from typing import TypeAlias

from engine.analysis.source.normal import normal

Op: TypeAlias = OneWord["same", "del", "ins"]
Run: TypeAlias = tuple[Op, str]

UNITS = (
    "(?:个?工作日|个月|平方米|公里|公斤|小时|分钟|周岁|[万亿千百]?元|[万亿]|"
    "[年月日天周人户家次名张倍级岁个项处条款笔档期份成册支座辆台间套件吨亩所])"
)
WORD = re.compile(
    "|".join(
        (
            '[“"][^”"]{1,20}[”"]',
            "《[^》]{1,40}》",
            "[〔\\[(（]\\d{4}[〕\\])）]第?\\d+号",
            "\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?|\\d{1,2}月\\d{1,2}日|\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}",
            f"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?(?:[%％‰]|{UNITS})?",
            f"(?:百分之)?[零〇一二三四五六七八九十百千万两]+(?:{UNITS}|分之[一二三四五六七八九十]+)",
            "百分之[零〇一二三四五六七八九十百点]+",
            "第?[（(][零〇一二三四五六七八九十百]+[）)][款项]?|第[零〇一二三四五六七八九十百]+[条款项章节]",
            "[A-Za-z][A-Za-z0-9+-]*",
            ".",
        )
    ),
    re.DOTALL,
)


def words(text: str) -> list[str]:
    """The words of a text, none of which is cut; white space is none."""
    return WORD.findall("".join(text.split()))


def runs(old: str, new: str) -> tuple[Run, ...]:
    """What stayed, went and came, in reading order; what stayed reads as the new text has it."""
    before, after = words(old), words(new)
    matcher = SequenceMatcher(None, [normal(each) for each in before], [normal(each) for each in after], autojunk=False)
    found: list[Run] = []
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            found.append(("same", "".join(after[c:d])))
        else:
            found += [("del", "".join(before[a:b])), ("ins", "".join(after[c:d]))]
    return tuple(_joined(_without_chaff(found)))


def _without_chaff(found: Sequence[Run]) -> list[Run]:
    """With what stayed between two changes, and is no longer than either, counted to them."""
    kept = list(_joined(found))
    while True:
        at = next((at for at in range(1, len(kept) - 1) if kept[at][0] == "same" and _is_chaff(kept, at)), None)
        if at is None:
            return kept
        text = kept[at][1]
        kept[at : at + 1] = [("del", text), ("ins", text)]
        kept = list(_joined(kept))


def _is_chaff(found: Sequence[Run], at: int) -> bool:
    before, after = _longest(found, at, -1), _longest(found, at, 1)
    length = len(found[at][1])
    return bool(before and after) and (length == 1 or (length <= 3 and length < before and length < after))


def _longest(found: Sequence[Run], at: int, step: int) -> int:
    """How long the change next to a run is."""
    longest, at = 0, at + step
    while 0 <= at < len(found) and found[at][0] != "same":
        longest = max(longest, len(found[at][1]))
        at += step
    return longest


def _joined(found: Sequence[Run]) -> Iterator[Run]:
    """Neighbours of a kind in one; of a change first what went, then what came."""
    gone, come, stayed = "", "", ""
    for op, text in (*found, ("end", "")):
        if op in ("same", "end") and (gone or come):
            yield from (each for each in (("del", gone), ("ins", come)) if each[1])
            gone = come = ""
        if op in ("del", "ins", "end") and stayed:
            yield "same", stayed
            stayed = ""
        match op:
            case "del":
                gone += text
            case "ins":
                come += text
            case "same":
                stayed += text
            case _:
                pass
