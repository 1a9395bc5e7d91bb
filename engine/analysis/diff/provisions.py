"""Which provision of an old version is which of the new: by the digest of the official words, by place, by what is between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.analysis.diff.alike import nearness
from engine.analysis.diff.model import Pair
from engine.pack.model import Provision
from engine.pack.terms import Label

ALIKE = 0.5  # of two summaries of one provision


def provision_pairs(old: Mapping[str, Provision], new: Mapping[str, Provision]) -> Iterator[Pair]:
    """The provisions of both versions in pairs, in the order of the new text, then what is gone."""
    taken: dict[str, str] = {}
    _same_words(old, new, taken)
    _between(old, new, taken)
    back = {now: was for was, now in taken.items()}
    yield from (Pair("provisions", back.get(now), now) for now in new)
    yield from (Pair("provisions", was, None) for was in old if was not in taken)


def _same_words(old: Mapping[str, Provision], new: Mapping[str, Provision], taken: dict[str, str]) -> None:
    """Those with the same official words, or the same summary where a digest is missing: first in place, then those moved."""
    for was, one in old.items():
        if was in new and same_words(one, new[was]):
            taken[was] = was
    left = [was for was in old if was not in taken]
    right = [now for now in new if now not in taken.values()]
    for was in left:
        found = [now for now in right if same_words(old[was], new[now])]
        if len(found) == 1 and sum(same_words(old[each], new[found[0]]) for each in left) == 1:
            taken[was] = found[0]


def _between(old: Mapping[str, Provision], new: Mapping[str, Provision], taken: dict[str, str]) -> None:
    """Those with other words: of what is left between the same two neighbours, the same place, else the like summary."""
    olds, news = list(old), list(new)
    for left, right in _gaps(olds, news, taken):
        if len(left) == len(right) == 1 and (left == right or _near(old[left[0]], new[right[0]])):
            taken[left[0]] = right[0]
            continue
        for was in left:
            found = [now for now in right if now not in taken.values() and _near(old[was], new[now])]
            rivals = [each for each in left if each not in taken and found and _near(old[each], new[found[0]])]
            if len(found) == 1 and len(rivals) == 1:
                taken[was] = found[0]
    free = set(news) - set(taken.values())
    taken.update({was: was for was in olds if was not in taken and was in free})


def _gaps(olds: Sequence[str], news: Sequence[str], taken: Mapping[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    """What is left over on both sides between neighbours that stand next to each other in both versions."""
    known = dict(taken)
    at = {now: number for number, now in enumerate(news)}
    left: list[str] = []
    start = -1
    for was in [*olds, None]:
        if was is not None and was not in known:
            left.append(was)
            continue
        end = len(news) if was is None else at[known[was]]
        if left and end > start:
            yield left, [now for now in news[start + 1 : end] if now not in known.values()]
        left = []
        start = end


def same_words(old: Provision, new: Provision) -> bool:
    """Whether the official words are the same; by our summaries where one of the packs has no digest."""
    if old.digest and new.digest:
        return old.digest == new.digest
    return old.summary == new.summary and old.summary != Label()


def _near(old: Provision, new: Provision) -> bool:
    return nearness(old.summary.zh or old.summary.en, new.summary.zh or new.summary.en) >= ALIKE
