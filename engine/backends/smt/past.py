"""What holds between folds over a past of any length, and between them and what limits have counted.

A fold over such a past is one free value; what is said here of it is true of every past, so that a proof may rest on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.backends.smt.days import Day, not_after, same_day
from engine.backends.smt.earlier import keys_of
from engine.backends.smt.expression import Speaker
from engine.backends.smt.folds import truth
from engine.backends.smt.logic import Number, Truth, all_of, at_most, both, equal, implies, no
from engine.backends.smt.question import Question
from engine.backends.smt.values import Val, same_value
from engine.lang.ir import Expr, Fold, Ref, walk
from engine.lang.types import Type
from engine.pack.names import PAST
from engine.pack.ranges import MOST_PAID
from engine.pack.rule import Key, Limit, Rule

SUMMED = {"at_most": "amount", "claims": "claims", "times": "times"}  # what a limit of a kind adds up


def tied(question: Question, exprs: Iterable[Expr], side: int = 0) -> Iterator[Truth]:
    """What holds of the folds over `past` in expressions of one side, where the past may be of any length."""
    _, rule = question.sides[side]
    folds = list(dict.fromkeys(each for expr in exprs for each in walk(expr) if isinstance(each, Fold) and _of_past(each)))
    if question.ask.lines is not None or rule.parts:  # an instalment is no claim of its own
        return
    speaker = question.speakers[side]
    for fold in folds:
        yield from _sum(question, fold, side)
    for number, fold in enumerate(folds):
        if fold.operator in ("all", "any"):
            yield from _example(question, fold, folds, f"past {side}.{number}", side)
    for limit in rule.limits:
        if folds and limit.kind == "within" and limit.since is None and _counts_own_past(rule, limit):
            yield from _earliest(question, limit, folds, speaker, side)


def _counts_own_past(rule: Rule, limit: Limit) -> bool:
    """Whether a limit counts the claims that `past` holds, and no others."""
    own = [key for key in limit.key if not key.fact and key.carrier == rule.subject]
    return rule.period is None and limit.over == (rule.name,) and limit.per == "life" and len(own) == len(limit.key) == 1


def _earliest(question: Question, limit: Limit, folds: Iterable[Fold], speaker: Speaker, side: int) -> Iterator[Truth]:
    """Of the line from which a span runs holds whatever holds of all."""
    _, rule = question.sides[side]
    some, first = question.earlier.first(speaker, rule, limit, question.claimed)
    line = _line(question, f"earliest {side} {limit.name}", side)
    yield implies(some, same_day(_day(line), first))
    for fold in folds:
        if fold.operator in ("any", "all"):
            its, of_all = truth(_at(speaker, line, fold.body)), truth(speaker.say(fold))
            yield implies(both(some, of_all), its) if fold.operator == "all" else implies(both(some, its), of_all)


def _of_past(fold: Fold) -> bool:
    return fold.collection == "past"


def _sum(question: Question, fold: Fold, side: int) -> Iterator[Truth]:
    """What all lines of the past add up to is within what a wider limit counts, and holds what a narrower one does."""
    speaker, (_, rule) = question.speakers[side], question.sides[side]
    summed = _summed(fold)
    total = speaker.say(fold).term
    for limit in rule.limits if summed else ():
        if SUMMED.get(limit.kind) != summed:
            continue
        used = question.earlier.used(speaker, rule, limit, question.claimed)
        if rule.name in limit.over and limit.per == "life" and not any(key.fact for key in limit.key):
            yield at_most(total, used)
        own = limit.over == (rule.name,) and any(not key.fact and key.carrier == rule.subject for key in limit.key)
        # Claims of one case for several periods are no past to each other, and a line may state fewer units than claims.
        if own and rule.period is None and limit.kind != "times":
            yield at_most(used, total)


def _summed(fold: Fold) -> str:
    """The part of a line that a sum adds up; "" where it is something else."""
    body = fold.body
    return body.name if fold.operator == "sum" and isinstance(body, Ref) and body.carrier == "past" else ""


def _example(question: Question, fold: Fold, folds: Iterable[Fold], name: str, side: int) -> Iterator[Truth]:
    """A line because of which not all do, or some do; of it holds whatever holds of all, and every limit counts it."""
    speaker, (_, rule) = question.speakers[side], question.sides[side]
    value = speaker.say(fold)
    there = truth(value) if fold.operator == "any" else no(truth(value))
    line = _line(question, name, side)
    body = truth(_at(speaker, line, fold.body))
    yield implies(there, body if fold.operator == "any" else no(body))
    for other in folds:
        if other.operator in ("any", "all"):
            its, of_all = truth(_at(speaker, line, other.body)), truth(speaker.say(other))
            yield implies(both(there, of_all), its) if other.operator == "all" else implies(both(there, its), of_all)
        elif summed := _summed(other):
            yield implies(there, at_most(_number(line, summed), speaker.say(other).term))
    for limit in rule.limits:
        counts = both(there, _counts(question, limit, line, side))
        yield from (implies(counts, each) for each in _counted(question, limit, line, side))


def _line(question: Question, name: str, side: int) -> Mapping[str, Val]:
    """Any line of the past of this claim's subject."""
    pool, (pack, rule) = question.pool, question.sides[side]
    facts = keys_of(pack, rule)
    types: dict[str, Type] = {**PAST, **{fact.name: fact.type for fact in facts}}
    line = {each: Val(pool.anything(type, f"{name}.{each}")) for each, type in types.items()}
    pool.sure += [pool.within(fact, line[fact.name]) for fact in facts]
    pool.sure += [at_most(0, _number(line, "amount")), at_most(_number(line, "amount"), MOST_PAID)]
    pool.sure += [at_most(1, _number(line, "claims")), at_most(1, _number(line, "times"))]
    pool.sure.append(not_after(_day(line), question.claimed.as_of))
    return line


