"""All the cases to start from for one rule: under each reading, with each name told otherwise, near what is not yet turned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations, islice, product
from math import prod

from engine.analysis.boundaries.base import RuleAims, Start, fewest, stated
from engine.analysis.boundaries.search import Search, start, warned
from engine.analysis.boundaries.turns import Key, answer, result_of, says_yes
from engine.lang.types import BOOL, OneOf
from engine.lang.values import Known, Member
from engine.pack.case import Case, ClaimAsked, with_facts
from engine.pack.model import Pack
from engine.pack.reads import reads, reads_of
from engine.pack.rule import Rule

MOST_TOGETHER = 64  # ways to take the readings that switch one limit


def starts(pack: Pack, rule: Rule, seeds: Sequence[Case]) -> list[Start]:
    """Under the adopted readings, then under each other option, and under those options together that one limit turns on."""
    found: list[Start] = []
    first = start(pack, rule, {}, seeds)
    if first is not None:
        found = [first, *_told_otherwise(pack, first), *warned(pack, first)]
    for chosen in _choices(pack, rule):
        other = start(pack, rule, chosen, seeds)
        found += [other] if other is not None else []
    return found


def _choices(pack: Pack, rule: Rule) -> Iterator[Mapping[str, str]]:
    for name in reads(pack, rule).readings:
        reading = pack.readings[name]
        yield from ({name: option} for option in reading.options if option != reading.adopted)
    done: list[Mapping[str, str]] = []
    for limit in rule.limits:
        names = list(reads_of(pack, limit.when).readings) if limit.when is not None else []
        if len(names) < 2 or prod(len(pack.readings[name].options) for name in names) > MOST_TOGETHER:
            continue
        for options in product(*(pack.readings[name].options for name in names)):
            chosen = {name: option for name, option in zip(names, options, strict=True) if option != pack.readings[name].adopted}
            if len(chosen) > 1 and chosen not in done:
                done.append(chosen)
                yield chosen


def _told_otherwise(pack: Pack, first: Start) -> Iterator[Start]:
    """The start with another name or another truth value, with what more is then asked for, where the answer still is yes."""
    for line in first.case.instances():
        for name, value in line[-1].facts.items():
            key = f"{line[-1].kind}.{name}"
            for other in _others(pack, key, value):
                case = with_facts(first.case, {key: other})
                got = answer(pack, case, [first.rule.name])
                result = result_of(got, first.rule.name)
                if says_yes(result):
                    yield Start(first.rule, case, got)
                elif result is not None and result.verdict == "unknown" and (filled := completed(pack, first, case)) is not None:
                    yield filled


def completed(pack: Pack, base: Start, case: Case) -> Start | None:
    """A case in which something more is asked for, with that stated so that the answer is yes; None where it cannot be."""
    found = next(Search(pack, base.rule, base.case.readings).meeting(case, 0), None)
    return None if found is None else Start(base.rule, found, answer(pack, found, [base.rule.name]), True)


def missing_facts(pack: Pack, base: Start, case: Case) -> Iterator[Mapping[str, Known]]:
    """Ways to state what the rule may read of a case and it does not say, few at a time."""
    read = reads(pack, base.rule, base.case.readings)
    keys = [key for key in read.facts if key in pack.facts and not stated(case, key)]
    aims = RuleAims(pack, base.rule, base.case.readings)
    options = {key: aims.values(pack.facts[key], case.as_of) for key in keys}
    yield from ({key: value} for key in keys for value in options[key])
    for one, other in combinations(keys, 2):
        yield from ({one: a, other: b} for a, b in islice(product(options[one], options[other]), MOST_TOGETHER))


def near(pack: Pack, rule: Rule, seeds: Sequence[Case], turned: AbstractSet[Key]) -> Iterator[Start]:
    """Cases that somebody wrote in which something is looked at that has not been turned yet, with no more than it needs."""
    known = set(turned)
    for seed in seeds:
        case = replace(seed, claims=(ClaimAsked(rule.name, {}, None),), decisions=(), expect=None, steps=())
        got = answer(pack, case, [rule.name])
        if seed.steps or not says_yes(result_of(got, rule.name)):
            continue
        for key in got.turns:
            if key not in known and key[0] in ("compare", "row", "limit"):
                known.add(key)
                least = fewest(pack, rule, case, key)
                yield Start(rule, least, answer(pack, least, [rule.name]), True)


def _others(pack: Pack, key: str, value: Known) -> list[Known]:
    fact = pack.facts[key]
    if isinstance(fact.type, OneOf):
        return [Member(name, fact.type.names) for name in fact.type.names if not isinstance(value, Member) or name != value.name]
    return [not value] if fact.type == BOOL and isinstance(value, bool) else []
