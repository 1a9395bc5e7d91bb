"""What a comparison of answers does not cover, as its reader is told."""

from __future__ import annotations

from collections.abc import Iterator

from engine.analysis.diff.sameness import domain
from engine.pack.model import Pack
from engine.pack.reads import reads
from engine.pack.rule import Rule
from engine.pack.terms import Label

# How far an open amount may go is worked out from how it is written, not from what it comes to.
OTHER_BOUNDS = Label(
    "金额所用的事实未写明时，两版给出的上下限可以不同",
    "while facts that an amount turns on are not stated, the versions may give it other bounds",
)


def other_values(one: tuple[Pack, Rule], other: tuple[Pack, Rule]) -> Iterator[Label]:
    """The facts of which two versions accept other values: only cases that both accept are compared."""
    (old, before), (new, after) = one, other
    for key in dict.fromkeys((*reads(old, before).facts, *reads(new, after).facts)):
        mine, its = old.facts.get(key), new.facts.get(key)
        if mine is not None and its is not None and domain(mine) != domain(its):
            zh, en = its.label.say("zh", key), its.label.say("en", key)
            yield Label(
                f"“{zh}”可取的值不同，只比较两版都接受的个案",
                f"the versions accept other values of “{en}”; only cases that both accept are compared",
            )