def _day(line: Mapping[str, Val]) -> Day:
    day = line["as_of"].term
    assert isinstance(day, Day)
    return day


def _number(line: Mapping[str, Val], name: str) -> Number:
    return line[name].term


def _at(speaker: Speaker, line: Mapping[str, Val], body: Expr) -> Val:
    """What a fold's body says of a line."""
    outer, speaker.line = speaker.line, dict(line)
    kept, speaker.said = speaker.said, {}
    try:
        return speaker.say(body)
    finally:
        speaker.line, speaker.said = outer, kept


def _counts(question: Question, limit: Limit, line: Mapping[str, Val], side: int) -> Truth:
    """Whether a limit surely counts a line of the rule's own past."""
    _, rule = question.sides[side]
    keys = all_of(_same_key(question, key, line, side) for key in limit.key)
    return both(rule.name in limit.over, keys, _same_time(question, rule, limit, line))


def _same_key(question: Question, key: Key, line: Mapping[str, Val], side: int) -> Truth:
    if not key.fact:
        return True
    pack, _ = question.sides[side]
    mine, its = question.speakers[side].pool.fact(pack.facts[str(key)]), line.get(key.fact)
    return False if its is None else both(mine.known, same_value(mine, its))


def _same_time(question: Question, rule: Rule, limit: Limit, line: Mapping[str, Val]) -> Truth:
    """Lines of claims for a period do not tell it here."""
    day, its = question.claimed.as_of, _day(line)
    match limit.per:
        case "life":
            return True
        case "year" if rule.period is None and limit.since is None:
            return equal(day.year, its.year)
        case "month" if rule.period is None:
            return both(equal(day.year, its.year), equal(day.month, its.month))
        case _:
            return False


def _counted(question: Question, limit: Limit, line: Mapping[str, Val], side: int) -> Iterator[Truth]:
    """What follows for a limit that counts a line."""
    speaker, (_, rule) = question.speakers[side], question.sides[side]
    if limit.kind != "within":
        used = question.earlier.used(speaker, rule, limit, question.claimed)
        yield at_most(_number(line, SUMMED[limit.kind]), used)
    elif rule.period is None:
        some, first = question.earlier.first(speaker, rule, limit, question.claimed)
        yield both(some, not_after(first, _day(line)))
