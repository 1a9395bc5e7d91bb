"""Words that were replaced throughout a text, so that they are said once: 全文“民政局”改为“社会工作部”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.analysis.diff.model import Replacement
from engine.analysis.diff.segments import Run, runs
from engine.text.records import dataclass

LEAST = 3  # places at which a word must have been replaced, in two provisions or more
LONGEST = 12  # characters of a word
HAN = ("一", "鿿")


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence before and after."""

    cite: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change in a sentence: what went, what came, and the words around it, which are in both."""

    gone: str
    came: str
    before: str
    after: str
    cite: str


def replacements(changed: Sequence[Wording], whole_old: str, whole_new: str) -> tuple[Replacement, ...]:
    """The words that went everywhere and for which the same other word came everywhere."""
    edits: dict[tuple[str, str], list[Edit]] = {}
    for each in changed:
        for edit in _edits(each.cite, runs(each.old, each.new)):
            edits.setdefault((edit.gone, edit.came), []).append(edit)
    found: list[Replacement] = []
    for some in sorted(edits.values(), key=len, reverse=True):
        for old, new in _as_words(some):
            if old and new and old != new and _throughout(old, new, whole_old, whole_new):
                cites = tuple(dict.fromkeys(edit.cite for edit in some))
                if len(cites) > 1 and not any(each.old == old for each in found):
                    found.append(Replacement(old, new, cites))
                    break
    return tuple(found)


def _edits(cite: str, found: Sequence[Run]) -> Iterator[Edit]:
    at = 0
    while at < len(found):
        if found[at][0] == "same":
            at += 1
            continue
        start = at
        parts: Mapping[str, list[str]] = {"del": [], "ins": []}
        while at < len(found) and found[at][0] != "same":
            parts[found[at][0]].append(found[at][1])
            at += 1
        before = found[start - 1][1] if start else ""
        yield Edit("".join(parts["del"]), "".join(parts["ins"]), before, found[at][1] if at < len(found) else "", cite)


def _as_words(edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """What went and came with as much around it as stands around it everywhere (股东大会 → 股东会), the longest first."""
    left, right = _common([each.before[::-1] for each in edits])[::-1], _common([each.after for each in edits])
    gone, came = edits[0].gone, edits[0].came
    for a in range(len(left) + 1):
        for b in range(len(right), -1, -1):
            old, new = left[a:] + gone + right[:b], left[a:] + came + right[:b]
            if len(old) <= LONGEST:
                yield old, new


def _common(texts: Sequence[str]) -> str:
    """What all begin with, as far as it is Han characters."""
    length = 0
    shortest = min(map(len, texts))
    while length < shortest and len({text[length] for text in texts}) == 1 and HAN[0] <= texts[0][length] <= HAN[1]:
        length += 1
    return texts[0][:length]


def _throughout(old: str, new: str, whole_old: str, whole_new: str) -> bool:
    """Whether the old word is gone from the text, but as part of the new one, which stands wherever it stood."""
    times = whole_old.count(old)
    left = whole_new.replace(new, "").count(old)
    return times >= LEAST and left == 0 and whole_new.count(new) - whole_old.replace(old, "").count(new) >= times
