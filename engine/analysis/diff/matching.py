"""Which thing of an old version is which of the new: by name, else by what it says; two that fit alike are left apart.

A fact or kind of subject under another name is only taken for the same if people call it the same: whoever fills in a case knows
it by its label, and two facts with one type and one place in the rules may still ask for different things.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from engine.analysis.diff.alike import SCORES, Usage, usage
from engine.analysis.diff.forms import SAME, Names
from engine.analysis.diff.limits import limit_pairs
from engine.analysis.diff.model import Pair, Part, Sides
from engine.analysis.diff.provisions import provision_pairs
from engine.pack.model import Pack

Score: TypeAlias = Callable[[str, str], float]

# In this order, since each is known by what it is made of.
BY_NAME: tuple[Part, ...] = (
    "subjects", "facts", "other_benefits", "parameters", "readings", "definitions", "rules", "invariants", "notes",
)  # fmt: skip
ENOUGH = 0.6  # of 1, to be taken for the same under another name
CLEARLY = 0.05  # by how much the best must be better than the next


def match(old: Pack, new: Pack) -> Sides:
    """Two versions of a pack and what of one is what of the other."""
    names = SAME
    pairs: dict[Part, tuple[Pair, ...]] = {}
    for _ in range(2):  # a rule that was recognised helps to recognise what it reads
        for part in BY_NAME:
            found = _pairs(part, old, new, names)
            pairs[part] = found
            names = names_of(pairs)
    pairs["limits"] = tuple(limit_pairs(old, new, pairs["rules"], names))
    pairs["provisions"] = tuple(provision_pairs(old.provisions, new.provisions))
    return Sides(old, new, pairs)


def names_of(pairs: Mapping[Part, Sequence[Pair]]) -> Names:
    """What the old names are in the new version."""
    return Names(
        {
            part: {pair.old: pair.new for pair in some if pair.old is not None and pair.new is not None and pair.renamed}
            for part, some in pairs.items()
        }
    )


def _pairs(part: Part, old: Pack, new: Pack, names: Names) -> tuple[Pair, ...]:
    olds, news = list(getattr(old, part)), list(getattr(new, part))
    same = {key: _expected(part, key, names) for key in olds}
    taken = {key: same[key] for key in olds if same[key] in news}
    left, right = [key for key in olds if key not in taken], [key for key in news if key not in taken.values()]
    if left and right and part in SCORES:
        before, after = usage(old, part, names), usage(new, part, SAME)
        taken |= best(left, right, _score(part, old, new, names, before, after))
    return tuple(ordered(part, olds, news, taken))


def _expected(part: Part, key: str, names: Names) -> str:
    """The name that something would have if it was not renamed itself."""
    if part in ("facts", "definitions"):
        subject, _, name = key.rpartition(".")
        return f"{names.of('subjects', subject)}.{name}"
    return key


def _score(part: Part, old: Pack, new: Pack, names: Names, before: Usage, after: Usage) -> Score:
    olds, news = (cast("Mapping[str, object]", getattr(pack, part)) for pack in (old, new))

    def score(one: str, other: str) -> float:
        a, b = before.get(one, frozenset()), after.get(other, frozenset())
        used = len(a & b) / len(a | b) if a or b else 0.0
        return SCORES[part](olds[one], news[other], names, used)

    return score


def best(left: Sequence[str], right: Sequence[str], score: Score) -> dict[str, str]:
    """Those that fit each other better than any other, and well enough; what fits two alike fits none."""
    scores = {(one, other): score(one, other) for one in left for other in right}
    taken: dict[str, str] = {}
    for (one, other), how in scores.items():
        rivals = [each for (a, b), each in scores.items() if (a == one) != (b == other)]
        if how >= ENOUGH and all(each <= how - CLEARLY for each in rivals):
            taken[one] = other
    return taken


def ordered(part: Part, olds: Sequence[str], news: Sequence[str], taken: Mapping[str, str]) -> Iterator[Pair]:
    """The pairs in the order of the new version, then what is gone."""
    back = {new: old for old, new in taken.items()}
    yield from (Pair(part, back.get(new), new) for new in news)
    yield from (Pair(part, old, None) for old in olds if old not in taken)
