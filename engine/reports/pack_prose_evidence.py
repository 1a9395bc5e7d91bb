"""What an applicant brings for one rule: every fact its answer may turn on, the evidence, and who certifies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.backends.prose import Speaker
from engine.backends.prose_limits import is_never
from engine.backends.prose_values import either
from engine.lang.ir import Expr, Fold, Ref, walk
from engine.pack.reads import formulas, of_limit
from engine.pack.rule import Rule
from engine.reports.explanation_missing import unknown_thing
from engine.reports.page import Grid

NONE = "—"  # the pack states none
SHARES = (5, 6, 4)


def evidence(rule: Rule, speaker: Speaker) -> Grid | None:
    """The table of a rule under the readings adopted; of one that is not settled, every option counts. None: nothing to bring."""
    lang = speaker.lang
    rows = [_fact(key, speaker) for key in facts_of(rule, speaker)]
    rows += [(unknown_thing(key, speaker), NONE, NONE) for key in _lists(rule, speaker)]
    if not rows:
        return None
    heads = either(lang, "须说明的事实|证明材料|由谁出具或确认", "What is to be shown|Evidence|Certified by").split("|")
    return Grid(tuple(heads), tuple(rows), shares=SHARES)


def facts_of(rule: Rule, speaker: Speaker) -> list[str]:
    """The facts that an answer may turn on, by key, in the order of the pack."""
    found = {_key(part) for expr in _behind(rule, speaker) for part in walk(expr) if isinstance(part, Ref)}
    for limit in rule.limits:
        if not is_never(limit.when, speaker):
            found.update(str(key) for key in limit.key if key.fact)
    return [key for key in speaker.pack.facts if key in found]


def _key(ref: Ref) -> str:
    """The key of the fact a name stands for; of anything else none that a pack has."""
    return f"{ref.carrier}.{ref.name}" if ref.kind == "fact" else ""


def _fact(key: str, speaker: Speaker) -> tuple[str, str, str]:
    fact, lang = speaker.pack.facts[key], speaker.lang
    return speaker.fact(key), fact.evidence.say(lang, NONE), fact.certified_by.say(lang, NONE)


def _lists(rule: Rule, speaker: Speaker) -> Iterator[str]:
    """The period claimed for, the kinds of which all are to be named, and what was paid before, where a rule asks for them."""
    folded = {part.collection for expr in _behind(rule, speaker) for part in walk(expr) if isinstance(part, Fold)}
    if rule.period:
        yield "period"
    yield from (kind for kind in speaker.pack.subjects if kind in folded)
    if "past" in folded or any(not is_never(limit.when, speaker) for limit in rule.limits):
        yield "history"


def _behind(rule: Rule, speaker: Speaker) -> list[Expr]:
    """Every expression that counts, settled: the rule's own, then those behind its definitions and readings, each once."""
    idle = {id(each) for limit in rule.limits if is_never(limit.when, speaker) for each in of_limit(limit)}
    waiting = [each.expr for each in formulas(rule) if id(each) not in idle]
    found: list[Expr] = []
    while waiting:
        expr = speaker.settle(waiting.pop(0))
        if expr not in found:
            found.append(expr)
            waiting += [each for part in walk(expr) if isinstance(part, Ref) for each in _means(part, speaker)]
    return found


def _means(ref: Ref, speaker: Speaker) -> Iterable[Expr]:
    """What a name stands for: of a reading the option adopted, or every one if it is open."""
    if ref.kind == "definition":
        return [speaker.pack.definitions[f"{ref.carrier}.{ref.name}"].means.expr]
    if ref.kind == "reading":
        reading = speaker.pack.readings[ref.name]
        taken = speaker.taken(reading)
        return [each.means.expr for each in reading.options.values() if each.means and taken in (None, each.name)]
    return []
