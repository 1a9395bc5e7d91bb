"""Whether a pack's own invariants hold of every answer to a case, as the reference evaluator serves it.

An invariant is about one answer of a rule it is `of`. `past` is all that was paid before it to the same subject: by history, by
the steps before and by what was served before it in the same case. `award` is what the claim may still be paid, after limits
and parts; it is not known where the answer is open or another text fixes the sum. Broken is only what is false for certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.backends.outcome import Award, Judgement
from engine.backends.reference.claims import Claim
from engine.backends.reference.context import Context
from engine.backends.reference.evaluate import Served, chain
from engine.backends.reference.world import World
from engine.lang.ir import Choose, Expr, Fold, Ref, parts
from engine.lang.values import UNKNOWN, Member, Money, Unknown, Value
from engine.pack.case import Case, Entry, Path
from engine.pack.model import Invariant, Pack
from engine.pack.periods import period_of
from engine.pack.terms import Formula
from engine.text.records import dataclass

OPEN = ("unknown", "delegated", "unstated")  # verdicts after which it is not known what a claim may be paid


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that is false of an answer; `rule` is "" and `path` () where it is about the numbers of the measure alone."""

    invariant: Invariant
    step: int  # of a chain, counted from 1; 0 in a case without steps
    rule: str
    path: Path
    period: str | None
    values: Mapping[str, Value]  # of each name, fold and table that `means` reads, in its order; of facts behind them by key
    readings: Mapping[str, str]  # read on the way, and the option that counted

    @property
    def claim(self) -> str:
        """The claim in one word: `post_subsidy[阳光屋/P1] 2023`."""
        where = "/".join(id or "?" for _, id in self.path)
        return f"{self.rule}[{where}]" + (f" {self.period}" if self.period else "") if self.rule else ""


def broken(
    pack: Pack, case: Case, readings: Mapping[str, str] | None = None, rules: frozenset[str] | None = None
) -> tuple[Broken, ...]:
    """Every invariant that is false of an answer to the case, in the order of the answers; of the answers of `rules` only."""
    if not pack.invariants:
        return ()
    served = chain(pack, case, readings or {}, rules)
    found = [_of_step(world, one, number if case.steps else 0) for number, (world, one) in enumerate(served, 1)]
    return tuple(each for step in found for each in step)


def _of_step(world: World, served: Served, step: int) -> Iterator[Broken]:
    outcome = served.outcome
    answers: list[Award | Judgement] = [*outcome.awards, *outcome.choices]
    granted: list[Entry] = []  # by the claims served before
    for invariant in world.pack.invariants.values():
        if not invariant.of and holds(world, invariant) is False:
            yield _broken(invariant, numbers(world), step, None)
    for answer in answers:
        for invariant in world.pack.invariants.values():
            if answer.rule in invariant.of and holds(world, invariant, answer, granted) is False:
                yield _broken(invariant, surroundings(world, answer, granted), step, answer)
        granted += [each for each in served.grants if _is(each, answer)]


def holds(
    world: World, invariant: Invariant, answer: Award | Judgement | None = None, granted: Sequence[Entry] = ()
) -> bool | None:
    """Whether an invariant holds of one answer, or, without one, of the numbers of the measure; None: not known.

    `granted`: what the case granted before it. A rule that does not apply has chosen nothing, and nothing is said of it.
    """
    if answer is not None and answer.verdict == "not_applicable":
        return True
    context = numbers(world) if answer is None else surroundings(world, answer, granted)
    value = context.value(invariant.means)
    return None if isinstance(value, Unknown) else value is True


def surroundings(world: World, answer: Award | Judgement, granted: Sequence[Entry] = ()) -> Context:
    """What an invariant reads of an answer; `granted`: what the case granted before it."""
    rule = world.pack.rules[answer.rule]
    line = next(line for line in world.case.instances() if tuple((each.kind, each.id) for each in line) == answer.path)
    context = world.context(Claim(rule, line, period_of(answer.period) if answer.period else None))
    context.law_at = answer.law_at
    if context.past is not None:
        context.past += tuple(each for each in granted if (each.rule, each.path) == (answer.rule, answer.path))
    context.answer = _answer(world.pack, answer)
    return context


def numbers(world: World) -> Context:
    """What an invariant about the numbers of the measure alone reads: those of the day of application."""
    context = world.context(None)
    context.law_at = world.case.as_of
    return context


def _answer(pack: Pack, answer: Award | Judgement) -> dict[str, Value]:
    if isinstance(answer, Award):
        return {"award": UNKNOWN if answer.high is None or answer.verdict in OPEN else Money(answer.high)}
    results = tuple(dict.fromkeys(arm.result for arm in pack.rules[answer.rule].choose))
    return {"result": UNKNOWN if answer.result is None else Member(answer.result, results)}


def _is(entry: Entry, answer: Award | Judgement) -> bool:
    """Whether a grant is that of an answer."""
    period = entry.period.label if entry.period else None
    return (entry.rule, entry.path, period) == (answer.rule, answer.path, answer.period)


def _broken(invariant: Invariant, context: Context, step: int, answer: Award | Judgement | None) -> Broken:
    """The finding, with what was read for it."""
    read = context.step("invariant", invariant.means).facts
    means = invariant.means
    # In a quoted scalar with escapes a place does not hold the words of the expression; there they are left out.
    named = [(text, expr) for text, expr in _named(means.expr) if text in (means.text or "")]
    values = {text: context.value(Formula(text, expr, means.place)) for text, expr in named}
    behind = {key: value for key, value in read.items() if key not in values and key.partition(".")[2] not in values}
    return Broken(
        invariant,
        step,
        answer.rule if answer else "",
        answer.path if answer else (),
        answer.period if answer else None,
        {**values, **behind},
        dict(sorted(context.readings.items())),
    )


def _named(expr: Expr) -> Iterator[tuple[str, Expr]]:
    """Each name, fold and table call of an expression as it is written; not what stands inside a fold or a call."""
    named = isinstance(expr, Ref | Fold) or (isinstance(expr, Choose) and expr.table)
    if named and expr.place is not None:
        yield expr.place.text, expr
        return
    for inner in parts(expr):
        yield from _named(inner)
