"""What was moved, where the rest kept its order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest names whose moving makes one order of the other; both hold the same names."""
    at = {name: number for number, name in enumerate(before)}
    ends: list[int] = []  # of the shortest rising runs of each length, the last place
    last: list[int] = []
    lengths: list[int] = []
    for name in after:
        length = bisect_left(ends, at[name])
        ends[length : length + 1] = [at[name]]
        lengths.append(length + 1)
        last.append(at[name])
    kept, wanted, bound = set[str](), max(lengths, default=0), len(before)
    for number in range(len(after) - 1, -1, -1):
        if lengths[number] == wanted and last[number] < bound:
            kept.add(after[number])
            wanted, bound = wanted - 1, last[number]
    return [name for name in after if name not in kept]
