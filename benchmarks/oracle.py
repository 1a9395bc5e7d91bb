"""Tells two packs apart without a solver: the reference answers drawn cases under both until one comes out otherwise."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from benchmarks.drawn import Drawer
from engine.analysis.diff.replay import fitted
from engine.analysis.expected import Result, results
from engine.analysis.mutate.links import Links
from engine.analysis.replaying import read_again
from engine.analysis.written import written
from engine.backends.outcome import Award
from engine.backends.reference import evaluate
from engine.pack.case import Case
from engine.pack.model import Pack
from engine.text.records import dataclass

Claimed = tuple[object, ...]
Seen = tuple[str, object]  # the verdict, and what else is compared
Answers = dict[Claimed, Seen]


@dataclass
class Oracle:
    """The cases drawn about one rule and what the old pack answers, made as they are asked for and kept."""

    pack: Pack
    rule: str
    drawn: Iterator[Case]
    made: list[tuple[Case, Answers]] = field(default_factory=list)

    def separates(self, new: Pack, most: int) -> Case | None:
        """The first of so many cases that the new pack answers otherwise under the rule."""
        if self.rule not in new.rules:
            return None
        before, after = Links(self.pack), Links(new)
        for at in range(most):
            if at == len(self.made):
                case = next(self.drawn)
                self.made.append((case, answers(self.pack, case, self.rule, before)))
            case, known = self.made[at]
            if apart(known, answers(new, case, self.rule, after)) and self._stands(case, new):
                return case
        return None

    def _stands(self, case: Case, new: Pack) -> bool:
        """Whether it is a case under both packs, written down and read again."""
        return reread_apart(self.pack, new, case, self.rule)


def oracle(old: Pack, others: Sequence[Pack], rule: str, cases: Sequence[Case], seed: str) -> Oracle:
    """An oracle about one rule of a pack; it aims at the numbers of the others too."""
    return Oracle(old, rule, Drawer(old, others, rule, cases, random.Random(f"{seed} {old.id} {rule}")).cases())


def reread_apart(old: Pack, new: Pack, case: Case, rule: str) -> bool:
    """Whether two packs that read a case, each without what only the other knows, answer it otherwise."""
    read = [read_again(pack, written(fitted(case, pack))) for pack in (old, new)]
    if read[0] is None or read[1] is None:
        return False
    return apart(*(answers(pack, one, rule, Links(pack)) for pack, one in ((old, read[0]), (new, read[1]))))


def answers(pack: Pack, case: Case, rule: str, links: Links) -> Answers:
    """What a pack answers under one rule, by claim."""
    served = links.served(case, frozenset([rule]))
    fewer = replace(pack, rules={name: each for name, each in pack.rules.items() if name in served})
    claims = None if case.claims is None else tuple(each for each in case.claims if each.rule in served)
    found = results(evaluate(fewer, replace(case, claims=claims), rules=(rule,), needs=False))
    return {(each.path, each.period): (each.verdict, _seen(each)) for each in found}


def apart(before: Answers, after: Answers) -> bool:
    """Whether two packs say something else of a claim."""
    if len(before) == len(after) == 1 and {path for path, _ in before} == {path for path, _ in after}:
        # The one may be for a year and the other for a month: their only claims are laid side by side.
        return differs(*before.values(), *after.values())
    return any(differs(before[claim], after[claim]) for claim in before.keys() & after.keys())


def differs(one: Seen, other: Seen) -> bool:
    """Whether two answers differ in more than words; what is unknown under both is not compared further."""
    return one[0] != other[0] or (one[0] != "unknown" and one[1] != other[1])


def _seen(answer: Result) -> object:
    """All of an answer but its words."""
    if not isinstance(answer, Award):
        return answer.result, answer.rate, answer.gap, answer.note, answer.next_due, answer.late_days
    parts = [(part.low, part.high, part.due, part.state == "lost") for part in answer.parts]
    payers = {name: fen for name, fen in answer.paid_by.items() if fen}
    return answer.low, answer.high, answer.floor, parts, payers
