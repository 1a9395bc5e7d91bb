"""条件已由其余各项保证。 A condition that follows from the others.

为何重要：它看似多一道要求，其实没有；日后只改其中一处，意思就变了。
Why it matters: it looks like one requirement more and is none; a later change to one of them changes the meaning unnoticed.
"""

from collections.abc import Iterator

from engine.analysis.lint.draft import Draft
from engine.pack.terms import Formula
from engine.text.diagnostics import Diagnostic

CODE = "L424"
MOST = 60  # conditions of a rule that are held against each other


def check(draft: Draft) -> Iterator[Diagnostic]:
    for rule in draft.pack.rules.values():
        stated = [each.formula for each in rule.when]
        if len(stated) > MOST:
            draft.undecided[CODE] += len(stated)
            continue
        for each in stated:
            others = [other for other in _sharing(draft, each, stated) if other.expr != each.expr]
            if not others or not _possible(draft, [*others, each]) or draft.deciding.can([(each.expr, False)]).possible is False:
                continue
            if draft.can(CODE, *((other, True) for other in others), (each, False)).possible is False:
                places = tuple(other.place for other in others)
                yield Diagnostic(CODE, each.place, {"text": each.text or "true"}, places, rule.cite)


def _sharing(draft: Draft, one: Formula, stated: list[Formula]) -> list[Formula]:
    """The other conditions that read something of what it reads, directly or through further ones."""
    names = {id(each): draft.deciding.variables.names(each.expr) for each in stated}
    reached, read = [one], set(names[id(one)])
    while more := [each for each in stated if each not in reached and read & names[id(each)]]:
        reached += more
        read.update(*(names[id(each)] for each in more))
    return reached[1:]


def _possible(draft: Draft, together: list[Formula]) -> bool:
    return draft.deciding.can([(each.expr, True) for each in together]).possible is not False
