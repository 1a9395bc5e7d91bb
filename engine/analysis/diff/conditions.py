"""What changed of a list of conditions: which came, which went, which say something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.analysis.diff.alike import same_label
from engine.analysis.diff.forms import Form, form, joined, sense
from engine.analysis.diff.model import RuleChange
from engine.analysis.diff.noting import At, Noting, say_formula, written
from engine.analysis.diff.spots import akin
from engine.backends.prose import Speaker
from engine.lang.ir import Apply, Expr
from engine.lang.operators import OPERATOR_OF
from engine.pack.rule import Condition, Expected


def condition_changes(noting: Noting, at: At, old: Sequence[Condition], new: Sequence[Condition]) -> Iterator[RuleChange]:
    """Of conditions all of which must hold. One that was cut in two, or joined with another, says the same as before."""
    taken = pairs(noting, old, new)
    if len(taken) < max(len(old), len(new)) and _heap(noting, old, True) == _heap(noting, new, False):
        yield noting.change("rewritten", at, texts=(_written(old), _written(new)))
        return
    for number, one in enumerate(new):
        here = at.only(f"[{number}]", None, one.formula.place, one.cite)
        if number not in taken.values():
            yield noting.change("condition_added", here, *noting.said(None, one, _say), ("", written(one.formula)))
            continue
        was = old[next(a for a, b in taken.items() if b == number)]
        here = here.inside("", was.formula.place, one.formula.place)
        yield from noting.called(here, (was.label, one.label), (was.cite, one.cite))
        yield from noting.formulas("condition_changed", here, was.formula, one.formula)
    for number, was in enumerate(old):
        if number not in taken:
            here = at.only("", was.formula.place, None, was.cite)
            yield noting.change("condition_removed", here, *noting.said(was, None, _say), (written(was.formula), ""))
    if [b for _, b in sorted(taken.items())] != sorted(taken.values()):
        yield noting.change("condition_order", at, texts=(_written(old), _written(new)))


def expected_changes(noting: Noting, at: At, old: Sequence[Expected], new: Sequence[Expected]) -> Iterator[RuleChange]:
    """Of what the text says in general, whose failing is only a warning."""
    taken = pairs(noting, old, new)
    for number, one in enumerate(new):
        here = at.only(f"[{number}]", None, one.formula.place, one.cite)
        was = next((old[a] for a, b in taken.items() if b == number), None)
        if was is None:
            yield noting.change("expected", here, *noting.said(None, one, _say), ("", written(one.formula)))
            continue
        yield from noting.called(here, (was.label, one.label), (was.cite, one.cite))
        if form(was.formula.expr, noting.names) != form(one.formula.expr):
            texts = written(was.formula), written(one.formula)
            yield noting.change("expected", here, *noting.said(was.formula, one.formula, say_formula), texts)
    for number, was in enumerate(old):
        if number not in taken:
            here = at.only("", was.formula.place, None, was.cite)
            yield noting.change("expected", here, *noting.said(was, None, _say), (written(was.formula), ""))


def pairs(noting: Noting, old: Sequence[Condition | Expected], new: Sequence[Condition | Expected]) -> dict[int, int]:
    """Which is which, by number: those that say the same, those called the same, then those about the same things."""
    before = [form(each.formula.expr, noting.names) for each in old]
    after = [form(each.formula.expr) for each in new]
    taken: dict[int, int] = {}

    def take(fits: list[tuple[int, int]]) -> None:
        for one, other in fits:
            open_fits = [(a, b) for a, b in fits if a not in taken and b not in taken.values()]
            rivals = [pair for pair in open_fits if (pair[0] == one) != (pair[1] == other)]
            if (one, other) in open_fits and not rivals:
                taken[one] = other

    every = [(one, other) for one in range(len(old)) for other in range(len(new))]
    for one, other in every:  # of several that say the same the first is the first
        if before[one] == after[other] and one not in taken and other not in taken.values():
            taken[one] = other
    take([(a, b) for a, b in every if sense(before[a]) == sense(after[b])])
    take([(a, b) for a, b in every if same_label(old[a].label, new[b].label)])
    take([(a, b) for a, b in every if akin(old[a].formula.expr, new[b].formula.expr, noting.names)])
    return taken


def _heap(noting: Noting, conditions: Sequence[Condition], was: bool) -> list[str]:
    """What must hold, one by one, in an order of no meaning."""
    names = noting.names if was else None
    parts: list[Form] = []
    for each in conditions:
        for expr in _parts(each.formula.expr):
            parts.append(sense(form(expr, names) if names else form(expr)))
    return sorted(map(repr, parts))


def _parts(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Apply) and OPERATOR_OF[expr.overload].name == "and":
        yield from joined(expr, "and")
    else:
        yield expr


def _written(conditions: Sequence[Condition]) -> str:
    return "; ".join(written(each.formula) for each in conditions)


def _say(condition: Condition | Expected, speaker: Speaker) -> str:
    return speaker.condition(condition)
