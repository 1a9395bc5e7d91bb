"""Lists of children of which a few entries show all that a list of any length does.

A highest, a lowest, an any and an all are each settled by one entry: the furthest, or one that holds, or fails, or is not known.
The list of these entries alone comes out as the whole list does, so as many entries are enough as there are folds over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.lang.ir import Fold, walk
from engine.pack.model import Pack
from engine.pack.reads import reads, reads_in
from engine.pack.rule import Rule

SETTLED_BY_ONE = ("max", "min", "any", "all")
MOST = 6  # entries; more are slower than a list of any length


def short_lists(sides: Sequence[tuple[Pack, Rule]]) -> Mapping[str, int]:
    """By kind of children, how many of them are enough; a kind that is not in it may need any number."""
    found: dict[str, set[tuple[int, Fold]]] = {}
    long: set[str] = set()
    for side, (pack, rule) in enumerate(sides):
        for expr in reads(pack, rule).exprs:
            for fold in walk(expr):
                if isinstance(fold, Fold) and fold.collection in pack.subjects:
                    found.setdefault(fold.collection, set()).add((side, fold))
                    if not _by_one(pack, rule, fold):
                        long.add(fold.collection)
    own = [pack.path_of(rule.subject) for pack, rule in sides]
    enough = {kind: len(folds) + any(kind in path for path in own) for kind, folds in found.items() if kind not in long}
    return {kind: count for kind, count in enough.items() if count <= MOST}


def _by_one(pack: Pack, rule: Rule, fold: Fold) -> bool:
    """Whether one entry of its own settles a fold over the children of one of the claim's subjects."""
    inner = reads_in(pack, fold.body)
    plain = not inner.collections and not inner.past
    return fold.operator in SETTLED_BY_ONE and plain and pack.subjects[fold.collection].of in pack.path_of(rule.subject)
