"""What a comparison of answers does not cover, as its reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.analysis.diff.sameness import disturbed, domain
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


def others_take(old: Pack, new: Pack, before: Rule, after: Rule, since: date | None = None) -> Iterator[Label]:
    """The rules that share a limit with this one and are not as they were, so that they may leave it more or less."""
    names = list(disturbed(old, new, before, after, since))
    if names:
        zh, en = (
            ("、" if lang == "zh" else ", ").join(new.rules[name].label.say(lang, name) for name in names)
            for lang in ("zh", "en")
        )
        zh_own, en_own = (after.label.say(lang, after.name) for lang in ("zh", "en"))
        yield Label(
            f"{zh_own}与{zh}共用限额；后者有变，先占用的多少可能随之不同，此处不计",
            f"{en_own}: shares a limit with what has changed ({en}), which may leave more or less of it; not counted here",
        )
