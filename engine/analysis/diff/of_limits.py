"""What changed of limits: bounds, whether the last day counts, and whatever else a limit says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.analysis.diff.forms import SAME
from engine.analysis.diff.limits import limit_form, limits_of
from engine.analysis.diff.model import Pair, RuleChange
from engine.analysis.diff.noting import NOTHING, At, Noting
from engine.backends.prose import Speaker
from engine.backends.prose_limits import say_limit
from engine.pack.model import Pack
from engine.pack.rule import Limit
from engine.pack.terms import Label

# What a limit says besides its bound, its last day and its `when`, and what that is called.
SAYS = {
    "over": ("合并计算的范围", "what is counted together"),
    "key": ("按什么合并计算", "by what claims count together"),
    "per": ("计算的期间", "the time it is for"),
    "from": ("起算日", "the day it runs from"),
    "order_by": ("受理次序", "the order of service"),
    "short": ("不足时的处理", "what becomes of a claim that does not fit"),
    "kind": ("限额的种类", "the kind of limit"),
}


def limit_changes(noting: Noting, pair: Pair) -> Iterator[RuleChange]:
    """Everything that is not as it was of one limit; of a rule that came or went its limits did so with it."""
    old = limits_of(noting.sides.old)[pair.old] if pair.old is not None else None
    new = limits_of(noting.sides.new)[pair.new] if pair.new is not None else None
    at = _at(noting, pair, old, new)
    if old is None or new is None:
        if not _with_its_rule(noting, pair):
            said = _said(noting.sides.old, old), _said(noting.sides.new, new)
            yield noting.change("limit_added" if old is None else "limit_removed", at, *said)
        return
    yield from noting.called(at, (old.label, new.label), (old.cite, new.cite))
    yield from noting.formulas("limit_changed", at.inside(f".{new.kind}"), old.bound, new.bound)
    yield from noting.formulas("limit_changed", at.inside(".when"), old.when, new.when)
    said = _said(noting.sides.old, old), _said(noting.sides.new, new)
    if old.last_day_included != new.last_day_included:
        note = Label("改为含最后一日", "the last day is now included")
        if not new.last_day_included:
            note = Label("改为不含对应日", "the corresponding day is now excluded")
        yield noting.change("inclusiveness", at.inside(".last_day"), *said, note=note)
    before, after = limit_form(old, noting.names), limit_form(new, SAME)
    if other := [name for name in SAYS if before[name] != after[name]]:
        note = Label("、".join(SAYS[name][0] for name in other), ", ".join(SAYS[name][1] for name in other))
        at = at.inside(f".{other[0]}") if len(other) == 1 else at
        yield noting.change("limit_changed", at, *said, note=note)


def _at(noting: Noting, pair: Pair, old: Limit | None, new: Limit | None) -> At:
    pack, one = (noting.sides.new, new) if new is not None else (noting.sides.old, old)
    assert one is not None
    owner = pair.key.partition("/")[0]
    own = [each for each in pack.rules[owner].limits if each not in pack.limits] if owner else list(pack.limits)
    path = f"rules.{owner}.limits[{own.index(one)}]" if owner and one in own else f"limits[{list(pack.limits).index(one)}]"
    label = pack.rules[owner].label if owner else one.label
    return At("limits", pair.old, pair.new, path, label, one.cite, old.place if old else None, new.place if new else None)


def _with_its_rule(noting: Noting, pair: Pair) -> bool:
    """Whether a limit came or went with the whole rule."""
    if pair.new is None:
        owner = (pair.old or "").partition("/")[0]
        return bool(owner) and noting.sides.new_of("rules", owner) is None
    owner = pair.new.partition("/")[0]
    return bool(owner) and noting.sides.old_of("rules", owner) is None


def _said(pack: Pack, limit: Limit | None) -> Label:
    """A limit in words; under the first rule that it binds."""
    if limit is None or not limit.binds:
        return NOTHING
    rule = pack.rules[limit.binds[0]]

    def say(lang: str) -> str:
        return say_limit(limit, rule, Speaker(pack, lang))

    return Label(say("zh"), say("en"))


def limit_order(
    noting: Noting, old: Sequence[Limit], new: Sequence[Limit], pairs: Sequence[Pair], at: At
) -> Iterator[RuleChange]:
    """Limits of a rule that are tried in another order, so that another one is the first to cut."""
    matched = {pair.old: pair.new for pair in pairs if pair.old is not None and pair.new is not None}
    owner_old, owner_new = at.old or "", at.new or ""
    before = [matched[key] for each in old if (key := f"{owner_old}/{each.name}") in matched]
    after = [key for each in new if (key := f"{owner_new}/{each.name}") in matched.values()]
    if before != after:
        words = [Label(*["、".join(key.partition("/")[2] for key in keys if key)] * 2) for keys in (before, after)]
        yield noting.change("limit_order", replace(at, path=f"{at.path}.limits"), words[0], words[1])
